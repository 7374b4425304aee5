#include "app/provisioning/DeviceKeeper.h"

#include "app/async/ProcessIdentity.h"
#include "app/operations/AuditEntry.h"
#include "models/registry/DeviceRepository.h"
#include "models/registry/EventRepository.h"
#include "models/texts/DeviceTexts.h"

#include <QLoggingCategory>

#include <algorithm>
#include <utility>

namespace streamkeeper {

using namespace std::chrono_literals;

namespace {

Q_LOGGING_CATEGORY(logDevices, "streamkeeper.devices")

constexpr auto lookInterval = 2s;
/// Steps under way at once: devices and the DHCP server are asked by few.
constexpr int mostAtOnce = 4;
/// Of those that only look for a lease: the others shall not wait for them.
constexpr int mostLooking = 2;
/// After a claim or a row that somebody else was first with.
constexpr auto pauseTime = 5s;

} // namespace

DeviceKeeper::DeviceKeeper(DeviceTools tools, QObject *parent)
    : QObject(parent)
    , m_tools(std::move(tools))
    , m_memory(m_tools.editor.memory())
{
    m_timer.setInterval(lookInterval);
    m_leaseTimer.setInterval(leaseRenewal);
    connect(&m_timer, &QTimer::timeout, this, &DeviceKeeper::look);
    connect(&m_memory.devices, &DeviceState::changed, this, [this] {
        if (m_timer.isActive())
            QMetaObject::invokeMethod(this, &DeviceKeeper::look, Qt::QueuedConnection);
    });
    connect(&m_leaseTimer, &QTimer::timeout, this, [this] {
        if (m_busy.isEmpty())
            return;
        const qint64 until = m_tools.editor.clock().nowMs() + std::chrono::milliseconds(leaseTime).count();
        m_tools.editor.registry().run(
            this,
            [until](RegistryDatabase &database) {
                return DeviceRepository(database).renewClaims(currentOwner(), until);
            },
            [](const VoidResult &renewed) {
                if (!renewed)
                    qCWarning(logDevices).noquote() << renewed.error().message << renewed.error().detail;
            });
    });
}

DeviceKeeper::~DeviceKeeper()
{
    m_scope.close();
}

void DeviceKeeper::start()
{
    m_timer.start();
    look();
}

DeviceStep DeviceKeeper::stepOf(const NetworkDevice &device) const
{
    const DeviceFacts facts =
        deviceFacts(device, m_memory.fleet, m_memory.devices.settings(), m_memory.dhcp.isOn());
    return nextStep(device, facts, m_tools.editor.clock().nowMs());
}

bool DeviceKeeper::mayClaim(const NetworkDevice &device) const
{
    return device.leaseUntilMs == 0 || device.owner == currentOwner() ||
           isProvenDead(device.owner, device.leaseUntilMs, m_tools.editor.clock().nowMs());
}

bool DeviceKeeper::isIdle() const
{
    return m_busy.isEmpty() &&
           std::ranges::none_of(m_memory.devices.devices(), [this](const NetworkDevice &device) {
               return stepOf(device) != DeviceStep::None;
           });
}

void DeviceKeeper::look()
{
    const qint64 nowMs = m_tools.editor.clock().nowMs();
    std::vector<std::pair<NetworkDeviceId, DeviceStep>> due;
    std::vector<NetworkDeviceId> looking; // for a lease
    for (const NetworkDevice &device : m_memory.devices.devices()) {
        if (m_busy.contains(device.id) || m_pausedUntilMs.value(device.id) > nowMs)
            continue;
        const DeviceStep step = stepOf(device);
        if (step == DeviceStep::FindLease && m_nextLookMs.value(device.id) <= nowMs)
            looking.push_back(device.id);
        else if (step != DeviceStep::None && step != DeviceStep::FindLease && mayClaim(device))
            due.emplace_back(device.id, step);
    }
    for (const auto &[id, step] : due) {
        if (m_busy.size() - m_looking >= mostAtOnce)
            break;
        work(id, step);
    }
    // Who has waited longest comes first.
    std::ranges::stable_sort(looking, {},
                             [this](const NetworkDeviceId &id) { return m_nextLookMs.value(id); });
    for (const NetworkDeviceId &id : looking) {
        if (m_looking >= mostLooking)
            break;
        work(id, DeviceStep::FindLease);
    }
}

QCoro::Task<void> DeviceKeeper::work(NetworkDeviceId id, DeviceStep step)
{
    const int looking = step == DeviceStep::FindLease ? 1 : 0;
    m_busy.insert(id);
    m_looking += looking;
    m_leaseTimer.start();
    Q_EMIT changed();
    if (const auto device = current(id))
        co_await takeStep(*device, step);
    if (m_scope.isClosed())
        co_return;
    m_busy.remove(id);
    m_looking -= looking;
    Q_EMIT changed();
    if (m_busy.isEmpty())
        m_leaseTimer.stop();
    if (m_timer.isActive())
        QMetaObject::invokeMethod(this, &DeviceKeeper::look, Qt::QueuedConnection);
}

QCoro::Task<void> DeviceKeeper::takeStep(NetworkDevice device, DeviceStep step)
{
    // Nothing is changed by it that two programs could not change.
    if (step == DeviceStep::FindLease) {
        co_await findLease(device);
        co_return;
    }
    const qint64 until = m_tools.editor.clock().nowMs() + std::chrono::milliseconds(leaseTime).count();
    const auto claiming = [this, device, until](auto done) {
        const auto job = [device, until](RegistryDatabase &database) {
            return DeviceRepository(database).claim(device, currentOwner(), until);
        };
        m_tools.editor.registry().run(this, job, std::move(done));
    };
    const Result<bool> claimed = co_await m_scope.call<bool>(claiming);
    if (m_scope.isClosed())
        co_return;
    if (!claimed || !*claimed) {
        if (!claimed)
            qCWarning(logDevices).noquote() << claimed.error().message << claimed.error().detail;
        pause(device.id);
        co_return;
    }
    switch (step) {
    case DeviceStep::None:
    case DeviceStep::FindLease:
        break;
    case DeviceStep::Reserve:
        co_await reserve(device);
        break;
    case DeviceStep::Release:
        co_await release(device);
        break;
    case DeviceStep::MakeStreams:
        co_await makeStreams(device);
        break;
    }
    if (m_scope.isClosed())
        co_return;
    const auto freeing = [this, id = device.id](auto done) {
        const auto job = [id](RegistryDatabase &database) {
            return DeviceRepository(database).letGo(id, currentOwner());
        };
        m_tools.editor.registry().run(this, job, std::move(done));
    };
    const VoidResult free = co_await m_scope.call<void>(freeing);
    if (!free && !m_scope.isClosed())
        qCWarning(logDevices).noquote() << free.error().message << free.error().detail;
}

void DeviceKeeper::pause(const NetworkDeviceId &id)
{
    m_pausedUntilMs.insert(id, m_tools.editor.clock().nowMs() + std::chrono::milliseconds(pauseTime).count());
}

std::optional<NetworkDevice> DeviceKeeper::current(const NetworkDeviceId &id) const
{
    const NetworkDevice *device = m_memory.devices.device(id);
    return device ? std::optional(*device) : std::nullopt;
}

Event DeviceKeeper::eventOf(EventType type, const NetworkDevice &device, const QString &detail) const
{
    Event event;
    event.type = type;
    event.atMs = m_tools.editor.clock().nowMs();
    event.camera = device.camera;
    event.device = device.id;
    const Camera *camera = m_memory.fleet.camera(device.camera);
    event.subject = camera ? camera->name : device.mac;
    event.detail = detail;
    event.author = auditAuthor();
    return event;
}

DeviceKeeper::Outcome DeviceKeeper::failure(NetworkDevice device, const Error &error,
                                            std::vector<Event> what) const
{
    const qint64 nowMs = m_tools.editor.clock().nowMs();
    Outcome outcome;
    outcome.device = failed(device, error, nowMs);
    outcome.device.lastEvent = error.message;
    outcome.device.lastEventAtMs = nowMs;
    if (error.category == ErrorCategory::Secret)
        return outcome;
    // Told when it begins, and when it is given up; not for each attempt in between.
    if (device.attempts == 0)
        outcome.events = std::move(what);
    if (outcome.device.isStopped)
        outcome.events.push_back(eventOf(EventType::ProvisioningStopped, device, error.message));
    return outcome;
}

QCoro::Task<VoidResult> DeviceKeeper::save(Outcome outcome)
{
    RegistryEdit edit;
    if (outcome.entry)
        edit.entries = {*outcome.entry};
    edit.write = [outcome](RegistryDatabase &database) -> VoidResult {
        if (auto saved = DeviceRepository(database).save(outcome.device); !saved)
            return saved;
        return EventRepository(database).add(outcome.events);
    };
    edit.remember = [this, device = outcome.device]() mutable {
        ++device.revision;
        m_memory.devices.update(device);
    };
    const auto writing = [this, &edit](auto done) {
        m_tools.editor.apply(std::move(edit), this, std::move(done));
    };
    const VoidResult saved = co_await m_scope.call<void>(writing);
    // Somebody else has changed the device meanwhile: the next look is at that, when it has been read.
    if (!saved && !m_scope.isClosed()) {
        pause(outcome.device.id);
        qCInfo(logDevices).noquote() << outcome.device.mac << saved.error().message << saved.error().detail;
    }
    co_return saved;
}

void DeviceKeeper::setDhcpProblem(const QString &problem)
{
    if (std::exchange(m_dhcpProblem, problem) != problem)
        Q_EMIT changed();
}

QCoro::Task<void> DeviceKeeper::findLease(NetworkDevice device)
{
    const auto asking = [this, &device](auto done) { m_tools.dhcp.find(device.mac, this, std::move(done)); };
    const Result<DhcpFindings> found = co_await m_scope.call<DhcpFindings>(asking);
    if (m_scope.isClosed())
        co_return;
    m_nextLookMs.insert(device.id, m_tools.editor.clock().nowMs() + m_leasePause.count());
    setDhcpProblem(found ? QString() : found.error().message);
    if (!found)
        co_return;
    // A reservation that somebody made beforehand is as good as a lease.
    QString ip;
    if (found->lease && found->lease->state == KeaLease::State::Current)
        ip = found->lease->ip;
    else if (found->reservation)
        ip = found->reservation->ip;
    if (ip.isEmpty())
        co_return;
    const auto reporting = [this, &device, &ip](auto done) {
        m_tools.edits.carryOut(DhcpReport{device.mac, ip, {}}, texts::dhcpAuthor(), this, std::move(done));
    };
    const auto receipt = co_await m_scope.call<ProvisioningReceipt>(reporting);
    if (receipt || m_scope.isClosed())
        co_return;
    const auto known = current(device.id);
    if (!known || known->lastEvent == receipt.error().message)
        co_return; // told already
    Outcome outcome;
    outcome.device = *known;
    outcome.device.lastEvent = receipt.error().message;
    outcome.device.lastEventAtMs = m_tools.editor.clock().nowMs();
    outcome.events = {eventOf(EventType::DhcpReservationFailed, *known, receipt.error().message)};
    co_await save(std::move(outcome));
}

QCoro::Task<void> DeviceKeeper::reserve(NetworkDevice device)
{
    // Written down first: what the DHCP server keeps by our order is given back, whatever happens in between.
    const QString before = device.reservedAddress;
    if (before != device.ipAddress) {
        Outcome intent;
        intent.device = device;
        intent.device.reservedAddress = device.ipAddress;
        const VoidResult noted = co_await save(intent);
        if (!noted || m_scope.isClosed())
            co_return;
        device = intent.device;
        ++device.revision;
    }
    KeaReservation wanted;
    wanted.mac = device.mac;
    wanted.ip = device.ipAddress;
    const auto asking = [this, &wanted](auto done) { m_tools.dhcp.reserve(wanted, this, std::move(done)); };
    const Result<KeaChange> change = co_await m_scope.call<KeaChange>(asking);
    if (m_scope.isClosed())
        co_return;
    Outcome outcome;
    if (!change) {
        outcome = failure(device, change.error(),
                          {eventOf(EventType::DhcpReservationFailed, device, change.error().message)});
        // Refused, so that nothing is kept; without an answer it may be.
        if (outcome.device.isStopped && !isUnanswered(change.error()))
            outcome.device.reservedAddress = before;
    } else {
        outcome.device = reserved(device);
        outcome.device.lastEvent = texts::addressReserved(device.ipAddress);
        outcome.device.lastEventAtMs = m_tools.editor.clock().nowMs();
        outcome.events = {eventOf(EventType::DhcpReserved, device, device.ipAddress)};
        outcome.entry = auditEntry(OperationKind::ReserveAddress, device.mac);
        outcome.entry->camera = device.camera;
        outcome.entry->message = device.ipAddress;
    }
    co_await save(std::move(outcome));
}

QCoro::Task<void> DeviceKeeper::release(NetworkDevice device)
{
    // A device that has another address has another lease by now, which it needs.
    const bool hasGone = !m_memory.fleet.camera(device.camera);
    const auto asking = [this, &device, hasGone](auto done) {
        m_tools.dhcp.release(device.mac, hasGone, this, std::move(done));
    };
    const Result<KeaChange> change = co_await m_scope.call<KeaChange>(asking);
    if (m_scope.isClosed())
        co_return;
    Outcome outcome;
    if (!change) {
        const NetworkDevice left = hasGone ? withoutCamera(device) : device;
        outcome = failure(left, change.error(),
                          {eventOf(EventType::DhcpReleaseFailed, device, change.error().message)});
    } else {
        outcome.device = released(device, m_memory.fleet.camera(device.camera) != nullptr);
        outcome.device.lastEvent = texts::addressReleased(device.reservedAddress);
        outcome.device.lastEventAtMs = m_tools.editor.clock().nowMs();
        outcome.events = {eventOf(EventType::DhcpReleased, device, device.reservedAddress)};
        outcome.entry = auditEntry(OperationKind::ReleaseAddress, device.mac);
        outcome.entry->message = device.reservedAddress;
    }
    co_await save(std::move(outcome));
}

} // namespace streamkeeper
