#include "app/mediaserver/mediamtx/PathBody.h"

#include "app/mediaserver/mediamtx/OtherSettings.h"

#include <QRegularExpression>

#include <algorithm>

namespace streamkeeper::mediamtx {

using namespace Qt::StringLiterals;

namespace {

constexpr auto sourceKey = "source"_L1;
constexpr auto onDemandKey = "sourceOnDemand"_L1;

void putOff(QJsonObject &body)
{
    body.insert(sourceKey, "publisher"_L1);
    // A path without a source cannot be on demand; the server refuses the pair.
    body.insert(onDemandKey, false);
}

/// Hours, which every version reads; days came later.
QString depthText(const StreamSettings &settings)
{
    if (settings.archiveDays >= endlessArchiveDays)
        return keptForEver;
    return u"%1h"_s.arg(qint64(std::max(1, settings.archiveDays)) * 24);
}

/// `present`: how long the server keeps recordings without being told. Never shorter than that, nor than
/// another server did before (`body`): older recordings would be deleted.
void putRecording(QJsonObject &body, const StreamSettings &settings, const QString &present)
{
    body.insert("record"_L1, settings.isRecording);
    // The depth stays when recording ends: what is there has to live as long as it was meant to.
    if (!settings.isRecording)
        return;
    QString keeping = depthText(settings);
    if (body.contains(keepingKey))
        keeping = longerKeeping(body[keepingKey].toString(), keeping);
    if (!present.isNull() && longerKeeping(keeping, present) != keeping)
        body.remove(keepingKey);
    else
        body.insert(keepingKey, keeping);
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

QJsonObject newPathBody(const StreamSettings &settings, const QJsonObject &defaults)
{
    QJsonObject body = fitted(settings.others, defaults);
    if (settings.isEnabled)
        body.insert(sourceKey, settings.address.full().revealText());
    else
        putOff(body);
    // Packets lost on the way to the camera are the commonest reason for a broken picture.
    if (settings.isOurs && !body.contains("rtspTransport"_L1) &&
        settings.address.masked().startsWith(u"rtsp", Qt::CaseInsensitive))
        body.insert("rtspTransport"_L1, "tcp"_L1);
    // A new stream of ours is kept as long as was chosen, and no longer.
    const bool mayHaveRecordings = !settings.isOurs || !settings.others.isEmpty();
    putRecording(body, settings, mayHaveRecordings ? defaults[keepingKey].toString() : QString());
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

QJsonObject changedPathBody(const PathDetails &present, const StreamWrite &write, const QJsonObject &defaults)
{
    const QJsonObject others = fitted(write.settings.others, defaults);
    QJsonObject body = write.changed == allStreamSettings() ? others : QJsonObject();
    if (needsAddress(present, write))
        body.insert(sourceKey, write.settings.address.full().revealText());
    // Without a source it could not be on demand: that comes back with the source.
    if (body.contains(sourceKey) && present.path.isPublisher && others.contains(onDemandKey))
        body.insert(onDemandKey, others[onDemandKey]);
    if (write.changed.testFlag(StreamSetting::Enabled) && !write.settings.isEnabled)
        putOff(body);
    if (write.changed.testFlag(StreamSetting::Recording))
        putRecording(body, write.settings, present.told[keepingKey].toString());
    return body;
}

QJsonObject holderBody()
{
    QJsonObject body;
    putOff(body);
    body.insert("record"_L1, false);
    return body;
}

QString neighbour(const QString &duration)
{
    const qint64 seconds = msFromDuration(duration).value_or(10'000) / 1000;
    return u"%1s"_s.arg(seconds % 2 == 0 ? seconds + 1 : seconds - 1);
}

} // namespace streamkeeper::mediamtx
