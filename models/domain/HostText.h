#pragma once

#include "models/domain/Result.h"

#include <QString>

#include <optional>

namespace streamkeeper {

inline constexpr int highestPort = 65535;

/// Digits of ASCII and nothing else, at least one.
[[nodiscard]] bool isDigits(QStringView text);

/// A host name or an IP address without port, in the one spelling that is kept. Wrong are numbers that
/// programs read differently: "010.0.0.5" is 8.0.0.5 to many of them, "10.5" is 10.0.0.5, and a password
/// would go there. Never repeats the text: half a password may stand there.
[[nodiscard]] Result<QString> checkHostText(const QString &text);
/// The same for an IP address alone: no name, no zone.
[[nodiscard]] Result<QString> checkIpText(const QString &text);

/// What stands between "//" and the path of a URL, as it is written. QUrl tells how it reads a host, which is
/// too late to see that others read another one.
struct UrlAuthority
{
    bool hasUserInfo = false;
    QString host; ///< without the brackets of IPv6
    QString port; ///< empty: none is given
};
/// None: there is no "//".
[[nodiscard]] std::optional<UrlAuthority> authorityOf(const QString &url);

/// Where a URL leads to.
struct HostAndPort
{
    QString host; ///< as of checkHostText()
    std::optional<quint16> port;
};
/// Checks host and port of a URL, nothing else of it.
[[nodiscard]] Result<HostAndPort> checkUrlHost(const QString &url);

} // namespace streamkeeper
