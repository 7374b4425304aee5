#include "models/cameracsv/ListTranslator.h"

#include "models/cameracsv/CsvText.h"
#include "models/domain/CredentialMask.h"
#include "models/domain/HostText.h"
#include "models/domain/IpAddress.h"
#include "models/rules/FieldRules.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>

namespace streamkeeper {

using namespace Qt::StringLiterals;

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(ListTranslator)
};

constexpr auto highAddress = columnOf(Quality::High, StreamField::Address);
constexpr auto lowAddress = columnOf(Quality::Low, StreamField::Address);

/// What tools write where they know nothing.
bool saysNothing(const QString &text)
{
    static const QStringList nothing{u"-"_s, u"--"_s, u"n/a"_s, u"none"_s, u"unknown"_s, u"0.0.0.0"_s};
    return nothing.contains(text, Qt::CaseInsensitive);
}

bool isRtsp(const QString &text)
{
    return text.startsWith(u"rtsp://"_s, Qt::CaseInsensitive) ||
           text.startsWith(u"rtsps://"_s, Qt::CaseInsensitive);
}

/// The host in "192.0.2.1", "192.0.2.1:8000", "[2001:db8::1]:80", "http://camera.example/onvif".
QString hostIn(const QString &text)
{
    if (IpAddress::fromText(text))
        return text;
    const auto authority = authorityOf(text.contains(u"://"_s) ? text : u"//"_s + text);
    return authority ? authority->host : QString();
}

/// User and password go into an address that has none; an older form of it keeps its own.
QString withAccount(const QString &address, const QString &user, const QString &password)
{
    const auto authority = authorityOf(address);
    const qsizetype mark = address.indexOf(u"://"_s);
    if (user.isEmpty() || mark < 0 || !authority || authority->hasUserInfo)
        return address;
    return address.left(mark + 1) + accountPart(user, password) + address.mid(mark + 3);
}

} // namespace

/// One line on its way.
struct ListTranslator::Line
{
    const ListTranslator &list;
    const CsvRecord &from;
    TranslatedRecord to;
    QHash<CsvColumn, QString> cells;
    QString host;

    /// As it stands there, but for what says nothing.
    [[nodiscard]] QString text(ListField field) const
    {
        const auto place = list.m_places.constFind(field);
        return place == list.m_places.cend() ? QString() : csv::unguarded(from.cells.value(*place));
    }
    [[nodiscard]] QString told(ListField field) const
    {
        const QString trimmed = text(field).trimmed();
        return saysNothing(trimmed) ? QString() : trimmed;
    }
    void notice(ListField field, const QString &sentence)
    {
        const QString value = maskCredentials(told(field)).left(80);
        to.notices.append({list.m_names.value(field), value, sentence});
    }
};

ListTranslator::ListTranslator(const ColumnMapping &mapping, const QStringList &header)
    : m_mapping(mapping)
    , m_cellCount(header.size())
{
    for (qsizetype i = 0; i < header.size(); ++i) {
        const ListField field = header[i].isEmpty() ? ListField::NotImported : mapping.fieldOf(header[i]);
        if (field == ListField::NotImported || m_places.contains(field))
            continue;
        m_places.insert(field, i);
        m_names.insert(field, header[i]);
    }
    for (const CsvColumn column : {CsvColumn::CameraId, CsvColumn::HighUuid, CsvColumn::LowUuid})
        m_namesKnownCameras = m_namesKnownCameras || m_places.contains(ownField(column));
    addColumns();
}

void ListTranslator::addColumns()
{
    for (int i = 0; i < csvColumnCount; ++i) {
        if (m_places.contains(ownField(CsvColumn(i))))
            addColumn(CsvColumn(i));
    }
    if (m_places.contains(ListField::Host))
        addColumn(CsvColumn::Ip);
    if (m_places.contains(ListField::MacOrId))
        addColumn(CsvColumn::Mac);
    if (m_places.contains(ListField::Server)) {
        addColumn(columnOf(Quality::High, StreamField::Server));
        addColumn(columnOf(Quality::Low, StreamField::Server));
    }
    // Of known cameras nothing is made up.
    if (m_namesKnownCameras)
        return;
    addColumn(CsvColumn::Name);
    addColumn(highAddress);
    addColumn(lowAddress);
}

void ListTranslator::addColumn(CsvColumn column)
{
    if (!hasColumn(column))
        m_columns.push_back(column);
}

bool ListTranslator::hasColumn(CsvColumn column) const
{
    return std::ranges::find(m_columns, std::optional(column)) != m_columns.end();
}

QString ListTranslator::sourceOf(const QString &ownName) const
{
    const auto column = columnFromName(ownName);
    if (!column)
        return ownName;
    if (const QString source = m_names.value(ownField(*column)); !source.isEmpty())
        return source;
    const ListField helper = *column == CsvColumn::Ip       ? ListField::Host
                             : *column == CsvColumn::Mac    ? ListField::MacOrId
                             : ownName.endsWith(u"_server") ? ListField::Server
                                                            : ListField::NotImported;
    return m_names.value(helper, ownName);
}

TranslatedRecord ListTranslator::translate(const CsvRecord &record) const
{
    Line line{*this, record, {}, {}, {}};
    line.to.record.line = record.line;
    line.to.record.problem =
        record.problem.isEmpty() ? problemOfSurplus(record.cells, m_cellCount) : record.problem;
    if (!line.to.record.problem.isEmpty())
        return line.to;
    takeOwn(line);
    takeHost(line);
    takeMac(line);
    takeName(line);
    takeAddresses(line);
    takeServer(line);
    for (const auto &column : m_columns)
        line.to.record.cells.append(csv::guarded(line.cells.value(*column)));
    return line.to;
}

void ListTranslator::takeOwn(Line &line) const
{
    for (const auto &column : m_columns) {
        const ListField field = ownField(*column);
        if (m_places.contains(field))
            line.cells.insert(*column, *column == CsvColumn::Name ? line.text(field) : line.told(field));
    }
}

void ListTranslator::takeHost(Line &line) const
{
    QString text = line.told(ListField::Host);
    // Else it is the address of somebody who knows the camera, and the password would go there.
    if (const QString mode = line.told(ListField::AddingMode); !mode.isEmpty() && mode != u"0") {
        line.notice(ListField::AddingMode,
                    Texts::tr("The camera was added otherwise than by its address, which is not known."));
        text.clear();
    }
    line.host = text.isEmpty() ? line.cells.value(CsvColumn::Ip) : hostIn(text);
    if (text.isEmpty() || m_places.contains(ownField(CsvColumn::Ip)))
        return;
    // What is no host is refused as the IP address that it should be.
    const auto host = checkHostText(line.host);
    if (!host)
        line.cells.insert(CsvColumn::Ip, line.host.isEmpty() ? maskAddress(text) : line.host);
    else if (IpAddress::fromText(*host))
        line.cells.insert(CsvColumn::Ip, *host);
}

void ListTranslator::takeMac(Line &line) const
{
    const QString text = line.told(ListField::MacOrId);
    if (text.isEmpty() || m_places.contains(ownField(CsvColumn::Mac)))
        return;
    if (fields::checkMacAddress(text))
        line.cells.insert(CsvColumn::Mac, text);
    else
        line.notice(ListField::MacOrId, Texts::tr("This is no MAC address and is left out."));
}

void ListTranslator::takeName(Line &line) const
{
    if (m_namesKnownCameras || !line.cells.value(CsvColumn::Name).trimmed().isEmpty() || line.host.isEmpty())
        return;
    line.cells.insert(CsvColumn::Name, line.host);
    line.notice(ownField(CsvColumn::Name),
                Texts::tr("The list has no name for this camera: it is named after its address."));
}

void ListTranslator::takeAddresses(Line &line) const
{
    const QString user = line.told(ListField::User);
    const QString password = line.text(ListField::Password);
    if (const QString host = line.told(ListField::Host); isRtsp(host) && !line.host.isEmpty() &&
                                                         line.cells.value(highAddress).isEmpty() &&
                                                         hasColumn(highAddress))
        line.cells.insert(highAddress, host);
    bool hasAddress = m_namesKnownCameras;
    for (const CsvColumn column : {highAddress, lowAddress}) {
        const QString address = line.cells.value(column);
        if (address.isEmpty())
            continue;
        hasAddress = true;
        line.cells.insert(column, withAccount(address, user, password));
    }
    if (!hasAddress)
        proposeAddresses(line);
}

CameraMaker ListTranslator::makerOfLine(const Line &line) const
{
    for (const ListField field : {ListField::Maker, ListField::Model, ownField(CsvColumn::Name)}) {
        if (const CameraMaker maker = makerOf(line.told(field)); maker != CameraMaker::Unknown)
            return maker;
    }
    // A maker that is told, and is another one, is not that of the others.
    return line.told(ListField::Maker).isEmpty() ? m_mapping.maker : CameraMaker::Unknown;
}

void ListTranslator::proposeAddresses(Line &line) const
{
    if (isNoCamera(line.told(ListField::Model))) {
        line.notice(ListField::Model, Texts::tr("This model is no camera: no address is proposed."));
        return;
    }
    const auto host = checkHostText(line.host);
    const CameraMaker maker = makerOfLine(line);
    if (!host || maker == CameraMaker::Unknown)
        return;
    CameraPlace place{*host, 554, line.told(ListField::User), line.text(ListField::Password)};
    if (const QString port = line.told(ListField::RtspPort); !port.isEmpty()) {
        const auto checked = fields::checkPort(port);
        if (!checked)
            line.notice(ListField::RtspPort, Texts::tr("This is no port: 554 is proposed."));
        place.port = checked.value_or(place.port);
    }
    line.to.proposedBy = maker;
    for (const auto &[quality, column] :
         {std::pair(Quality::High, highAddress), std::pair(Quality::Low, lowAddress)}) {
        const QString address = makerAddress(maker, quality, place);
        if (address.isEmpty())
            continue;
        line.cells.insert(column, address);
        line.to.proposed.append(column);
    }
}

void ListTranslator::takeServer(Line &line) const
{
    const QString server = line.told(ListField::Server);
    if (server.isEmpty())
        return;
    for (const Quality quality : {Quality::High, Quality::Low}) {
        const CsvColumn column = columnOf(quality, StreamField::Server);
        const bool hasStream = !line.cells.value(columnOf(quality, StreamField::Address)).isEmpty();
        if (hasStream && line.cells.value(column).isEmpty())
            line.cells.insert(column, server);
    }
}

} // namespace streamkeeper
