#pragma once

#include "models/domain/Result.h"

#include <QString>
#include <QStringList>

#include <optional>

namespace streamkeeper::fields {

// What may stand in a field of a form, on the command line or in an import: pure checks of one text.
// Each gives the text as it is kept (trimmed, one spelling), or says in a sentence what is wrong.

constexpr int maxNameLength = 255;
constexpr int maxCameraNameLength = 50; ///< domain.md 6
constexpr int minArchiveDays = 1;       ///< domain.md 6, as in edition 25.06
constexpr int maxArchiveDays = 90;

/// A host name or an IP address, without scheme and port. Empty is wrong.
[[nodiscard]] Result<QString> checkHost(const QString &text);
/// An IPv4 or IPv6 address; empty is right.
[[nodiscard]] Result<QString> checkIpAddress(const QString &text);
/// Twelve hexadecimal digits with :, -, . or nothing between them; kept as "00:11:22:33:44:55".
/// Empty is right; zeros alone and group addresses (multicast, broadcast) are not a camera's.
[[nodiscard]] Result<QString> checkMacAddress(const QString &text);
/// "192.0.2.0/24" or "2001:db8::/32"; kept without host bits and without leading zeros.
[[nodiscard]] Result<QString> checkSubnet(const QString &text);
/// Every line is a subnet; empty lines are left out, the same one twice is kept once.
[[nodiscard]] Result<QStringList> checkSubnets(const QStringList &lines);
/// Absolute paths on the server, each once.
[[nodiscard]] Result<QStringList> checkStorages(const QStringList &lines);
/// A whole number from 1 to `highest`; none if the text is empty: unlimited.
[[nodiscard]] Result<std::optional<qint64>> checkLimit(const QString &text, qint64 highest);
/// A name of a camera. One that is kept as it `was` may be longer: adopted names often are.
[[nodiscard]] Result<QString> checkCameraName(const QString &text, const QString &was = {});

} // namespace streamkeeper::fields
