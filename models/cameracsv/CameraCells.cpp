#include "models/cameracsv/CameraCells.h"

#include <QHash>

#include <algorithm>

namespace streamkeeper {

using namespace Qt::StringLiterals;

const QStringList &columnNames()
{
    static const QStringList names{u"camera_id"_s,
                                   u"name"_s,
                                   u"location"_s,
                                   u"ip"_s,
                                   u"mac"_s,
                                   u"serial"_s,
                                   u"group_type"_s,
                                   u"external_access"_s,
                                   u"subnets"_s,
                                   u"increased_reconnection_time"_s,
                                   u"single_session"_s,
                                   u"sound"_s,
                                   u"recording"_s,
                                   u"archive_days"_s,
                                   u"onvif_user"_s,
                                   u"onvif_port"_s,
                                   u"high_uuid"_s,
                                   u"high_address"_s,
                                   u"high_server"_s,
                                   u"high_enabled"_s,
                                   u"high_audio"_s,
                                   u"low_uuid"_s,
                                   u"low_address"_s,
                                   u"low_server"_s,
                                   u"low_enabled"_s,
                                   u"low_audio"_s};
    Q_ASSERT(names.size() == csvColumnCount);
    return names;
}

QString columnName(CsvColumn column)
{
    return columnNames()[int(column)];
}

namespace {

QHash<QString, CsvColumn> bareNames()
{
    QHash<QString, CsvColumn> names;
    for (int i = 0; i < csvColumnCount; ++i)
        names.insert(columnKey(columnNames()[i]), CsvColumn(i));
    return names;
}

} // namespace

QString columnKey(const QString &name)
{
    QString key;
    for (const QChar character : name) {
        if (character.isLetterOrNumber())
            key.append(character.toCaseFolded());
    }
    return key.isEmpty() ? name.trimmed() : key; // "#" and the like
}

std::optional<CsvColumn> columnFromName(const QString &name)
{
    static const QHash<QString, CsvColumn> names = bareNames();
    const auto found = names.constFind(columnKey(name));
    return found == names.cend() ? std::nullopt : std::optional(*found);
}

QString flagCell(bool value)
{
    return value ? u"on"_s : u"off"_s;
}

std::optional<bool> flagFromCell(const QString &text)
{
    static const QStringList on{u"on"_s, u"yes"_s, u"true"_s, u"1"_s};
    static const QStringList off{u"off"_s, u"no"_s, u"false"_s, u"0"_s};
    if (on.contains(text.trimmed(), Qt::CaseInsensitive))
        return true;
    return off.contains(text.trimmed(), Qt::CaseInsensitive) ? std::optional(false) : std::nullopt;
}

QString cellOf(const Camera &camera, CsvColumn column)
{
    switch (column) {
    case CsvColumn::CameraId:
        return camera.id.toString();
    case CsvColumn::Name:
        return camera.name;
    case CsvColumn::Location:
        return camera.location;
    case CsvColumn::Ip:
        return camera.ipAddress;
    case CsvColumn::Mac:
        return camera.macAddress;
    case CsvColumn::Serial:
        return camera.serialNumber;
    case CsvColumn::GroupTypeColumn:
        return camera.groupType == GroupType::Private  ? u"private"_s
               : camera.groupType == GroupType::Public ? u"public"_s
                                                       : u"all"_s;
    case CsvColumn::ExternalAccess:
        return flagCell(camera.isPublic);
    case CsvColumn::AllowedSubnets:
        return camera.allowedSubnets.join(u' ');
    case CsvColumn::IncreasedReconnectionTime:
        return flagCell(camera.hasIncreasedReconnectionTime);
    case CsvColumn::SingleSession:
        return flagCell(camera.hasSingleSession);
    case CsvColumn::Sound:
        return flagCell(camera.isSoundEnabled);
    case CsvColumn::Recording:
        return flagCell(camera.isRecording);
    case CsvColumn::ArchiveDays:
        return QString::number(camera.archiveDays);
    case CsvColumn::OnvifUser:
        return camera.onvifUser;
    case CsvColumn::OnvifPort:
        return QString::number(camera.onvifPort);
    case CsvColumn::HighUuid:
    case CsvColumn::HighAddress:
    case CsvColumn::HighServer:
    case CsvColumn::HighEnabled:
    case CsvColumn::HighAudio:
    case CsvColumn::LowUuid:
    case CsvColumn::LowAddress:
    case CsvColumn::LowServer:
    case CsvColumn::LowEnabled:
    case CsvColumn::LowAudio:
        break; // those of streams
    }
    return {};
}

QString cellOf(const Stream &stream, StreamField field, const QString &serverName)
{
    switch (field) {
    case StreamField::Uuid:
        return stream.id.toString();
    case StreamField::Address:
        return stream.address.masked();
    case StreamField::Server:
        return serverName;
    case StreamField::Enabled:
        return flagCell(stream.isEnabled);
    case StreamField::Audio:
        return stream.audio == Tristate::Unknown ? QString() : flagCell(stream.audio == Tristate::Yes);
    }
    return {};
}

} // namespace streamkeeper
