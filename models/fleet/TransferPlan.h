#pragma once

#include "models/rules/Placement.h"

#include <QHash>

#include <optional>
#include <vector>

namespace streamkeeper {

/// A stream that an operator wants moved, with what a search has found for it.
struct PlannedTransfer
{
    StreamId stream;
    QString camera;
    Quality quality = Quality::High;
    QString fromMain;       ///< names of the servers that have it now
    QString fromAdditional; ///< empty: it is not reserved
    bool isSourceSilent = false;
    bool isEnabled = true;
    bool hasSingleSession = false; ///< of its camera: break before make
    Tristate recording = Tristate::Unknown;
    QString obstacle; ///< it cannot be moved now, whatever servers there are: a sentence

    PlacementState state = PlacementState::NoneFound;
    PlacementWarnings warnings;
    std::optional<ServerId> main;
    std::optional<ServerId> additional;
    QString toMain; ///< names of the found servers
    QString toAdditional;
    QString whyNone; ///< NoneFound: what is in the way, a sentence

    [[nodiscard]] bool canMove() const { return obstacle.isEmpty() && main.has_value(); }
};

/// The result of one search for one or many streams.
struct TransferPlan
{
    std::vector<PlannedTransfer> transfers;
    PlacementAim aim;        ///< searched there only
    qint64 searchedAtMs = 0; ///< UTC
    int lockMinutes = 0;     ///< after a transfer; 0: none
    QStringList losses;      ///< what new servers do not take: sentences, once they have told

    [[nodiscard]] int movable() const;
    /// Whether confirming the one means the same as confirming the other.
    [[nodiscard]] bool hasSamePlacesAs(const TransferPlan &other) const;
};

/// Everything that is known about one search, for the table of servers.
struct SearchDetails
{
    PlacementResult result;
    std::vector<PlacementCandidate> standings;
    QHash<ClusterId, QString> clusters; ///< names
    QString group;                      ///< name of PlacementResult::group
};

} // namespace streamkeeper
