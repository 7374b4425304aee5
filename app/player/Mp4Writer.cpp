#include "app/player/Mp4Writer.h"

#include "app/player/PieceReader.h"
#include "models/rules/ArchiveCoverage.h"

#include <QDir>
#include <QFileInfo>

#include <filesystem>
#include <system_error>

namespace streamkeeper {

using namespace Qt::StringLiterals;

namespace {

constexpr int writeAtOnceBytes = 256 * 1024;
constexpr qint64 gapUs = gapToleranceMs * 1'000;
/// Between the last picture before a gap and the first one after it.
constexpr qint64 pictureUs = 40'000;

/// MP4 keeps parameter sets once, at its beginning; those of a later piece may differ. So packets that came
/// without them in band get them there.
const char *filterName(const AVCodecParameters &video)
{
    const bool isLengthPrefixed = video.extradata_size > 0 && video.extradata[0] == 1;
    if (isLengthPrefixed && video.codec_id == AV_CODEC_ID_H264)
        return "h264_mp4toannexb";
    if (isLengthPrefixed && video.codec_id == AV_CODEC_ID_HEVC)
        return "hevc_mp4toannexb";
    return "null";
}

} // namespace

Mp4Writer::Mp4Writer(const QString &fileName, qint64 fromUs)
    : m_fileName(fileName)
    , m_file(fileName + u".part"_s)
    , m_fromUs(fromUs)
{
}

Mp4Writer::~Mp4Writer()
{
    if (m_muxer) {
        if (m_muxer->pb) {
            av_freep(&m_muxer->pb->buffer);
            avio_context_free(&m_muxer->pb);
        }
        avformat_free_context(m_muxer);
    }
    if (m_file.isOpen())
        m_file.close();
    if (!m_isFinished)
        m_file.remove();
}

int Mp4Writer::writeBytes(void *opaque, uint8_t *bytes, int size)
{
    auto *self = static_cast<Mp4Writer *>(opaque);
    return self->m_file.write(reinterpret_cast<const char *>(bytes), size) == size ? size : AVERROR(EIO);
}

int64_t Mp4Writer::seekFile(void *opaque, int64_t offset, int whence)
{
    auto *self = static_cast<Mp4Writer *>(opaque);
    if (whence == AVSEEK_SIZE)
        return self->m_file.size();
    const qint64 base = whence == SEEK_CUR   ? self->m_file.pos()
                        : whence == SEEK_END ? self->m_file.size()
                                             : 0;
    return self->m_file.seek(base + offset) ? base + offset : AVERROR(EIO);
}

tl::unexpected<Error> Mp4Writer::failure(int code) const
{
    const QString reason =
        m_file.error() == QFileDevice::NoError ? ffmpegErrorText(code) : m_file.errorString();
    return fail(ErrorCategory::Storage,
                tr("The file %1 could not be written: %2").arg(QDir::toNativeSeparators(m_fileName), reason));
}

Result<void> Mp4Writer::openFilter(const AVCodecParameters &video)
{
    AVBSFContext *filter = nullptr;
    int code = av_bsf_alloc(av_bsf_get_by_name(filterName(video)), &filter);
    m_filter.reset(filter);
    if (code >= 0)
        code = avcodec_parameters_copy(m_filter->par_in, &video);
    if (code >= 0) {
        m_filter->time_base_in = PieceReader::timeBase;
        code = av_bsf_init(m_filter.get());
    }
    if (code < 0)
        return failure(code);
    return {};
}

Result<void> Mp4Writer::checkSameKind(const AVCodecParameters &video)
{
    if (video.codec_id == m_kind->codec_id && video.width == m_kind->width && video.height == m_kind->height)
        return {};
    return fail(
        ErrorCategory::Unsupported,
        tr("The pictures change from %1 × %2 to %3 × %4, or their format does, and one file cannot hold "
           "both without encoding anew. Export the two parts on their own.")
            .arg(m_kind->width)
            .arg(m_kind->height)
            .arg(video.width)
            .arg(video.height));
}

Result<void> Mp4Writer::beginPiece(const PacketTracks &tracks, bool isSameSource)
{
    if (Result<void> filter = openFilter(*tracks.video); !filter)
        return filter;
    m_isKeyNeeded = !isSameSource;
    if (m_isHeaderWritten)
        return checkSameKind(*tracks.video);
    m_kind.reset(avcodec_parameters_alloc());
    if (avcodec_parameters_copy(m_kind.get(), tracks.video.get()) < 0)
        return failure(AVERROR(ENOMEM));
    return openFile(*m_filter->par_out, tracks.audio.get());
}

Result<void> Mp4Writer::openFile(const AVCodecParameters &video, const AVCodecParameters *audio)
{
    // The muxer has a buffer of its own; behind a second one the failure of a write would show only later, or
    // be lost at the next seek.
    if (!m_file.open(QIODevice::WriteOnly | QIODevice::Truncate | QIODevice::Unbuffered))
        return failure(0);
    if (const int code = avformat_alloc_output_context2(&m_muxer, nullptr, "mp4", nullptr); code < 0)
        return failure(code);
    auto *buffer = static_cast<unsigned char *>(av_malloc(writeAtOnceBytes));
    m_muxer->pb = avio_alloc_context(buffer, writeAtOnceBytes, 1, this, nullptr, writeBytes, seekFile);
    m_muxer->flags |= AVFMT_FLAG_CUSTOM_IO;
    const auto holds = [&](const AVCodecParameters &codec) {
        return avformat_query_codec(m_muxer->oformat, codec.codec_id, FF_COMPLIANCE_NORMAL) == 1;
    };
    if (!holds(video))
        return fail(ErrorCategory::Unsupported,
                    tr("Video in the format %1 cannot be kept in an MP4 file.")
                        .arg(QString::fromUtf8(avcodec_get_name(video.codec_id))));
    const auto add = [&](const AVCodecParameters &codec) {
        AVStream *stream = avformat_new_stream(m_muxer, nullptr);
        avcodec_parameters_copy(stream->codecpar, &codec);
        stream->codecpar->codec_tag = 0;
        stream->time_base = PieceReader::timeBase;
        return stream;
    };
    m_video.stream = add(video);
    m_hasLostSound = audio && !holds(*audio);
    if (audio && !m_hasLostSound)
        m_audio.stream = add(*audio);
    if (const int code = avformat_write_header(m_muxer, nullptr); code < 0)
        return failure(code);
    m_isHeaderWritten = true;
    return {};
}

Result<void> Mp4Writer::write(const AVPacket &packet, bool isVideo)
{
    if (isVideo)
        return filterVideo(packet);
    if (!m_audio.stream || !m_baseUs || packet.dts < *m_baseUs)
        return {};
    const PacketPtr copy(av_packet_clone(&packet));
    return put(*copy, m_audio);
}

Result<void> Mp4Writer::filterVideo(const AVPacket &packet)
{
    PacketPtr copy(av_packet_clone(&packet));
    if (const int code = av_bsf_send_packet(m_filter.get(), copy.get()); code < 0)
        return failure(code);
    for (;;) {
        PacketPtr filtered(av_packet_alloc());
        const int code = av_bsf_receive_packet(m_filter.get(), filtered.get());
        if (code == AVERROR(EAGAIN) || code == AVERROR_EOF)
            return {};
        if (code < 0)
            return failure(code);
        if (Result<void> put = putVideo(std::move(filtered)); !put)
            return put;
    }
}

Result<void> Mp4Writer::putVideo(PacketPtr packet)
{
    const bool isKey = (packet->flags & AV_PKT_FLAG_KEY) != 0;
    // A piece may lead in with the pictures since the last key frame before it: those that were written
    // already.
    const bool isOverlap =
        m_video.lastDtsUs && packet->dts <= *m_video.lastDtsUs + PieceReader::samePictureUs && m_hasWritten;
    if (isOverlap || (m_isKeyNeeded && !isKey))
        return {};
    m_isKeyNeeded = false;
    if (!m_baseUs && packet->pts <= m_fromUs) {
        if (isKey)
            m_before.clear();
        m_before.push_back(std::move(packet));
        return {};
    }
    if (!m_baseUs) {
        m_baseUs = m_before.empty() ? packet->dts : m_before.front()->dts;
        for (const PacketPtr &earlier : std::exchange(m_before, {})) {
            if (Result<void> put = this->put(*earlier, m_video); !put)
                return put;
        }
    }
    if (m_video.lastDtsUs && packet->dts - *m_video.lastDtsUs > gapUs)
        m_leftOutUs += packet->dts - *m_video.lastDtsUs - pictureUs;
    return put(*packet, m_video);
}

Result<void> Mp4Writer::put(AVPacket &packet, Track &track)
{
    track.lastDtsUs = packet.dts;
    packet.dts -= *m_baseUs + m_leftOutUs;
    packet.pts -= *m_baseUs + m_leftOutUs;
    packet.stream_index = track.stream->index;
    packet.pos = -1;
    // Of the last packet nothing else tells it, and what has no length is not shown.
    if (packet.duration <= 0 && &track == &m_video)
        packet.duration = pictureUs;
    av_packet_rescale_ts(&packet, PieceReader::timeBase, track.stream->time_base);
    const qint64 least = track.lastOutDts ? *track.lastOutDts + 1 : 0;
    if (packet.dts < least) {
        if (&track == &m_audio)
            return {};
        packet.dts = least;
        packet.pts = std::max<qint64>(packet.pts, least);
    }
    track.lastOutDts = packet.dts;
    m_hasWritten = true;
    const PacketPtr copy(av_packet_clone(&packet));
    if (const int code = av_interleaved_write_frame(m_muxer, copy.get()); code < 0)
        return failure(code);
    if (m_file.error() != QFileDevice::NoError)
        return failure(0);
    return {};
}

Result<void> Mp4Writer::finish()
{
    // Everything may lie before the moment asked for, in the last group of pictures.
    if (!m_baseUs && !m_before.empty()) {
        m_baseUs = m_before.front()->dts;
        for (const PacketPtr &earlier : std::exchange(m_before, {})) {
            if (Result<void> put = this->put(*earlier, m_video); !put)
                return put;
        }
    }
    if (!m_isHeaderWritten || !m_hasWritten)
        return fail(ErrorCategory::Invalid, tr("The media servers delivered no pictures of this period."));
    if (const int code = av_write_trailer(m_muxer); code < 0)
        return failure(code);
    avio_flush(m_muxer->pb);
    if (m_muxer->pb->error < 0)
        return failure(m_muxer->pb->error);
    if (!m_file.flush() || m_file.error() != QFileDevice::NoError)
        return failure(0);
    m_file.close();
    std::error_code error;
    std::filesystem::rename(QFileInfo(m_file).filesystemFilePath(),
                            QFileInfo(m_fileName).filesystemFilePath(), error);
    if (error)
        return fail(ErrorCategory::Storage,
                    tr("The file %1 could not be written: %2")
                        .arg(QDir::toNativeSeparators(m_fileName), QString::fromStdString(error.message())));
    m_isFinished = true;
    return {};
}

} // namespace streamkeeper
