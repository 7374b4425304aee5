#pragma once

#include "models/domain/Camera.h"
#include "models/domain/HostText.h"
#include "models/domain/Result.h"

#include <QString>
#include <QStringList>

#include <optional>

namespace streamkeeper::fields {

// What may stand in a field of a form, on the command line or in an import, for all three alike: pure checks
// of one text. Each gives the value as it is kept (trimmed, one spelling), or says in a sentence what is
// wrong and what is right. `was` is what is stored: it may stay, so that an old value in one field, which
// somebody may not even change, does not keep all the others from being saved.

constexpr int maxTextLength = 255;
constexpr int maxCameraNameLength = 50; ///< domain.md 6
constexpr int minArchiveDays = 1;       ///< domain.md 6, as in edition 25.06
constexpr int maxArchiveDays = 90;
constexpr qint64 highestStreamsLimit = 1'000'000;
constexpr qint64 highestTrafficKbps = 1'000'000'000;

// ---- names and other texts

/// A name of a camera. Adopted ones are often longer than what may be entered.
[[nodiscard]] Result<QString> checkCameraName(const QString &text, const QString &was = {});
/// A name of a media server. Whether it is free, the registry says.
[[nodiscard]] Result<QString> checkServerName(const QString &text, const QString &was = {});
/// A name of anything else; `missing` says that there has to be one.
[[nodiscard]] Result<QString> checkName(const QString &text, const QString &was, const QString &missing);
/// Any other short text: a place, a serial number, a user. Empty is right.
[[nodiscard]] Result<QString> checkText(const QString &text, const QString &was = {});

/// The claim of a signed token that holds its permissions; empty is right: the one that MediaMTX has unless
/// it is told. No claim that tells something else.
[[nodiscard]] Result<QString> checkClaimKey(const QString &text, const QString &was = {});

// ---- addresses

/// A host name or an IP address, without scheme and port. Empty is wrong.
[[nodiscard]] Result<QString> checkHost(const QString &text);
/// The host for viewers; empty is right: that of the API.
[[nodiscard]] Result<QString> checkExternalHost(const QString &text, const QString &was = {});
/// Where the API of a media server is.
struct ApiAddress
{
    bool useTls = true;
    QString host;
    quint16 port = 0;

    bool operator==(const ApiAddress &) const = default;
};
/// "https://media.example:8080": scheme, host and, if it is not the usual one, port. Nothing else.
[[nodiscard]] Result<ApiAddress> checkApiUrl(const QString &text);
/// Where the public key is written: a file, or an http(s) address without an account.
[[nodiscard]] Result<QString> checkKeyTarget(const QString &text);
/// What is to be said before the key is sent there; empty: nothing.
[[nodiscard]] QString keyTargetWarning(const QString &text);
/// An IPv4 or IPv6 address; empty is right.
[[nodiscard]] Result<QString> checkIpAddress(const QString &text, const QString &was = {});
/// Twelve hexadecimal digits with :, -, ., a blank or nothing between them; kept as "00:11:22:33:44:55".
/// Empty is right; zeros alone and group addresses (multicast, broadcast) are not a camera's.
[[nodiscard]] Result<QString> checkMacAddress(const QString &text, const QString &was = {});
/// "192.0.2.0/24" or "2001:db8::/32"; kept without host bits and without leading zeros.
[[nodiscard]] Result<QString> checkSubnet(const QString &text);
/// Every line is a subnet; empty lines are left out, the same one twice is kept once.
[[nodiscard]] Result<QStringList> checkSubnets(const QStringList &lines, const QStringList &was = {});
/// Subnets are for External access alone: without it they may stay, but not change.
[[nodiscard]] VoidResult checkAccess(const Camera &camera, const QStringList &was = {});
/// Absolute paths on the server, each once.
[[nodiscard]] Result<QStringList> checkStorages(const QStringList &lines, const QStringList &was = {});

// ---- numbers

[[nodiscard]] Result<int> checkWholeNumber(const QString &text, int lowest, int highest);
[[nodiscard]] Result<quint16> checkPort(const QString &text);
[[nodiscard]] Result<int> checkArchiveDays(const QString &text, int was = 0);
/// A whole number from 1 to `highest`; none if the text is empty: unlimited.
[[nodiscard]] Result<std::optional<qint64>> checkLimit(const QString &text, qint64 highest);
/// Of main streams.
[[nodiscard]] Result<std::optional<int>> checkStreamsLimit(const QString &text, std::optional<int> was = {});
/// Of incoming traffic: typed in kbit/s, kept in bit/s. What `was` shows as the same number stays exactly.
[[nodiscard]] Result<std::optional<qint64>> checkTrafficLimit(const QString &text,
                                                              std::optional<qint64> was = {});
/// A port that need not be given.
[[nodiscard]] Result<std::optional<quint16>> checkOptionalPort(const QString &text);

/// As the fields of limits show them: empty without one.
[[nodiscard]] QString streamsLimitText(std::optional<int> limit);
[[nodiscard]] QString trafficLimitText(std::optional<qint64> bps);

} // namespace streamkeeper::fields
