// How the fleet takes single changes of the registry; joining and judging are in FleetState.cpp.
#include "models/fleet/FleetState.h"

#include <QSet>

#include <algorithm>
#include <utility>

namespace streamkeeper {

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
    std::erase_if(m_cameras, [&](const Camera &camera) { return touched.contains(camera.id); });
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
        judge(row);
        changed.push_back(index);
    }
    if (changed.empty())
        return;
    std::ranges::sort(changed);
    m_counts = countStreams(m_rows);
    Q_EMIT rowsChanged(changed);
}

} // namespace streamkeeper
