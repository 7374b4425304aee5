#include "app/cli/CameraForm.h"

#include "app/cli/ServerForm.h"
#include "models/registry/StoredNames.h"

#include <QHostAddress>
#include <QJsonArray>
#include <QJsonDocument>
#include <QRegularExpression>

#include <functional>

namespace streamkeeper {

using namespace Qt::StringLiterals;

namespace {

constexpr int longestName = 50; // domain.md 6
constexpr int mostDays = 90;

CliExpected<void> setName(const QString &text, Camera &camera)
{
    const QString name = text.trimmed();
    if (name.isEmpty() || name.size() > longestName)
        return wrongUsage(u"The name of a camera has 1 to %1 characters."_s.arg(longestName));
    camera.name = name;
    return {};
}

CliExpected<void> setIp(const QString &text, Camera &camera)
{
    const QHostAddress address(text);
    // Qt reads "1.2.3" as 1.2.0.3; people who write that have forgotten a number.
    const bool isShort = address.protocol() == QAbstractSocket::IPv4Protocol && address.toString() != text;
    if (!text.isEmpty() && (address.isNull() || isShort))
        return wrongUsage(u"The IP address of a camera is written like 192.0.2.7 or 2001:db8::7."_s);
    camera.ipAddress = text;
    return {};
}

CliExpected<void> setMac(const QString &text, Camera &camera)
{
    static const QRegularExpression form(u"^([0-9a-f]{2}[:-]){5}[0-9a-f]{2}$"_s);
    const QString mac = text.toLower();
    if (!mac.isEmpty() && !form.match(mac).hasMatch())
        return wrongUsage(u"The MAC address of a camera is written like 00:11:22:33:44:55."_s);
    camera.macAddress = QString(mac).replace(u'-', u':');
    return {};
}

CliExpected<void> setSubnets(const QStringList &texts, Camera &camera)
{
    QStringList subnets;
    for (const QString &text : texts) {
        if (text == u"any")
            continue;
        const auto [address, prefix] = QHostAddress::parseSubnet(text);
        if (address.isNull() || prefix < 0)
            return wrongUsage(u"A subnet is written like 192.0.2.0/24; \"any\" lifts the limit."_s);
        subnets.append(text);
    }
    camera.allowedSubnets = subnets;
    return {};
}

/// Only with External access is there anybody to limit (domain.md 6).
CliExpected<void> checkAccess(const Camera &camera)
{
    if (!camera.isPublic && !camera.allowedSubnets.isEmpty())
        return wrongUsage(
            u"Allowed subnets go with External access: switch it on, or say that any may come."_s);
    return {};
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
        for (const QJsonValue &value : take(key, QJsonValue::Array).toArray())
            texts.append(value.toString());
        return texts;
    }
    [[nodiscard]] int number(const QString &key, int minimum, int maximum)
    {
        const double value = take(key, QJsonValue::Double).toDouble();
        if (m_problem.isEmpty() && (value < minimum || value > maximum || value != double(int(value))))
            m_problem =
                u"\"%1\" has to be a whole number from %2 to %3."_s.arg(key).arg(minimum).arg(maximum);
        return m_problem.isEmpty() ? int(value) : minimum;
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

CliExpected<void> readOnvif(QJsonObject object, CameraDocument &document)
{
    DocumentReader reader(std::move(object));
    if (reader.has(u"user"_s))
        document.camera.camera.onvifUser = reader.text(u"user"_s);
    if (reader.has(u"password"_s))
        document.onvifPassword = SecretText(reader.text(u"password"_s));
    if (reader.has(u"port"_s))
        document.camera.camera.onvifPort = quint16(reader.number(u"port"_s, 1, 65535));
    if (const QString problem = reader.problem(); !problem.isEmpty())
        return wrongUsage(problem);
    return {};
}

CliExpected<void> readAddresses(DocumentReader &reader, CameraDocument &document)
{
    for (auto [key, target] :
         {std::pair(u"high"_s, &document.camera.high), std::pair(u"low"_s, &document.camera.low)}) {
        if (!reader.has(key))
            continue;
        const auto address = StreamAddress::parse(reader.text(key));
        if (!address)
            return wrongUsage(address.error().message);
        *target = *address;
    }
    return {};
}

} // namespace

std::vector<OptionSpec> cameraSettingOptions()
{
    return {{u"name"_s, u"NAME"_s, u"The name, at most 50 characters."_s},
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
            {u"single-session"_s, u"on|off"_s,
             u"Takes one viewer at a time: transfers break before they make."_s, ValueKind::OnOff},
            {u"sound"_s, u"on|off"_s, u"Sound of new streams."_s, ValueKind::OnOff},
            {u"recording"_s, u"on|off"_s, u"Archive of new streams."_s, ValueKind::OnOff},
            {u"archive-days"_s, u"N"_s, u"Depth of the archive, 1 to 90 days."_s},
            {u"onvif-user"_s, u"USER"_s, u"ONVIF account."_s},
            {u"onvif-port"_s, u"PORT"_s, u"ONVIF port."_s},
            {u"onvif-password-stdin"_s, {}, u"The ONVIF password is the next line of standard input."_s},
            {u"onvif-password-env"_s, u"VAR"_s, u"The ONVIF password is in this environment variable."_s}};
}

CliExpected<void> applyCameraOptions(const ParsedCommand &command, Camera &camera)
{
    using Setter = std::function<CliExpected<void>(const QString &, Camera &)>;
    const auto plain = [](QString Camera::*member) -> Setter {
        return [member](const QString &text, Camera &target) -> CliExpected<void> {
            target.*member = text.trimmed();
            return {};
        };
    };
    const auto flag = [](bool Camera::*member) -> Setter {
        return [member](const QString &text, Camera &target) -> CliExpected<void> {
            target.*member = text == u"on";
            return {};
        };
    };
    const std::vector<std::pair<QString, Setter>> setters{
        {u"name"_s, setName},
        {u"location"_s, plain(&Camera::location)},
        {u"ip"_s, setIp},
        {u"mac"_s, setMac},
        {u"serial"_s, plain(&Camera::serialNumber)},
        {u"external-access"_s, flag(&Camera::isPublic)},
        {u"increased-reconnection-time"_s, flag(&Camera::hasIncreasedReconnectionTime)},
        {u"single-session"_s, flag(&Camera::hasSingleSession)},
        {u"sound"_s, flag(&Camera::isSoundEnabled)},
        {u"recording"_s, flag(&Camera::isRecording)},
        {u"onvif-user"_s, plain(&Camera::onvifUser)}};
    for (const auto &[name, set] : setters) {
        if (!command.isSet(name))
            continue;
        if (auto done = set(command.value(name), camera); !done)
            return done;
    }
    if (command.isSet(u"group-type"_s))
        camera.groupType = stored::fromWord(stored::groupTypes, command.value(u"group-type"_s));
    if (command.isSet(u"subnet"_s)) {
        if (auto done = setSubnets(command.values(u"subnet"_s), camera); !done)
            return done;
    }
    if (command.isSet(u"archive-days"_s)) {
        const auto days = numberOption(command, u"archive-days"_s, 1, mostDays);
        if (!days)
            return tl::unexpected(days.error());
        camera.archiveDays = int(*days);
    }
    if (command.isSet(u"onvif-port"_s)) {
        const auto port = numberOption(command, u"onvif-port"_s, 1, 65535);
        if (!port)
            return tl::unexpected(port.error());
        camera.onvifPort = quint16(*port);
    }
    return checkAccess(camera);
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
    if (reader.has(u"name"_s))
        checks.push_back(setName(reader.text(u"name"_s), camera));
    if (reader.has(u"location"_s))
        camera.location = reader.text(u"location"_s).trimmed();
    if (reader.has(u"ip"_s))
        checks.push_back(setIp(reader.text(u"ip"_s), camera));
    if (reader.has(u"mac"_s))
        checks.push_back(setMac(reader.text(u"mac"_s), camera));
    if (reader.has(u"serial"_s))
        camera.serialNumber = reader.text(u"serial"_s).trimmed();
    if (reader.has(u"groupType"_s)) {
        const QString word = reader.text(u"groupType"_s);
        if (word != u"public" && word != u"private")
            checks.push_back(wrongUsage(u"\"groupType\" is public or private."_s));
        camera.groupType = stored::fromWord(stored::groupTypes, word);
    }
    if (reader.has(u"externalAccess"_s))
        camera.isPublic = reader.flag(u"externalAccess"_s);
    if (reader.has(u"subnets"_s))
        checks.push_back(setSubnets(reader.list(u"subnets"_s), camera));
    if (reader.has(u"increasedReconnectionTime"_s))
        camera.hasIncreasedReconnectionTime = reader.flag(u"increasedReconnectionTime"_s);
    if (reader.has(u"singleSession"_s))
        camera.hasSingleSession = reader.flag(u"singleSession"_s);
    if (reader.has(u"sound"_s))
        camera.isSoundEnabled = reader.flag(u"sound"_s);
    if (reader.has(u"recording"_s))
        camera.isRecording = reader.flag(u"recording"_s);
    if (reader.has(u"archiveDays"_s))
        camera.archiveDays = reader.number(u"archiveDays"_s, 1, mostDays);
    if (reader.has(u"onvif"_s))
        checks.push_back(readOnvif(reader.object(u"onvif"_s), document));
    checks.push_back(readAddresses(reader, document));
    if (reader.has(u"server"_s))
        document.server = reader.text(u"server"_s);
    if (reader.has(u"serverGroup"_s))
        document.serverGroup = reader.text(u"serverGroup"_s);
    checks.push_back(checkAccess(camera));
    if (const QString problem = reader.problem(); !problem.isEmpty())
        return wrongUsage(problem);
    for (const auto &check : checks) {
        if (!check)
            return tl::unexpected(check.error());
    }
    return document;
}

} // namespace streamkeeper
