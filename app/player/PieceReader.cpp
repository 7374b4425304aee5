#include "app/player/PieceReader.h"

namespace streamkeeper {

namespace {

CodecParametersPtr copyOf(const AVStream *stream)
{
    CodecParametersPtr copy;
    if (stream) {
        copy.reset(avcodec_parameters_alloc());
        if (!copy || avcodec_parameters_copy(copy.get(), stream->codecpar) < 0)
            copy.reset();
    }
    return copy;
}

} // namespace

PieceReader::PieceReader(ArchivePiece piece, std::shared_ptr<MediaFetcher> fetcher, std::stop_token stop)
    : m_piece(std::move(piece))
    , m_input(m_piece.source, RtspTransport::Tcp, std::move(fetcher), std::move(stop))
{
}

Result<void> PieceReader::open(std::chrono::milliseconds deadline)
{
    if (Result<void> opened = m_input.open(deadline); !opened)
        return opened;
    m_clock = m_piece.zeroMs ? PieceClock::countingFrom(*m_piece.zeroMs)
                             : PieceClock(m_piece.period.fromMs, m_input.playlist(), m_piece.clockOffsetMs);
    auto tracks = std::make_shared<PacketTracks>();
    tracks->video = copyOf(m_input.videoStream());
    tracks->audio = copyOf(m_input.audioStream());
    tracks->videoIndex = m_input.videoStream()->index;
    size_t size = 0;
    if (const uint8_t *matrix =
            av_stream_get_side_data(m_input.videoStream(), AV_PKT_DATA_DISPLAYMATRIX, &size))
        tracks->rotation = QByteArray(reinterpret_cast<const char *>(matrix), qsizetype(size));
    m_tracks = std::move(tracks);
    return {};
}

bool PieceReader::setTimes(AVPacket &packet)
{
    const bool isVideoPacket = isVideo(packet);
    const AVStream *stream = isVideoPacket ? m_input.videoStream() : m_input.audioStream();
    av_packet_rescale_ts(&packet, stream->time_base, timeBase);
    if (packet.pts == AV_NOPTS_VALUE)
        packet.pts = packet.dts;
    if (packet.dts == AV_NOPTS_VALUE)
        packet.dts = packet.pts;
    if (packet.pts == AV_NOPTS_VALUE)
        return false;
    std::optional<qint64> utcUs;
    if (isVideoPacket)
        utcUs = m_clock->utcUsOfVideo(packet.dts, packet.pts);
    else
        utcUs = m_clock->utcUsOf(packet.pts);
    if (!utcUs)
        return false;
    packet.dts = *utcUs + packet.dts - packet.pts;
    packet.pts = *utcUs;
    // What a file leads in with is a picture like any other here: which ones are shown, its time decides.
    packet.flags &= ~AV_PKT_FLAG_DISCARD;
    return true;
}

Result<PacketPtr> PieceReader::read(std::chrono::milliseconds deadline)
{
    for (;;) {
        Result<PacketPtr> packet = m_input.read(deadline);
        if (!packet || !*packet)
            return packet;
        if (!setTimes(**packet))
            continue;
        // Decoding order: what follows in it may still belong to the period, but only by a picture or two.
        if ((*packet)->dts < m_piece.period.untilMs * 1000)
            return packet;
        if (isVideo(**packet))
            return PacketPtr();
    }
}

} // namespace streamkeeper
