#include "tests/fleet/MediaMtxPlayback.h"

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
        const QByteArray file = recordingExport::toMp4(period, format);
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

std::optional<qint64> mediaMtx::readTime(const ServerClock &clock, const QByteArray &text,
                                         QByteArray &problem)
{
    const QDateTime time = QDateTime::fromString(QString::fromLatin1(text), Qt::ISODateWithMs);
    // Without an offset it is no time of RFC 3339.
    if (!time.isValid() || time.timeSpec() == Qt::LocalTime) {
        problem = "parsing time \"" + text + "\" as \"2006-01-02T15:04:05Z07:00\": cannot parse \"" + text +
                  "\" as \"2006\"";
        return std::nullopt;
    }
    return clock.toTrue(time.toMSecsSinceEpoch());
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
    return {MediaMtxAuth::Action::Playback, request.queryValue("path").value_or(QByteArray()),
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
    const QByteArray base = QByteArray(m_server.usesTls() ? "https" : "http") +
                            "://127.0.0.1:" + QByteArray::number(m_server.playbackPort()) + "/get?duration=";
    QJsonArray list;
    for (const Archive::Range &range : ranges) {
        const double seconds = double(range.untilMs - range.fromMs) / 1000;
        const QByteArray start = mediaMtx::timeText(*m_server.clock(), range.fromMs);
        const QByteArray url = base + QByteArray::number(seconds, 'f', 3) +
                               "&path=" + name.toPercentEncoding() + "&start=" + start.toPercentEncoding();
        list.append(QJsonObject{{u"start"_s, QString::fromLatin1(start)},
                                {u"duration"_s, seconds},
                                {u"url"_s, QString::fromLatin1(url)}});
    }
    return mediaMtx::jsonAnswer(200, QJsonDocument(list).toJson(QJsonDocument::Compact));
}

Delivery MediaMtxPlayback::get(const test::HttpRequest &request, const QByteArray &name) const
{
    QByteArray problem;
    const auto start =
        mediaMtx::readTime(*m_server.clock(), request.queryValue("start").value_or(QByteArray()), problem);
    if (!start) {
        return mediaMtx::error(400, "invalid start: " + problem);
    }
    const QByteArray durationText = request.queryValue("duration").value_or(QByteArray());
    const auto seconds = readDuration(durationText);
    if (!seconds || !(*seconds >= 0 && *seconds <= MaximumSeconds)) {
        return mediaMtx::error(400, "invalid duration: time: invalid duration \"" + durationText + '"');
    }
    const QByteArray format = request.queryValue("format").value_or(QByteArray());
    if (!format.isEmpty() && format != "fmp4" && format != "mp4") {
        return mediaMtx::error(400, "invalid format: " + format);
    }
    if (m_config.find(name) == nullptr) {
        return mediaMtx::error(400, "path '" + name + "' is not configured");
    }
    const auto lengthMs = qint64(std::lround(*seconds * 1000));
    RecordedPeriod period =
        m_server.archiveOf(name)->period(*start, *start + lengthMs, std::max<qint64>(0, lengthMs - 1));
    if (period.segments.empty() || lengthMs == 0) {
        return mediaMtx::error(404, "no recording segments found");
    }
    const auto gap = std::find_if(std::next(period.segments.begin()), period.segments.end(),
                                  [](const RecordedSegment &segment) { return segment.isDiscontinuous; });
    period.segments.erase(gap, period.segments.end());
    return fileOf(std::move(period),
                  format == "mp4" ? recordingExport::Format::Mp4 : recordingExport::Format::FragmentedMp4);
}

} // namespace streamkeeper::fleet
