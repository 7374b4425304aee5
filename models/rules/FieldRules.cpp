#include "models/rules/FieldRules.h"

#include "models/domain/IpAddress.h"

#include <QCoreApplication>
#include <QLocale>
#include <QUrl>

#include <algorithm>

namespace streamkeeper::fields {

using namespace Qt::StringLiterals;

namespace {

/// Where lupdate and the translator find the texts of this file.
struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(FieldRules)
};

constexpr int maxHostLength = 255;

} // namespace

Result<QString> checkHost(const QString &text)
{
    const QString host = text.trimmed();
    if (host.isEmpty())
        return fail(ErrorCategory::Invalid, Texts::tr("Enter the address of the server."));
    if (host.size() > maxHostLength)
        return fail(ErrorCategory::Invalid, Texts::tr("The address is too long for a host name."));
    QUrl url;
    url.setScheme(u"http"_s);
    url.setHost(host, QUrl::StrictMode);
    const bool isOddIp = !IpAddress::fromText(host) && std::ranges::all_of(host, [](QChar c) {
        return (c >= u'0' && c <= u'9') || c == u'.';
    });
    if (!url.isValid() || url.host().isEmpty() || isOddIp)
        return fail(ErrorCategory::Invalid, Texts::tr("The address is not a host name or IP address."));
    return host;
}

Result<QString> checkIpAddress(const QString &text)
{
    const QString trimmed = text.trimmed();
    if (trimmed.isEmpty())
        return QString();
    const auto address = IpAddress::fromText(trimmed);
    if (!address)
        return fail(ErrorCategory::Invalid,
                    Texts::tr("This is not an IP address. Examples: 192.0.2.10, 2001:db8::10"));
    return address->toString();
}

Result<QString> checkMacAddress(const QString &text)
{
    QString digits;
    for (const QChar c : text.trimmed()) {
        if (c == u':' || c == u'-' || c == u'.')
            continue;
        digits += c.toUpper();
    }
    if (digits.isEmpty() && text.trimmed().isEmpty())
        return QString();
    const bool isHex = std::ranges::all_of(
        digits, [](QChar c) { return (c >= u'0' && c <= u'9') || (c >= u'A' && c <= u'F'); });
    if (!isHex || digits.size() != 12)
        return fail(ErrorCategory::Invalid,
                    Texts::tr("This is not a MAC address: it has twelve hexadecimal digits, for example "
                              "00:11:22:33:44:55"));
    if (digits == u"000000000000" || (digits.mid(1, 1).toUInt(nullptr, 16) & 1U) != 0)
        return fail(ErrorCategory::Invalid, Texts::tr("This MAC address cannot belong to one camera."));
    QString normal;
    for (int i = 0; i < 12; i += 2)
        normal += (i > 0 ? u":"_s : QString()) + digits.mid(i, 2);
    return normal;
}

Result<QString> checkSubnet(const QString &text)
{
    const QString trimmed = text.trimmed();
    const auto subnet = IpSubnet::fromText(trimmed);
    if (!subnet)
        return fail(ErrorCategory::Invalid,
                    Texts::tr("“%1” is not a subnet. Examples: 192.0.2.0/24, 2001:db8::/32").arg(trimmed));
    return subnet->toString();
}

Result<QStringList> checkSubnets(const QStringList &lines)
{
    QStringList subnets;
    for (const QString &line : lines) {
        if (line.trimmed().isEmpty())
            continue;
        const auto subnet = checkSubnet(line);
        if (!subnet)
            return tl::unexpected(subnet.error());
        if (!subnets.contains(*subnet))
            subnets.append(*subnet);
    }
    return subnets;
}

Result<QStringList> checkStorages(const QStringList &lines)
{
    QStringList storages;
    for (const QString &line : lines) {
        const QString path = line.trimmed();
        if (path.isEmpty())
            continue;
        if (!path.startsWith(u'/'))
            return fail(ErrorCategory::Invalid,
                        Texts::tr("“%1” is not an absolute path. Example: /var/archive").arg(path));
        if (!storages.contains(path))
            storages.append(path);
    }
    return storages;
}

Result<std::optional<qint64>> checkLimit(const QString &text, qint64 highest)
{
    const QString trimmed = text.simplified();
    if (trimmed.isEmpty())
        return std::optional<qint64>();
    bool isNumber = false;
    qint64 number = trimmed.toLongLong(&isNumber);
    if (!isNumber) // as the locale groups its digits
        number = QLocale().toLongLong(trimmed, &isNumber);
    if (!isNumber || number < 1 || number > highest)
        return fail(ErrorCategory::Invalid,
                    Texts::tr("Enter a whole number from 1 to %1, or nothing for no limit.")
                        .arg(QLocale().toString(highest)));
    return std::optional(number);
}

Result<QString> checkCameraName(const QString &text, const QString &was)
{
    const QString name = text.trimmed();
    if (name.isEmpty())
        return fail(ErrorCategory::Invalid, Texts::tr("Enter a name for the camera."));
    // Counted as people count: an emoji is two UTF-16 units and one character.
    const auto length = name.toUcs4().size();
    if (length > maxCameraNameLength && name != was)
        return fail(ErrorCategory::Invalid, Texts::tr("The name has %1 characters; at most %2 are allowed.")
                                                .arg(length)
                                                .arg(maxCameraNameLength));
    return name;
}

} // namespace streamkeeper::fields
