#include "app/cli/CameraForm.h"

#include "models/registry/StoredNames.h"
#include "models/rules/FieldRules.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QLocale>

#include <array>

namespace streamkeeper {

using namespace Qt::StringLiterals;

namespace {

/// "any" lifts the limit.
QStringList subnetsOf(QStringList texts)
{
    texts.removeAll(u"any"_s);
    return texts;
}

/// One setting of a camera that is a text: how it is called, and its rule. `was` is what is stored.
struct TextSetting
{
    const char *option;
    const char *key; ///< in a JSON document
    QString Camera::*member;
    Result<QString> (*check)(const QString &text, const QString &was);
};
constexpr std::array textSettings{TextSetting{"name", "name", &Camera::name, fields::checkCameraName},
                                  TextSetting{"location", "location", &Camera::location, fields::checkText},
                                  TextSetting{"ip", "ip", &Camera::ipAddress, fields::checkIpAddress},
                                  TextSetting{"mac", "mac", &Camera::macAddress, fields::checkMacAddress},
                                  TextSetting{"serial", "serial", &Camera::serialNumber, fields::checkText},
                                  TextSetting{"onvif-user", "", &Camera::onvifUser, fields::checkText}};

constexpr std::array flagSettings{
    std::pair("external-access", &Camera::isPublic),
    std::pair("increased-reconnection-time", &Camera::hasIncreasedReconnectionTime),
    std::pair("single-session", &Camera::hasSingleSession), std::pair("sound", &Camera::isSoundEnabled),
    std::pair("recording", &Camera::isRecording)};

/// What a rule says of a member of the document.
CliFailure ofMember(const QString &key, const Error &error)
{
    return wrongUsage(u'"' + key + u"\": "_s + error.message).value();
}

CliExpected<void> checkAccess(const Camera &camera, const QStringList &was)
{
    const auto checked = fields::checkAccess(camera, was);
    return checked ? CliExpected<void>() : wrongUsage(checked.error().message);
}

/// Takes the members of one object, each once, and remembers the first that is wrong.
class DocumentReader
{
public:
    explicit DocumentReader(QJsonObject object)
        : m_object(std::move(object))
    {
    }

    [[nodiscard]] bool has(const QString &key) const { return m_object.contains(key); }
    [[nodiscard]] QString text(const QString &key) { return take(key, QJsonValue::String).toString(); }
    [[nodiscard]] bool flag(const QString &key) { return take(key, QJsonValue::Bool).toBool(); }
    [[nodiscard]] QJsonObject object(const QString &key) { return take(key, QJsonValue::Object).toObject(); }
    [[nodiscard]] QStringList list(const QString &key)
    {
        QStringList texts;
        for (const QJsonValue &value : take(key, QJsonValue::Array).toArray()) {
            if (!value.isString() && m_problem.isEmpty())
                m_problem = u"\"%1\" has a value of the wrong kind."_s.arg(key);
            texts.append(value.toString());
        }
        return texts;
    }
    /// As it would be typed: one rule for numbers wherever they stand.
    [[nodiscard]] QString number(const QString &key)
    {
        return QString::number(take(key, QJsonValue::Double).toDouble(), 'f', QLocale::FloatingPointShortest);
    }
    /// Nothing may be left over: a mistyped key is not a wish that is silently lost.
    [[nodiscard]] QString problem() const
    {
        if (m_problem.isEmpty() && !m_object.isEmpty())
            return u"The JSON document has a member that is not known here; known are: name, location, ip, "
                   u"mac, "
                   "serial, groupType, externalAccess, subnets, increasedReconnectionTime, singleSession, "
                   "sound, recording, "
                   "archiveDays, onvif {user, password, port}, high, low, server, serverGroup."_s;
        return m_problem;
    }

private:
    QJsonValue take(const QString &key, QJsonValue::Type type)
    {
        const QJsonValue value = m_object.take(key);
        if (value.type() != type && m_problem.isEmpty())
            m_problem = u"\"%1\" has a value of the wrong kind."_s.arg(key);
        return value;
    }

    QJsonObject m_object;
    QString m_problem;
};

/// Takes what a rule allowed, or notes what it says.
template <typename Value>
void take(const QString &key, const Result<Value> &checked, Value &value, std::optional<CliFailure> &failure)
{
    if (checked)
        value = *checked;
    else if (!failure)
        failure = ofMember(key, checked.error());
}

CliExpected<void> readOnvif(QJsonObject object, CameraDocument &document)
{
    DocumentReader reader(std::move(object));
    QString user;
    QString port = QString::number(document.camera.camera.onvifPort);
    if (reader.has(u"user"_s))
        user = reader.text(u"user"_s);
    if (reader.has(u"password"_s))
        document.onvifPassword = SecretText(reader.text(u"password"_s));
    if (reader.has(u"port"_s))
        port = reader.number(u"port"_s);
    if (const QString problem = reader.problem(); !problem.isEmpty())
        return wrongUsage(problem);
    Camera &camera = document.camera.camera;
    std::optional<CliFailure> failure;
    take(u"user"_s, fields::checkText(user), camera.onvifUser, failure);
    take(u"port"_s, fields::checkPort(port), camera.onvifPort, failure);
    return failure ? CliExpected<void>(tl::unexpected(*failure)) : CliExpected<void>();
}

/// Texts, subnets and numbers by their rules; gives the first that is wrong.
std::optional<CliFailure> readChecked(DocumentReader &reader, Camera &camera)
{
    std::optional<CliFailure> failure;
    for (const TextSetting &setting : textSettings) {
        const QString key = QString::fromLatin1(setting.key);
        if (!key.isEmpty() && reader.has(key))
            take(key, setting.check(reader.text(key), {}), camera.*setting.member, failure);
    }
    if (reader.has(u"subnets"_s))
        take(u"subnets"_s, fields::checkSubnets(subnetsOf(reader.list(u"subnets"_s))), camera.allowedSubnets,
             failure);
    if (reader.has(u"archiveDays"_s))
        take(u"archiveDays"_s, fields::checkArchiveDays(reader.number(u"archiveDays"_s)), camera.archiveDays,
             failure);
    return failure;
}

CliExpected<void> readAddresses(DocumentReader &reader, CameraDocument &document)
{
    for (auto [key, target] :
         {std::pair(u"high"_s, &document.camera.high), std::pair(u"low"_s, &document.camera.low)}) {
        if (!reader.has(key))
            continue;
        const QString typed = reader.text(key);
        const auto address = fields::checkAddress(typed);
        if (!address)
            return wrongUsage(address.error().message);
        if (const QString notice = fields::addressNotice(typed, *address); !notice.isEmpty())
            document.notices.append(notice);
        *target = *address;
    }
    return {};
}

} // namespace

std::vector<OptionSpec> cameraSettingOptions()
{
    return {
        {u"name"_s, u"NAME"_s, u"The name, at most %1 characters."_s.arg(fields::maxCameraNameLength)},
        {u"location"_s, u"TEXT"_s, u"Where the camera is."_s},
        {u"ip"_s, u"IP"_s, u"IP address of the camera."_s},
        {u"mac"_s, u"MAC"_s, u"MAC address of the camera."_s},
        {u"serial"_s, u"TEXT"_s, u"Serial number of the camera."_s},
        {u"group-type"_s,
         u"TYPE"_s,
         u"public or private: which media servers may take it."_s,
         ValueKind::Word,
         {u"public"_s, u"private"_s}},
        {u"server-group"_s, u"NAME"_s, u"The group of media servers for its streams, or none."_s,
         ValueKind::ServerGroupName},
        {u"external-access"_s, u"on|off"_s, u"Links without a token may exist."_s, ValueKind::OnOff},
        {u"subnet"_s,
         u"NET"_s,
         u"Who may come by External access; \"any\" lifts the limit."_s,
         ValueKind::Text,
         {},
         true},
        {u"increased-reconnection-time"_s, u"on|off"_s, u"Longer windows for Problematic."_s,
         ValueKind::OnOff},
        {u"single-session"_s, u"on|off"_s, u"Takes one viewer at a time: transfers break before they make."_s,
         ValueKind::OnOff},
        {u"sound"_s, u"on|off"_s, u"Sound of new streams."_s, ValueKind::OnOff},
        {u"recording"_s, u"on|off"_s, u"Archive of new streams."_s, ValueKind::OnOff},
        {u"archive-days"_s, u"N"_s,
         u"Depth of the archive, %1 to %2 days."_s.arg(fields::minArchiveDays).arg(fields::maxArchiveDays)},
        {u"onvif-user"_s, u"USER"_s, u"ONVIF account."_s},
        {u"onvif-port"_s, u"PORT"_s, u"ONVIF port."_s},
        {u"onvif-password-stdin"_s, {}, u"The ONVIF password is the next line of standard input."_s},
        {u"onvif-password-env"_s, u"VAR"_s, u"The ONVIF password is in this environment variable."_s}};
}

CliExpected<void> applyCameraOptions(const ParsedCommand &command, Camera &camera)
{
    const QStringList subnetsBefore = camera.allowedSubnets;
    for (const TextSetting &setting : textSettings) {
        const QString name = QString::fromLatin1(setting.option);
        QString &value = camera.*setting.member;
        if (auto taken = takeOption(command, name, setting.check(command.value(name), value), value); !taken)
            return taken;
    }
    for (const auto &[option, member] : flagSettings) {
        const QString name = QString::fromLatin1(option);
        if (command.isSet(name))
            camera.*member = command.value(name) == u"on";
    }
    if (command.isSet(u"group-type"_s))
        camera.groupType = stored::fromWord(stored::groupTypes, command.value(u"group-type"_s));
    for (const auto &taken :
         {takeOption(command, u"subnet"_s,
                     fields::checkSubnets(subnetsOf(command.values(u"subnet"_s)), subnetsBefore),
                     camera.allowedSubnets),
          takeOption(command, u"archive-days"_s,
                     fields::checkArchiveDays(command.value(u"archive-days"_s), camera.archiveDays),
                     camera.archiveDays),
          takeOption(command, u"onvif-port"_s, fields::checkPort(command.value(u"onvif-port"_s)),
                     camera.onvifPort)}) {
        if (!taken)
            return taken;
    }
    return checkAccess(camera, subnetsBefore);
}

CliExpected<CameraDocument> readCameraDocument(const QByteArray &text)
{
    QJsonParseError error;
    const QJsonDocument parsed = QJsonDocument::fromJson(text, &error);
    if (!parsed.isObject())
        return wrongUsage(u"Standard input has to be one JSON object: %1."_s.arg(
            error.error == QJsonParseError::NoError ? u"it is something else"_s : error.errorString()));
    CameraDocument document;
    Camera &camera = document.camera.camera;
    DocumentReader reader(parsed.object());
    std::vector<CliExpected<void>> checks;
    if (const auto failure = readChecked(reader, camera))
        checks.push_back(tl::unexpected(*failure));
    if (reader.has(u"groupType"_s)) {
        const QString word = reader.text(u"groupType"_s);
        if (word != u"public" && word != u"private")
            checks.push_back(wrongUsage(u"\"groupType\" is public or private."_s));
        camera.groupType = stored::fromWord(stored::groupTypes, word);
    }
    if (reader.has(u"externalAccess"_s))
        camera.isPublic = reader.flag(u"externalAccess"_s);
    if (reader.has(u"increasedReconnectionTime"_s))
        camera.hasIncreasedReconnectionTime = reader.flag(u"increasedReconnectionTime"_s);
    if (reader.has(u"singleSession"_s))
        camera.hasSingleSession = reader.flag(u"singleSession"_s);
    if (reader.has(u"sound"_s))
        camera.isSoundEnabled = reader.flag(u"sound"_s);
    if (reader.has(u"recording"_s))
        camera.isRecording = reader.flag(u"recording"_s);
    if (reader.has(u"onvif"_s))
        checks.push_back(readOnvif(reader.object(u"onvif"_s), document));
    checks.push_back(readAddresses(reader, document));
    if (reader.has(u"server"_s))
        document.server = reader.text(u"server"_s);
    if (reader.has(u"serverGroup"_s))
        document.serverGroup = reader.text(u"serverGroup"_s);
    checks.push_back(checkAccess(camera, {}));
    if (const QString problem = reader.problem(); !problem.isEmpty())
        return wrongUsage(problem);
    for (const auto &check : checks) {
        if (!check)
            return tl::unexpected(check.error());
    }
    return document;
}

} // namespace streamkeeper
