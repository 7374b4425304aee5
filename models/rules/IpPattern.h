#pragma once

#include "models/domain/IpAddress.h"
#include "models/domain/Result.h"

#include <array>
#include <optional>

namespace streamkeeper {

/// Addresses as operators look for them (domain.md 4): x.x.x.x, where any x may be `*`, or the first numbers
/// alone: "10.20" and "10.20.*.*" are the same.
class IpPattern
{
public:
    /// What is wrong is said in words; nothing typed matches nothing.
    [[nodiscard]] static Result<IpPattern> fromText(const QString &text);
    [[nodiscard]] bool matches(const IpAddress &address) const;

private:
    std::array<std::optional<quint8>, 4> m_parts; ///< none: any
};

} // namespace streamkeeper
