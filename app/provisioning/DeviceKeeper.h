#pragma once

#include "app/async/AsyncScope.h"
#include "app/dhcp/DhcpDesk.h"
#include "app/edits/DeviceEdits.h"
#include "app/edits/RegistryEditor.h"
#include "app/operations/OperationRunner.h"
#include "app/servers/NetworkThread.h"
#include "models/domain/Event.h"
#include "models/rules/ProvisioningRule.h"

#include <QCoroTask>
#include <QHash>
#include <QObject>
#include <QSet>
#include <QTimer>

#include <functional>
#include <optional>
#include <vector>

namespace streamkeeper {

/// What a DeviceKeeper works with; everything outlives it.
struct DeviceTools
{
    RegistryEditor &editor;
    DeviceEdits &edits;
    NetworkThread &network;
    DhcpDesk &dhcp;
    OperationRunner &operations;
    /// Orders for streams that the camera does not have yet, on a media server that the rules choose, high
    /// before low; an error: why not.
    std::function<Result<std::vector<StreamCommand>>(const Camera &, const std::optional<StreamAddress> &high,
                                                     const std::optional<StreamAddress> &low)>
        planStreams;
};

/// Takes network devices from stage to stage until their cameras have picture (domain.md 5), and gives back
/// what was reserved for cameras that have gone. One step at a time for each device, by one program of all on
/// the registry: a step begins with a claim, whose lease is renewed, and ends with the row of the device, in
/// one transaction with what happened. A program that dies leaves the step to whoever comes next; steps may
/// be done twice. Lives on the session's thread.
class DeviceKeeper : public QObject
{
    Q_OBJECT

public:
    explicit DeviceKeeper(DeviceTools tools, QObject *parent = nullptr);
    /// What is under way stops where it is.
    ~DeviceKeeper() override;

    /// Works by itself from now on.
    void start();
    /// Begins what is due now, for a program that does not stay.
    void look();
    /// Nothing is under way, and nothing is due.
    [[nodiscard]] bool isIdle() const;
    /// How often a DHCP server is asked for the address of a device.
    void setLeasePause(std::chrono::milliseconds pause) { m_leasePause = pause; }
    /// Why the DHCP server could not be asked when it was last tried; empty: it answered, or was not asked.
    [[nodiscard]] const QString &dhcpProblem() const { return m_dhcpProblem; }

Q_SIGNALS:
    /// The working state of devices, or dhcpProblem(), is other than before.
    void changed();

private:
    /// What became of a step.
    struct Outcome
    {
        NetworkDevice device;
        std::vector<Event> events;
        std::optional<Operation> entry;
    };
    struct Streams;

    [[nodiscard]] DeviceStep stepOf(const NetworkDevice &device) const;
    [[nodiscard]] bool mayClaim(const NetworkDevice &device) const;
    void pause(const NetworkDeviceId &id);
    [[nodiscard]] bool mayGoOn(const NetworkDeviceId &id) const;
    [[nodiscard]] std::optional<NetworkDevice> current(const NetworkDeviceId &id) const;
    QCoro::Task<void> work(NetworkDeviceId id, DeviceStep step);
    QCoro::Task<void> takeStep(NetworkDevice device, DeviceStep step);
    QCoro::Task<void> findLease(NetworkDevice device);
    QCoro::Task<void> reserve(NetworkDevice device);
    QCoro::Task<void> release(NetworkDevice device);
    QCoro::Task<void> makeStreams(NetworkDevice device);
    QCoro::Task<Result<Streams>> readStreams(NetworkDevice device, Camera camera);
    QCoro::Task<bool> carryOut(std::vector<StreamCommand> commands, NetworkDevice device, Outcome *outcome);
    QCoro::Task<VoidResult> runOne(StreamCommand command);
    QCoro::Task<VoidResult> save(Outcome outcome);
    [[nodiscard]] Outcome failure(NetworkDevice device, const Error &error, std::vector<Event> what) const;
    [[nodiscard]] Event eventOf(EventType type, const NetworkDevice &device, const QString &detail) const;
    void setDhcpProblem(const QString &problem);

    DeviceTools m_tools;
    RegistryMemory &m_memory;
    QTimer m_timer;
    QTimer m_leaseTimer;
    QSet<NetworkDeviceId> m_busy;
    int m_looking = 0;                              ///< of those, for a lease
    QHash<NetworkDeviceId, qint64> m_nextLookMs;    ///< at the DHCP server
    QHash<NetworkDeviceId, qint64> m_pausedUntilMs; ///< somebody else was first
    std::chrono::milliseconds m_leasePause = std::chrono::seconds(15);
    QString m_dhcpProblem;
    AsyncScope m_scope; ///< last: what waits goes on while the rest is still there
};

} // namespace streamkeeper
