#pragma once

#include "app/player/FfmpegPointers.h"

namespace streamkeeper {

/// A rate and a number of channels that sound can have; `rate` 0 is unknown yet.
[[nodiscard]] bool isPlausibleSound(int rate, int channels);

/// The decoder of what cameras and media servers send; null for anything else. FFmpeg has some hundred more,
/// of games and old archives, that hardly anybody tests against hostile input.
[[nodiscard]] const AVCodec *soundDecoderOf(const AVCodecParameters &sound);

} // namespace streamkeeper
