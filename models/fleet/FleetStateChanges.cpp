// How the fleet takes single changes of the registry, and what polls tell; joining and judging are in
// FleetState.cpp.
#include "models/fleet/FleetState.h"

#include <QSet>

#include <algorithm>
#include <array>
#include <utility>

namespace streamkeeper {

namespace {

/// Comparing the names of a hundred thousand streams one by one takes a hundred milliseconds.
bool haveSameNames(const ServerSnapshot &one, const ServerSnapshot &other)
{
    if (one.streams.size() != other.streams.size())
        return false;
    if (one.namesFingerprint != 0 && other.namesFingerprint != 0)
        return one.namesFingerprint == other.namesFingerprint;
    return std::ranges::equal(one.streams, other.streams, {}, &ObservedStream::remoteName,
                              &ObservedStream::remoteName);
}

ServerValue countedAs(const FleetRow &row)
{
    if (row.isOff)
        return ServerValue::Waiting;
    switch (row.status) {
    case StreamStatus::Active:
        return ServerValue::Active;
    case StreamStatus::Inactive:
        return ServerValue::Inactive;
    case StreamStatus::Initialization:
        return ServerValue::Initialization;
    case StreamStatus::Empty:
    case StreamStatus::Idle:
        break;
    }
    return ServerValue::Waiting;
}

} // namespace

void FleetState::updateStream(const Stream &stream)
{
    const int index = m_streamById.value(stream.id, -1);
    if (index < 0)
        return;
    const Stream before = std::exchange(m_streams[size_t(index)], stream);
    // Whoever changed the stream may have had an older one: they are set on their own.
    m_streams[size_t(index)].othersSecret = before.othersSecret;
    m_fingerprints[size_t(index)] = stream.address.fingerprint();
    if (before.mainServer != stream.mainServer || before.additionalServer != stream.additionalServer ||
        before.remoteName != stream.remoteName || before.camera != stream.camera) {
        restructure();
        return;
    }
    FleetRow &row = m_rows[size_t(m_rowById.value(stream.id))];
    setDesired(row, stream, m_fingerprints[size_t(index)]);
    row.searchText = searchTextOf(row);
    m_touched.insert(stream.id);
    m_touchedTimer.start(0);
}

void FleetState::setOthers(const std::vector<std::pair<StreamId, SecretId>> &others)
{
    for (const auto &[id, secret] : others) {
        if (const int index = m_streamById.value(id, -1); index >= 0)
            m_streams[size_t(index)].othersSecret = secret;
    }
}

void FleetState::updateCamera(const Camera &camera)
{
    updateCameras({camera});
}

void FleetState::updateCameras(const std::vector<Camera> &cameras)
{
    bool isTouched = false;
    for (const Camera &camera : cameras) {
        const int index = m_cameraById.value(camera.id, -1);
        if (index < 0)
            continue;
        m_cameras[size_t(index)] = camera;
        isTouched = true;
    }
    if (isTouched)
        restructure();
}

void FleetState::addStreams(const std::vector<Camera> &cameras, const std::vector<Stream> &streams)
{
    std::vector<Stream> all = m_streams;
    std::ranges::copy(streams, std::back_inserter(all));
    m_fingerprints = fingerprintsOf(all);
    m_streams = std::move(all);
    std::ranges::copy(cameras, std::back_inserter(m_cameras));
    restructure();
}

void FleetState::removeStreams(const std::vector<StreamId> &ids)
{
    const QSet<StreamId> gone(ids.begin(), ids.end());
    QSet<CameraId> touched;
    std::vector<Stream> left;
    left.reserve(m_streams.size());
    for (const Stream &stream : m_streams) {
        if (gone.contains(stream.id))
            touched.insert(stream.camera);
        else
            left.push_back(stream);
    }
    for (const Stream &stream : left)
        touched.remove(stream.camera);
    for (const StreamId &id : ids) {
        m_pending.remove(id);
        m_handled.remove(id);
        m_troubles.forget(id);
    }
    std::erase_if(m_cameras, [&](const Camera &camera) {
        return touched.contains(camera.id) && camera.addition != Addition::Auto;
    });
    m_fingerprints = fingerprintsOf(left);
    m_streams = std::move(left);
    restructure();
}

void FleetState::setPending(const StreamId &id, const std::optional<PendingOperation> &pending)
{
    if (pending)
        m_pending.insert(id, *pending);
    else
        m_pending.remove(id);
    m_handled.insert(id);
    m_touched.insert(id);
    if (!m_touchedTimer.isActive())
        m_touchedTimer.start(0);
}

void FleetState::setTransferLock(std::chrono::minutes lock)
{
    if (std::exchange(m_transferLock, lock) != lock)
        Q_EMIT serversChanged();
}

QSet<QString> FleetState::namesInTransfer() const
{
    QSet<QString> names;
    for (auto it = m_pending.cbegin(); it != m_pending.cend(); ++it) {
        const Stream *moving = it->kind == OperationKind::Transfer ? stream(it.key()) : nullptr;
        if (moving)
            names.unite({moving->remoteName, moving->id.toString()});
    }
    return names;
}

void FleetState::showTouched()
{
    std::vector<int> changed;
    for (const StreamId &id : std::exchange(m_touched, {})) {
        const int index = rowOf(id);
        if (index < 0)
            continue;
        FleetRow &row = m_rows[size_t(index)];
        const auto pending = m_pending.constFind(id);
        row.pending = pending == m_pending.cend() ? std::nullopt : std::optional(*pending);
        judgeAnew(row);
        changed.push_back(index);
    }
    if (changed.empty())
        return;
    std::ranges::sort(changed);
    Q_EMIT rowsChanged(changed);
}

void FleetState::noteTrouble(FleetRow &row, const FleetServer &server, const SnapshotPtr &previous,
                             const ObservedStream *before, const ObservedStream *now)
{
    row.isOurDoing = row.pending || m_handled.remove(row.id);
    const bool isOfMain = row.mainServer >= 0 && &m_servers[size_t(row.mainServer)] == &server;
    if (!now || !row.isManaged() || !isOfMain || !server.server.isIncorrectCamerasEnabled)
        return;
    const TroubleHistory &history = m_troubles.of(row.id);
    const TroublePolls polls{.before = before,
                             .beforeMs = previous ? previous->polledAtMs : 0,
                             .now = *now,
                             .nowMs = server.snapshot->polledAtMs,
                             .isWantedOn = row.isEnabled,
                             .isLost = isLost(history),
                             .isServerRestarted = previous && wasRestarted(previous->load.startedAtMs,
                                                                           server.snapshot->load.startedAtMs),
                             .isOurDoing = row.isOurDoing,
                             .isLossOfRestart = isLossOfRestart(history, server.snapshot->load.startedAtMs)};
    m_troubles.add(row.id, troubleBetween(polls), polls.nowMs);
}

void FleetState::noteServer(int index)
{
    FleetServer &server = m_servers[size_t(index)];
    std::array<qint32, size_t(ServerValue::Count)> counts{};
    for (const int at : server.rows) {
        const FleetRow &row = m_rows[size_t(at)];
        if (row.mainServer == index)
            ++counts[size_t(countedAs(row))];
    }
    ServerSample sample = sampleOf(*server.snapshot);
    for (const ServerValue state :
         {ServerValue::Active, ServerValue::Inactive, ServerValue::Initialization, ServerValue::Waiting})
        sample.set(state, counts[size_t(state)]);
    server.history.add(sample);
}

void FleetState::noteState(FleetRow &row, const std::pair<StreamStatus, bool> &before, qint64 previousMs,
                           qint64 polledAtMs)
{
    const bool isOther = before != std::pair(row.status, row.isOff);
    const bool isUnbroken = row.seen.sinceMs > 0 && polledAtMs - previousMs <= WatchMemory::bridgeMs;
    if (isUnbroken && !isOther)
        return;
    row.seen = {polledAtMs, isUnbroken ? polledAtMs : 0};
}

void FleetState::setTroublePolicy(const TroublePolicy &policy)
{
    if (m_troubles.policy() == policy)
        return;
    m_troubles.setPolicy(policy);
    std::vector<int> changed;
    for (int i = 0; i < rowCount(); ++i) {
        if (judgeAnew(m_rows[size_t(i)]))
            changed.push_back(i);
    }
    if (changed.empty())
        return;
    Q_EMIT rowsChanged(changed);
}

void FleetState::applySnapshot(const SnapshotPtr &snapshot)
{
    const int index = serverIndex(snapshot->server);
    if (index < 0)
        return; // removed meanwhile
    FleetServer &server = m_servers[size_t(index)];
    const SnapshotPtr previous = server.snapshot;
    const bool wasStale = server.isStale();
    std::vector<const ObservedStream *> before;
    before.reserve(server.rows.size());
    for (const int rowIndex : server.rows)
        before.push_back(observedOn(m_rows[size_t(rowIndex)], index));
    const bool hasSameNames = previous && haveSameNames(*previous, *snapshot);
    server.snapshot = snapshot;
    server.totals.sumUp(*snapshot);
    server.failure.reset();
    server.earlierFailure.reset();
    server.isRestored = false;
    m_watch.noteHeard(snapshot->server, snapshot->polledAtMs);
    if (!hasSameNames) {
        linkServer(index);
        // Servers that answer for the first time come in swarms: join once for all of them.
        if (hasOtherUnmanaged(index) && !m_restructureTimer.isActive())
            m_restructureTimer.start();
    }
    std::vector<int> changed;
    for (size_t i = 0; i < server.rows.size(); ++i) {
        FleetRow &row = m_rows[size_t(server.rows[i])];
        const ObservedStream *now = observedOn(row, index);
        const bool isDifferent = (now == nullptr) != (before[i] == nullptr) || (now && *now != *before[i]);
        noteTrouble(row, server, previous, before[i], now);
        const std::pair stateBefore(row.status, row.isOff);
        const bool isJudgedAnew = judgeAnew(row);
        if (row.mainServer == index)
            noteState(row, stateBefore, previous ? previous->polledAtMs : 0, snapshot->polledAtMs);
        if (isJudgedAnew || isDifferent || wasStale)
            changed.push_back(server.rows[i]);
        if (now && observedServer(row) == index)
            row.history.add(snapshot->polledAtMs, *now);
    }
    noteServer(index);
    if (!changed.empty()) {
        Q_EMIT rowsChanged(changed);
    }
    Q_EMIT serversChanged();
}

void FleetState::applyFailure(const PollFailure &failure)
{
    const int index = serverIndex(failure.server);
    if (index < 0)
        return;
    FleetServer &server = m_servers[size_t(index)];
    const bool wasStale = server.isStale();
    server.failure = failure;
    if (failure.error.category != ErrorCategory::Secret) { // locked: nobody asked it
        server.history.addFailure(failure.failedAtMs);
        server.earlierFailure.reset();
    }
    if (!wasStale) {
        for (const int rowIndex : server.rows)
            judgeAnew(m_rows[size_t(rowIndex)]);
        Q_EMIT rowsChanged(server.rows);
    }
    Q_EMIT serversChanged();
}

} // namespace streamkeeper
