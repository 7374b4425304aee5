#include "models/cameracsv/ImportLineReader.h"

#include "models/cameracsv/CsvText.h"
#include "models/domain/CredentialMask.h"
#include "models/rules/AddressRule.h"
#include "models/rules/FieldRules.h"
#include "models/texts/StreamActionTexts.h"
#include "models/texts/StreamTexts.h"

#include <QCoreApplication>
#include <QRegularExpression>

#include <algorithm>

namespace streamkeeper {

using namespace Qt::StringLiterals;

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(ImportLineReader)
};

constexpr std::array qualities{Quality::High, Quality::Low};

/// A cell as it may be shown: who knows which column a password has slipped into.
QString shown(const QString &value, bool isAddress)
{
    constexpr int most = 120;
    const bool isWhole = isAddress || value.contains(u"://"_s);
    const QString masked = (isWhole ? maskAddress(value) : maskCredentials(value)).simplified();
    return masked.size() <= most ? masked : masked.left(most) + u'…';
}

bool isAddressColumn(CsvColumn column)
{
    return std::ranges::any_of(
        qualities, [column](Quality quality) { return column == columnOf(quality, StreamField::Address); });
}

} // namespace

ImportLineReader::ImportLineReader(const ImportMatching &known,
                                   const std::vector<std::optional<CsvColumn>> &columns,
                                   const ImportSource &source)
    : m_known(known)
    , m_places(csvColumnCount, -1)
    , m_cellCount(qsizetype(columns.size()))
    , m_canSeal(source.canSeal)
    , m_mayMoveCredentials(source.mayMoveCredentials)
{
    for (size_t i = 0; i < columns.size(); ++i) {
        if (columns[i])
            m_places[size_t(*columns[i])] = int(i);
        else
            m_nameless.push_back(qsizetype(i));
    }
}

/// What stands under no name would be lost without a word.
QString ImportLineReader::problemOfCells() const
{
    const QStringList &cells = m_record->cells;
    const auto isFilled = [&](qsizetype place) { return !cells.value(place).trimmed().isEmpty(); };
    if (const QString surplus = problemOfSurplus(cells, m_cellCount); !surplus.isEmpty())
        return surplus;
    const auto stray = std::ranges::find_if(m_nameless, isFilled);
    return stray == m_nameless.end()
               ? QString()
               : Texts::tr("Column %1 has no name in the header, and something stands in it.")
                     .arg(*stray + 1);
}

ImportLine ImportLineReader::read(const CsvRecord &record)
{
    m_record = &record;
    m_camera = nullptr;
    m_line = {};
    m_work = {};
    m_line.line = record.line;
    const auto wrong = [this](const QString &message) {
        m_line.errors.append({{}, {}, message});
        m_line.fate = ImportFate::Wrong;
        return m_line;
    };
    if (!record.problem.isEmpty())
        return wrong(record.problem);
    if (const QString problem = problemOfCells(); !problem.isEmpty())
        return wrong(problem);
    m_line.camera = trimmedCell(CsvColumn::Name);
    if (matchCamera()) {
        if (m_line.camera.isEmpty())
            m_line.camera = m_work.camera.name;
        m_line.cameraId = m_work.camera.id;
        readCamera();
        for (const Quality quality : qualities)
            readStream(quality);
        noteNewCamera();
    }
    if (!m_line.errors.isEmpty())
        m_line.fate = ImportFate::Wrong;
    else if (!m_camera)
        m_line.fate = ImportFate::New;
    else if (m_work.changesCamera || !m_work.streams.empty())
        m_line.fate = ImportFate::Changed;
    if (m_line.fate == ImportFate::New || m_line.fate == ImportFate::Changed)
        m_line.work = std::make_shared<ImportWork>(std::move(m_work));
    return std::move(m_line);
}

std::optional<QString> ImportLineReader::cell(CsvColumn column) const
{
    const int place = m_places[size_t(column)];
    // A line that ends early lacks empty cells: spreadsheets leave them out.
    return place < 0 ? std::nullopt : std::optional(csv::unguarded(m_record->cells.value(place)));
}

QString ImportLineReader::trimmedCell(CsvColumn column) const
{
    return cell(column).value_or(QString()).trimmed();
}

void ImportLineReader::refuse(CsvColumn column, const QString &message)
{
    m_line.errors.append(
        {columnName(column), shown(cell(column).value_or(QString()), isAddressColumn(column)), message});
}

void ImportLineReader::note(CsvColumn column, const QString &before, const QString &after)
{
    m_line.changes.append({columnName(column), before, after});
}

// ---- which camera is meant

bool ImportLineReader::matchCamera()
{
    const QString idText = trimmedCell(CsvColumn::CameraId);
    const CameraId id = CameraId::fromString(idText);
    if (!idText.isEmpty() && id.isNull()) {
        refuse(CsvColumn::CameraId, Texts::tr("This is not an id. Leave the cell empty for a new camera."));
        return false;
    }
    m_camera = m_known.camera(id);
    bool isClear = true;
    for (const Quality quality : qualities) {
        const CsvColumn column = columnOf(quality, StreamField::Uuid);
        const QString text = trimmedCell(column);
        const StreamId uuid = StreamId::fromString(text);
        if (!text.isEmpty() && uuid.isNull()) {
            refuse(column, Texts::tr("This is not a UUID. Leave the cell empty for a new stream."));
            isClear = false;
            continue;
        }
        const Stream *stream = m_known.stream(uuid);
        const Camera *owner = stream ? m_known.camera(stream->camera) : nullptr;
        if (!owner)
            continue;
        const bool isOther = m_camera ? owner != m_camera : !idText.isEmpty();
        if (isOther) {
            refuse(column, Texts::tr("This stream belongs to another camera: %1.").arg(owner->name));
            isClear = false;
        } else if (stream->quality != quality) {
            refuse(column, quality == Quality::High ? Texts::tr("This is the low stream of the camera.")
                                                    : Texts::tr("This is the high stream of the camera."));
            isClear = false;
        } else {
            m_camera = owner;
        }
    }
    if (m_camera) {
        m_work.camera = *m_camera;
    } else {
        m_work.isNewCamera = true;
        m_work.camera.id = id; // null unless the file names one
        if (!id.isNull() && isClear)
            m_line.warnings.append({columnName(CsvColumn::CameraId), idText,
                                    Texts::tr("The registry has no camera with this id: it is added as a "
                                              "new one and gets the id.")});
    }
    return isClear;
}

// ---- the camera

void ImportLineReader::readCamera()
{
    readName();
    readChecked(CsvColumn::Location, &Camera::location, fields::checkText);
    readChecked(CsvColumn::Ip, &Camera::ipAddress, fields::checkIpAddress);
    readChecked(CsvColumn::Mac, &Camera::macAddress, fields::checkMacAddress);
    readChecked(CsvColumn::Serial, &Camera::serialNumber, fields::checkText);
    readGroupType();
    readFlag(CsvColumn::ExternalAccess, &Camera::isPublic);
    readSubnets();
    readFlag(CsvColumn::IncreasedReconnectionTime, &Camera::hasIncreasedReconnectionTime);
    readFlag(CsvColumn::SingleSession, &Camera::hasSingleSession);
    readFlag(CsvColumn::Sound, &Camera::isSoundEnabled);
    readFlag(CsvColumn::Recording, &Camera::isRecording);
    readNumber(CsvColumn::ArchiveDays, &Camera::archiveDays,
               [](const QString &text) { return fields::checkArchiveDays(text); });
    readChecked(CsvColumn::OnvifUser, &Camera::onvifUser, fields::checkText);
    readNumber(CsvColumn::OnvifPort, &Camera::onvifPort, fields::checkPort);
    if (!m_camera)
        return;
    m_work.changesCamera = m_work.camera != *m_camera;
    for (int i = int(CsvColumn::Name); i <= int(CsvColumn::OnvifPort); ++i) {
        const auto column = CsvColumn(i);
        const QString before = cellOf(*m_camera, column);
        const QString after = cellOf(m_work.camera, column);
        if (before != after)
            note(column, before, after);
    }
}

void ImportLineReader::readName()
{
    const auto text = cell(CsvColumn::Name);
    if (text && m_camera && *text == m_camera->name)
        return;
    if (!text && m_camera)
        return;
    const auto name = fields::checkCameraName(text.value_or(QString()), m_work.camera.name);
    if (!name)
        refuse(CsvColumn::Name, name.error().message);
    else
        m_work.camera.name = *name;
}

void ImportLineReader::readChecked(CsvColumn column, QString Camera::*member,
                                   Result<QString> (*check)(const QString &, const QString &))
{
    const auto text = cell(column);
    if (!text || *text == m_work.camera.*member)
        return;
    const auto checked = check(*text, m_work.camera.*member);
    if (checked)
        m_work.camera.*member = *checked;
    else
        refuse(column, checked.error().message);
}

void ImportLineReader::readFlag(CsvColumn column, bool Camera::*member)
{
    const QString text = trimmedCell(column);
    if (text.isEmpty())
        return;
    const auto flag = flagFromCell(text);
    if (flag)
        m_work.camera.*member = *flag;
    else
        refuse(column, Texts::tr("Write on or off."));
}

template <typename Number, typename Check>
void ImportLineReader::readNumber(CsvColumn column, Number Camera::*member, Check check)
{
    const QString text = trimmedCell(column);
    if (text.isEmpty() || text == cellOf(m_work.camera, column))
        return;
    const auto checked = check(text);
    if (checked)
        m_work.camera.*member = *checked;
    else
        refuse(column, checked.error().message);
}

void ImportLineReader::readGroupType()
{
    const QString text = trimmedCell(CsvColumn::GroupTypeColumn).toLower();
    if (text.isEmpty() || text == cellOf(m_work.camera, CsvColumn::GroupTypeColumn))
        return;
    if (text == u"public")
        m_work.camera.groupType = GroupType::Public;
    else if (text == u"private")
        m_work.camera.groupType = GroupType::Private;
    else
        refuse(CsvColumn::GroupTypeColumn, Texts::tr("Write public or private."));
}

void ImportLineReader::readSubnets()
{
    const CsvColumn column = CsvColumn::AllowedSubnets;
    const auto text = cell(column);
    if (text && *text != cellOf(m_work.camera, column)) {
        static const QRegularExpression between(u"[\\s,;]+"_s);
        const auto subnets =
            fields::checkSubnets(text->split(between, Qt::SkipEmptyParts), m_work.camera.allowedSubnets);
        if (!subnets) {
            refuse(column, subnets.error().message);
            return;
        }
        m_work.camera.allowedSubnets = *subnets;
    }
    const QStringList before = m_camera ? m_camera->allowedSubnets : QStringList();
    if (const auto access = fields::checkAccess(m_work.camera, before); !access)
        refuse(column, access.error().message + u' ' +
                           Texts::tr("That is the column %1.").arg(columnName(CsvColumn::ExternalAccess)));
}

void ImportLineReader::noteNewCamera()
{
    if (m_camera)
        return;
    if (m_work.streams.empty() && m_line.errors.isEmpty())
        refuse(columnOf(Quality::High, StreamField::Address),
               Texts::tr("A new camera needs the address of at least one stream. If a known camera is meant, "
                         "give its camera_id."));
    if (!m_work.camera.name.isEmpty() && m_known.hasCameraNamed(m_work.camera.name))
        m_line.warnings.append(
            {columnName(CsvColumn::Name), shown(m_work.camera.name, false),
             Texts::tr("The registry has a camera of this name. If that one is meant, give its camera_id.")});
    const Camera defaults;
    for (int i = int(CsvColumn::Location); i <= int(CsvColumn::OnvifPort); ++i) {
        const auto column = CsvColumn(i);
        const QString after = cellOf(m_work.camera, column);
        if (after != cellOf(defaults, column))
            note(column, {}, after);
    }
}

// ---- its streams

void ImportLineReader::warnOfEncoding(CsvColumn column, const StreamAddress &kept)
{
    const QString notice = fields::addressNotice(trimmedCell(column), kept);
    if (!notice.isEmpty())
        m_line.warnings.append({columnName(column), kept.masked(), notice});
}

std::optional<bool> ImportLineReader::readStreamFlag(Quality quality, StreamField field)
{
    const QString text = trimmedCell(columnOf(quality, field));
    const auto flag = flagFromCell(text);
    if (!text.isEmpty() && !flag)
        refuse(columnOf(quality, field), Texts::tr("Write on or off."));
    return flag;
}

void ImportLineReader::readStream(Quality quality)
{
    const Stream *stream = m_camera ? m_known.streamOf(m_camera->id, quality) : nullptr;
    if (!stream) {
        readNewStream(quality);
        return;
    }
    const CsvColumn column = columnOf(quality, StreamField::Uuid);
    const StreamId uuid = StreamId::fromString(trimmedCell(column));
    if (!uuid.isNull() && uuid != stream->id)
        refuse(column,
               Texts::tr("The camera has another stream of this quality: %1.").arg(stream->id.toString()));
    else
        readKnownStream(*stream);
}

void ImportLineReader::judgeMove(CsvColumn column, const QString &typed, const StreamAddress &before)
{
    const QString place = fields::newPlaceOfCredentials(typed, before);
    if (place.isEmpty())
        return;
    m_line.movesCredentials = true;
    if (!m_mayMoveCredentials)
        refuse(column, fields::movedCredentialsSentence(place, before));
    else
        m_line.warnings.append(
            {columnName(column), {}, Texts::tr("The stored user and password go to %1.").arg(place)});
}

void ImportLineReader::readKnownStream(const Stream &stream)
{
    const MediaServer *server = m_known.server(stream.mainServer);
    const QString serverName = server ? server->name : QString();
    ImportedStream wanted;
    wanted.quality = stream.quality;
    wanted.id = stream.id;
    wanted.seenRevision = stream.revision;
    StreamFacts facts;
    facts.hasServer = server != nullptr;
    facts.isEnabled = stream.isEnabled;
    facts.addition = stream.addition;
    facts.cameraAddition = m_work.camera.addition;
    facts.activation = m_work.camera.activation;
    facts.audio = stream.audio;
    facts.capabilities = server ? capabilitiesOf(server->type) : Capabilities();
    const auto isPossible = [&](StreamAction action, CsvColumn column) {
        const Obstacle obstacle = obstacleFor(action, facts);
        if (obstacle != Obstacle::None)
            refuse(column, texts::obstacle(obstacle));
        return obstacle == Obstacle::None;
    };

    const CsvColumn addressColumn = columnOf(stream.quality, StreamField::Address);
    const QString address = trimmedCell(addressColumn);
    if (!address.isEmpty() && address != stream.address.masked().trimmed()) {
        const auto parsed = fields::checkEditedAddress(address, stream.address);
        if (!parsed) {
            refuse(addressColumn, parsed.error().message);
        } else if (!(*parsed == stream.address) && isPossible(StreamAction::EditAddress, addressColumn)) {
            if (parsed->hasSecret() && !m_canSeal)
                refuse(addressColumn,
                       Texts::tr("The address holds a password, which cannot be sealed. Unlock "
                                 "the secrets of this registry first."));
            judgeMove(addressColumn, address, stream.address);
            wanted.address = *parsed;
            warnOfEncoding(addressColumn, *parsed);
            const bool isSameShown = parsed->masked() == stream.address.masked();
            note(addressColumn, stream.address.masked(),
                 isSameShown ? Texts::tr("%1 (other credentials)").arg(parsed->masked()) : parsed->masked());
        }
    }
    const CsvColumn serverColumn = columnOf(stream.quality, StreamField::Server);
    const QString wantedServer = trimmedCell(serverColumn);
    if (!wantedServer.isEmpty() && m_known.serverNamed(wantedServer).second != server)
        refuse(serverColumn, Texts::tr("The stream is on %1. An import does not move streams: use the "
                                       "transfer.")
                                 .arg(serverName.isEmpty() ? u"–"_s : serverName));
    if (const auto enabled = readStreamFlag(stream.quality, StreamField::Enabled);
        enabled && *enabled != stream.isEnabled) {
        const CsvColumn column = columnOf(stream.quality, StreamField::Enabled);
        if (isPossible(*enabled ? StreamAction::Enable : StreamAction::Disable, column)) {
            wanted.isEnabled = *enabled;
            note(column, flagCell(stream.isEnabled), flagCell(*enabled));
        }
    }
    if (const auto audio = readStreamFlag(stream.quality, StreamField::Audio);
        audio && toTristate(*audio) != stream.audio) {
        const CsvColumn column = columnOf(stream.quality, StreamField::Audio);
        if (isPossible(*audio ? StreamAction::AudioOn : StreamAction::AudioOff, column)) {
            wanted.audio = toTristate(*audio);
            note(column, cellOf(stream, StreamField::Audio, {}), flagCell(*audio));
        }
    }
    if (wanted.address || wanted.isEnabled || wanted.audio)
        m_work.streams.push_back(std::move(wanted));
}

void ImportLineReader::readNewStream(Quality quality)
{
    const CsvColumn addressColumn = columnOf(quality, StreamField::Address);
    const QString address = trimmedCell(addressColumn);
    const QString uuid = trimmedCell(columnOf(quality, StreamField::Uuid));
    const QString serverName = trimmedCell(columnOf(quality, StreamField::Server));
    const auto enabled = readStreamFlag(quality, StreamField::Enabled);
    const auto audio = readStreamFlag(quality, StreamField::Audio);
    if (address.isEmpty()) {
        for (const StreamField field :
             {StreamField::Uuid, StreamField::Server, StreamField::Enabled, StreamField::Audio}) {
            if (trimmedCell(columnOf(quality, field)).isEmpty())
                continue;
            refuse(
                columnOf(quality, field),
                Texts::tr("The camera has no stream of this quality. Give its address in the column %1, or "
                          "empty this cell.")
                    .arg(columnName(addressColumn)));
            break;
        }
        return;
    }
    if (!m_work.isNewCamera && m_work.camera.addition == Addition::Auto &&
        m_work.camera.activation == Activation::Auto)
        refuse(addressColumn, texts::obstacle(Obstacle::AutoAddress));
    ImportedStream wanted;
    wanted.quality = quality;
    wanted.isNew = true;
    wanted.id = StreamId::fromString(uuid);
    const auto parsed = fields::checkEditedAddress(address, StreamAddress());
    if (!parsed) {
        refuse(addressColumn, parsed.error().message);
    } else {
        if (parsed->hasSecret() && !m_canSeal)
            refuse(addressColumn,
                   Texts::tr("The address holds a password, which cannot be sealed. Unlock the "
                             "secrets of this registry first."));
        wanted.address = *parsed;
        warnOfEncoding(addressColumn, *parsed);
        note(addressColumn, {}, parsed->masked());
    }
    if (!serverName.isEmpty()) {
        const CsvColumn column = columnOf(quality, StreamField::Server);
        const auto [count, server] = m_known.serverNamed(serverName);
        if (count == 0)
            refuse(column, Texts::tr("There is no media server of this name. There are: %1.")
                               .arg(m_known.serverNames()));
        else if (count > 1)
            refuse(column, Texts::tr("Several media servers have this name or address. Give them names that "
                                     "differ, and write one of these."));
        else
            wanted.server = server->id;
        const bool canSwitchAudio =
            count != 1 || capabilitiesOf(server->type).testFlag(Capability::AudioSwitch);
        if (audio && !*audio && !canSwitchAudio)
            refuse(columnOf(quality, StreamField::Audio), texts::obstacle(Obstacle::NotProvided));
    }
    wanted.isEnabled = enabled;
    if (enabled && !*enabled)
        note(columnOf(quality, StreamField::Enabled), {}, flagCell(false));
    if (audio) {
        wanted.audio = toTristate(*audio);
        note(columnOf(quality, StreamField::Audio), {}, flagCell(*audio));
    }
    m_work.streams.push_back(std::move(wanted));
}

} // namespace streamkeeper
