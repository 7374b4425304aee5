#pragma once

#include "app/player/FfmpegPointers.h"

namespace streamkeeper {

/// What samples of sound are like.
struct SampleFormat
{
    AVSampleFormat kind = AV_SAMPLE_FMT_NONE;
    int rate = 0;
    int channels = 0;

    bool operator==(const SampleFormat &) const = default;
};

/// Makes samples of one format of those of another, whatever a track turns to meanwhile. For one thread.
class SoundResampler
{
public:
    /// For samples such as those of the frame; null: there is no way.
    [[nodiscard]] SwrContext *prepare(const AVFrame &source, const SampleFormat &target);

private:
    SwrContextPtr m_context;
    SampleFormat m_source;
    SampleFormat m_target;
};

} // namespace streamkeeper
