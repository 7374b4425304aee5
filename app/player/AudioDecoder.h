#pragma once

#include "app/player/AudioBuffer.h"
#include "app/player/FfmpegPointers.h"
#include "app/player/SoundResampler.h"

namespace streamkeeper {

/// Decodes an audio track into the format of an AudioBuffer. Lives on a decoding thread. A track
/// that cannot be decoded stays silent: sound is never a reason to lose the picture.
class AudioDecoder
{
public:
    /// False: a codec that is not played, or a rate or number of channels that no sound has.
    [[nodiscard]] bool open(const AVCodecParameters &parameters);
    void decode(const AVPacket &packet, AudioBuffer &buffer);

private:
    CodecContextPtr m_context;
    SoundResampler m_resampler;
    FramePtr m_frame;
};

} // namespace streamkeeper
