#include "app/player/SoundConverter.h"

#include "app/player/KnownSound.h"
#include "app/player/PieceReader.h"

extern "C" {
#include <libavutil/samplefmt.h>
}

#include <algorithm>
#include <cstdlib>
#include <utility>

namespace streamkeeper {

using namespace Qt::StringLiterals;

namespace {

/// Nearer to where the sound before ends is the jitter of a server that stamps what comes when it comes; more
/// would be noticed beside the picture.
constexpr int toleratedMs = 40;
/// AAC of so many is hardly told from what it is made of, and a voice at 8 kHz gets 32 kbit/s.
constexpr int bitsPerSample = 4;
constexpr int mostBitsPerSecond = 80'000; // of one channel
constexpr int mostChannels = 2;

/// The lowest one that loses nothing, else the highest.
int rateFor(const AVCodec &encoder, int wanted)
{
    int best = 0;
    for (const int *rate = encoder.supported_samplerates; rate && *rate != 0; ++rate) {
        const bool isBetter = best < wanted ? *rate > best : *rate >= wanted && *rate < best;
        if (isBetter)
            best = *rate;
    }
    return best;
}

bool isSameKind(const AVCodecParameters &one, const AVCodecParameters &other)
{
    return one.codec_id == other.codec_id && one.sample_rate == other.sample_rate &&
           one.ch_layout.nb_channels == other.ch_layout.nb_channels &&
           one.bits_per_coded_sample == other.bits_per_coded_sample &&
           std::equal(one.extradata, one.extradata + one.extradata_size, other.extradata,
                      other.extradata + other.extradata_size);
}

CodecContextPtr openDecoder(const AVCodecParameters &sound)
{
    const AVCodec *codec = soundDecoderOf(sound);
    CodecContextPtr decoder(codec ? avcodec_alloc_context3(codec) : nullptr);
    if (!decoder || avcodec_parameters_to_context(decoder.get(), &sound) < 0)
        return {};
    decoder->pkt_timebase = PieceReader::timeBase;
    if (avcodec_open2(decoder.get(), codec, nullptr) < 0)
        return {};
    return decoder;
}

FramePtr makeFrame(const SampleFormat &format, int samples)
{
    FramePtr frame(av_frame_alloc());
    frame->format = format.kind;
    frame->sample_rate = format.rate;
    frame->nb_samples = samples;
    av_channel_layout_default(&frame->ch_layout, format.channels);
    if (av_frame_get_buffer(frame.get(), 0) < 0)
        return {};
    return frame;
}

} // namespace

std::unique_ptr<SoundConverter> SoundConverter::make(const AVCodecParameters &sound)
{
    std::unique_ptr<SoundConverter> made(new SoundConverter);
    const bool isOpen = made->setSource(sound) && made->openEncoder(made->m_decoder->sample_rate,
                                                                    made->m_decoder->ch_layout.nb_channels);
    return isOpen ? std::move(made) : nullptr;
}

QString SoundConverter::nameOf(AVCodecID codec)
{
    const QString name = QString::fromUtf8(avcodec_get_name(codec));
    if (codec == AV_CODEC_ID_PCM_ALAW || codec == AV_CODEC_ID_PCM_MULAW)
        return u"G.711"_s;
    if (codec == AV_CODEC_ID_ADPCM_G722)
        return u"G.722"_s;
    if (codec == AV_CODEC_ID_ADPCM_G726 || codec == AV_CODEC_ID_ADPCM_G726LE)
        return u"G.726"_s;
    return name.startsWith(u"pcm_"_s) ? u"PCM"_s : name.toUpper();
}

bool SoundConverter::setSource(const AVCodecParameters &sound)
{
    if (m_source && isSameKind(*m_source, sound))
        return true;
    if (m_decoder)
        decode(nullptr);
    m_decoder = openDecoder(sound);
    m_decoded.reset(av_frame_alloc());
    m_source.reset(m_decoder ? avcodec_parameters_alloc() : nullptr);
    return m_source && avcodec_parameters_copy(m_source.get(), &sound) >= 0;
}

bool SoundConverter::openEncoder(int wantedRate, int channels)
{
    const AVCodec *codec = avcodec_find_encoder_by_name("aac");
    if (!codec || wantedRate <= 0 || channels <= 0)
        return false;
    m_format = {AV_SAMPLE_FMT_FLTP, rateFor(*codec, wantedRate), std::min(channels, mostChannels)};
    m_encoder.reset(avcodec_alloc_context3(codec));
    m_encoder->sample_fmt = m_format.kind;
    m_encoder->sample_rate = m_format.rate;
    av_channel_layout_default(&m_encoder->ch_layout, m_format.channels);
    m_encoder->bit_rate =
        qint64(m_format.channels) * std::min(bitsPerSample * m_format.rate, mostBitsPerSecond);
    m_encoder->time_base = {1, m_format.rate};
    // MP4 has the configuration once, before all sound.
    m_encoder->flags |= AV_CODEC_FLAG_GLOBAL_HEADER;
    if (avcodec_open2(m_encoder.get(), codec, nullptr) < 0)
        return false;
    m_frame = makeFrame(m_format, m_encoder->frame_size);
    m_parameters.reset(avcodec_parameters_alloc());
    return m_frame && avcodec_parameters_from_context(m_parameters.get(), m_encoder.get()) >= 0;
}

std::vector<PacketPtr> SoundConverter::convert(const AVPacket &packet)
{
    decode(&packet);
    return std::exchange(m_ready, {});
}

std::vector<PacketPtr> SoundConverter::finish()
{
    decode(nullptr);
    if (m_filled > 0)
        encodeFrame();
    if (m_hasDecoded)
        encode(nullptr);
    return std::exchange(m_ready, {});
}

/// A damaged packet is a gap like any other: sound is never a reason to lose the picture.
void SoundConverter::decode(const AVPacket *packet)
{
    if (!m_decoder || avcodec_send_packet(m_decoder.get(), packet) < 0)
        return;
    while (avcodec_receive_frame(m_decoder.get(), m_decoded.get()) >= 0) {
        take(*m_decoded);
        av_frame_unref(m_decoded.get());
    }
}

void SoundConverter::take(const AVFrame &decoded)
{
    SwrContext *resampler = m_resampler.prepare(decoded, m_format);
    if (!resampler)
        return;
    const qint64 delay = swr_get_delay(resampler, m_format.rate);
    const int most = swr_get_out_samples(resampler, decoded.nb_samples);
    const FramePtr samples = most > 0 ? makeFrame(m_format, most) : FramePtr();
    if (!samples)
        return;
    samples->nb_samples =
        swr_convert(resampler, samples->extended_data, most,
                    const_cast<const uint8_t **>(decoded.extended_data), decoded.nb_samples);
    if (samples->nb_samples <= 0)
        return;
    std::optional<qint64> at;
    if (decoded.pts != AV_NOPTS_VALUE)
        at = av_rescale_q(decoded.pts, PieceReader::timeBase, m_encoder->time_base) - delay;
    place(*samples, at);
}

/// `at`: where its first sample belongs; none: behind what came before.
void SoundConverter::place(const AVFrame &samples, std::optional<qint64> at)
{
    if (!std::exchange(m_hasDecoded, true))
        m_frame->pts = at.value_or(0);
    const qint64 tolerated = m_isAnew ? 0 : qint64(toleratedMs) * m_format.rate / 1'000;
    const qint64 missing = at && std::llabs(*at - next()) > tolerated ? *at - next() : 0;
    const int known = int(std::clamp<qint64>(-missing, 0, samples.nb_samples));
    // The rest of what comes twice may come with the next packet.
    m_isAnew = known == samples.nb_samples;
    if (missing > 0)
        passOver(*at);
    append(samples, known);
}

/// A frame has one time: silence completes the one that was begun, the next one begins later.
void SoundConverter::passOver(qint64 until)
{
    if (m_filled > 0) {
        const int silence = int(std::min<qint64>(until - next(), m_encoder->frame_size - m_filled));
        av_samples_set_silence(m_frame->extended_data, m_filled, silence, m_format.channels, m_format.kind);
        advance(silence);
    }
    if (m_filled == 0)
        m_frame->pts = until;
}

void SoundConverter::append(const AVFrame &samples, int from)
{
    while (from < samples.nb_samples) {
        const int part = std::min(samples.nb_samples - from, m_encoder->frame_size - m_filled);
        av_samples_copy(m_frame->extended_data, samples.extended_data, m_filled, from, part,
                        m_format.channels, m_format.kind);
        from += part;
        advance(part);
    }
}

void SoundConverter::advance(int samples)
{
    m_filled += samples;
    if (m_filled == m_encoder->frame_size)
        encodeFrame();
}

void SoundConverter::encodeFrame()
{
    m_frame->nb_samples = m_filled;
    encode(m_frame.get());
    m_frame->nb_samples = m_encoder->frame_size;
    m_frame->pts += std::exchange(m_filled, 0);
    // The encoder may still look at it. Without memory for another one, this one is written over: it is
    // its sound that suffers.
    (void)av_frame_make_writable(m_frame.get());
}

void SoundConverter::encode(const AVFrame *frame)
{
    if (avcodec_send_frame(m_encoder.get(), frame) < 0)
        return;
    for (;;) {
        PacketPtr packet(av_packet_alloc());
        if (!packet || avcodec_receive_packet(m_encoder.get(), packet.get()) < 0)
            return;
        m_ready.push_back(std::move(packet));
    }
}

} // namespace streamkeeper
