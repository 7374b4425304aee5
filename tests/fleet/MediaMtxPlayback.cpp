#include "tests/fleet/MediaMtxPlayback.h"

#include "app/mediaserver/mediamtx/PlaybackTime.h"
#include "tests/fleet/MediaMtxAnswer.h"
#include "tests/fleet/MediaServer.h"
#include "tests/fleet/RecordingExport.h"

#include <QDateTime>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace streamkeeper::fleet {

namespace {
constexpr double MaximumSeconds = 1e9;
constexpr qint64 UsPerMs = 1'000;
constexpr qint64 UsPerSecond = 1'000'000;
/// Times of recordings are told by the clock on the server's wall, which has its own zone.
constexpr int LocalSeconds = 3 * 3600;

/// Seconds, or a duration as Go writes it: "1h2m3.5s", "200ms".
std::optional<double> readDuration(const QByteArray &text)
{
    bool ok = false;
    const double plain = text.toDouble(&ok);
    if (ok) {
        return plain;
    }
    static const QHash<QByteArray, double> units{{"h", 3600}, {"m", 60}, {"s", 1}, {"ms", 1e-3}};
    double seconds = 0;
    qsizetype at = 0;
    while (at < text.size()) {
        const auto isIn = [&](const char *characters) {
            return at < text.size() && QByteArrayView(characters).contains(text[at]);
        };
        const qsizetype numberAt = at;
        while (isIn("0123456789.")) {
            ++at;
        }
        const qsizetype unitAt = at;
        while (isIn("hms")) {
            ++at;
        }
        const double number = text.mid(numberAt, unitAt - numberAt).toDouble(&ok);
        const auto unit = units.constFind(text.mid(unitAt, at - unitAt));
        if (!ok || unit == units.constEnd()) {
            return std::nullopt;
        }
        seconds += number * *unit;
    }
    return text.isEmpty() ? std::nullopt : std::optional(seconds);
}

Delivery fileOf(RecordedPeriod period, recordingExport::Format format)
{
    Delivery delivery = mediaMtx::error(404, "no recording segments found");
    delivery.work = [period = std::move(period), format, gone = delivery.http] {
        const QByteArray file = recordingExport::toMp4(period, format, recordingExport::Begin::KeyFrame);
        if (file.isEmpty()) {
            return gone;
        }
        HttpAnswer answer = mediaMtx::answer(200, file, "video/mp4");
        answer.headers.append(qMakePair(QByteArray("Accept-Ranges"), QByteArray("none")));
        return answer;
    };
    return delivery;
}
} // namespace

QByteArray mediaMtx::timeText(const ServerClock &clock, qint64 trueUtcMs)
{
    return QDateTime::fromMSecsSinceEpoch(clock.toServer(trueUtcMs), Qt::UTC)
        .toString(Qt::ISODateWithMs)
        .toLatin1();
}

qint64 mediaMtx::startUs(const ServerClock &clock, const Archive::Range &range)
{
    return clock.toServer(range.fromMs) * UsPerMs + 1 + range.fromMs * 7919 % (UsPerMs - 1);
}

QByteArray mediaMtx::startText(const ServerClock &clock, const Archive::Range &range)
{
    const qint64 us = startUs(clock, range);
    const QDateTime local = QDateTime::fromSecsSinceEpoch(us / UsPerSecond, Qt::OffsetFromUTC, LocalSeconds);
    const QString fraction = u".%1"_s.arg(us % UsPerSecond, 6, 10, QChar(u'0'));
    // Like Go, without zeros at the end.
    const qsizetype digits = fraction.size() - (us % 10 == 0 ? 1 : 0);
    return (local.toString(u"yyyy-MM-ddTHH:mm:ss"_s) + fraction.left(digits) + u"+03:00"_s).toLatin1();
}

std::optional<qint64> mediaMtx::readTime(const QByteArray &text, QByteArray &problem)
{
    const qsizetype point = text.indexOf('.');
    qsizetype end = point < 0 ? 0 : point + 1;
    while (point >= 0 && end < text.size() && text[end] >= '0' && text[end] <= '9') {
        ++end;
    }
    const QByteArray digits = point < 0 ? QByteArray() : text.mid(point + 1, end - point - 1);
    const QByteArray whole = point < 0 ? text : text.left(point) + text.mid(end);
    const QDateTime time = QDateTime::fromString(QString::fromLatin1(whole), Qt::ISODate);
    // Without an offset it is no time of RFC 3339.
    if (!time.isValid() || time.timeSpec() == Qt::LocalTime) {
        problem = "parsing time \"" + text + "\" as \"2006-01-02T15:04:05Z07:00\": cannot parse \"" + text +
                  "\" as \"2006\"";
        return std::nullopt;
    }
    return time.toSecsSinceEpoch() * UsPerSecond + digits.leftJustified(6, '0', true).toLongLong();
}

MediaMtxPlayback::MediaMtxPlayback(MediaServer &server, const MediaMtxConfig &config,
                                   const MediaMtxAuth &auth)
    : m_server(server)
    , m_config(config)
    , m_auth(auth)
{
}

MediaMtxAuth::Question MediaMtxPlayback::questionOf(const test::HttpRequest &request)
{
    return {MediaMtxAuth::Action::Playback, mediaMtx::queryValue(request, "path"),
            MediaMtxAuth::Credentials::fromHeader(request.header("authorization").value_or(QByteArray())),
            request.query};
}

Delivery MediaMtxPlayback::deliver(const test::HttpRequest &request) const
{
    if (request.method != "GET" || (request.path != "/list" && request.path != "/get")) {
        return mediaMtx::unknownCall();
    }
    const MediaMtxAuth::Question question = questionOf(request);
    const MediaMtxAuth::Verdict verdict = m_auth.check(question);
    if (verdict.answer != MediaMtxAuth::Answer::Allowed) {
        return mediaMtx::unauthorized(verdict.answer == MediaMtxAuth::Answer::Unasked);
    }
    return request.path == "/list" ? Delivery(list(question.path)) : get(request, question.path);
}

HttpAnswer MediaMtxPlayback::list(const QByteArray &name) const
{
    if (m_config.find(name) == nullptr) {
        return mediaMtx::error(400, "path '" + name + "' is not configured");
    }
    const std::vector<Archive::Range> ranges = m_server.archiveOf(name)->ranges();
    if (ranges.empty()) {
        return mediaMtx::error(404, "no segments found");
    }
    const QByteArray base = QByteArray(m_server.mediaUsesTls() ? "https" : "http") +
                            "://127.0.0.1:" + QByteArray::number(m_server.playbackPort()) + "/get?duration=";
    QJsonArray list;
    for (const Archive::Range &range : ranges) {
        const double seconds = double(range.untilMs - range.fromMs) / 1000;
        const QByteArray start = mediaMtx::startText(*m_server.clock(), range);
        const QByteArray url = base + QByteArray::number(seconds, 'f', 3) +
                               "&path=" + name.toPercentEncoding() + "&start=" + start.toPercentEncoding();
        list.append(QJsonObject{{u"start"_s, QString::fromLatin1(start)},
                                {u"duration"_s, seconds},
                                {u"url"_s, QString::fromLatin1(url)}});
    }
    return mediaMtx::jsonAnswer(200, QJsonDocument(list).toJson(QJsonDocument::Compact));
}

/// What begins before all recordings gets the first one. Any later time belongs to the last recording that
/// has begun by then, to the microsecond; when that has ended, there is nothing.
RecordedPeriod MediaMtxPlayback::periodFrom(const QByteArray &name, qint64 startUs, qint64 lengthMs) const
{
    const ServerClock &clock = *m_server.clock();
    const auto archive = m_server.archiveOf(name);
    const std::vector<Archive::Range> ranges = archive->ranges();
    const auto next = std::find_if(ranges.begin(), ranges.end(), [&](const Archive::Range &range) {
        return mediaMtx::startUs(clock, range) > startUs;
    });
    const qint64 fromMs = clock.toTrue(startUs / UsPerMs);
    if (ranges.empty() || lengthMs <= 0) {
        return {};
    }
    if (next == ranges.begin()) {
        const bool reachesIt = fromMs + lengthMs >= next->fromMs;
        return reachesIt ? archive->period(next->fromMs, fromMs + lengthMs, 0) : RecordedPeriod();
    }
    if (fromMs >= std::prev(next)->untilMs) {
        return {};
    }
    return archive->period(fromMs, fromMs + lengthMs, 0);
}

Delivery MediaMtxPlayback::get(const test::HttpRequest &request, const QByteArray &name) const
{
    QByteArray problem;
    const auto start = mediaMtx::readTime(mediaMtx::queryValue(request, "start"), problem);
    if (!start) {
        return mediaMtx::error(400, "invalid start: " + problem);
    }
    const QByteArray durationText = mediaMtx::queryValue(request, "duration");
    const auto seconds = readDuration(durationText);
    if (!seconds || !(*seconds >= 0 && *seconds <= MaximumSeconds)) {
        return mediaMtx::error(400, "invalid duration: time: invalid duration \"" + durationText + '"');
    }
    const QByteArray format = mediaMtx::queryValue(request, "format");
    if (!format.isEmpty() && format != "fmp4" && format != "mp4") {
        return mediaMtx::error(400, "invalid format: " + format);
    }
    if (m_config.find(name) == nullptr) {
        return mediaMtx::error(400, "path '" + name + "' is not configured");
    }
    RecordedPeriod period = periodFrom(name, *start, qint64(std::lround(*seconds * 1000)));
    if (period.segments.empty()) {
        return mediaMtx::error(404, "no recording segments found");
    }
    const auto gap = std::find_if(std::next(period.segments.begin()), period.segments.end(),
                                  [](const RecordedSegment &segment) { return segment.isDiscontinuous; });
    period.segments.erase(gap, period.segments.end());
    return fileOf(std::move(period),
                  format == "mp4" ? recordingExport::Format::Mp4 : recordingExport::Format::FragmentedMp4);
}

} // namespace streamkeeper::fleet
