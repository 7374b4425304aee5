#pragma once

#include "app/player/FfmpegPointers.h"
#include "app/player/VideoDecoder.h"
#include "tests/support/FrameStrip.h"

#include <QList>
#include <QString>

namespace streamkeeper::test {

/// A video file as libavformat reads it, every picture with what its strip says.
struct VideoFile
{
    struct Picture
    {
        double seconds = 0; ///< in the file
        qint64 utcMs = 0;   ///< by its strip
    };

    QString format;
    QString codec;
    double seconds = 0;
    bool hasSound = false;
    QList<Picture> pictures;
    QString failure; ///< empty: it could be read to its end

    [[nodiscard]] static VideoFile read(const QString &fileName, qint64 nearUtcMs)
    {
        VideoFile file;
        AVFormatContext *opened = nullptr;
        if (avformat_open_input(&opened, fileName.toUtf8().constData(), nullptr, nullptr) < 0) {
            file.failure = QStringLiteral("not a video file");
            return file;
        }
        const FormatContextPtr context(opened);
        if (avformat_find_stream_info(opened, nullptr) < 0) {
            file.failure = QStringLiteral("no tracks");
            return file;
        }
        file.format = QString::fromUtf8(opened->iformat->name);
        file.seconds = double(opened->duration) / AV_TIME_BASE;
        const int video = av_find_best_stream(opened, AVMEDIA_TYPE_VIDEO, -1, -1, nullptr, 0);
        file.hasSound = av_find_best_stream(opened, AVMEDIA_TYPE_AUDIO, -1, -1, nullptr, 0) >= 0;
        VideoDecoder decoder;
        if (video < 0 || !decoder.open(*opened->streams[video]->codecpar)) {
            file.failure = QStringLiteral("no video that can be decoded");
            return file;
        }
        const AVStream *stream = opened->streams[video];
        file.codec = VideoDecoder::codecName(stream->codecpar->codec_id);
        const auto take = [&](const AVFrame &frame) {
            const auto stamp = readFrameStripFromLuma(frame.data[0], frame.linesize[0], frame.width,
                                                      frame.height, nearUtcMs);
            if (stamp)
                file.pictures << Picture{double(frame.best_effort_timestamp) * av_q2d(stream->time_base),
                                         stamp->utcMs};
        };
        const PacketPtr packet(av_packet_alloc());
        while (av_read_frame(opened, packet.get()) >= 0) {
            if (packet->stream_index == video && !decoder.decode(*packet, take))
                file.failure = QStringLiteral("damaged");
            av_packet_unref(packet.get());
        }
        decoder.drain(take);
        return file;
    }
};

} // namespace streamkeeper::test
