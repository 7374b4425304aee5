#include "tests/console/TourDesk.h"

#include "models/registry/AlarmRepository.h"
#include "models/registry/DeviceRepository.h"
#include "models/registry/EventRepository.h"
#include "models/registry/OperationRepository.h"
#include "models/registry/TroubleRepository.h"
#include "tests/console/WindowTest.h"

#include <QDateTime>

#include <algorithm>
#include <array>

namespace streamkeeper::test {

using namespace Qt::StringLiterals;

namespace {

constexpr int serverCount = 4;
constexpr int cameraCount = 60;
constexpr qint64 minuteMs = 60'000;
constexpr qint64 hourMs = 60 * minuteMs;
/// Numbers of the fleet's cameras that are lost together, all on the second server.
constexpr std::array lostNumbers{6, 10, 14, 18, 22};

/// As long as operators make them.
const QStringList &longNames()
{
    static const QStringList names{
        u"Разворотная площадка у северных ворот, столб 14, дублирующая"_s,
        u"Harbour crane 1, boom, looking down at the loading platform"_s,
        u"Перекрёсток ул. Большая Морская и пер. Гривцова"_s,
        u"Entrance hall of the administration building, turnstiles 1-4"_s,
        u"Подземная стоянка, уровень −2, въезд с Таможенного проезда"_s,
        u"Zollabfertigung Süd, Abstellfläche für Sattelauflieger"_s,
    };
    return names;
}

/// Waits for an answer of the session.
template <typename T>
class Answer
{
public:
    [[nodiscard]] std::function<void(Result<T>)> taken()
    {
        return [this](Result<T> result) { m_result = std::move(result); };
    }
    [[nodiscard]] bool isGood()
    {
        const bool came = QTest::qWaitFor([this] { return m_result.has_value(); }, patienceMs);
        if (came && !*m_result)
            qWarning("%s", qPrintable(m_result->error().message));
        return came && m_result->has_value();
    }
    [[nodiscard]] const Result<T> &result() const { return *m_result; }

private:
    std::optional<Result<T>> m_result;
};

[[nodiscard]] bool written(const VoidResult &result)
{
    if (!result)
        qWarning("%s", qPrintable(result.error().message));
    return result.has_value();
}

} // namespace

bool TourDesk::start()
{
    m_fleet.letCamerasFail();
    const bool isUp = m_fleet.start({u"--servers"_s, QString::number(serverCount), u"--mediamtx"_s, u"1"_s,
                                     u"--cameras"_s, QString::number(cameraCount), u"--live"_s, u"2"_s,
                                     u"--record"_s, u"1"_s, u"--tls"_s, u"none"_s, u"--exit-with-stdin"_s},
                                    30'000);
    m_harness = std::make_unique<ConsoleHarness>();
    return isUp && startConsole() && addServers() && nameCameras() && addClusters() && writeNight() &&
           startConsole() && loseCameras() && shareLinks();
}

bool TourDesk::startConsole()
{
    m_harness->closeConsole();
    return m_harness->start();
}

// ---- what is

bool TourDesk::addServers()
{
    for (int i = 0; i < serverCount; ++i) {
        if (!addServer(i))
            return false;
    }
    return QTest::qWaitFor(
        [this] {
            return std::ranges::all_of(fleet().servers(),
                                       [](const FleetServer &one) { return one.snapshot && !one.isStale(); });
        },
        patienceMs);
}

bool TourDesk::addServer(int index)
{
    const QJsonObject told = m_fleet.server(index);
    const bool isMediaMtx = told[u"type"].toString() == u"mediamtx";
    MediaServer server;
    server.id = ServerId::create();
    server.name = index == 2 ? u"ms-03.video.harbour-authority.example"_s : u"ms-0%1"_s.arg(index + 1);
    server.type = isMediaMtx ? ServerType::MediaMtx : ServerType::MediaServerV2;
    server.useTls = false;
    server.internalHost = u"127.0.0.1"_s;
    server.apiPort = quint16(told[u"apiPort"].toInt());
    server.userName = isMediaMtx ? told[u"user"].toString() : QString();
    server.streamsLimit = index == 1 ? std::optional(40) : std::nullopt;
    const SecretText secret(told[isMediaMtx ? u"password"_s : u"token"_s].toString());
    Answer<void> saved;
    session().edits().servers.save(server, secret, &window(), saved.taken());
    if (!saved.isGood())
        return false;
    m_servers.push_back(server.id);
    Answer<std::vector<RemoteStream>> found;
    session().readRemoteStreams(server, secret, &window(), {}, found.taken());
    if (!found.isGood())
        return false;
    std::vector<AdoptionProposal> proposals = proposeAdoption(*found.result());
    if (index == 2)
        proposals.resize(proposals.size() - 2); // some are left to be adopted
    Answer<int> adopted;
    session().edits().streams.adopt(server.id, *found.result(), proposals, &window(), adopted.taken());
    return adopted.isGood();
}

const Camera *TourDesk::cameraNumber(int number)
{
    const QString uid = m_fleet.camera(number)[u"uid"].toString();
    const auto found = std::ranges::find(fleet().cameras(), uid, &Camera::remoteUid);
    return found == fleet().cameras().end() ? nullptr : &*found;
}

StreamId TourDesk::streamOf(const Camera &camera, Quality quality)
{
    for (const Stream &stream : fleet().streams()) {
        if (stream.camera == camera.id && stream.quality == quality)
            return stream.id;
    }
    return {};
}

StreamId TourDesk::playingStream()
{
    const Camera *camera = cameraNumber(1);
    return camera ? streamOf(*camera, Quality::High) : StreamId();
}

std::vector<StreamId> TourDesk::lostStreams()
{
    std::vector<StreamId> streams;
    for (const int number : lostNumbers) {
        if (const Camera *camera = cameraNumber(number))
            streams.push_back(streamOf(*camera, Quality::High));
    }
    return streams;
}

bool TourDesk::nameCameras()
{
    std::vector<Camera> changed;
    for (size_t i = 0; i < size_t(longNames().size()); ++i) {
        Camera camera = fleet().cameras()[i * 7];
        camera.name = longNames()[qsizetype(i)];
        camera.location = u"Порт, причал 4 / Harbour, quay 4"_s;
        changed.push_back(std::move(camera));
    }
    for (const int number : {2, 3}) {
        Camera camera = *cameraNumber(number);
        camera.addition = Addition::Auto;
        camera.macAddress = u"02:00:5e:10:00:%1"_s.arg(number, 2, 16, QChar(u'0'));
        camera.serialNumber = u"SK-2026-%1"_s.arg(number, 6, 10, QChar(u'0'));
        m_automatic = camera.id;
        std::erase_if(changed, [&](const Camera &one) { return one.id == camera.id; });
        changed.push_back(std::move(camera));
    }
    Answer<std::vector<VoidResult>> saved;
    session().edits().cameras.saveMany(changed, {}, {}, &window(), saved.taken());
    return saved.isGood() && std::ranges::all_of(*saved.result(), written);
}

bool TourDesk::addClusters()
{
    Cluster cluster;
    cluster.id = ClusterId::create();
    cluster.name = u"Порт и таможня / Harbour and customs"_s;
    cluster.mainServer = m_servers[0];
    cluster.additionalServers = {m_servers[1]};
    Answer<void> saved;
    session().edits().clusters.save(cluster, &window(), saved.taken());
    if (!saved.isGood())
        return false;
    ServerGroup group;
    group.id = ServerGroupId::create();
    group.name = u"North"_s;
    group.clusters = {cluster.id};
    group.subnets = {u"10.64.0.0/16"_s, u"2001:db8:17:4::/64"_s};
    Answer<void> grouped;
    session().edits().clusters.saveGroup(group, &window(), grouped.taken());
    return grouped.isGood();
}

// ---- what was

bool TourDesk::writeNight()
{
    const QString path = session().registryPath();
    RegistryDatabase database;
    if (!written(database.open(path)))
        return false;
    const qint64 nowMs = QDateTime::currentMSecsSinceEpoch();
    const auto all = {&TourDesk::writeTroubles, &TourDesk::writeDevices, &TourDesk::writeAlarms,
                      &TourDesk::writeEvents, &TourDesk::writeOperations};
    return std::ranges::all_of(all, [&](auto write) {
        return written(database.inTransaction([&] { return (this->*write)(database, nowMs); }));
    });
}

VoidResult TourDesk::writeTroubles(RegistryDatabase &database, qint64 nowMs)
{
    TroubleRepository::Histories histories;
    // One camera flaps all night, in bursts.
    TroubleHistory flapping;
    for (int i = 0; i < 40; ++i) {
        const qint64 atMs = nowMs - 11 * hourMs + i / 8 * 2 * hourMs + i % 8 * 5 * minuteMs;
        flapping.push_back({atMs, 0, TroubleKind::Lost});
        flapping.push_back({atMs + minuteMs, 1 + i % 4, TroubleKind::Reconnects});
        flapping.push_back({atMs + 2 * minuteMs, 0, TroubleKind::Back});
    }
    histories.insert(playingStream(), flapping);
    // One was away for hours.
    histories.insert(streamOf(*cameraNumber(9), Quality::High),
                     {{nowMs - 9 * hourMs, 0, TroubleKind::Lost},
                      {nowMs - 4 * hourMs, 1, TroubleKind::Reconnects},
                      {nowMs - 4 * hourMs, 0, TroubleKind::Back}});
    for (const StreamId &stream : lostStreams())
        histories.insert(stream, {{nowMs - 5 * hourMs - 42 * minuteMs, 0, TroubleKind::Lost}});
    TroubleRepository troubles(database);
    if (const VoidResult done = troubles.add(histories, nowMs, 1000); !done)
        return done;
    return troubles.acknowledge({lostStreams().front()},
                                {u"n.petrova@desk-2"_s,
                                 nowMs - hourMs,
                                 u"Электрик вызван, будет до 06:00; power supply of the mast"_s,
                                 {},
                                 0});
}

VoidResult TourDesk::writeDevices(RegistryDatabase &database, qint64 nowMs)
{
    DeviceRepository devices(database);
    const auto device = [&](int number) {
        NetworkDevice one;
        one.id = NetworkDeviceId::create();
        one.mac = u"02:00:5e:10:00:%1"_s.arg(number, 2, 16, QChar(u'0'));
        one.serialNumber = u"SK-2026-%1"_s.arg(number, 6, 10, QChar(u'0'));
        one.option82 = {u"GigabitEthernet1/0/%1"_s.arg(number), u"sw-north-gate.harbour-authority.example"_s};
        one.createdAtMs = nowMs - 30 * hourMs;
        one.lastEventAtMs = nowMs - 3 * hourMs - number * minuteMs;
        return one;
    };
    std::vector<NetworkDevice> all;
    const auto attach = [&](int number) {
        NetworkDevice one = device(number);
        const Camera &camera = *cameraNumber(number);
        one.camera = camera.id;
        one.ipAddress = one.reservedAddress = camera.ipAddress;
        one.manufacturer = u"Hikvision Digital Technology"_s;
        one.model = u"DS-2CD2T47G2-LSU/SL"_s;
        one.stage = DeviceStage::Done;
        one.lastEvent = u"Provisioning done"_s;
        return one;
    };
    for (const int number : lostNumbers)
        all.push_back(attach(number));
    for (const int number : {2, 3})
        all.push_back(attach(number));
    all.push_back(device(61));
    all.back().lastEvent = u"Billing. New Camera"_s;
    NetworkDevice stopped = device(62);
    stopped.ipAddress = u"10.64.17.201"_s;
    stopped.stage = DeviceStage::Streams;
    stopped.isStopped = true;
    stopped.camera = cameraNumber(26)->id;
    stopped.attempts = 5;
    stopped.lastEvent = u"10.64.17.201 refuses the user \"admin\": the password is wrong, or it has no right "
                        "to read the profiles. It was tried once, because cameras lock an account after a "
                        "few tries."_s;
    all.push_back(stopped);
    for (const NetworkDevice &one : all) {
        if (const VoidResult saved = devices.save(one); !saved)
            return saved;
    }
    return {};
}

VoidResult TourDesk::writeAlarms(RegistryDatabase &database, qint64 nowMs)
{
    const QString seenBy = u"n.petrova@desk-2"_s;
    return AlarmRepository(database).begin(
        {{AlarmKind::RootCause,
          u"switch"_s,
          u"sw-north-gate.harbour-authority.example"_s,
          5,
          7,
          nowMs - 5 * hourMs - 40 * minuteMs,
          nowMs - hourMs,
          {},
          0},
         {AlarmKind::StorageFull, u"/var/lib/media-server/archive-2"_s, u"ms-02"_s, 91, 0, nowMs - 4 * hourMs,
          nowMs - 2 * hourMs, seenBy, nowMs - 3 * hourMs},
         {AlarmKind::StreamsLost,
          {},
          {},
          12,
          0,
          nowMs - 9 * hourMs,
          nowMs - 8 * hourMs,
          seenBy,
          nowMs - 8 * hourMs}});
}

VoidResult TourDesk::writeEvents(RegistryDatabase &database, qint64 nowMs)
{
    std::vector<Event> events;
    const auto add = [&](EventType type, int number, qint64 beginMs, qint64 endMs, const QString &detail) {
        Event event;
        event.type = type;
        event.atMs = beginMs;
        event.untilMs = endMs;
        const Camera &camera = *cameraNumber(number);
        event.camera = camera.id;
        event.stream = streamOf(camera, Quality::High);
        event.server = fleet().stream(event.stream)->mainServer;
        event.serverName = fleet().serverName(event.server);
        event.subject = camera.name;
        event.detail = detail;
        events.push_back(event);
    };
    for (int i = 0; i < 24; ++i)
        add(EventType::StreamInactive, 1 + i % 3 * 4, nowMs - (23 - i) * 30 * minuteMs - 12 * minuteMs,
            nowMs - (23 - i) * 30 * minuteMs - 3 * minuteMs, u"The camera does not answer."_s);
    add(EventType::CameraChanged, 2, nowMs - 2 * hourMs, 0, u"Name, location"_s);
    add(EventType::DhcpReserved, 3, nowMs - 3 * hourMs, 0, u"10.64.0.4"_s);
    add(EventType::ApHighRetrievalFailed, 26, nowMs - 3 * hourMs, 0,
        u"10.64.17.201 refuses the user \"admin\": the password is wrong."_s);
    return EventRepository(database).add(events);
}

VoidResult TourDesk::writeOperations(RegistryDatabase &database, qint64 nowMs)
{
    OperationRepository journal(database);
    const std::array kinds{OperationKind::Restart, OperationKind::Transfer, OperationKind::ChangeAddress,
                           OperationKind::Disable};
    const std::array states{OperationState::Confirmed, OperationState::Failed, OperationState::Unconfirmed,
                            OperationState::Cancelled};
    for (size_t i = 0; i < 12; ++i) {
        const Camera &camera = fleet().cameras()[i * 3];
        Operation operation;
        operation.id = OperationId::create();
        operation.kind = kinds[i % kinds.size()];
        operation.state = states[i / 3];
        operation.phase = OperationPhase::Finished;
        operation.camera = camera.id;
        operation.stream = streamOf(camera, Quality::High);
        operation.target = camera.name;
        operation.serverName = u"ms-02"_s;
        operation.author = u"n.petrova@desk-2"_s;
        operation.attempts = 3;
        operation.createdAtMs = nowMs - qint64(i) * 17 * minuteMs;
        operation.startedAtMs = operation.createdAtMs;
        operation.finishedAtMs = operation.createdAtMs + 4'000;
        if (operation.state != OperationState::Confirmed)
            operation.message = u"ms-02 did not answer within 10 s. Check the network and whether the media "
                                "server runs; then try again."_s;
        if (const VoidResult added = journal.add(operation); !added)
            return added;
    }
    return {};
}

// ---- what happens

bool TourDesk::loseCameras()
{
    for (const int number : lostNumbers) {
        for (const Stream &stream : fleet().streams()) {
            if (stream.camera != cameraNumber(number)->id)
                continue;
            const QJsonObject order{{u"uid"_s, stream.remoteName},
                                    {u"set"_s, QJsonObject{{u"status"_s, u"inactive"_s}}}};
            if (!m_fleet.control(u"/stream"_s, order))
                return false;
        }
    }
    if (!m_fleet.control(u"/server"_s, {{u"server"_s, u"ms-04"_s}, {u"action"_s, u"stop"_s}}))
        return false;
    return QTest::qWaitFor(
        [this] {
            return fleet().server(m_servers[3])->failure &&
                   fleet().counts().of(StreamState::Inactive) >= 2 * int(lostNumbers.size()) &&
                   fleet().row(fleet().rowOf(playingStream())).status == StreamStatus::Active;
        },
        patienceMs);
}

bool TourDesk::shareLinks()
{
    ShareRequest request;
    request.period = {3, ShareUnit::Days};
    request.note = u"Для участкового / for the insurance company, case 2026-1147"_s;
    for (const ShareProtocol protocol : {ShareProtocol::Rtsp, ShareProtocol::Hls}) {
        request.protocol = protocol;
        Answer<NewLink> made;
        session().sharing().create(playingStream(), request, &window(), made.taken());
        if (!made.isGood())
            return false;
    }
    return true;
}

} // namespace streamkeeper::test
