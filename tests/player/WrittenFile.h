#pragma once

#include "app/player/RecordingWriter.h"

#include <QFile>

extern "C" {
#include <libavutil/display.h>
}

#include <algorithm>
#include <array>
#include <cstring>
#include <utility>

namespace streamkeeper::test {

using namespace Qt::StringLiterals;

/// What a file says of itself.
struct Written
{
    QString format;
    QByteArray tag;
    QString created;
    int rotation = 0;
    bool hasSound = false;
    bool isIndexInFront = false;
    QList<std::pair<double, QString>> chapters;

    [[nodiscard]] static Written read(const QString &fileName)
    {
        Written written;
        AVFormatContext *opened = nullptr;
        if (avformat_open_input(&opened, fileName.toUtf8().constData(), nullptr, nullptr) < 0)
            return written;
        const FormatContextPtr context(opened);
        written.format = QString::fromUtf8(opened->iformat->name);
        for (unsigned at = 0; at < opened->nb_streams; ++at) {
            const AVStream *stream = opened->streams[at];
            written.hasSound |= stream->codecpar->codec_type == AVMEDIA_TYPE_AUDIO;
            if (stream->codecpar->codec_type != AVMEDIA_TYPE_VIDEO)
                continue;
            const quint32 tag = stream->codecpar->codec_tag;
            for (int shift = 0; shift < 32; shift += 8)
                written.tag += char(tag >> shift);
            if (const uint8_t *matrix = av_stream_get_side_data(stream, AV_PKT_DATA_DISPLAYMATRIX, nullptr))
                written.rotation = qRound(av_display_rotation_get(reinterpret_cast<const int32_t *>(matrix)));
        }
        if (const AVDictionaryEntry *entry = av_dict_get(opened->metadata, "creation_time", nullptr, 0))
            written.created = QString::fromUtf8(entry->value);
        for (unsigned at = 0; at < opened->nb_chapters; ++at) {
            const AVChapter *chapter = opened->chapters[at];
            const AVDictionaryEntry *title = av_dict_get(chapter->metadata, "title", nullptr, 0);
            written.chapters.append({double(chapter->start) * av_q2d(chapter->time_base),
                                     QString::fromUtf8(title ? title->value : "")});
        }
        QFile file(fileName);
        if (file.open(QIODevice::ReadOnly)) {
            const QByteArray bytes = file.readAll();
            written.isIndexInFront =
                bytes.indexOf("moov") >= 0 && bytes.indexOf("moov") < bytes.indexOf("mdat");
        }
        return written;
    }
};

/// Tracks of a camera, of its parameters alone.
[[nodiscard]] inline PacketTracks cameraTracks(AVCodecID codec, const QByteArray &parameterSets, int turnedBy,
                                               AVCodecID sound)
{
    PacketTracks tracks;
    tracks.video.reset(avcodec_parameters_alloc());
    tracks.video->codec_type = AVMEDIA_TYPE_VIDEO;
    tracks.video->codec_id = codec;
    tracks.video->width = 640;
    tracks.video->height = 360;
    tracks.video->extradata =
        static_cast<uint8_t *>(av_mallocz(size_t(parameterSets.size()) + AV_INPUT_BUFFER_PADDING_SIZE));
    std::copy(parameterSets.begin(), parameterSets.end(), tracks.video->extradata);
    tracks.video->extradata_size = int(parameterSets.size());
    if (turnedBy != 0) {
        std::array<int32_t, 9> matrix{};
        av_display_rotation_set(matrix.data(), turnedBy);
        tracks.rotation = QByteArray(reinterpret_cast<const char *>(matrix.data()), sizeof matrix);
    }
    if (sound != AV_CODEC_ID_NONE) {
        tracks.audio.reset(avcodec_parameters_alloc());
        tracks.audio->codec_type = AVMEDIA_TYPE_AUDIO;
        tracks.audio->codec_id = sound;
        tracks.audio->sample_rate = 8'000;
        av_channel_layout_default(&tracks.audio->ch_layout, 1);
    }
    tracks.videoIndex = 0;
    return tracks;
}

/// Writes a second of pictures that nobody decodes.
[[nodiscard]] inline Result<void> writeFile(RecordingWriter &writer, const PacketTracks &tracks,
                                            qint64 fromUs, const QByteArray &picture)
{
    if (Result<void> begun = writer.beginPiece(tracks, false, fromUs); !begun)
        return begun;
    for (int index = 0; index < 25; ++index) {
        const PacketPtr packet(av_packet_alloc());
        av_new_packet(packet.get(), int(picture.size()));
        std::copy(picture.begin(), picture.end(), packet->data);
        packet->pts = packet->dts = fromUs + index * 40'000;
        packet->flags = AV_PKT_FLAG_KEY;
        if (Result<void> written = writer.write(*packet, true); !written)
            return written;
        const PacketPtr sound(av_packet_alloc());
        av_new_packet(sound.get(), 320);
        std::memset(sound->data, 0xd5, 320);
        sound->pts = sound->dts = packet->pts;
        sound->stream_index = 1;
        if (Result<void> written = writer.write(*sound, false); tracks.audio && !written)
            return written;
    }
    return writer.finish();
}

// Of x265, 640 × 360.
inline const QByteArray hevcVps =
    QByteArray::fromHex("0000000140010c01ffff01600000030090000003000003003f959809");
inline const QByteArray hevcSps = QByteArray::fromHex(
    "00000001420101016000000300900000030000 03003fa00502016965959a4932bc05a80808082000000300200000030321");
inline const QByteArray hevcPps = QByteArray::fromHex("000000014401c172b46240");
inline const QByteArray hevcPicture = QByteArray::fromHex("0000000126010af0a1b2c3d4e5f6");

} // namespace streamkeeper::test
