#include "tests/transfers/CaptureWitness.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace streamkeeper::test {

namespace {

std::optional<qint64> endOf(const QJsonValue &entry)
{
    const QJsonValue end = entry[u"endMs"_s];
    return end.isUndefined() ? std::nullopt : std::optional(end.toInteger());
}

QString clock(qint64 ms)
{
    return QString::number(double(ms % 1'000'000) / 1000, 'f', 3);
}

} // namespace

CaptureWitness CaptureWitness::fromFleet(const QByteArray &captures, const QByteArray &outages)
{
    CaptureWitness witness;
    const QJsonArray entries = QJsonDocument::fromJson(captures).array();
    for (const QJsonValue &entry : entries)
        witness.captures.push_back({entry[u"uid"_s].toString(), entry[u"server"_s].toString(),
                                    entry[u"source"_s].toString(), entry[u"beginMs"_s].toInteger(),
                                    endOf(entry), entry[u"handedBack"_s].toBool()});
    const QJsonArray stops = QJsonDocument::fromJson(outages).array();
    for (const QJsonValue &stop : stops)
        witness.outages.push_back(
            {stop[u"server"_s].toString(), stop[u"beginMs"_s].toInteger(), endOf(stop)});
    return witness;
}

std::vector<CaptureWitness::Capture> CaptureWitness::capturesOf(const QString &source) const
{
    std::vector<Capture> found;
    std::ranges::copy_if(captures, std::back_inserter(found),
                         [&](const Capture &capture) { return capture.source == source; });
    std::ranges::stable_sort(found, {}, &Capture::beginMs);
    return found;
}

std::vector<CaptureWitness::Capture> CaptureWitness::openOf(const QString &source) const
{
    std::vector<Capture> found = capturesOf(source);
    std::erase_if(found, [](const Capture &capture) { return capture.endMs.has_value(); });
    return found;
}

std::vector<CaptureWitness::Gap> CaptureWitness::gapsOf(const QString &source,
                                                        const std::vector<Home> &homes) const
{
    std::vector<Gap> gaps;
    Capture last;
    std::optional<qint64> coveredUntil;
    for (const Capture &capture : capturesOf(source)) {
        const qint64 end = capture.endMs.value_or(untilMs);
        // What ended before it showed picture was no capture.
        if (end <= capture.beginMs)
            continue;
        if (coveredUntil && capture.beginMs > *coveredUntil) {
            gaps.push_back({*coveredUntil, capture.beginMs, false, {}});
            judge(gaps.back(), last, homes);
        }
        if (!coveredUntil || end > *coveredUntil) {
            coveredUntil = end;
            last = capture;
        }
    }
    if (coveredUntil && *coveredUntil < untilMs) {
        gaps.push_back({*coveredUntil, untilMs, false, {}});
        judge(gaps.back(), last, homes);
    }
    return gaps;
}

void CaptureWitness::judge(Gap &gap, const Capture &last, const std::vector<Home> &homes) const
{
    const auto next = std::ranges::upper_bound(homes, gap.fromMs, {}, &Home::sinceMs);
    const Home home = next == homes.begin() ? Home() : *std::prev(next);
    const auto decide = [&](bool isOurs, const QString &reason) {
        gap.isOurs = isOurs;
        gap.reason = reason;
    };
    const std::optional<Outage> outage = lastOutage(home.main, gap.fromMs);
    const bool isMainOut = isOut(home.main, gap.fromMs) || isForgotten(last.source, home.main, gap.fromMs);
    if (!isOut(last.server, gap.fromMs) && !last.isHandedBack) {
        if (isMainOut && beginsAnew(last, gap.fromMs) && gap.untilMs - gap.fromMs <= graceMs) {
            decide(false, u"%1 took new settings in place of %2"_s.arg(last.server, home.main));
            return;
        }
        const bool isSurprised = isMainOut && outage && gap.fromMs - outage->beginMs <= reactionMs;
        decide(!isSurprised, isSurprised
                                 ? u"%1 went out while %2 was asked to stop"_s.arg(home.main, last.server)
                                 : u"%1 was told to stop, and nobody else captured"_s.arg(last.server));
        return;
    }
    if (!isMainOut) {
        decide(true, u"%1 went out, and %2, which the registry names, did not capture"_s.arg(last.server,
                                                                                             home.main));
        return;
    }
    if (!home.additional.isEmpty() && home.additional != last.server &&
        !wentOut(home.additional, gap.fromMs - graceMs, gap.untilMs) && !isOut(home.additional, gap.fromMs)) {
        decide(gap.untilMs > gap.fromMs + graceMs,
               u"%1 went out, and its reserve %2 had to take over"_s.arg(last.server, home.additional));
        return;
    }
    if (forgetful.contains(home.main)) {
        decide(false, u"%1 went out, and forgot the stream"_s.arg(home.main));
        return;
    }
    const qint64 back = outage && outage->endMs ? *outage->endMs : untilMs;
    decide(gap.untilMs > back + graceMs, u"%1 was out for %2 ms"_s.arg(home.main).arg(back - gap.fromMs));
}

bool CaptureWitness::beginsAnew(const Capture &last, qint64 atMs) const
{
    return std::ranges::any_of(captures, [&](const Capture &capture) {
        return capture.source == last.source && capture.server == last.server && capture.beginMs > atMs &&
               capture.beginMs <= atMs + graceMs;
    });
}

std::optional<CaptureWitness::Outage> CaptureWitness::lastOutage(const QString &server, qint64 atMs) const
{
    std::optional<Outage> last;
    for (const Outage &outage : outages) {
        if (outage.server == server && outage.beginMs <= atMs && (!last || outage.beginMs > last->beginMs))
            last = outage;
    }
    return last;
}

bool CaptureWitness::isOut(const QString &server, qint64 atMs) const
{
    const auto last = lastOutage(server, atMs);
    return last && (!last->endMs || atMs <= *last->endMs);
}

bool CaptureWitness::isForgotten(const QString &source, const QString &server, qint64 atMs) const
{
    const auto last = lastOutage(server, atMs);
    if (!forgetful.contains(server) || !last)
        return false;
    return std::ranges::none_of(captures, [&](const Capture &capture) {
        return capture.source == source && capture.server == server && capture.beginMs > last->beginMs &&
               capture.beginMs <= atMs;
    });
}

bool CaptureWitness::wentOut(const QString &server, qint64 fromMs, qint64 beforeMs) const
{
    return std::ranges::any_of(outages, [&](const Outage &outage) {
        return outage.server == server && outage.beginMs >= fromMs && outage.beginMs < beforeMs;
    });
}

QStringList CaptureWitness::storyOf(const QString &source, qint64 fromMs, qint64 untilMs) const
{
    const auto isNear = [&](qint64 beginMs, std::optional<qint64> endMs) {
        return beginMs <= untilMs && endMs.value_or(untilMs) >= fromMs;
    };
    QStringList lines;
    for (const Capture &capture : capturesOf(source)) {
        if (isNear(capture.beginMs, capture.endMs))
            lines.append(u"%1 to %2: captured on %3 as %4"_s.arg(
                clock(capture.beginMs), capture.endMs ? clock(*capture.endMs) : u"now"_s, capture.server,
                capture.name));
    }
    for (const Outage &outage : outages) {
        if (isNear(outage.beginMs, outage.endMs))
            lines.append(u"%1 to %2: %3 was out"_s.arg(
                clock(outage.beginMs), outage.endMs ? clock(*outage.endMs) : u"now"_s, outage.server));
    }
    return lines;
}

} // namespace streamkeeper::test
