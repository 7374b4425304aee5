#include "models/texts/SettingsChanges.h"

#include "models/texts/DeviceTexts.h"
#include "models/texts/Formatting.h"
#include "models/texts/StreamTexts.h"

#include <QCoreApplication>

#include <array>
#include <type_traits>

namespace streamkeeper {

using namespace Qt::StringLiterals;

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(SettingsChanges)
};

QString words(const QString &value)
{
    return value.isEmpty() ? format::unknown() : value;
}

QString words(const QStringList &value)
{
    return words(value.join(u", "_s));
}

QString words(bool value)
{
    return texts::onOff(value ? Tristate::Yes : Tristate::No);
}

QString words(ServerType value)
{
    return texts::serverType(value);
}

QString words(UnencryptedAccount value)
{
    return texts::unencryptedAccount(value);
}

QString words(ServerAuth value)
{
    return value == ServerAuth::Jwt ? Texts::tr("signed tokens") : Texts::tr("user and password");
}

QString words(GroupType value)
{
    return texts::groupType(value);
}

QString words(Activation value)
{
    return texts::activation(value);
}

QString words(Addition value)
{
    return texts::addition(value);
}

template <typename Number>
requires(std::is_integral_v<Number> && !std::is_same_v<Number, bool>) QString words(Number value)
{
    return QString::number(value);
}

QString words(const std::optional<int> &value)
{
    return value ? format::count(*value) : Texts::tr("unlimited");
}

QString words(const std::optional<qint64> &bps)
{
    return bps ? Texts::tr("%1 kbit/s").arg(format::kbps(*bps)) : Texts::tr("unlimited");
}

QString words(const SecretId &value)
{
    return value.isNull() ? Texts::tr("none", "no stored secret") : Texts::tr("stored, sealed");
}

/// Which one is for the form to show: names are not known here.
QString words(const std::optional<ServerGroupId> &value)
{
    return value ? Texts::tr("chosen", "a server group") : Texts::tr("none", "no server group");
}

QString words(const QByteArray &fingerprint)
{
    return fingerprint.isEmpty() ? format::unknown()
                                 : QString::fromLatin1(fingerprint.left(6).toHex(':').toUpper()) + u'…';
}

/// One setting of a `T`: compared, copied and told without knowing which it is.
template <typename T>
struct Field
{
    const char *title;
    bool (*isSame)(const T &left, const T &right);
    void (*copy)(const T &from, T &to);
    QString (*text)(const T &value);
};

template <auto Member, typename T>
constexpr Field<T> field(const char *title)
{
    return {title, [](const T &left, const T &right) { return left.*Member == right.*Member; },
            [](const T &from, T &to) { to.*Member = from.*Member; },
            [](const T &value) { return words(value.*Member); }};
}

/// What a server looks for in tokens, one by one: two people may have changed different ones.
template <auto Member>
constexpr Field<MediaServer> tokenField(const char *title)
{
    return {title,
            [](const MediaServer &left, const MediaServer &right) {
                return left.tokens.*Member == right.tokens.*Member;
            },
            [](const MediaServer &from, MediaServer &to) { to.tokens.*Member = from.tokens.*Member; },
            [](const MediaServer &value) { return words(value.tokens.*Member); }};
}

#define SERVER_FIELD(member, title) field<&MediaServer::member, MediaServer>(title)
#define CAMERA_FIELD(member, title) field<&Camera::member, Camera>(title)

constexpr std::array serverFields{
    SERVER_FIELD(name, QT_TRANSLATE_NOOP("SettingsChanges", "Name")),
    SERVER_FIELD(type, QT_TRANSLATE_NOOP("SettingsChanges", "Type")),
    SERVER_FIELD(internalHost, QT_TRANSLATE_NOOP("SettingsChanges", "Internal address")),
    SERVER_FIELD(useTls, QT_TRANSLATE_NOOP("SettingsChanges", "API by https")),
    SERVER_FIELD(apiPort, QT_TRANSLATE_NOOP("SettingsChanges", "Internal port")),
    SERVER_FIELD(auth, QT_TRANSLATE_NOOP("SettingsChanges", "Sign in by")),
    tokenField<&TokenSettings::issuer>(QT_TRANSLATE_NOOP("SettingsChanges", "Issuer of tokens")),
    tokenField<&TokenSettings::audience>(QT_TRANSLATE_NOOP("SettingsChanges", "Audience of tokens")),
    tokenField<&TokenSettings::claimKey>(QT_TRANSLATE_NOOP("SettingsChanges", "Claim of permissions")),
    SERVER_FIELD(userName, QT_TRANSLATE_NOOP("SettingsChanges", "User")),
    SERVER_FIELD(tokenSecret, QT_TRANSLATE_NOOP("SettingsChanges", "Token")),
    SERVER_FIELD(pinnedSha256, QT_TRANSLATE_NOOP("SettingsChanges", "Accepted certificate")),
    SERVER_FIELD(unencryptedAccount, QT_TRANSLATE_NOOP("SettingsChanges", "Account in clear")),
    SERVER_FIELD(externalHost, QT_TRANSLATE_NOOP("SettingsChanges", "External address")),
    SERVER_FIELD(mediaUsesTls, QT_TRANSLATE_NOOP("SettingsChanges", "HLS by https")),
    SERVER_FIELD(hlsPort, QT_TRANSLATE_NOOP("SettingsChanges", "External port")),
    SERVER_FIELD(rtspPort, QT_TRANSLATE_NOOP("SettingsChanges", "RTSP port")),
    SERVER_FIELD(groupType, QT_TRANSLATE_NOOP("SettingsChanges", "Group")),
    SERVER_FIELD(streamsLimit, QT_TRANSLATE_NOOP("SettingsChanges", "Limit of streams")),
    SERVER_FIELD(bitrateLimitBps, QT_TRANSLATE_NOOP("SettingsChanges", "Incoming traffic limit")),
    SERVER_FIELD(isActive, QT_TRANSLATE_NOOP("SettingsChanges", "Active")),
    SERVER_FIELD(isIncorrectCamerasEnabled, QT_TRANSLATE_NOOP("SettingsChanges", "Incorrect cameras")),
    SERVER_FIELD(isSwitchingOffIncorrect,
                 QT_TRANSLATE_NOOP("SettingsChanges", "Switches off disconnected streams")),
    SERVER_FIELD(nodeName, QT_TRANSLATE_NOOP("SettingsChanges", "Node name")),
    SERVER_FIELD(storages, QT_TRANSLATE_NOOP("SettingsChanges", "Storages")),
};

constexpr std::array cameraFields{
    CAMERA_FIELD(name, QT_TRANSLATE_NOOP("SettingsChanges", "Name")),
    CAMERA_FIELD(location, QT_TRANSLATE_NOOP("SettingsChanges", "Location")),
    CAMERA_FIELD(ipAddress, QT_TRANSLATE_NOOP("SettingsChanges", "IP address")),
    CAMERA_FIELD(remoteUid, QT_TRANSLATE_NOOP("SettingsChanges", "Id on the server")),
    CAMERA_FIELD(addition, QT_TRANSLATE_NOOP("SettingsChanges", "Creation method")),
    CAMERA_FIELD(activation, QT_TRANSLATE_NOOP("SettingsChanges", "Stream activation")),
    CAMERA_FIELD(macAddress, QT_TRANSLATE_NOOP("SettingsChanges", "MAC address")),
    CAMERA_FIELD(serialNumber, QT_TRANSLATE_NOOP("SettingsChanges", "Serial number")),
    CAMERA_FIELD(groupType, QT_TRANSLATE_NOOP("SettingsChanges", "Group type")),
    CAMERA_FIELD(serverGroup, QT_TRANSLATE_NOOP("SettingsChanges", "Server group")),
    CAMERA_FIELD(isPublic, QT_TRANSLATE_NOOP("SettingsChanges", "External access")),
    CAMERA_FIELD(allowedSubnets, QT_TRANSLATE_NOOP("SettingsChanges", "Allowed subnets")),
    CAMERA_FIELD(hasIncreasedReconnectionTime,
                 QT_TRANSLATE_NOOP("SettingsChanges", "Increased reconnection time")),
    CAMERA_FIELD(isSoundEnabled, QT_TRANSLATE_NOOP("SettingsChanges", "Sound")),
    CAMERA_FIELD(isRecording, QT_TRANSLATE_NOOP("SettingsChanges", "Archive recording")),
    CAMERA_FIELD(archiveDays, QT_TRANSLATE_NOOP("SettingsChanges", "Archive depth, days")),
    CAMERA_FIELD(onvifUser, QT_TRANSLATE_NOOP("SettingsChanges", "ONVIF user")),
    CAMERA_FIELD(onvifPort, QT_TRANSLATE_NOOP("SettingsChanges", "ONVIF port")),
    CAMERA_FIELD(onvifSecret, QT_TRANSLATE_NOOP("SettingsChanges", "ONVIF password")),
};

#undef SERVER_FIELD
#undef CAMERA_FIELD

template <typename T, size_t Count>
std::vector<SettingChange> listChanges(const std::array<Field<T>, Count> &fields, const T &before,
                                       const T &after)
{
    std::vector<SettingChange> changes;
    for (const Field<T> &field : fields) {
        if (field.isSame(before, after))
            continue;
        QString told = field.text(after);
        if (told == field.text(before)) // another secret, or a fingerprint that begins the same
            told = Texts::tr("another one", "a secret or certificate that was replaced");
        changes.push_back({Texts::tr(field.title), field.text(before), told});
    }
    return changes;
}

template <typename T, size_t Count>
T merge(const std::array<Field<T>, Count> &fields, const T &base, const T &mine, T theirs)
{
    for (const Field<T> &field : fields) {
        if (!field.isSame(base, mine))
            field.copy(mine, theirs);
    }
    return theirs;
}

} // namespace

std::vector<SettingChange> changesOf(const MediaServer &before, const MediaServer &after)
{
    return listChanges(serverFields, before, after);
}

std::vector<SettingChange> changesOf(const Camera &before, const Camera &after)
{
    return listChanges(cameraFields, before, after);
}

MediaServer mergeChanges(const MediaServer &base, const MediaServer &mine, const MediaServer &theirs)
{
    return merge(serverFields, base, mine, theirs);
}

Camera mergeChanges(const Camera &base, const Camera &mine, const Camera &theirs)
{
    return merge(cameraFields, base, mine, theirs);
}

QString textOf(const std::vector<SettingChange> &changes)
{
    QStringList lines;
    for (const SettingChange &change : changes)
        lines.append(Texts::tr("%1: %2 → %3", "a setting, its old and its new value")
                         .arg(change.name, change.before, change.after));
    return lines.join(u'\n');
}

} // namespace streamkeeper
