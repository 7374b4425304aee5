#include "app/mediaserver/mediamtx/PathBody.h"

#include <QRegularExpression>

#include <algorithm>

namespace streamkeeper::mediamtx {

using namespace Qt::StringLiterals;

namespace {

constexpr auto sourceKey = "source"_L1;

void putOff(QJsonObject &body)
{
    body.insert(sourceKey, "publisher"_L1);
    // A path without a source cannot be on demand; the server refuses the pair.
    body.insert("sourceOnDemand"_L1, false);
}

/// Hours, which every version reads; days came later.
QString depthText(const StreamSettings &settings)
{
    return u"%1h"_s.arg(qint64(std::max(1, settings.archiveDays)) * 24);
}

void putRecording(QJsonObject &body, const StreamSettings &settings)
{
    body.insert("record"_L1, settings.isRecording);
    // The depth stays when recording ends: what is there has to live as long as it was meant to.
    if (settings.isRecording)
        body.insert("recordDeleteAfter"_L1, depthText(settings));
}

double msOf(const QString &unit)
{
    if (unit == u"d")
        return 86'400'000;
    if (unit == u"h")
        return 3'600'000;
    if (unit == u"m")
        return 60'000;
    if (unit == u"s")
        return 1'000;
    if (unit == u"ms")
        return 1;
    return unit == u"ns" ? 1e-6 : 1e-3;
}

} // namespace

bool isPathName(const QString &name)
{
    static const QRegularExpression pattern(uR"(^[A-Za-z0-9_.-]+(?:/[A-Za-z0-9_.-]+)*$)"_s);
    if (!pattern.match(name).hasMatch() || name.endsWith(u'\n') || name == u"all" || name == u"all_others")
        return false;
    const QStringList segments = name.split(u'/');
    return !segments.contains(u"."_s) && !segments.contains(u".."_s);
}

QJsonObject newPathBody(const StreamSettings &settings)
{
    QJsonObject body;
    if (settings.isEnabled)
        body.insert(sourceKey, settings.address.full().revealText());
    else
        putOff(body);
    // Packets lost on the way to the camera are the commonest reason for a broken picture.
    if (settings.address.masked().startsWith(u"rtsp", Qt::CaseInsensitive))
        body.insert("rtspTransport"_L1, "tcp"_L1);
    putRecording(body, settings);
    return body;
}

bool needsAddress(const PathDetails &present, const StreamWrite &write)
{
    if (!write.settings.isEnabled)
        return false;
    const bool isAddressChanged = write.changed.testFlag(StreamSetting::Address);
    return write.changed.testFlag(StreamSetting::Enabled) ? isAddressChanged || present.path.isPublisher
                                                          : isAddressChanged && !present.path.isPublisher;
}

QJsonObject changedPathBody(const PathDetails &present, const StreamWrite &write)
{
    QJsonObject body;
    if (needsAddress(present, write))
        body.insert(sourceKey, write.settings.address.full().revealText());
    else if (write.changed.testFlag(StreamSetting::Enabled) && !write.settings.isEnabled)
        putOff(body);
    if (write.changed.testFlag(StreamSetting::Recording))
        putRecording(body, write.settings);
    return body;
}

QJsonObject holderBody()
{
    QJsonObject body;
    putOff(body);
    body.insert("record"_L1, false);
    return body;
}

std::optional<qint64> msFromDuration(const QString &text)
{
    static const QRegularExpression whole(uR"(^(?:\d+(?:\.\d+)?(?:d|h|ms|m|s|us|µs|ns))+$)"_s);
    static const QRegularExpression part(uR"((\d+(?:\.\d+)?)(d|h|ms|m|s|us|µs|ns))"_s);
    if (!whole.match(text).hasMatch())
        return {};
    double sum = 0;
    for (auto it = part.globalMatch(text); it.hasNext();) {
        const auto match = it.next();
        sum += match.captured(1).toDouble() * msOf(match.captured(2));
    }
    constexpr double longest = 1e15; // 30,000 years
    return sum <= longest ? std::optional(qint64(sum)) : std::nullopt;
}

QString neighbour(const QString &duration)
{
    const qint64 seconds = msFromDuration(duration).value_or(10'000) / 1000;
    return u"%1s"_s.arg(seconds % 2 == 0 ? seconds + 1 : seconds - 1);
}

} // namespace streamkeeper::mediamtx
