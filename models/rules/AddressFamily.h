#pragma once

#include "models/domain/StreamAddress.h"

#include <QString>

namespace streamkeeper {

/// How an address tells which stream of which camera it is, in the ways of the makers.
struct AddressFamily
{
    QString host;         ///< without port; empty: none
    bool isRelay = false; ///< this computer or a name without a domain: the camera is behind it
    QString channel;      ///< of a recorder; empty: not told
    /// All but what tells the streams of one camera apart; empty: nothing does.
    QString key;
    int rank = -1;       ///< among them, the lowest is high; -1: not told
    QString label;       ///< what tells it, for people: "subtype 1", "main"
    bool isSure = false; ///< else names have to agree: a number may count cameras
    bool isNumber = false;
    bool isCounted = false; ///< by a number that makers use for cameras as well
    qint64 pixels = -1;     ///< that the address asks for
};
[[nodiscard]] AddressFamily familyOf(const StreamAddress &address);

} // namespace streamkeeper
