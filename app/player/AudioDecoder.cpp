#include "app/player/AudioDecoder.h"

#include "app/player/KnownSound.h"

namespace streamkeeper {

namespace {

AVSampleFormat toFfmpeg(QAudioFormat::SampleFormat format)
{
    switch (format) {
    case QAudioFormat::Int32:
        return AV_SAMPLE_FMT_S32;
    case QAudioFormat::Float:
        return AV_SAMPLE_FMT_FLT;
    default:
        return AV_SAMPLE_FMT_S16;
    }
}

} // namespace

bool AudioDecoder::open(const AVCodecParameters &parameters)
{
    const AVCodec *codec = soundDecoderOf(parameters);
    if (!codec)
        return false;
    m_context.reset(avcodec_alloc_context3(codec));
    m_frame.reset(av_frame_alloc());
    return m_context && m_frame && avcodec_parameters_to_context(m_context.get(), &parameters) >= 0 &&
           avcodec_open2(m_context.get(), codec, nullptr) >= 0;
}

void AudioDecoder::decode(const AVPacket &packet, AudioBuffer &buffer)
{
    const QAudioFormat format = buffer.format();
    if (!format.isValid() || avcodec_send_packet(m_context.get(), &packet) < 0)
        return;
    const SampleFormat target{toFfmpeg(format.sampleFormat()), format.sampleRate(), format.channelCount()};
    while (avcodec_receive_frame(m_context.get(), m_frame.get()) >= 0) {
        // What is decoded may be other than what was announced.
        const bool isSound = m_frame->sample_rate > 0 &&
                             isPlausibleSound(m_frame->sample_rate, m_frame->ch_layout.nb_channels);
        SwrContext *resampler = isSound ? m_resampler.prepare(*m_frame, target) : nullptr;
        if (const int maxSamples = resampler ? swr_get_out_samples(resampler, m_frame->nb_samples) : 0;
            maxSamples > 0) {
            QByteArray samples(qsizetype(maxSamples) * format.bytesPerFrame(), Qt::Uninitialized);
            auto *out = reinterpret_cast<uint8_t *>(samples.data());
            const int count =
                swr_convert(resampler, &out, maxSamples, const_cast<const uint8_t **>(m_frame->extended_data),
                            m_frame->nb_samples);
            if (count > 0) {
                samples.truncate(qsizetype(count) * format.bytesPerFrame());
                buffer.append(samples);
            }
        }
        av_frame_unref(m_frame.get());
    }
}

} // namespace streamkeeper
