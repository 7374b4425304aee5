#include "models/fleet/FleetState.h"

#include "models/domain/AnswerLimits.h"
#include "models/domain/SearchText.h"
#include "models/rules/NaturalOrder.h"

#include <QSet>
#include <QStringBuilder>

#include <algorithm>
#include <utility>

namespace streamkeeper {

using namespace Qt::StringLiterals;

namespace {

constexpr std::chrono::milliseconds restructureDelay{100};

/// Identity of a stream on a server: the server's index, and a view of a name that lives elsewhere.
using RemoteKey = std::pair<int, QStringView>;

bool isSameServer(int left, const std::vector<FleetServer> &leftServers, int right,
                  const std::vector<FleetServer> &rightServers)
{
    if (left < 0 || right < 0)
        return left < 0 && right < 0;
    return leftServers[size_t(left)].server.name == rightServers[size_t(right)].server.name;
}

/// With and without what separates the parts: people copy them from stickers, lists and web pages.
QString hardwareOf(const Camera &camera)
{
    QStringList texts;
    for (const QString &text : {camera.macAddress, camera.serialNumber}) {
        if (!text.isEmpty())
            texts << text << withoutSeparators(text);
    }
    return texts.join(u'\n');
}

} // namespace

FleetState::FleetState(QObject *parent)
    : QObject(parent)
{
    m_restructureTimer.setSingleShot(true);
    m_restructureTimer.setInterval(restructureDelay);
    connect(&m_restructureTimer, &QTimer::timeout, this, &FleetState::restructure);
    m_touchedTimer.setSingleShot(true);
    connect(&m_touchedTimer, &QTimer::timeout, this, &FleetState::showTouched);
}

void FleetState::setFleet(std::vector<MediaServer> servers, std::vector<Camera> cameras,
                          std::vector<Stream> streams)
{
    m_fingerprints = fingerprintsOf(streams);
    m_cameras = std::move(cameras);
    m_streams = std::move(streams);
    m_desiredServers = std::move(servers);
    restructure();
    Q_EMIT serversChanged();
}

void FleetState::setDesired(FleetRow &row, const Stream &stream, quint64 fingerprint) const
{
    row.id = stream.id;
    row.camera = stream.camera;
    row.remoteName = stream.remoteName;
    row.quality = stream.quality;
    row.addition = stream.addition;
    row.audio = stream.audio;
    row.recording = stream.recording;
    row.isEnabled = stream.isEnabled;
    row.maskedAddress = stream.address.masked();
    row.addressFingerprint = fingerprint;
    row.createdAtMs = stream.createdAt.toMSecsSinceEpoch();
    const auto pending = m_pending.constFind(stream.id);
    row.pending = pending == m_pending.cend() ? std::nullopt : std::optional(*pending);
}

void FleetState::restructure()
{
    m_restructureTimer.stop();
    Q_EMIT structureAboutToChange();
    const std::vector<int> oldToNew = rebuild();
    countStreams();
    Q_EMIT structureChanged(oldToNew);
}

void FleetState::countStreams()
{
    m_counts = {};
    for (FleetServer &server : m_servers)
        server.counts = {};
    for (const FleetRow &row : m_rows)
        count(row, 1);
}

void FleetState::count(const FleetRow &row, int sign)
{
    m_counts.add(row, sign);
    if (row.mainServer >= 0)
        m_servers[size_t(row.mainServer)].counts.add(row, sign);
}

bool FleetState::judgeAnew(FleetRow &row)
{
    count(row, -1);
    const bool isOther = judge(row);
    count(row, 1);
    return isOther;
}

std::vector<quint64> FleetState::fingerprintsOf(const std::vector<Stream> &streams) const
{
    std::vector<quint64> fingerprints;
    fingerprints.reserve(streams.size());
    for (const Stream &stream : streams) {
        const int known = m_streamById.value(stream.id, -1);
        const bool isSame = known >= 0 && m_streams[size_t(known)].address == stream.address;
        fingerprints.push_back(isSame ? m_fingerprints[size_t(known)] : stream.address.fingerprint());
    }
    return fingerprints;
}

std::vector<FleetServer> FleetState::joinServers()
{
    std::vector<FleetServer> servers;
    servers.reserve(m_desiredServers.size());
    for (const MediaServer &server : m_desiredServers) {
        FleetServer entry;
        if (const int old = serverIndex(server.id); old >= 0) {
            FleetServer &known = m_servers[size_t(old)];
            entry.snapshot = known.snapshot;
            entry.failure = known.failure;
            entry.earlierFailure = known.earlierFailure;
            entry.isRestored = known.isRestored;
            entry.totals = known.totals;
            entry.totals.registeredMain = 0;
            entry.history = std::move(known.history);
        }
        entry.server = server;
        servers.push_back(std::move(entry));
    }
    return servers;
}

std::vector<int> FleetState::rebuild()
{
    const std::vector<FleetServer> oldServers = std::exchange(m_servers, joinServers());
    const QHash<StreamId, int> oldById = std::exchange(m_rowById, {});
    m_serverById.clear();
    for (int i = 0; i < int(m_servers.size()); ++i)
        m_serverById.insert(m_servers[size_t(i)].server.id, i);
    m_cameraById.clear();
    for (int i = 0; i < int(m_cameras.size()); ++i)
        m_cameraById.insert(m_cameras[size_t(i)].id, i);
    m_streamById.clear();
    for (int i = 0; i < int(m_streams.size()); ++i)
        m_streamById.insert(m_streams[size_t(i)].id, i);

    std::vector<FleetRow> rows;
    rows.reserve(m_streams.size());
    addManagedRows(rows, oldById, oldServers);
    addUnmanagedRows(rows);
    rankNames(rows);

    // A managed row is also known by what it was called while unmanaged, and the other way round.
    QHash<RemoteKey, int> oldByRemote;
    oldByRemote.reserve(rowCount());
    for (int i = 0; i < rowCount(); ++i) {
        const FleetRow &row = m_rows[size_t(i)];
        const int server =
            row.mainServer < 0 ? -1 : serverIndex(oldServers[size_t(row.mainServer)].server.id);
        if (server >= 0)
            oldByRemote.insert({server, row.remoteName}, i);
    }
    std::vector<int> oldToNew(m_rows.size(), -1);
    m_rowById.reserve(qsizetype(rows.size()));
    m_rowsByCamera.clear();
    m_rowsByCamera.reserve(qsizetype(m_cameras.size()));
    for (int i = 0; i < int(rows.size()); ++i) {
        FleetRow &row = rows[size_t(i)];
        int old = oldById.value(row.id, -1);
        if (old < 0 && row.mainServer >= 0)
            old = oldByRemote.value({row.mainServer, row.remoteName}, -1);
        if (old >= 0 && oldToNew[size_t(old)] < 0) {
            oldToNew[size_t(old)] = i;
            row.history = std::move(m_rows[size_t(old)].history);
            row.seen = m_rows[size_t(old)].seen;
        }
        if (row.isManaged()) {
            m_rowById.insert(row.id, i);
            m_rowsByCamera[row.camera].append(i);
            if (row.mainServer >= 0)
                ++m_servers[size_t(row.mainServer)].totals.registeredMain;
        }
        for (const int server : {row.mainServer, row.additionalServer}) {
            if (server >= 0)
                m_servers[size_t(server)].rows.push_back(i);
        }
    }
    m_rows = std::move(rows);
    for (int i = 0; i < int(m_servers.size()); ++i)
        linkServer(i);
    for (FleetRow &row : m_rows)
        judge(row);
    return oldToNew;
}

void FleetState::addManagedRows(std::vector<FleetRow> &rows, const QHash<StreamId, int> &oldById,
                                const std::vector<FleetServer> &oldServers) const
{
    for (size_t i = 0; i < m_streams.size(); ++i) {
        const Stream &stream = m_streams[i];
        FleetRow row;
        setDesired(row, stream, m_fingerprints[i]);
        row.mainServer = serverIndex(stream.mainServer);
        row.additionalServer = stream.additionalServer ? serverIndex(*stream.additionalServer) : -1;
        if (const Camera *owner = camera(stream.camera)) {
            row.cameraName = owner->name;
            row.location = owner->location;
            row.ipAddress = owner->ipAddress;
            row.hardware = hardwareOf(*owner);
        }
        const int old = oldById.value(stream.id, -1);
        const FleetRow *known = old < 0 ? nullptr : &m_rows[size_t(old)];
        // Joining and lowering texts was a third of a rebuild; most rows read as they did.
        const bool readsTheSame =
            known && known->cameraName == row.cameraName && known->location == row.location &&
            known->ipAddress == row.ipAddress && known->hardware == row.hardware &&
            known->maskedAddress == row.maskedAddress && known->remoteName == row.remoteName &&
            isSameServer(known->mainServer, oldServers, row.mainServer, m_servers) &&
            isSameServer(known->additionalServer, oldServers, row.additionalServer, m_servers);
        row.searchText = readsTheSame ? known->searchText : searchTextOf(row);
        rows.push_back(std::move(row));
    }
}

QString FleetState::searchTextOf(const FleetRow &row) const
{
    QString text = row.cameraName + u'\n' + row.location + u'\n' + row.ipAddress + u'\n' + row.maskedAddress +
                   u'\n' + row.remoteName + u'\n' + row.id.toString() + u'\n' + row.hardware;
    for (const int server : {row.mainServer, row.additionalServer}) {
        if (server >= 0)
            text += u'\n' + m_servers[size_t(server)].server.name;
    }
    return foldedForSearch(text);
}

void FleetState::addUnmanagedRows(std::vector<FleetRow> &rows)
{
    QSet<RemoteKey> held; // what the registry places on each server
    held.reserve(qsizetype(rows.size()));
    for (const FleetRow &row : rows) {
        for (const int server : {row.mainServer, row.additionalServer}) {
            if (server >= 0)
                held.insert({server, row.remoteName});
        }
    }
    const QSet<QString> moving = namesInTransfer();
    const auto isAdditional = [](const ObservedStream &seen) { return seen.role == StreamRole::Additional; };
    const bool hasAdditional = std::ranges::any_of(m_servers, [&](const FleetServer &server) {
        return server.snapshot && std::ranges::any_of(server.snapshot->streams, isAdditional);
    });
    QSet<QStringView> mainElsewhere; // a cluster lists a stream on both nodes: it is one stream
    for (const FleetServer &server : m_servers) {
        if (!server.snapshot || !hasAdditional)
            continue;
        for (const ObservedStream &observed : server.snapshot->streams) {
            if (observed.role == StreamRole::Main)
                mainElsewhere.insert(observed.remoteName);
        }
    }
    size_t count = rows.size();
    for (const FleetServer &server : m_servers)
        count += server.snapshot ? std::min(server.snapshot->streams.size(), limits::maxUnmanagedRows) : 0;
    rows.reserve(count);
    for (int i = 0; i < int(m_servers.size()); ++i) {
        FleetServer &server = m_servers[size_t(i)];
        server.hasMoreUnmanaged = false;
        if (!server.snapshot)
            continue;
        size_t shown = 0;
        for (const ObservedStream &observed : server.snapshot->streams) {
            if (held.contains({i, observed.remoteName}) || moving.contains(observed.remoteName) ||
                isHolderCopy(server.server.id, observed.remoteName))
                continue;
            if (observed.role == StreamRole::Additional && mainElsewhere.contains(observed.remoteName))
                continue;
            if (shown++ == limits::maxUnmanagedRows) {
                server.hasMoreUnmanaged = true;
                break;
            }
            FleetRow row;
            row.remoteName = observed.remoteName;
            // Whoever sends names that nobody could read must not make everybody wait for their order.
            row.cameraName = (observed.displayName.isEmpty() ? observed.remoteName : observed.displayName)
                                 .left(limits::maxTextLength);
            row.mainServer = i;
            row.isEnabled = observed.isEnabled;
            const QString text =
                row.cameraName % u'\n' % QStringView(row.remoteName).left(limits::maxTextLength) % u'\n' %
                QStringView(observed.maskedAddress).left(limits::maxTextLength) % u'\n' % server.server.name;
            row.searchText = foldedForSearch(text);
            rows.push_back(std::move(row));
        }
    }
}

void FleetState::rankNames(std::vector<FleetRow> &rows)
{
    const QCollator collator = naturalCollator();
    std::unordered_map<QString, NameKey> names;
    std::vector<NameKey *> order;
    std::vector<const NameKey *> nameOfRow;
    nameOfRow.reserve(rows.size());
    for (const FleetRow &row : rows) {
        auto found = names.find(row.cameraName);
        if (found == names.end()) {
            if (auto kept = m_nameKeys.extract(row.cameraName))
                found = names.insert(std::move(kept)).position;
            else
                found = names.emplace(row.cameraName, NameKey{collator.sortKey(row.cameraName)}).first;
            order.push_back(&found->second);
        }
        nameOfRow.push_back(&found->second);
    }
    m_nameKeys = std::move(names); // its nodes stay where they are
    std::ranges::sort(order,
                      [](const NameKey *left, const NameKey *right) { return left->key < right->key; });
    for (size_t i = 0; i < order.size(); ++i)
        order[i]->rank =
            i == 0 ? 0 : order[i - 1]->rank + (order[i - 1]->key.compare(order[i]->key) != 0 ? 1 : 0);
    for (size_t i = 0; i < rows.size(); ++i)
        rows[i].nameRank = nameOfRow[i]->rank;
}

void FleetState::linkServer(int serverIndex)
{
    const FleetServer &server = m_servers[size_t(serverIndex)];
    for (const int index : server.rows) {
        FleetRow &row = m_rows[size_t(index)];
        int &slot = row.mainServer == serverIndex ? row.observedOnMain : row.observedOnAdditional;
        slot = server.snapshot ? server.snapshot->indexOf(row.remoteName) : -1;
    }
}

const FleetServer *FleetState::server(const ServerId &id) const
{
    const int index = serverIndex(id);
    return index < 0 ? nullptr : &m_servers[size_t(index)];
}

const MediaServer *FleetState::mediaServer(const ServerId &id) const
{
    const FleetServer *known = server(id);
    return known ? &known->server : nullptr;
}

QString FleetState::serverName(const ServerId &id) const
{
    const FleetServer *known = server(id);
    return known ? known->server.name : QString();
}

const Camera *FleetState::camera(const CameraId &id) const
{
    const int index = m_cameraById.value(id, -1);
    return index < 0 ? nullptr : &m_cameras[size_t(index)];
}

const Stream *FleetState::stream(const StreamId &id) const
{
    const int index = m_streamById.value(id, -1);
    return index < 0 ? nullptr : &m_streams[size_t(index)];
}

int FleetState::siblingOf(int index) const
{
    const FleetRow &row = m_rows[size_t(index)];
    if (!row.isManaged())
        return -1;
    const auto rows = m_rowsByCamera.value(row.camera);
    for (const int other : rows) {
        if (other != index)
            return other;
    }
    return -1;
}

int FleetState::observedServer(const FleetRow &row) const
{
    const auto hasPicture = [&](int server, const ObservedStream *seen) {
        return seen && seen->status == StreamStatus::Active && !m_servers[size_t(server)].isStale();
    };
    const ObservedStream *onMain = observedOn(row, row.mainServer);
    const ObservedStream *onAdditional = observedOn(row, row.additionalServer);
    if (hasPicture(row.additionalServer, onAdditional) && !hasPicture(row.mainServer, onMain))
        return row.additionalServer;
    return onMain ? row.mainServer : onAdditional ? row.additionalServer : -1;
}

const ObservedStream *FleetState::observedOn(const FleetRow &row, int server) const
{
    const int index = server == row.mainServer ? row.observedOnMain : row.observedOnAdditional;
    return server < 0 || index < 0 ? nullptr : &m_servers[size_t(server)].snapshot->streams[size_t(index)];
}

const ObservedStream *FleetState::observed(const FleetRow &row) const
{
    return observedOn(row, observedServer(row));
}

qint64 FleetState::polledAtMs(const FleetRow &row) const
{
    int server = observedServer(row);
    if (server < 0)
        server = row.mainServer;
    if (server < 0 || !m_servers[size_t(server)].snapshot)
        return 0;
    return m_servers[size_t(server)].snapshot->polledAtMs;
}

TroubleVerdict FleetState::troubleOf(const FleetRow &row, qint64 nowMs) const
{
    const int teller = observedServer(row);
    if (teller < 0 || !m_servers[size_t(teller)].server.isIncorrectCamerasEnabled)
        return {};
    const TroubleHistory &history = m_troubles.of(row.id);
    // Most streams are well: their cameras are not looked for.
    const Camera *owner = history.empty() ? nullptr : camera(row.camera);
    const TroubleFacts facts{observed(row), row.isEnabled, owner && owner->hasIncreasedReconnectionTime,
                             !row.isEnabled && m_troubles.switchedOff().contains(row.id)};
    return judgeTrouble(history, facts, m_troubles.policy(), nowMs);
}

bool FleetState::judge(FleetRow &row) const
{
    const auto before = std::tuple(row.status, row.characteristic, row.drift, row.differences.toInt(),
                                   row.isOff, row.isStale);
    const int serverIndex = observedServer(row);
    const ObservedStream *seen = observed(row);
    const FleetServer *main = row.mainServer >= 0 ? &m_servers[size_t(row.mainServer)] : nullptr;
    const FleetServer *teller = serverIndex >= 0 ? &m_servers[size_t(serverIndex)] : main;
    row.isStale = teller && teller->isStale();
    row.characteristic = Characteristic::None;
    row.drift = row.isManaged() ? Drift::None : Drift::Unmanaged;
    row.differences = {};
    row.isOff = false;
    if (seen) {
        row.status = seen->status;
        row.isOff = !seen->isEnabled;
        row.characteristic = troubleOf(row, polledAtMs(row)).characteristic;
        if (!row.isManaged()) {
            row.maskedAddress = seen->maskedAddress;
        } else {
            row.differences =
                findDifferences({row.maskedAddress, row.addressFingerprint, row.isEnabled, row.audio}, *seen);
            row.drift = row.differences ? Drift::Different : Drift::None;
        }
    } else if (main && main->snapshot && main->snapshot->polledAtMs > row.createdAtMs) {
        // The server answered after the stream was added, and does not have it.
        row.status = StreamStatus::Inactive;
        if (row.isManaged())
            row.drift = Drift::Missing;
    } else {
        row.status = main ? StreamStatus::Initialization : StreamStatus::Inactive;
        row.isOff = !row.isEnabled;
    }
    if (row.isManaged() && row.maskedAddress.isEmpty())
        row.status = StreamStatus::Empty;
    if (row.pending) {
        // Registry and server are meant to differ while the change is on its way.
        row.drift = Drift::None;
        row.differences = {};
    }
    return before != std::tuple(row.status, row.characteristic, row.drift, row.differences.toInt(), row.isOff,
                                row.isStale);
}

void FleetState::restore(const std::vector<SnapshotPtr> &snapshots, const std::vector<PollFailure> &failures)
{
    for (const SnapshotPtr &snapshot : snapshots) {
        const int index = serverIndex(snapshot->server);
        if (index < 0 || m_servers[size_t(index)].snapshot)
            continue;
        m_servers[size_t(index)].snapshot = snapshot;
        m_servers[size_t(index)].isRestored = true;
        m_servers[size_t(index)].totals.sumUp(*snapshot);
    }
    for (const PollFailure &failure : failures) {
        const int index = serverIndex(failure.server);
        const bool isNews =
            index >= 0 && (m_servers[size_t(index)].isRestored || !m_servers[size_t(index)].snapshot);
        if (isNews)
            m_servers[size_t(index)].earlierFailure = failure;
    }
    restructure();
    Q_EMIT serversChanged();
}

bool FleetState::hasOtherUnmanaged(int serverIndex) const
{
    const FleetServer &server = m_servers[size_t(serverIndex)];
    QSet<QStringView> managed;
    QSet<QStringView> shown;
    for (const int index : server.rows) {
        const FleetRow &row = m_rows[size_t(index)];
        (row.isManaged() ? managed : shown).insert(row.remoteName);
    }
    const QSet<QString> moving = namesInTransfer();
    size_t found = 0;
    bool hasMore = false;
    for (const ObservedStream &observed : server.snapshot->streams) {
        if (managed.contains(observed.remoteName) || moving.contains(observed.remoteName) ||
            isHolderCopy(server.server.id, observed.remoteName))
            continue;
        // A copy on an additional server has a row of its own only while no main server lists it.
        if (observed.role == StreamRole::Additional && isMainElsewhere(observed.remoteName))
            continue;
        if (found == limits::maxUnmanagedRows) {
            hasMore = true;
            break;
        }
        if (!shown.contains(observed.remoteName))
            return true;
        ++found;
    }
    if (found != size_t(shown.size()) || hasMore != server.hasMoreUnmanaged)
        return true;
    // Copies that stood alone on other servers lose their rows when this one turns out to be the main one.
    return std::ranges::any_of(m_rows, [&](const FleetRow &row) {
        if (row.isManaged() || row.mainServer == serverIndex || row.observedOnMain < 0)
            return false;
        const ObservedStream *copy = observedOn(row, row.mainServer);
        if (copy->role != StreamRole::Additional)
            return false;
        const int here = server.snapshot->indexOf(row.remoteName);
        return here >= 0 && server.snapshot->streams[size_t(here)].role == StreamRole::Main;
    });
}

void FleetState::setHolderCopies(std::vector<HolderCopy> copies)
{
    QHash<ServerId, QSet<QString>> byServer;
    for (const HolderCopy &copy : copies)
        byServer[copy.server].insert(copy.remoteName);
    m_copies = std::move(copies);
    if (std::exchange(m_copyNames, byServer) != m_copyNames)
        restructure();
}

bool FleetState::isHolderCopy(const ServerId &server, const QString &remoteName) const
{
    const auto names = m_copyNames.constFind(server);
    return names != m_copyNames.cend() && names->contains(remoteName);
}

bool FleetState::isMainElsewhere(const QString &remoteName) const
{
    return std::ranges::any_of(m_servers, [&](const FleetServer &server) {
        const int index = server.snapshot ? server.snapshot->indexOf(remoteName) : -1;
        return index >= 0 && server.snapshot->streams[size_t(index)].role == StreamRole::Main;
    });
}

} // namespace streamkeeper
