#pragma once

#include "app/player/AudioBuffer.h"
#include "app/player/FfmpegPointers.h"

namespace streamkeeper {

/// Decodes an audio track into the format of an AudioBuffer. Lives on a decoding thread. A track
/// that cannot be decoded stays silent: sound is never a reason to lose the picture.
class AudioDecoder
{
public:
    /// False: no decoder for this track.
    [[nodiscard]] bool open(const AVCodecParameters &parameters);
    void decode(const AVPacket &packet, AudioBuffer &buffer);

private:
    [[nodiscard]] bool prepareResampler(const AVFrame &frame, const QAudioFormat &format);

    CodecContextPtr m_context;
    SwrContextPtr m_resampler;
    FramePtr m_frame;
    QAudioFormat m_format;
    int m_sourceRate = 0;
    int m_sourceChannels = 0;
    int m_sourceSampleFormat = -1;
};

} // namespace streamkeeper
