#include "app/player/RecordingWriter.h"

#include "app/player/PieceReader.h"
#include "models/rules/ArchiveCoverage.h"

#include <QDateTime>
#include <QDir>
#include <QFileInfo>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <set>

namespace streamkeeper {

using namespace Qt::StringLiterals;

namespace {

constexpr int writeAtOnceBytes = 256 * 1024;
constexpr qint64 gapUs = gapToleranceMs * 1'000;
/// Between the last picture before a gap and the first one after it.
constexpr qint64 pictureUs = 40'000;

/// Sound that is farther before its picture has a time from before a jump of the clock, which pictures tell:
/// it would keep out all that follows.
constexpr qint64 mostAheadUs = 10'000'000;

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

/// VPS, SPS and PPS of H.265, in Annex B form.
bool hasParameterSets(const AVCodecParameters &video)
{
    const QByteArray data =
        QByteArray::fromRawData(reinterpret_cast<const char *>(video.extradata), video.extradata_size);
    const QByteArray startCode("\0\0\1", 3);
    std::set<int> kinds;
    for (qsizetype at = data.indexOf(startCode); at >= 0 && at + 3 < data.size();
         at = data.indexOf(startCode, at + 3))
        kinds.insert((data[at + 3] >> 1) & 0x3f);
    return std::ranges::all_of(std::array{32, 33, 34}, [&](int kind) { return kinds.contains(kind); });
}

/// So that one track can hold both as they are.
bool isSameSound(const AVCodecParameters &one, const AVCodecParameters &other)
{
    return one.codec_id == other.codec_id && one.sample_rate == other.sample_rate &&
           one.ch_layout.nb_channels == other.ch_layout.nb_channels;
}

} // namespace

RecordingWriter::RecordingWriter(const ExportFile &file, qint64 fromUs)
    : m_fileName(file.name)
    , m_part(file)
    , m_fromUs(fromUs)
{
}

RecordingWriter::~RecordingWriter()
{
    if (m_muxer) {
        if (m_muxer->pb) {
            av_freep(&m_muxer->pb->buffer);
            avio_context_free(&m_muxer->pb);
        }
        avformat_free_context(m_muxer);
    }
}

int RecordingWriter::writeBytes(void *opaque, uint8_t *bytes, int size)
{
    auto *self = static_cast<RecordingWriter *>(opaque);
    if (self->device().write(reinterpret_cast<const char *>(bytes), size) == size)
        return size;
    self->m_writeErrno = errno;
    return AVERROR(EIO);
}

int64_t RecordingWriter::seekFile(void *opaque, int64_t offset, int whence)
{
    auto *self = static_cast<RecordingWriter *>(opaque);
    if (whence == AVSEEK_SIZE)
        return self->device().size();
    const qint64 base = whence == SEEK_CUR   ? self->device().pos()
                        : whence == SEEK_END ? self->device().size()
                                             : 0;
    return self->device().seek(base + offset) ? base + offset : AVERROR(EIO);
}

tl::unexpected<Error> RecordingWriter::failure(int code) const
{
    if (m_writeErrno == ENOSPC || m_writeErrno == EDQUOT)
        return fail(
            ErrorCategory::Storage,
            tr("The disk is full: %1 could not be completed, and nothing of it is left. Make room, or "
               "choose another place.")
                .arg(QDir::toNativeSeparators(m_fileName)));
    const QString reason =
        device().error() == QFileDevice::NoError ? ffmpegErrorText(code) : device().errorString();
    return fail(ErrorCategory::Storage,
                tr("The file %1 could not be written: %2").arg(QDir::toNativeSeparators(m_fileName), reason));
}

Result<void> RecordingWriter::openFilter(const AVCodecParameters &video)
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

Result<void> RecordingWriter::checkSameKind(const AVCodecParameters &video)
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

Result<void> RecordingWriter::beginPiece(const PacketTracks &tracks, bool isSameSource, qint64 fromUs)
{
    if (Result<void> filter = openFilter(*tracks.video); !filter)
        return filter;
    m_isKeyNeeded = !isSameSource;
    if (!isSameSource) {
        m_shiftUs = 0;
        m_isFollowing = false;
    }
    if (m_isHeaderWritten) {
        beginSound(tracks.audio.get(), isSameSource);
        return checkSameKind(*tracks.video);
    }
    m_trail = PacketTrail(tracks.video->codec_id);
    m_kind.reset(avcodec_parameters_alloc());
    if (avcodec_parameters_copy(m_kind.get(), tracks.video.get()) < 0)
        return failure(AVERROR(ENOMEM));
    return openFile(tracks, fromUs);
}

bool RecordingWriter::isMatroska() const
{
    return m_fileName.endsWith(u".mkv"_s, Qt::CaseInsensitive);
}

Result<void> RecordingWriter::openFile(const PacketTracks &tracks, qint64 fromUs)
{
    if (Result<void> opened = openMuxer(); !opened)
        return opened;
    if (Result<void> added = addTracks(tracks); !added)
        return added;
    return writeHeader(fromUs);
}

Result<void> RecordingWriter::openMuxer()
{
    if (Result<void> opened = m_part.open(); !opened)
        return opened;
    const char *format = isMatroska() ? "matroska" : "mp4";
    if (const int code = avformat_alloc_output_context2(&m_muxer, nullptr, format, nullptr); code < 0)
        return failure(code);
    const QByteArray path = QFile::encodeName(QFileInfo(device()).absoluteFilePath());
    m_muxer->url = av_strdup(("file:" + path).constData());
    auto *buffer = static_cast<unsigned char *>(av_malloc(writeAtOnceBytes));
    m_muxer->pb = avio_alloc_context(buffer, writeAtOnceBytes, 1, this, nullptr, writeBytes, seekFile);
    m_muxer->flags |= AVFMT_FLAG_CUSTOM_IO;
    return {};
}

AVStream *RecordingWriter::addTrack(const AVCodecParameters &codec)
{
    AVStream *stream = avformat_new_stream(m_muxer, nullptr);
    avcodec_parameters_copy(stream->codecpar, &codec);
    stream->codecpar->codec_tag = 0;
    stream->time_base = PieceReader::timeBase;
    return stream;
}

Result<void> RecordingWriter::addTracks(const PacketTracks &tracks)
{
    const AVCodecParameters &video = *m_filter->par_out;
    if (!holds(video))
        return fail(ErrorCategory::Unsupported,
                    tr("Video in the format %1 cannot be kept in such a file.")
                        .arg(QString::fromUtf8(avcodec_get_name(video.codec_id))));
    m_video.stream = addTrack(video);
    // Apple's players open H.265 by this tag only; it wants all parameter sets before the pictures.
    if (!isMatroska() && video.codec_id == AV_CODEC_ID_HEVC && hasParameterSets(video))
        m_video.stream->codecpar->codec_tag = MKTAG('h', 'v', 'c', '1');
    if (!tracks.rotation.isEmpty()) {
        uint8_t *matrix = av_stream_new_side_data(m_video.stream, AV_PKT_DATA_DISPLAYMATRIX,
                                                  size_t(tracks.rotation.size()));
        if (matrix)
            std::memcpy(matrix, tracks.rotation.constData(), size_t(tracks.rotation.size()));
    }
    if (tracks.audio)
        addSound(*tracks.audio);
    return {};
}

bool RecordingWriter::holds(const AVCodecParameters &codec) const
{
    // Matroska does not speak of what it takes by its way of AVI alone, such as G.711.
    const bool isTaken = isMatroska() && av_codec_get_tag(m_muxer->oformat->codec_tag, codec.codec_id) != 0;
    return isTaken || avformat_query_codec(m_muxer->oformat, codec.codec_id, FF_COMPLIANCE_NORMAL) == 1;
}

void RecordingWriter::addSound(const AVCodecParameters &sound)
{
    const bool isHeld = holds(sound);
    if (!isHeld)
        m_converter = SoundConverter::make(sound);
    m_soundKind.reset(avcodec_parameters_alloc());
    m_isSoundWanted = (isHeld || m_converter) && avcodec_parameters_copy(m_soundKind.get(), &sound) >= 0;
    m_hasLostSound = !m_isSoundWanted;
    if (m_isSoundWanted)
        m_audio.stream = addTrack(isHeld ? sound : m_converter->parameters());
}

/// Another server may have another kind of it, which the track cannot take without a converter.
void RecordingWriter::beginSound(const AVCodecParameters *sound, bool isSameSource)
{
    m_isSoundWanted = sound && m_audio.stream;
    if (m_isSoundWanted && m_converter)
        m_isSoundWanted = m_converter->setSource(*sound);
    else if (m_isSoundWanted)
        m_isSoundWanted = isSameSound(*m_soundKind, *sound);
    m_hasLostSound |= sound && !m_isSoundWanted;
    if (m_converter && !isSameSource)
        m_converter->beginAnew();
}

bool RecordingWriter::hasLostSound() const
{
    return m_hasLostSound || (m_converter && m_hasHeardSound && !m_converter->hasDecoded());
}

QString RecordingWriter::convertedSound() const
{
    const bool isConverted = m_converter && m_converter->hasDecoded();
    return isConverted ? SoundConverter::nameOf(m_soundKind->codec_id) : QString();
}

Result<void> RecordingWriter::writeHeader(qint64 fromUs)
{
    const QDateTime begin = QDateTime::fromMSecsSinceEpoch(std::max(fromUs, m_fromUs) / 1'000, Qt::UTC);
    av_dict_set(&m_muxer->metadata, "creation_time", begin.toString(Qt::ISODateWithMs).toLatin1().constData(),
                0);
    AVDictionary *options = nullptr;
    // In front, so that a player shows it before all of it has come.
    av_dict_set(&options, "movflags", "+faststart", 0);
    const int code = avformat_write_header(m_muxer, &options);
    av_dict_free(&options);
    if (code < 0)
        return failure(code);
    m_isHeaderWritten = true;
    return {};
}

/// Of each recorded period; one alone needs none. FFmpeg has no public call to make a chapter of.
void RecordingWriter::writeChapters()
{
    if (m_chapters.size() < 2)
        return;
    // NOLINTNEXTLINE(bugprone-sizeof-expression): it is an array of pointers
    m_muxer->chapters = static_cast<AVChapter **>(av_calloc(m_chapters.size(), sizeof(*m_muxer->chapters)));
    const qint64 endUs = *m_video.lastDtsUs - *m_baseUs - m_leftOutUs + pictureUs;
    for (size_t at = 0; m_muxer->chapters && at < m_chapters.size(); ++at) {
        auto *chapter = static_cast<AVChapter *>(av_mallocz(sizeof(AVChapter)));
        if (!chapter)
            return;
        chapter->id = int64_t(at) + 1;
        chapter->time_base = PieceReader::timeBase;
        chapter->start = m_chapters[at].atUs;
        chapter->end = at + 1 < m_chapters.size() ? m_chapters[at + 1].atUs : endUs;
        const QDateTime begin = QDateTime::fromMSecsSinceEpoch(m_chapters[at].utcUs / 1'000);
        const QString title =
            begin.toOffsetFromUtc(begin.offsetFromUtc()).toString(Qt::ISODate).replace(u'T', u' ');
        av_dict_set(&chapter->metadata, "title", title.toUtf8().constData(), 0);
        m_muxer->chapters[m_muxer->nb_chapters++] = chapter;
    }
}

Result<void> RecordingWriter::write(const AVPacket &packet, bool isVideo)
{
    if (isVideo)
        return filterVideo(packet);
    // Of another server, sound comes with its first picture: only that tells where it goes on.
    if (!m_isSoundWanted || !m_baseUs || packet.dts < *m_baseUs || m_isKeyNeeded)
        return {};
    return putSound(packet);
}

Result<void> RecordingWriter::putSound(const AVPacket &packet)
{
    m_hasHeardSound = true;
    const PacketPtr copy(av_packet_clone(&packet));
    copy->dts += m_shiftUs;
    copy->pts += m_shiftUs;
    if (copy->dts > *m_video.lastDtsUs + mostAheadUs)
        return {};
    if (!m_converter)
        return put(*copy, m_audio);
    copy->dts -= *m_baseUs + m_leftOutUs;
    copy->pts -= *m_baseUs + m_leftOutUs;
    return putConverted(m_converter->convert(*copy));
}

Result<void> RecordingWriter::putConverted(const std::vector<PacketPtr> &packets)
{
    for (const PacketPtr &packet : packets) {
        av_packet_rescale_ts(packet.get(), m_converter->timeBase(), m_audio.stream->time_base);
        if (Result<void> handed = hand(*packet, m_audio); !handed)
            return handed;
    }
    return {};
}

Result<void> RecordingWriter::filterVideo(const AVPacket &packet)
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

/// The pictures that the next ones need are there then, so that no key frame is needed; and times go on as
/// they were, however far the server's clock is before or behind.
bool RecordingWriter::isWrittenAlready(const AVPacket &packet)
{
    if (!m_isKeyNeeded || !m_hasWritten)
        return false;
    if (const auto writtenUs = m_trail.timeOf(packet)) {
        m_shiftUs += *writtenUs - packet.pts;
        m_isFollowing = true;
        return true;
    }
    if (m_isFollowing)
        m_isKeyNeeded = false;
    return false;
}

Result<void> RecordingWriter::putVideo(PacketPtr packet)
{
    packet->dts += m_shiftUs;
    packet->pts += m_shiftUs;
    if (isWrittenAlready(*packet))
        return {};
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
    const bool isGap = m_video.lastDtsUs && packet->dts - *m_video.lastDtsUs > gapUs;
    if (isGap)
        m_leftOutUs += packet->dts - *m_video.lastDtsUs - pictureUs;
    if (isGap || m_chapters.empty())
        m_chapters.push_back({m_chapters.empty() ? 0 : packet->dts - *m_baseUs - m_leftOutUs, packet->pts});
    return put(*packet, m_video);
}

Result<void> RecordingWriter::put(AVPacket &packet, Track &track)
{
    track.lastDtsUs = packet.dts;
    if (&track == &m_video)
        m_trail.add(packet);
    packet.dts -= *m_baseUs + m_leftOutUs;
    packet.pts -= *m_baseUs + m_leftOutUs;
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
    return hand(packet, track);
}

Result<void> RecordingWriter::hand(AVPacket &packet, const Track &track)
{
    packet.stream_index = track.stream->index;
    packet.pos = -1;
    m_hasWritten = true;
    const PacketPtr copy(av_packet_clone(&packet));
    if (const int code = av_interleaved_write_frame(m_muxer, copy.get()); code < 0)
        return failure(code);
    if (device().error() != QFileDevice::NoError)
        return failure(0);
    return {};
}

Result<void> RecordingWriter::finish()
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
    if (m_converter) {
        if (Result<void> put = putConverted(m_converter->finish()); !put)
            return put;
    }
    writeChapters();
    if (const int code = av_write_trailer(m_muxer); code < 0)
        return failure(code);
    avio_flush(m_muxer->pb);
    if (m_muxer->pb->error < 0)
        return failure(m_muxer->pb->error);
    if (!device().flush() || device().error() != QFileDevice::NoError)
        return failure(0);
    return m_part.giveName();
}

} // namespace streamkeeper
