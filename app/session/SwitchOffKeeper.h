#pragma once

#include "app/edits/RegistryEditor.h"
#include "app/operations/OperationRunner.h"

#include <QHash>
#include <QObject>
#include <QSet>
#include <QTimer>

#include <chrono>

namespace streamkeeper {

/// Switches off what is Problematic on servers where the console may (MediaServer::isSwitchingOffIncorrect,
/// domain.md 4), one at a time for each and never more than a share of them (SwitchOffRule); what it switched
/// off is kept in the registry until somebody enables it. First it is written down, then ordered as any
/// operation. Lives on the session's thread.
class SwitchOffKeeper : public QObject
{
    Q_OBJECT

public:
    SwitchOffKeeper(RegistryEditor &editor, OperationRunner &operations, QObject *parent = nullptr);

    void setPace(std::chrono::milliseconds pace) { m_timer.setInterval(pace); }
    /// Looks every few seconds from now on.
    void start();
    /// Looks once, now.
    void look();

    /// What the console has switched off on a server, and is off still.
    [[nodiscard]] std::vector<StreamId> switchedOffOn(const ServerId &server) const;
    /// Orders to enable them again.
    [[nodiscard]] std::vector<StreamCommand> enablingOf(const std::vector<StreamId> &streams) const;

private:
    void forgetEnabled();
    void forget(const std::vector<StreamId> &streams);
    void switchOff(const FleetServer &server);
    void order(const Stream &stream, const QString &reason);
    void handleEnd(const Operation &operation);
    /// It is off: the log and its history say so.
    void noteSwitchedOff(const Stream &stream, const SwitchedOff &off);

    RegistryEditor &m_editor;
    FleetState &m_fleet;
    OperationRunner &m_operations;
    QTimer m_timer;
    QSet<ServerId> m_writing;              ///< an order for them is being written down
    QSet<StreamId> m_ordered;              ///< by this program, and not over
    QHash<StreamId, qint64> m_notBeforeMs; ///< what a server has refused is left alone for a while
};

} // namespace streamkeeper
