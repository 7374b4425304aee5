#pragma once

#include "models/domain/Ids.h"

#include <QString>

#include <optional>

namespace streamkeeper {

/// A server that holds recordings of a stream for one period, also after the stream has moved away from it
/// (media-server-v2-api.md 2.6).
struct ArchiveHolder
{
    StreamId stream;
    ServerId server;
    QString remoteName;            ///< the stream's name on that server
    qint64 fromMs = 0;             ///< UTC
    std::optional<qint64> untilMs; ///< UTC; none: it is recording now
    QString toldStart{};           ///< RecordedPeriod::toldStart; not kept in the registry: it is read anew

    bool operator==(const ArchiveHolder &) const = default;
};

} // namespace streamkeeper
