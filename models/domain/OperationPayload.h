#pragma once

#include "models/domain/Ids.h"
#include "models/domain/Types.h"

#include <QJsonObject>
#include <QString>

#include <optional>
#include <vector>

namespace streamkeeper {

/// What a stream was before an operation, to be put back. The address is masked; its secret is the
/// operation's `oldSecret`.
struct StreamBefore
{
    std::optional<bool> isEnabled;
    std::optional<Tristate> audio;
    std::optional<QString> address;

    bool operator==(const StreamBefore &) const = default;
};

/// What a target of a transfer had of the stream before, so that it can get that back.
enum class TargetBefore : quint8 {
    Absent,
    Holder, ///< a transfer left a copy there
    Member, ///< it is the additional server of the stream
};

struct TransferTarget
{
    ServerId server;
    TargetBefore before = TargetBefore::Absent;

    bool operator==(const TransferTarget &) const = default;
};

/// Where a transfer leads, and how far it was.
struct TransferPayload
{
    ServerId from;
    ServerId fromAdditional; ///< null: it was not reserved
    ServerId to;
    ServerId toAdditional; ///< null: it is not reserved then
    QString newName;       ///< of the stream on the targets
    bool breaksFirst = false;
    std::vector<TransferTarget> targets;      ///< as looked at; empty: not yet
    std::optional<qint64> pictureAtMs;        ///< the target captures since then at the latest; 0: not seen
    std::optional<qint64> sourceCapturedAtMs; ///< the source was seen capturing last; 0: not at all

    bool operator==(const TransferPayload &) const = default;
};

/// What an update of the archive indexes has found.
struct IndexFindings
{
    int periodsBefore = 0;
    int periodsAfter = 0;
    int gapsBefore = 0;
    int gapsAfter = 0;
    int healed = 0;
    int found = 0;

    bool operator==(const IndexFindings &) const = default;
};

/// What became of a stream whose server did as it was asked.
enum class Picture : quint8 {
    Active,
    None,     ///< the server has taken it, and the camera does not answer
    OnDemand, ///< it is pulled when somebody watches
};

/// The particulars of an operation: what its kind needs is set. How it is stored is said in
/// models/registry/StoredPayload.cpp alone.
struct OperationPayload
{
    QString name; ///< of the stream on its servers, before the operation
    std::optional<StreamBefore> before;
    /// The registry's row as the operator saw it; if it has changed since, nothing is done. 0: any.
    int seenRevision = 0;
    std::optional<bool> erasesRecordings; ///< DeleteStream
    std::optional<QString> address;       ///< ChangeAddress, ChangeSettings: the new one, masked
    std::optional<bool> isEnabled;        ///< ChangeSettings
    std::optional<Tristate> audio;        ///< ChangeSettings
    bool setsAccess = false;              ///< ChangeSettings: who may watch, too
    std::optional<TransferPayload> transfer;
    std::optional<IndexFindings> index;
    std::optional<Picture> picture;   ///< Restart, Enable, Recreate: what was seen at the end
    std::optional<bool> removesCopy;  ///< ReleaseCopy: it has expired
    std::optional<bool> restoresCopy; ///< ReleaseCopy: its server has forgotten it
    QString reason;                   ///< why the console orders it by itself; empty: somebody has
    QJsonObject others;               ///< what a newer program has written; kept as it is

    bool operator==(const OperationPayload &) const = default;
};

} // namespace streamkeeper
