#include "app/player/ArchiveSession.h"

#include "app/player/AudioDecoder.h"
#include "app/player/FrameScaler.h"
#include "app/player/PieceReader.h"
#include "app/player/VideoDecoder.h"
#include "models/rules/ArchiveCoverage.h"

#include <algorithm>
#include <utility>

namespace streamkeeper {

using namespace std::chrono_literals;

namespace {

constexpr qint64 usPerMs = 1'000;
constexpr qint64 gapUs = gapToleranceMs * usPerMs;
// A player that is later than this has been starved, or cannot keep up.
constexpr auto maxLate = 250ms;
// More pictures than a screen shows are decoded for those that follow, and not scaled.
constexpr auto shortestShow = 20ms;
/// Read ahead: at 16 times the speed this lasts for some seconds.
constexpr PacketQueue::Room readAhead{2'500, 96 * 1024 * 1024};

qint64 timeOf(const AVFrame &frame)
{
    return frame.best_effort_timestamp != AV_NOPTS_VALUE ? frame.best_effort_timestamp : frame.pts;
}

} // namespace

struct ArchiveSession::Pictures
{
    std::optional<VideoDecoder> decoder;
    std::optional<AudioDecoder> audio;
    FrameScaler scaler;
    int videoIndex = 0;
    bool isKeyNeeded = true;
    bool isKeyFramesOnly = false;

    std::shared_ptr<const AVFrame> before; ///< the last one up to the moment that was asked for
    std::optional<qint64> lastUs;          ///< shown last
    std::optional<qint64> lastPacketUs;    ///< in the order of decoding, also of those that are left out
    std::optional<qint64> afterGapUs;      ///< pictures from here on are behind a gap
    Clock::time_point lastShownAt;
    Clock::time_point anchorAt;
    qint64 anchorUs = 0;
    std::optional<quint64> anchorVersion;
    Clock::duration starved{0}; ///< waited for packets since the last picture
    bool hasFailed = false;
};

std::shared_ptr<ArchiveSession> ArchiveSession::start(Request request, std::function<void()> wake)
{
    auto session = std::make_shared<ArchiveSession>(std::move(request), std::move(wake));
    session->launch();
    return session;
}

ArchiveSession::ArchiveSession(Request request, std::function<void()> wake)
    : PlaybackThread(std::move(wake))
    , m_request(std::move(request))
    , m_speed(m_request.speed)
    , m_isPaused(m_request.isPaused)
{
    setTargetSize(m_request.targetSize);
}

ArchiveSession::Update ArchiveSession::takeUpdate()
{
    noteTaken();
    return m_update.take();
}

void ArchiveSession::give(Given given)
{
    {
        const std::scoped_lock lock(m_controlMutex);
        m_given = std::move(given);
    }
    m_controlChanged.notify_all();
}

void ArchiveSession::givePiece(ArchivePiece piece)
{
    give({std::move(piece), std::nullopt});
}

void ArchiveSession::giveEnd()
{
    give({});
}

void ArchiveSession::giveFailure(Failure failure)
{
    give({std::nullopt, std::move(failure)});
}

void ArchiveSession::setPaused(bool isPaused)
{
    {
        const std::scoped_lock lock(m_controlMutex);
        m_isPaused = isPaused;
        ++m_controlVersion;
    }
    m_controlChanged.notify_all();
}

void ArchiveSession::setSpeed(double speed)
{
    {
        const std::scoped_lock lock(m_controlMutex);
        m_speed = speed;
        ++m_controlVersion;
    }
    m_controlChanged.notify_all();
}

double ArchiveSession::speed()
{
    const std::scoped_lock lock(m_controlMutex);
    return m_speed;
}

void ArchiveSession::run()
{
    PacketQueue queue(readAhead);
    std::thread decoding([&] { decodeFrom(queue); });
    readPieces(queue);
    queue.close();
    decoding.join();
    m_update.change([this](Update &update) {
        if (!update.failure)
            update.failure = m_readFailure;
        update.hasEnded = !update.failure && !stopToken().stop_requested();
    });
}

void ArchiveSession::readPieces(PacketQueue &queue)
{
    qint64 fromMs = m_request.fromMs;
    while (!stopToken().stop_requested()) {
        const std::optional<Given> given = ask(fromMs);
        if (!given || (!given->piece && !given->failure))
            return;
        std::optional<Failure> failure = given->failure;
        if (given->piece) {
            failure = readPiece(*given->piece, queue);
            fromMs = given->piece->period.untilMs;
        }
        if (failure) {
            m_readFailure = std::move(failure);
            return;
        }
    }
}

std::optional<ArchiveSession::Given> ArchiveSession::ask(qint64 fromMs)
{
    m_update.change([&](Update &update) { update.wantedFromMs = fromMs; });
    notify();
    std::unique_lock lock(m_controlMutex);
    if (!m_controlChanged.wait(lock, stopToken(), [this] { return m_given.has_value(); }))
        return {};
    return std::exchange(m_given, std::nullopt);
}

std::optional<ArchiveSession::Failure> ArchiveSession::readPiece(const ArchivePiece &piece,
                                                                 PacketQueue &queue)
{
    PieceReader reader(piece, m_request.fetcher, stopToken());
    qint64 reachedMs = piece.period.fromMs;
    if (Result<void> opened = reader.open(PieceReader::patienceFor(piece, m_request.openTimeout)); !opened)
        return Failure{opened.error(), reachedMs, piece.server};
    std::shared_ptr<const PacketTracks> tracks = reader.tracks();
    while (!stopToken().stop_requested()) {
        Result<PacketPtr> packet = reader.read(m_request.readTimeout);
        if (!packet)
            return Failure{packet.error(), reachedMs, piece.server};
        if (!*packet)
            break;
        reachedMs = std::max(reachedMs, (*packet)->pts / usPerMs);
        if (!queue.push(std::move(*packet), stopToken(), std::exchange(tracks, nullptr)))
            break;
    }
    return {};
}

void ArchiveSession::decodeFrom(PacketQueue &queue)
{
    Pictures pictures;
    PacketQueue::Item item;
    while (!pictures.hasFailed) {
        const Clock::time_point before = Clock::now();
        const PacketQueue::PopStatus status = queue.pop(item, before + 1s, stopToken());
        pictures.starved += Clock::now() - before;
        if (status == PacketQueue::PopStatus::Closed)
            break;
        if (status == PacketQueue::PopStatus::Packet)
            take(item, pictures);
    }
    if (pictures.hasFailed || stopToken().stop_requested())
        return;
    if (pictures.decoder)
        pictures.decoder->drain([&](const AVFrame &frame) { handleFrame(frame, pictures); });
    // Nothing follows the moment that was asked for: its own picture is the last one.
    if (pictures.before && !pictures.lastUs)
        showWhenDue(*pictures.before, timeOf(*pictures.before), pictures);
}

void ArchiveSession::take(const PacketQueue::Item &item, Pictures &pictures)
{
    if (item.tracks)
        changeTracks(*item.tracks, pictures);
    if (pictures.hasFailed)
        return;
    if (item.packet->stream_index == pictures.videoIndex) {
        decodeVideo(*item.packet, pictures);
    } else if (pictures.audio && m_request.audio && m_request.audio->isWanted() && pictures.lastUs &&
               speed() == 1) {
        pictures.audio->decode(*item.packet, *m_request.audio);
    }
}

/// Another server may have recorded another format.
void ArchiveSession::changeTracks(const PacketTracks &tracks, Pictures &pictures)
{
    if (pictures.decoder)
        pictures.decoder->drain([&](const AVFrame &frame) { handleFrame(frame, pictures); });
    pictures.decoder.emplace();
    pictures.videoIndex = tracks.videoIndex;
    pictures.isKeyNeeded = true;
    if (Result<void> opened = pictures.decoder->open(*tracks.video); !opened) {
        endWith(opened.error(), pictures);
        return;
    }
    pictures.audio.reset();
    if (tracks.audio) {
        pictures.audio.emplace();
        if (!pictures.audio->open(*tracks.audio))
            pictures.audio.reset();
    }
    m_update.change([&](Update &update) { update.hasAudio = pictures.audio.has_value(); });
}

void ArchiveSession::decodeVideo(const AVPacket &packet, Pictures &pictures)
{
    const bool isKey = (packet.flags & AV_PKT_FLAG_KEY) != 0;
    if (pictures.lastPacketUs && packet.dts - *pictures.lastPacketUs > gapUs)
        pictures.afterGapUs = packet.dts;
    pictures.lastPacketUs = std::max<qint64>(packet.dts, pictures.lastPacketUs.value_or(packet.dts));
    if (pictures.isKeyFramesOnly && speed() <= 1) {
        pictures.isKeyFramesOnly = false;
        pictures.isKeyNeeded = true;
    }
    if (!isKey && (pictures.isKeyNeeded || pictures.isKeyFramesOnly))
        return;
    pictures.isKeyNeeded = false;
    const Result<void> decoded =
        pictures.decoder->decode(packet, [&](const AVFrame &frame) { handleFrame(frame, pictures); });
    // Key frames alone are whole: what waits for others in its order is shown at once.
    if (decoded && pictures.isKeyFramesOnly) {
        pictures.decoder->drain([&](const AVFrame &frame) { handleFrame(frame, pictures); });
        pictures.decoder->flush();
    }
    if (!decoded)
        endWith(decoded.error(), pictures);
}

void ArchiveSession::handleFrame(const AVFrame &frame, Pictures &pictures)
{
    if (stopToken().stop_requested() || pictures.hasFailed)
        return;
    const qint64 utcUs = timeOf(frame);
    const qint64 fromUs = m_request.fromMs * usPerMs;
    if (!pictures.lastUs && utcUs <= fromUs) {
        pictures.before = sharedCopy(frame);
        return;
    }
    // Pieces may overlap by the pictures up to the next key frame.
    if (pictures.lastUs && utcUs <= *pictures.lastUs + PieceReader::samePictureUs)
        return;
    if (!pictures.lastUs && pictures.before) {
        const std::shared_ptr<const AVFrame> first = std::exchange(pictures.before, nullptr);
        // What is seen at a moment is the picture before it; not so when recording began only after it.
        if (utcUs - timeOf(*first) < gapUs)
            showWhenDue(*first, timeOf(*first), pictures);
    }
    showWhenDue(frame, utcUs, pictures);
}

void ArchiveSession::showWhenDue(const AVFrame &frame, qint64 utcUs, Pictures &pictures)
{
    if (pictures.hasFailed || !waitUntilDue(utcUs, pictures))
        return;
    const auto now = Clock::now();
    const bool isFirst = !pictures.lastUs;
    if (isFirst || now - pictures.lastShownAt >= shortestShow)
        show(frame, utcUs, pictures);
    pictures.lastUs = utcUs;
    pictures.starved = {};
}

bool ArchiveSession::waitUntilDue(qint64 utcUs, Pictures &pictures)
{
    const std::stop_token stop = stopToken();
    std::unique_lock lock(m_controlMutex);
    for (;;) {
        if (stop.stop_requested())
            return false;
        if (m_isPaused && pictures.lastUs) {
            const quint64 version = m_controlVersion;
            m_controlChanged.wait(lock, stop, [&] { return m_controlVersion != version; });
            continue;
        }
        const auto now = Clock::now();
        const bool isGap = pictures.lastUs && pictures.afterGapUs && utcUs >= *pictures.afterGapUs;
        if (!pictures.lastUs || isGap || pictures.anchorVersion != m_controlVersion) {
            if (isGap) {
                m_update.change([&](Update &update) {
                    update.skipped.push_back({*pictures.lastUs / usPerMs, utcUs / usPerMs});
                });
            }
            pictures.anchorAt = now;
            pictures.anchorUs = pictures.lastUs && !isGap ? *pictures.lastUs : utcUs;
            pictures.anchorVersion = m_controlVersion;
            if (isGap)
                pictures.afterGapUs.reset();
        }
        const auto due =
            pictures.anchorAt +
            std::chrono::duration_cast<Clock::duration>(
                std::chrono::duration<double, std::micro>(double(utcUs - pictures.anchorUs) / m_speed));
        if (now >= due) {
            if (now - due > maxLate)
                noteLateness(now - due, pictures);
            return true;
        }
        const quint64 version = m_controlVersion;
        m_controlChanged.wait_until(lock, stop, due, [&] { return m_controlVersion != version; });
    }
}

/// Only a decoder that cannot keep up is spared pictures: two cores decode 1080p at some 50 times the speed,
/// 4K at 7 (key frames alone: at 100), so most streams are seen whole at ×16. Called with m_controlMutex
/// held. What was lost is not caught up with: the clock goes on from here.
void ArchiveSession::noteLateness(Clock::duration late, Pictures &pictures)
{
    pictures.anchorVersion.reset();
    if (late - pictures.starved < maxLate || m_speed <= 1 || pictures.isKeyFramesOnly)
        return;
    pictures.isKeyFramesOnly = true;
    m_update.change([](Update &update) { update.isKeyFramesOnly = true; });
}

void ArchiveSession::show(const AVFrame &frame, qint64 utcUs, Pictures &pictures)
{
    Result<QVideoFrame> video = pictures.scaler.scaleToVideoFrame(frame, targetSize());
    if (!video) {
        endWith(video.error(), pictures);
        return;
    }
    pictures.lastShownAt = Clock::now();
    m_update.change([&](Update &update) {
        update.frame = std::move(*video);
        update.picture = sharedCopy(frame);
        update.pictureMs = utcUs / usPerMs;
        update.pictureSize = FrameScaler::displaySize(frame);
    });
    notify();
}

void ArchiveSession::endWith(const Error &error, Pictures &pictures)
{
    pictures.hasFailed = true;
    m_update.change([&](Update &update) {
        update.failure =
            Failure{error, pictures.lastUs ? *pictures.lastUs / usPerMs : m_request.fromMs, ServerId()};
    });
    requestStop();
}

} // namespace streamkeeper
