#include "models/cameracsv/ListField.h"

#include <QCoreApplication>
#include <QHash>

#include <algorithm>
#include <array>

namespace streamkeeper {

using namespace Qt::StringLiterals;

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(ListField)
};

constexpr std::array<const char *, int(ListField::Own)> helpingWords{
    "none", "host", "user", "password", "rtsp_port", "maker", "model", "server", "adding_mode", "mac_or_id"};

QString helpingText(ListField field)
{
    switch (field) {
    case ListField::NotImported:
        return Texts::tr("Not imported");
    case ListField::Host:
        return Texts::tr("IP address, host name or URL of the camera");
    case ListField::User:
        return Texts::tr("User of the streams");
    case ListField::Password:
        return Texts::tr("Password of the streams");
    case ListField::RtspPort:
        return Texts::tr("RTSP port");
    case ListField::Maker:
        return Texts::tr("Maker");
    case ListField::Model:
        return Texts::tr("Model");
    case ListField::Server:
        return Texts::tr("Media server");
    case ListField::AddingMode:
        return Texts::tr("Adding mode of iVMS-4200 (0: by address)");
    case ListField::MacOrId:
        return Texts::tr("MAC address, or another id that is left out");
    case ListField::Own:
        break;
    }
    return {};
}

/// What it is, where the name of the column does not say it to everybody.
QString ownText(CsvColumn column)
{
    switch (column) {
    case CsvColumn::CameraId:
        return Texts::tr("Id of the camera in this registry");
    case CsvColumn::Name:
        return Texts::tr("Name of the camera");
    case CsvColumn::Location:
        return Texts::tr("Location");
    case CsvColumn::Ip:
        return Texts::tr("IP address and nothing else");
    case CsvColumn::Mac:
        return Texts::tr("MAC address");
    case CsvColumn::Serial:
        return Texts::tr("Serial number");
    case CsvColumn::GroupTypeColumn:
        return Texts::tr("Group type (public, private)");
    case CsvColumn::ExternalAccess:
        return Texts::tr("External access (on, off)");
    case CsvColumn::AllowedSubnets:
        return Texts::tr("Allowed subnets");
    case CsvColumn::IncreasedReconnectionTime:
        return Texts::tr("Increased reconnection time (on, off)");
    case CsvColumn::SingleSession:
        return Texts::tr("Single session (on, off)");
    case CsvColumn::Sound:
        return Texts::tr("Sound (on, off)");
    case CsvColumn::Recording:
        return Texts::tr("Recording (on, off)");
    case CsvColumn::ArchiveDays:
        return Texts::tr("Archive depth in days");
    case CsvColumn::OnvifUser:
        return Texts::tr("ONVIF user");
    case CsvColumn::OnvifPort:
        return Texts::tr("ONVIF port");
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

QString streamText(CsvColumn column)
{
    const bool isHigh = int(column) < int(CsvColumn::LowUuid);
    const Quality quality = isHigh ? Quality::High : Quality::Low;
    if (column == columnOf(quality, StreamField::Uuid))
        return isHigh ? Texts::tr("UUID of the high stream") : Texts::tr("UUID of the low stream");
    if (column == columnOf(quality, StreamField::Address))
        return isHigh ? Texts::tr("Address of the high stream") : Texts::tr("Address of the low stream");
    if (column == columnOf(quality, StreamField::Server))
        return isHigh ? Texts::tr("Media server of the high stream")
                      : Texts::tr("Media server of the low stream");
    if (column == columnOf(quality, StreamField::Enabled))
        return isHigh ? Texts::tr("High stream enabled (on, off)")
                      : Texts::tr("Low stream enabled (on, off)");
    return isHigh ? Texts::tr("Sound of the high stream (on, off)")
                  : Texts::tr("Sound of the low stream (on, off)");
}

QList<ListField> inOrderOfUse()
{
    QList<ListField> fields{ListField::NotImported,
                            ownField(CsvColumn::Name),
                            ListField::Host,
                            ownField(columnOf(Quality::High, StreamField::Address)),
                            ownField(columnOf(Quality::Low, StreamField::Address)),
                            ListField::User,
                            ListField::Password,
                            ListField::RtspPort,
                            ListField::Maker,
                            ListField::Model,
                            ListField::Server,
                            ownField(CsvColumn::Location),
                            ownField(CsvColumn::Mac),
                            ownField(CsvColumn::Serial),
                            ListField::MacOrId,
                            ListField::AddingMode};
    for (int i = 0; i < csvColumnCount; ++i) {
        if (!fields.contains(ownField(CsvColumn(i))))
            fields.append(ownField(CsvColumn(i)));
    }
    return fields;
}

} // namespace

std::optional<CsvColumn> ownColumn(ListField field)
{
    return field < ListField::Own ? std::nullopt : std::optional(CsvColumn(int(field) - int(ListField::Own)));
}

const QList<ListField> &listFields()
{
    static const QList<ListField> fields = inOrderOfUse();
    return fields;
}

QString listFieldWord(ListField field)
{
    const auto own = ownColumn(field);
    return own ? columnName(*own) : QString::fromLatin1(helpingWords[size_t(field)]);
}

std::optional<ListField> listFieldFromWord(const QString &word)
{
    const QString trimmed = word.trimmed();
    const auto found = std::ranges::find_if(helpingWords, [&](const char *known) {
        return trimmed.compare(QLatin1StringView(known), Qt::CaseInsensitive) == 0;
    });
    if (found != helpingWords.end())
        return ListField(found - helpingWords.begin());
    if (trimmed.compare(u"camera"_s, Qt::CaseInsensitive) == 0)
        return ownField(CsvColumn::Name);
    const auto own = columnFromName(trimmed);
    return own ? std::optional(ownField(*own)) : std::nullopt;
}

QString listFieldWords()
{
    QStringList words;
    for (const ListField field : listFields())
        words.append(listFieldWord(field));
    return words.join(u", "_s);
}

QString texts::listField(ListField field)
{
    const auto own = ownColumn(field);
    if (!own)
        return helpingText(field);
    return int(*own) < int(CsvColumn::HighUuid) ? ownText(*own) : streamText(*own);
}

} // namespace streamkeeper
