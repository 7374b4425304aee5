#pragma once

#include "models/domain/ProvisioningOrder.h"
#include "models/domain/Result.h"

#include <QByteArray>
#include <QJsonObject>

#include <optional>
#include <tl/expected.hpp>

namespace streamkeeper {

// Orders as they come by the inlet (domain.md 5): JSON in, JSON out. Pure functions of bytes. Words are for
// programs, in English, as those of the command line.

/// Which order a path is for.
enum class InletCall {
    NewCamera,
    AttachCamera,
    Dhcp,
    BillingStreams ///< the vendor's own call for Dhcp, which answers with nothing
};

/// None: nothing is there.
[[nodiscard]] std::optional<InletCall> inletCallAt(const QByteArray &path);

/// What goes back to whoever asked.
struct InletAnswer
{
    int status = 200;
    QByteArray body; ///< JSON; empty with 204
};

/// Texts stay as they came, MAC addresses in any spelling; too long ones are refused, unknown keys ignored.
/// Else why it is none: 400 for what is no JSON object, 422 with a reason for each key (domain.md 8).
[[nodiscard]] tl::expected<ProvisioningOrder, InletAnswer> readInletOrder(InletCall call,
                                                                          const QByteArray &body);

[[nodiscard]] InletAnswer inletReceipt(InletCall call, const ProvisioningReceipt &receipt);
/// Of whoever carries orders out: Invalid is 422, or 404 where `httpStatus` says so; Conflict 409; what may
/// work later 503; the rest 500.
[[nodiscard]] InletAnswer inletFailure(const Error &error);
/// A refusal that says all by its status and a sentence.
[[nodiscard]] InletAnswer inletRefusal(int status, const QString &message);

} // namespace streamkeeper
