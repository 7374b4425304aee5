#include "app/player/PlayerSession.h"

#include "app/player/AudioDecoder.h"
#include "app/player/FrameScaler.h"
#include "app/player/H264Assembler.h"
#include "app/player/PacketQueue.h"
#include "app/player/VideoDecoder.h"

#include <cmath>
#include <condition_variable>
#include <deque>
#include <utility>

namespace streamkeeper {

using SteadyClock = std::chrono::steady_clock;
using namespace std::chrono_literals;

namespace {

// Fragments of one picture come in one burst; what follows later belongs to something new.
constexpr auto pieceGap = 3ms;
// A sender that was interrupted between two slices of the very first one must not show it broken.
constexpr auto firstPieceGap = 25ms;
// Segments of HLS come all at once, so their pictures are shown by their times: anchored anew when the
// stream was starved or its clock jumped.
constexpr auto maxLate = 250ms;
constexpr auto maxAhead = 20s;

std::chrono::microseconds since(SteadyClock::time_point start, SteadyClock::time_point moment)
{
    return std::chrono::duration_cast<std::chrono::microseconds>(moment - start);
}

void waitUntil(SteadyClock::time_point moment, const std::stop_token &stop)
{
    std::mutex mutex;
    std::condition_variable_any condition;
    std::unique_lock lock(mutex);
    condition.wait_until(lock, stop, moment, [] { return false; });
}

} // namespace

struct PlayerSession::Pictures
{
    VideoDecoder decoder;
    FrameScaler scaler;
    std::optional<AudioDecoder> audio;
    H264Assembler assembler;
    std::deque<SteadyClock::time_point> shownAt; ///< of the last second
    std::optional<SteadyClock::time_point> anchor;
    double anchorSeconds = 0;
    bool isKeySeen = false;
    std::optional<Error> failure;
};

std::shared_ptr<PlayerSession> PlayerSession::start(Request request, std::function<void()> wake)
{
    auto session = std::make_shared<PlayerSession>(std::move(request), std::move(wake));
    session->launch();
    return session;
}

PlayerSession::PlayerSession(Request request, std::function<void()> wake)
    : PlaybackThread(std::move(wake))
    , m_request(std::move(request))
    , m_lastPacket((m_startedAt - 24h).time_since_epoch().count()) // none yet
{
    setTargetSize(m_request.targetSize);
}

PlayerSession::Update PlayerSession::takeUpdate()
{
    noteTaken();
    return m_update.take();
}

std::chrono::milliseconds PlayerSession::sincePacket() const
{
    const SteadyClock::time_point last{SteadyClock::duration(m_lastPacket.load())};
    return std::chrono::duration_cast<std::chrono::milliseconds>(SteadyClock::now() - last);
}

void PlayerSession::finish(const Error &error)
{
    m_update.change([&](Update &update) {
        if (!update.failure)
            update.failure = error;
    });
    requestStop();
}

void PlayerSession::run()
{
    MediaInput input(m_request.source, m_request.transport, m_request.fetcher, stopToken());
    Pictures pictures;
    Result<void> opened = input.open(m_request.openTimeout);
    if (opened)
        opened = openDecoders(input, pictures);
    if (!opened) {
        finish(opened.error());
        return;
    }
    notify();

    const bool isHls = m_request.source.protocol == MediaProtocol::Hls;
    PacketQueue queue(isHls ? PacketQueue::Overflow::WaitForRoom : PacketQueue::Overflow::DropAndResync);
    std::thread decoding([&] { decodeFrom(queue, input, pictures); });
    const std::optional<Error> error = readInto(input, queue);
    queue.close();
    // An HLS stream that ended is shown to its end: the decoder may still hold some seconds.
    if (error && !isHls)
        requestStop();
    decoding.join();
    if (error)
        finish(*error);
}

Result<void> PlayerSession::openDecoders(const MediaInput &input, Pictures &pictures)
{
    const AVCodecParameters &video = *input.videoStream()->codecpar;
    if (Result<void> opened = pictures.decoder.open(video); !opened)
        return opened;
    if (input.audioStream()) {
        pictures.audio.emplace();
        if (!pictures.audio->open(*input.audioStream()->codecpar))
            pictures.audio.reset();
    }
    m_update.change([&](Update &update) {
        update.isOpen = true;
        update.statistics.openedAfter = since(m_startedAt, SteadyClock::now());
        update.statistics.codec = VideoDecoder::codecName(video.codec_id);
        update.statistics.hasAudio = pictures.audio.has_value();
    });
    return {};
}

std::optional<Error> PlayerSession::readInto(MediaInput &input, PacketQueue &queue)
{
    const std::stop_token stop = stopToken();
    while (!stop.stop_requested()) {
        Result<PacketPtr> packet = input.read(m_request.readTimeout);
        if (!packet)
            return packet.error();
        if ((*packet)->stream_index == input.videoStream()->index)
            m_lastPacket = SteadyClock::now().time_since_epoch().count();
        if (!queue.push(std::move(*packet), stop))
            break;
    }
    return std::nullopt;
}

void PlayerSession::decodeFrom(PacketQueue &queue, const MediaInput &input, Pictures &pictures)
{
    if (input.deliversPieces())
        decodePieces(queue, input, pictures);
    else
        decodePackets(queue, input, pictures);
    if (pictures.failure)
        finish(*pictures.failure);
}

void PlayerSession::noteKeyPacket(SteadyClock::time_point readAt)
{
    m_update.change([&](Update &update) {
        if (!update.statistics.firstKeyPacketAfter)
            update.statistics.firstKeyPacketAfter = since(m_startedAt, readAt);
    });
}

void PlayerSession::decodePieces(PacketQueue &queue, const MediaInput &input, Pictures &pictures)
{
    const std::stop_token stop = stopToken();
    PacketQueue::Item item;
    while (!pictures.failure) {
        const bool isProbablyComplete = pictures.assembler.isProbablyComplete();
        const SteadyClock::duration gap = pictures.assembler.isSliceCountKnown() ? pieceGap : firstPieceGap;
        const auto until = SteadyClock::now() + (isProbablyComplete ? gap : SteadyClock::duration(1s));
        const PacketQueue::PopStatus status = queue.pop(item, until, stop);
        if (status == PacketQueue::PopStatus::Closed)
            return;
        std::optional<QByteArray> picture;
        if (status == PacketQueue::PopStatus::TimedOut) {
            picture = pictures.assembler.flushIfComplete();
        } else if (item.packet->stream_index != input.videoStream()->index) {
            if (pictures.audio && m_request.audio->isWanted())
                pictures.audio->decode(*item.packet, *m_request.audio);
        } else {
            if (item.isAfterDrop) {
                pictures.assembler.reset();
                pictures.isKeySeen = false;
                pictures.decoder.flush();
            }
            const QByteArrayView piece(item.packet->data, item.packet->size);
            if (H264Assembler::hasIdrSlice(piece))
                noteKeyPacket(item.readAt);
            picture = pictures.assembler.push(piece);
        }
        if (picture)
            decodePicture(*picture, pictures);
    }
}

void PlayerSession::decodePicture(const QByteArray &units, Pictures &pictures)
{
    const bool isKey = H264Assembler::hasKeyFrame(units);
    if (!isKey && !pictures.isKeySeen)
        return;
    pictures.isKeySeen = true;
    PacketPtr packet(av_packet_alloc());
    if (!packet || av_new_packet(packet.get(), static_cast<int>(units.size())) < 0)
        return;
    std::copy(units.begin(), units.end(), packet->data);
    packet->flags = isKey ? AV_PKT_FLAG_KEY : 0;
    decodeVideo(*packet, pictures);
}

void PlayerSession::decodePackets(PacketQueue &queue, const MediaInput &input, Pictures &pictures)
{
    const std::stop_token stop = stopToken();
    const bool isPaced = m_request.source.protocol == MediaProtocol::Hls;
    PacketQueue::Item item;
    while (!pictures.failure) {
        const PacketQueue::PopStatus status = queue.pop(item, SteadyClock::now() + 1s, stop);
        if (status == PacketQueue::PopStatus::Closed)
            return;
        if (status == PacketQueue::PopStatus::TimedOut)
            continue;
        if (item.packet->stream_index != input.videoStream()->index) {
            if (pictures.audio && m_request.audio->isWanted())
                pictures.audio->decode(*item.packet, *m_request.audio);
            continue;
        }
        if (item.isAfterDrop) {
            pictures.isKeySeen = false;
            pictures.decoder.flush();
        }
        const bool isKey = (item.packet->flags & AV_PKT_FLAG_KEY) != 0;
        if (!isKey && !pictures.isKeySeen)
            continue;
        if (isKey)
            noteKeyPacket(item.readAt);
        pictures.isKeySeen = true;
        if (isPaced)
            waitUntilDue(*item.packet, *input.videoStream(), pictures);
        decodeVideo(*item.packet, pictures);
    }
}

void PlayerSession::waitUntilDue(const AVPacket &packet, const AVStream &stream, Pictures &pictures)
{
    const int64_t time = packet.dts != AV_NOPTS_VALUE ? packet.dts : packet.pts;
    if (time == AV_NOPTS_VALUE)
        return;
    const double seconds = static_cast<double>(time) * av_q2d(stream.time_base);
    const SteadyClock::time_point now = SteadyClock::now();
    // What a server writes may be any number; a day of it is a jump in any case.
    if (pictures.anchor && std::abs(seconds - pictures.anchorSeconds) < 86'400) {
        const auto due =
            *pictures.anchor + std::chrono::duration_cast<SteadyClock::duration>(
                                   std::chrono::duration<double>(seconds - pictures.anchorSeconds));
        if (due > now - maxLate && due < now + maxAhead) {
            waitUntil(due, stopToken());
            return;
        }
    }
    pictures.anchor = now;
    pictures.anchorSeconds = seconds;
}

void PlayerSession::decodeVideo(const AVPacket &packet, Pictures &pictures)
{
    const Result<void> decoded =
        pictures.decoder.decode(packet, [&](const AVFrame &frame) { showFrame(frame, pictures); });
    if (!decoded)
        pictures.failure = decoded.error();
}

void PlayerSession::showFrame(const AVFrame &frame, Pictures &pictures)
{
    if (stopToken().stop_requested() || pictures.failure)
        return;
    Result<QVideoFrame> video = pictures.scaler.scaleToVideoFrame(frame, targetSize());
    if (!video) {
        pictures.failure = video.error();
        return;
    }
    const SteadyClock::time_point now = SteadyClock::now();
    pictures.shownAt.push_back(now);
    while (now - pictures.shownAt.front() > 1s)
        pictures.shownAt.pop_front();
    m_update.change([&](Update &update) {
        update.frame = std::move(*video);
        update.picture = sharedCopy(frame);
        StreamStatistics &statistics = update.statistics;
        statistics.framesPerSecond = static_cast<double>(pictures.shownAt.size());
        statistics.pictureSize = FrameScaler::displaySize(frame);
        if (!statistics.firstFrameAfter)
            statistics.firstFrameAfter = since(m_startedAt, now);
    });
    notify();
}

} // namespace streamkeeper
