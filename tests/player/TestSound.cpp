#include "tests/player/TestSound.h"

#include "app/player/PieceReader.h"
#include "tests/player/WrittenFile.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <map>
#include <numbers>

namespace streamkeeper::test {

namespace {

constexpr double beepSeconds = 0.5;
constexpr double beepHertz = 1'000;
constexpr double loudness = 0.5;
constexpr qint64 usPerSecond = 1'000'000;
constexpr qint64 pictureUs = 40'000;

CodecContextPtr openEncoder(const SoundPlan &plan)
{
    const AVCodec *codec = avcodec_find_encoder(plan.codec);
    if (!codec)
        qFatal("this FFmpeg has no encoder of %s", avcodec_get_name(plan.codec));
    CodecContextPtr encoder(avcodec_alloc_context3(codec));
    encoder->sample_fmt = codec->sample_fmts[0];
    encoder->sample_rate = plan.rate;
    encoder->time_base = {1, plan.rate};
    encoder->flags |= AV_CODEC_FLAG_GLOBAL_HEADER;
    av_channel_layout_default(&encoder->ch_layout, plan.channels);
    if (avcodec_open2(encoder.get(), codec, nullptr) < 0)
        qFatal("the encoder of %s does not take %d Hz", avcodec_get_name(plan.codec), plan.rate);
    return encoder;
}

double sampleAt(const SoundPlan &plan, double seconds)
{
    const bool isBeep = std::ranges::any_of(
        plan.beepsAt, [seconds](double at) { return seconds >= at && seconds < at + beepSeconds; });
    return isBeep ? loudness * std::sin(2 * std::numbers::pi * beepHertz * seconds) : 0;
}

void setSample(const AVFrame &frame, int index, int channel, double value)
{
    const int channels = frame.ch_layout.nb_channels;
    if (frame.format == AV_SAMPLE_FMT_S16)
        reinterpret_cast<int16_t *>(frame.data[0])[index * channels + channel] = int16_t(value * 32'767);
    else if (frame.format == AV_SAMPLE_FMT_FLTP)
        reinterpret_cast<float *>(frame.extended_data[channel])[index] = float(value);
    else
        qFatal("samples of another kind");
}

FramePtr makeFrame(const SoundPlan &plan, const AVCodecContext &encoder, qint64 from)
{
    FramePtr frame(av_frame_alloc());
    frame->format = encoder.sample_fmt;
    frame->sample_rate = plan.rate;
    frame->nb_samples = encoder.frame_size > 0 ? encoder.frame_size : plan.rate / 50;
    frame->pts = from;
    av_channel_layout_default(&frame->ch_layout, plan.channels);
    if (av_frame_get_buffer(frame.get(), 0) < 0)
        qFatal("no memory for test sound");
    for (int index = 0; index < frame->nb_samples; ++index) {
        for (int channel = 0; channel < plan.channels; ++channel)
            setSample(*frame, index, channel, sampleAt(plan, double(from + index) / plan.rate));
    }
    return frame;
}

PacketPtr makePicture(const TestPiece &piece, qint64 index)
{
    const QByteArray picture = hevcVps + hevcSps + hevcPps + hevcPicture +
                               QByteArray::number(piece.firstPictureUs / pictureUs + index);
    PacketPtr packet(av_packet_alloc());
    av_new_packet(packet.get(), int(picture.size()));
    std::copy(picture.begin(), picture.end(), packet->data);
    packet->pts = packet->dts = piece.fromUs + index * pictureUs;
    packet->flags = AV_PKT_FLAG_KEY;
    return packet;
}

} // namespace

TestSound TestSound::make(const SoundPlan &plan)
{
    av_log_set_level(AV_LOG_QUIET);
    const CodecContextPtr encoder = openEncoder(plan);
    TestSound sound;
    sound.parameters.reset(avcodec_parameters_alloc());
    avcodec_parameters_from_context(sound.parameters.get(), encoder.get());
    for (qint64 at = 0; double(at) < plan.seconds * plan.rate;) {
        const FramePtr frame = makeFrame(plan, *encoder, at);
        at += frame->nb_samples;
        if (avcodec_send_frame(encoder.get(), frame.get()) < 0)
            qFatal("encoding failed");
        for (PacketPtr packet(av_packet_alloc()); avcodec_receive_packet(encoder.get(), packet.get()) >= 0;
             packet.reset(av_packet_alloc())) {
            av_packet_rescale_ts(packet.get(), encoder->time_base, PieceReader::timeBase);
            packet->dts = packet->pts;
            sound.packets.push_back(std::move(packet));
        }
    }
    return sound;
}

TestSound TestSound::ofNoise(AVCodecID codec, double seconds)
{
    TestSound sound;
    sound.parameters = std::move(cameraTracks(AV_CODEC_ID_HEVC, {}, 0, codec).audio);
    for (qint64 at = 0; double(at) < seconds * usPerSecond; at += pictureUs) {
        PacketPtr packet(av_packet_alloc());
        av_new_packet(packet.get(), 1);
        packet->data[0] = 0x5a;
        packet->pts = packet->dts = at;
        sound.packets.push_back(std::move(packet));
    }
    return sound;
}

void TestSound::remove(double fromSeconds, double untilSeconds)
{
    std::erase_if(packets, [&](const PacketPtr &packet) {
        const double at = double(packet->pts) / usPerSecond;
        return at >= fromSeconds && at < untilSeconds;
    });
}

void TestSound::stretch(double factor)
{
    for (const PacketPtr &packet : packets) {
        packet->pts = std::llround(double(packet->pts) * factor);
        packet->dts = packet->pts;
    }
}

Result<void> writePiece(RecordingWriter &writer, const TestPiece &piece, const TestSound &sound)
{
    PacketTracks tracks = cameraTracks(AV_CODEC_ID_HEVC, hevcVps + hevcSps + hevcPps, 0, AV_CODEC_ID_NONE);
    tracks.audio.reset(avcodec_parameters_alloc());
    avcodec_parameters_copy(tracks.audio.get(), sound.parameters.get());
    if (Result<void> begun = writer.beginPiece(tracks, piece.isSameSource, piece.fromUs); !begun)
        return begun;
    auto next = sound.packets.begin();
    for (qint64 index = 0; double(index * pictureUs) < piece.seconds * usPerSecond; ++index) {
        if (Result<void> written = writer.write(*makePicture(piece, index), true); !written)
            return written;
        for (; next != sound.packets.end() && (*next)->pts < (index + 1) * pictureUs; ++next) {
            const PacketPtr packet(av_packet_clone(next->get()));
            packet->pts += piece.fromUs;
            packet->dts += piece.fromUs;
            if (Result<void> written = writer.write(*packet, false); !written)
                return written;
        }
    }
    return {};
}

namespace {

/// Finds where beeps begin.
class Listener
{
public:
    explicit Listener(const AVStream &stream)
    {
        const AVCodec *codec = avcodec_find_decoder(stream.codecpar->codec_id);
        m_decoder.reset(avcodec_alloc_context3(codec));
        avcodec_parameters_to_context(m_decoder.get(), stream.codecpar);
        m_decoder->pkt_timebase = stream.time_base;
        if (avcodec_open2(m_decoder.get(), codec, nullptr) < 0)
            qFatal("no decoder of %s", avcodec_get_name(stream.codecpar->codec_id));
    }

    void hear(const AVPacket *packet, HeardSound &heard)
    {
        avcodec_send_packet(m_decoder.get(), packet);
        const FramePtr frame(av_frame_alloc());
        while (avcodec_receive_frame(m_decoder.get(), frame.get()) >= 0) {
            const double at = double(frame->pts) * av_q2d(m_decoder->pkt_timebase);
            for (int index = 0; index < frame->nb_samples; ++index)
                hear(sample(*frame, index), at + double(index) / frame->sample_rate, heard);
            heard.seconds = at + double(frame->nb_samples) / frame->sample_rate;
        }
    }

private:
    static double sample(const AVFrame &frame, int index)
    {
        if (frame.format == AV_SAMPLE_FMT_FLTP)
            return double(reinterpret_cast<const float *>(frame.data[0])[index]);
        return reinterpret_cast<const int16_t *>(frame.data[0])[index * frame.ch_layout.nb_channels] /
               32'767.0;
    }

    void hear(double value, double at, HeardSound &heard)
    {
        if (std::abs(value) < loudness / 2)
            return;
        if (at - m_lastLoudAt > beepSeconds / 2)
            heard.beepsAt << at;
        m_lastLoudAt = at;
    }

    CodecContextPtr m_decoder;
    double m_lastLoudAt = -1;
};

} // namespace

HeardSound HeardSound::of(const QString &fileName)
{
    HeardSound heard;
    AVFormatContext *opened = nullptr;
    if (avformat_open_input(&opened, fileName.toUtf8().constData(), nullptr, nullptr) < 0)
        return heard;
    const FormatContextPtr context(opened);
    std::optional<Listener> listener;
    int audio = -1;
    for (unsigned at = 0; at < opened->nb_streams; ++at) {
        const AVCodecParameters &codec = *opened->streams[at]->codecpar;
        if (codec.codec_type != AVMEDIA_TYPE_AUDIO)
            continue;
        audio = int(at);
        heard.codec = QString::fromUtf8(avcodec_get_name(codec.codec_id));
        heard.rate = codec.sample_rate;
        heard.channels = codec.ch_layout.nb_channels;
        listener.emplace(*opened->streams[at]);
    }
    std::map<int, qint64> lastDts;
    for (PacketPtr packet(av_packet_alloc()); av_read_frame(opened, packet.get()) >= 0;
         av_packet_unref(packet.get())) {
        const auto last = lastDts.find(packet->stream_index);
        heard.isInOrder &= last == lastDts.end() || packet->dts > last->second;
        lastDts[packet->stream_index] = packet->dts;
        if (packet->stream_index == audio) {
            heard.packets << QByteArray(reinterpret_cast<const char *>(packet->data), packet->size);
            listener->hear(packet.get(), heard);
        } else {
            heard.pictureSeconds = double(packet->pts + packet->duration) *
                                   av_q2d(opened->streams[packet->stream_index]->time_base);
        }
    }
    if (listener)
        listener->hear(nullptr, heard);
    heard.failure.clear();
    return heard;
}

} // namespace streamkeeper::test
