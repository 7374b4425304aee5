#include "models/rules/FieldRules.h"

#include "models/domain/IpAddress.h"
#include "models/domain/TokenSettings.h"
#include "models/domain/Units.h"

#include <QCoreApplication>
#include <QLocale>
#include <QUrl>

#include <algorithm>

namespace streamkeeper::fields {

using namespace Qt::StringLiterals;

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(FieldRules)
};

tl::unexpected<Error> wrong(const QString &sentence)
{
    return fail(ErrorCategory::Invalid, sentence);
}

// ---- names and other texts

/// Counted as people count: an emoji is two UTF-16 units and one character.
qsizetype lengthOf(const QString &text)
{
    return text.toUcs4().size();
}

Result<QString> checkNameOf(int most, const QString &text, const QString &was, const QString &missing)
{
    const QString name = text.trimmed();
    if (name.isEmpty())
        return wrong(missing);
    if (name == was.trimmed() || lengthOf(name) <= most)
        return name;
    return wrong(
        Texts::tr("The name has %1 characters; at most %2 are allowed.").arg(lengthOf(name)).arg(most));
}

// ---- addresses

constexpr int macDigits = 12;

/// The digits of a MAC address in capitals, whatever uniform way they stand in groups: 6 × 2, 3 × 4, 2 × 6 or
/// alone. None: it is no such thing.
std::optional<QString> macDigitsOf(const QString &text)
{
    const auto isHex = [](QChar c) { return (c >= u'0' && c <= u'9') || (c >= u'A' && c <= u'F'); };
    const QString upper = text.toUpper();
    const auto separator =
        std::ranges::find_if(upper, [](QChar c) { return c == u':' || c == u'-' || c == u'.' || c == u' '; });
    const QStringList groups = separator == upper.end() ? QStringList(upper) : upper.split(*separator);
    const bool isUniform = std::ranges::all_of(groups, [&](const QString &group) {
        return !group.isEmpty() && group.size() == groups.front().size() && std::ranges::all_of(group, isHex);
    });
    return isUniform ? std::optional(groups.join(QString())) : std::nullopt;
}

bool isWebAddress(const QUrl &url)
{
    return url.isValid() && (url.scheme() == u"http" || url.scheme() == u"https");
}

/// Lines without blanks and empty ones, each as `check` keeps it, once.
template <typename Check>
Result<QStringList> checkLines(const QStringList &lines, Check check)
{
    QStringList kept;
    for (const QString &line : lines) {
        if (line.trimmed().isEmpty())
            continue;
        const Result<QString> checked = check(line.trimmed());
        if (!checked)
            return tl::unexpected(checked.error());
        if (!kept.contains(*checked))
            kept.append(*checked);
    }
    return kept;
}

Result<QString> checkStorage(const QString &path)
{
    if (path.startsWith(u'/'))
        return path;
    return wrong(Texts::tr("“%1” is not an absolute path. Example: /var/archive").arg(path));
}

// ---- numbers

std::optional<qint64> digitsOf(const QString &text)
{
    const QString trimmed = text.trimmed();
    bool isNumber = false;
    const qint64 number = trimmed.toLongLong(&isNumber);
    return isDigits(trimmed) && isNumber ? std::optional(number) : std::nullopt;
}

/// Also as the locale groups digits: limits are large.
std::optional<qint64> groupedNumber(const QString &text)
{
    if (const auto plain = digitsOf(text))
        return plain;
    bool isNumber = false;
    const qint64 number = QLocale().toLongLong(text.simplified(), &isNumber);
    return isNumber ? std::optional(number) : std::nullopt;
}

} // namespace

// ---- names and other texts

Result<QString> checkCameraName(const QString &text, const QString &was)
{
    return checkNameOf(maxCameraNameLength, text, was, Texts::tr("Enter a name for the camera."));
}

Result<QString> checkServerName(const QString &text, const QString &was)
{
    return checkName(text, was, Texts::tr("Enter a name for the media server."));
}

Result<QString> checkName(const QString &text, const QString &was, const QString &missing)
{
    return checkNameOf(maxTextLength, text, was, missing);
}

Result<QString> checkText(const QString &text, const QString &was)
{
    const QString trimmed = text.trimmed();
    if (trimmed == was || lengthOf(trimmed) <= maxTextLength)
        return trimmed;
    return wrong(Texts::tr("The text has %1 characters; at most %2 are allowed.")
                     .arg(lengthOf(trimmed))
                     .arg(maxTextLength));
}

Result<QString> checkClaimKey(const QString &text, const QString &was)
{
    const auto key = checkText(text, was);
    if (!key)
        return key;
    if (key->isEmpty())
        return TokenSettings().claimKey;
    // RFC 7519, 4.1: the server would read the permissions as an end, or an issuer, and refuse every token.
    static const QStringList registered{u"iss"_s, u"sub"_s, u"aud"_s, u"exp"_s, u"nbf"_s, u"iat"_s, u"jti"_s};
    if (registered.contains(*key))
        return wrong(
            Texts::tr("“%1” tells something else in every token. Enter the claim that authJWTClaimKey "
                      "of the server names.")
                .arg(*key));
    return key;
}

// ---- addresses

Result<QString> checkHost(const QString &text)
{
    if (text.trimmed().isEmpty())
        return wrong(Texts::tr("Enter the address of the server."));
    return checkHostText(text);
}

Result<QString> checkExternalHost(const QString &text, const QString &was)
{
    const QString trimmed = text.trimmed();
    return trimmed.isEmpty() || trimmed == was ? trimmed : checkHostText(trimmed);
}

Result<ApiAddress> checkApiUrl(const QString &text)
{
    const QString trimmed = text.trimmed();
    const QUrl url(trimmed, QUrl::StrictMode);
    const auto authority = authorityOf(trimmed);
    // Before anything else: what is said next may lead to showing it.
    if (authority && authority->hasUserInfo)
        return wrong(Texts::tr(
            "The address holds a user or a password. Leave them out, they are given apart from it."));
    // A wrong host or port makes the whole invalid; its own sentence says more.
    const bool isWeb = trimmed.startsWith(u"http://"_s, Qt::CaseInsensitive) ||
                       trimmed.startsWith(u"https://"_s, Qt::CaseInsensitive);
    const auto place = isWeb ? checkUrlHost(trimmed) : Result<HostAndPort>();
    if (!place)
        return tl::unexpected(place.error());
    if (!isWeb || !isWebAddress(url))
        return wrong(Texts::tr("This is not the address of an API: it has a scheme, a host and a port, like "
                               "https://media.example:8080"));
    const bool hasMore = (!url.path().isEmpty() && url.path() != u"/") || url.hasQuery() || url.hasFragment();
    if (hasMore)
        return wrong(Texts::tr("Give scheme, host and port only, like https://media.example:8080"));
    const bool useTls = url.scheme() == u"https";
    constexpr quint16 httpPort = 80;
    constexpr quint16 httpsPort = 443;
    return ApiAddress{useTls, place->host, place->port.value_or(useTls ? httpsPort : httpPort)};
}

Result<QString> checkKeyTarget(const QString &text)
{
    const QString target = text.trimmed();
    const bool isUrl = target.contains(u"://"_s);
    const auto authority = isUrl ? authorityOf(target) : std::nullopt;
    if (authority && authority->hasUserInfo)
        // The registry keeps the address as it is, and so does a command line.
        return wrong(Texts::tr(
            "The address of the keys holds a user or a password, and it is kept and shown in clear. "
            "Let this computer write there without, or export to a file that a web server delivers."));
    const QUrl url(target);
    if (isUrl && (!isWebAddress(url) || url.host().isEmpty()))
        // Not repeated: a password may stand in what is no address.
        return wrong(
            Texts::tr("This is neither a file nor an http or https address. The keys have to be where the "
                      "media servers can fetch them."));
    if (target.isEmpty())
        return wrong(
            Texts::tr("“%1” is neither a file nor an http or https address. The keys have to be where the "
                      "media servers can fetch them.")
                .arg(target));
    const auto place = isUrl ? checkUrlHost(target) : Result<HostAndPort>();
    return place ? Result<QString>(target) : tl::unexpected(place.error());
}

QString keyTargetWarning(const QString &text)
{
    const QUrl url(text.trimmed());
    const QString host = url.host();
    const bool isHere = host == u"localhost" || host.startsWith(u"127."_s) || host == u"::1";
    if (url.scheme() != u"http" || host.isEmpty() || isHere)
        return {};
    return Texts::tr(
               "The key goes to %1 without encryption: whoever is on the way can put another one in its "
               "place, and make links and sign in by it. Use https, or a file.")
        .arg(host);
}

Result<QString> checkIpAddress(const QString &text, const QString &was)
{
    const QString trimmed = text.trimmed();
    return trimmed.isEmpty() || trimmed == was ? trimmed : checkIpText(trimmed);
}

Result<QString> checkMacAddress(const QString &text, const QString &was)
{
    const QString trimmed = text.trimmed();
    if (trimmed.isEmpty() || trimmed == was)
        return trimmed;
    const auto digits = macDigitsOf(trimmed);
    if (!digits)
        return wrong(Texts::tr("This is not a MAC address: it has twelve hexadecimal digits, for example "
                               "00:11:22:33:44:55"));
    if (digits->size() != macDigits)
        return wrong(
            Texts::tr("This is not a MAC address: it has twelve hexadecimal digits, and here are %1. "
                      "Example: 00:11:22:33:44:55")
                .arg(digits->size()));
    if (*digits == QString(macDigits, u'0') || (digits->mid(1, 1).toUInt(nullptr, 16) & 1U) != 0)
        return wrong(Texts::tr("This MAC address cannot belong to one camera."));
    QString normal;
    for (int i = 0; i < macDigits; i += 2)
        normal += (i > 0 ? u":"_s : QString()) + digits->mid(i, 2);
    return normal;
}

Result<QString> checkSubnet(const QString &text)
{
    const QString trimmed = text.trimmed();
    const auto subnet = IpSubnet::fromText(trimmed);
    if (!subnet)
        return wrong(Texts::tr("“%1” is not a subnet. Examples: 192.0.2.0/24, 2001:db8::/32").arg(trimmed));
    return subnet->toString();
}

Result<QStringList> checkSubnets(const QStringList &lines, const QStringList &was)
{
    return lines == was ? lines : checkLines(lines, checkSubnet);
}

VoidResult checkAccess(const Camera &camera, const QStringList &was)
{
    if (camera.isPublic || camera.allowedSubnets.isEmpty() || camera.allowedSubnets == was)
        return {};
    return wrong(Texts::tr("Subnets are for External access. Switch it on, or leave them out."));
}

Result<QStringList> checkStorages(const QStringList &lines, const QStringList &was)
{
    return lines == was ? lines : checkLines(lines, checkStorage);
}

// ---- numbers

Result<int> checkWholeNumber(const QString &text, int lowest, int highest)
{
    const auto number = digitsOf(text);
    if (!number || *number < lowest || *number > highest)
        return wrong(Texts::tr("Enter a whole number from %1 to %2.").arg(lowest).arg(highest));
    return int(*number);
}

Result<quint16> checkPort(const QString &text)
{
    return checkWholeNumber(text, 1, highestPort).map([](int port) { return quint16(port); });
}

Result<int> checkArchiveDays(const QString &text, int was)
{
    if (was > 0 && text.trimmed() == QString::number(was))
        return was;
    return checkWholeNumber(text, minArchiveDays, maxArchiveDays);
}

Result<std::optional<qint64>> checkLimit(const QString &text, qint64 highest)
{
    if (text.trimmed().isEmpty())
        return std::optional<qint64>();
    const auto number = groupedNumber(text);
    if (!number || *number < 1 || *number > highest)
        return wrong(
            Texts::tr("Enter a whole number from 1 to %1, or nothing.").arg(QLocale().toString(highest)));
    return number;
}

Result<std::optional<int>> checkStreamsLimit(const QString &text, std::optional<int> was)
{
    if (text.trimmed() == streamsLimitText(was))
        return was;
    return checkLimit(text, highestStreamsLimit).map([](std::optional<qint64> limit) {
        return limit ? std::optional(int(*limit)) : std::nullopt;
    });
}

Result<std::optional<qint64>> checkTrafficLimit(const QString &text, std::optional<qint64> was)
{
    if (text.trimmed() == trafficLimitText(was))
        return was;
    return checkLimit(text, highestTrafficKbps).map([](std::optional<qint64> kbps) {
        return kbps ? std::optional(bpsFromKbps(*kbps)) : std::nullopt;
    });
}

Result<std::optional<quint16>> checkOptionalPort(const QString &text)
{
    if (text.trimmed().isEmpty())
        return std::optional<quint16>();
    return checkPort(text).map([](quint16 port) { return std::optional(port); });
}

QString streamsLimitText(std::optional<int> limit)
{
    return limit ? QString::number(*limit) : QString();
}

QString trafficLimitText(std::optional<qint64> bps)
{
    return bps ? QString::number(kbpsFromBps(*bps)) : QString();
}

} // namespace streamkeeper::fields
