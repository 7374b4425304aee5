#pragma once

#include "models/domain/Ids.h"
#include "models/domain/Recordings.h"
#include "models/domain/RemoteStream.h"
#include "models/domain/ServerSnapshot.h"
#include "models/domain/StreamSettings.h"

#include <functional>

class QObject;

namespace streamkeeper {

/// The media servers as operations see them: one call, one answer, on the caller's thread and not after
/// `context` is gone. Implemented on the network thread by the session, and by tests.
class ServerGateway
{
public:
    template <typename T>
    using Done = std::function<void(Result<T>)>;

    virtual ~ServerGateway() = default;

    virtual void write(const ServerId &server, const StreamWrite &write, QObject *context,
                       Done<void> done) = 0;
    virtual void restart(const ServerId &server, const QString &remoteName, QObject *context,
                         Done<void> done) = 0;
    virtual void remove(const ServerId &server, const QString &remoteName, bool eraseRecordings,
                        QObject *context, Done<void> done) = 0;
    virtual void read(const ServerId &server, const QString &remoteName, QObject *context,
                      Done<RemoteStream> done) = 0;
    virtual void readTakenSettings(const ServerId &server, QObject *context, Done<QStringList> done) = 0;
    virtual void transfer(const ServerId &server, const QString &remoteName, const NodeTransfer &nodes,
                          QObject *context, Done<void> done) = 0;
    virtual void hold(const ServerId &server, const QString &remoteName, QObject *context,
                      Done<void> done) = 0;
    virtual void reloadIndex(const ServerId &server, const QString &remoteName, QObject *context,
                             Done<void> done) = 0;
    virtual void readPeriods(const ServerId &server, const QString &remoteName, QObject *context,
                             Done<std::vector<RecordedPeriod>> done) = 0;
    virtual void pollNow(const ServerId &server) = 0;
    /// The last complete poll, also while the table is paused; null: none yet.
    [[nodiscard]] virtual SnapshotPtr lastSnapshot(const ServerId &server) const = 0;
};

} // namespace streamkeeper
