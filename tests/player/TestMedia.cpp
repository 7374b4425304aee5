#include "tests/player/TestMedia.h"

#include "app/player/FfmpegPointers.h"
#include "tests/support/FrameStrip.h"

extern "C" {
#include <libavutil/opt.h>
}

#include <cstring>
#include <functional>

namespace streamkeeper::test {

namespace {

constexpr int framesPerSecond = 25;
constexpr int msPerFrame = 1000 / framesPerSecond;
constexpr int soundRate = 8'000;
constexpr int samplesPerFrame = soundRate / framesPerSecond;

FramePtr makePicture(const ClipPlan &plan, int index)
{
    FramePtr frame(av_frame_alloc());
    frame->format = AV_PIX_FMT_YUV420P;
    frame->width = plan.size.width();
    frame->height = plan.size.height();
    if (av_frame_get_buffer(frame.get(), 0) < 0)
        qFatal("no memory for a test picture");
    for (int line = 0; line < frame->height; ++line)
        std::memset(frame->data[0] + qsizetype(line) * frame->linesize[0], 60 + (line + index) % 100,
                    static_cast<size_t>(frame->width));
    for (int plane : {1, 2})
        std::memset(frame->data[plane], 128,
                    static_cast<size_t>(frame->linesize[plane]) *
                        static_cast<size_t>((frame->height + 1) / 2));
    writeFrameStrip(frame->data[0], frame->linesize[0], frame->width, frame->height,
                    {plan.cameraNumber, plan.firstUtcMs + index * msPerFrame});
    frame->pts = plan.firstFrameIndex + index;
    return frame;
}

CodecContextPtr openEncoder(const ClipPlan &plan, const char *name, bool hasGlobalHeader = false)
{
    av_log_set_level(AV_LOG_QUIET);
    const AVCodec *codec = avcodec_find_encoder_by_name(name);
    if (!codec)
        qFatal("this FFmpeg has no encoder %s", name);
    CodecContextPtr encoder(avcodec_alloc_context3(codec));
    encoder->width = plan.size.width();
    encoder->height = plan.size.height();
    encoder->pix_fmt = AV_PIX_FMT_YUV420P;
    encoder->time_base = {1, framesPerSecond};
    encoder->framerate = {framesPerSecond, 1};
    encoder->gop_size = plan.framesPerKey;
    encoder->max_b_frames = 0;
    encoder->bit_rate = 3'000'000;
    if (hasGlobalHeader)
        encoder->flags |= AV_CODEC_FLAG_GLOBAL_HEADER;
    if (std::strcmp(name, "libx264") == 0) {
        av_opt_set(encoder->priv_data, "preset", "ultrafast", 0);
        av_opt_set(encoder->priv_data, "tune", "zerolatency", 0);
        av_opt_set(encoder->priv_data, "x264-params", "sliced-threads=0:keyint-min=1:scenecut=0", 0);
    }
    if (avcodec_open2(encoder.get(), codec, nullptr) < 0)
        qFatal("the encoder %s does not take %dx%d", name, encoder->width, encoder->height);
    return encoder;
}

void encode(const ClipPlan &plan, AVCodecContext *encoder, const std::function<void(AVPacket *)> &take)
{
    PacketPtr packet(av_packet_alloc());
    for (int index = 0; index <= plan.frames; ++index) {
        const FramePtr picture = index < plan.frames ? makePicture(plan, index) : FramePtr();
        if (avcodec_send_frame(encoder, picture.get()) < 0)
            qFatal("encoding failed");
        while (avcodec_receive_packet(encoder, packet.get()) >= 0)
            take(packet.get());
    }
}

} // namespace

QList<QByteArray> makeH264(const ClipPlan &plan)
{
    QList<QByteArray> pictures;
    const CodecContextPtr encoder = openEncoder(plan, "libx264");
    encode(plan, encoder.get(), [&](const AVPacket *packet) {
        pictures << QByteArray(reinterpret_cast<const char *>(packet->data), packet->size);
    });
    return pictures;
}

namespace {

AVStream *addSound(AVFormatContext *muxer)
{
    AVStream *stream = avformat_new_stream(muxer, nullptr);
    AVCodecParameters &codec = *stream->codecpar;
    codec.codec_type = AVMEDIA_TYPE_AUDIO;
    codec.codec_id = AV_CODEC_ID_PCM_S16BE;
    codec.sample_rate = soundRate;
    codec.bits_per_coded_sample = 16;
    av_channel_layout_default(&codec.ch_layout, 1);
    stream->time_base = {1, soundRate};
    return stream;
}

/// Beside the picture of this number.
void writeSound(const ClipPlan &plan, AVFormatContext *muxer, const AVStream *stream, int index)
{
    const PacketPtr packet(av_packet_alloc());
    av_new_packet(packet.get(), samplesPerFrame * 2);
    for (int sample = 0; sample < samplesPerFrame; ++sample) {
        const qint64 utcMs = plan.firstUtcMs + index * msPerFrame + sample * 1'000 / soundRate;
        const bool isUp = sample / 4 % 2 == 0; // 1 kHz
        const int value = utcMs % 2'000 >= 500 ? 0 : isUp ? 16'000 : -16'000;
        packet->data[2 * sample] = quint8(quint16(value) >> 8);
        packet->data[2 * sample + 1] = quint8(value);
    }
    packet->pts = packet->dts = qint64(index) * samplesPerFrame;
    packet->duration = samplesPerFrame;
    packet->stream_index = stream->index;
    av_packet_rescale_ts(packet.get(), {1, soundRate}, stream->time_base);
    av_interleaved_write_frame(muxer, packet.get());
}

QByteArray mux(const ClipPlan &plan, const char *encoderName, const char *format, const char *flags)
{
    const CodecContextPtr encoder = openEncoder(plan, encoderName, flags != nullptr);
    AVFormatContext *muxer = nullptr;
    if (avformat_alloc_output_context2(&muxer, nullptr, format, nullptr) < 0 ||
        avio_open_dyn_buf(&muxer->pb) < 0)
        qFatal("this FFmpeg has no muxer %s", format);
    AVStream *stream = avformat_new_stream(muxer, nullptr);
    avcodec_parameters_from_context(stream->codecpar, encoder.get());
    stream->time_base = encoder->time_base;
    const AVStream *sound = plan.hasSound ? addSound(muxer) : nullptr;
    AVDictionary *options = nullptr;
    if (flags)
        av_dict_set(&options, "movflags", flags, 0);
    if (avformat_write_header(muxer, &options) < 0)
        qFatal("the clip could not be begun");
    av_dict_free(&options);
    int written = 0;
    encode(plan, encoder.get(), [&](AVPacket *packet) {
        if (sound)
            writeSound(plan, muxer, sound, written++);
        packet->stream_index = stream->index;
        av_packet_rescale_ts(packet, encoder->time_base, stream->time_base);
        av_interleaved_write_frame(muxer, packet);
    });
    av_write_trailer(muxer);
    uint8_t *bytes = nullptr;
    const int size = avio_close_dyn_buf(muxer->pb, &bytes);
    const QByteArray result(reinterpret_cast<const char *>(bytes), size);
    av_free(bytes);
    muxer->pb = nullptr;
    avformat_free_context(muxer);
    return result;
}

} // namespace

QByteArray makeTransportStream(const ClipPlan &plan)
{
    return mux(plan, "mpeg2video", "mpegts", nullptr);
}

QByteArray makeFragmentedMp4(const ClipPlan &plan)
{
    // The muxer of MP4 takes no PCM.
    return mux(plan, "libx264", plan.hasSound ? "mov" : "mp4", "frag_keyframe+empty_moov+default_base_moof");
}

} // namespace streamkeeper::test
