#include "models/fleet/DeviceState.h"
#include "models/fleet/TroublePlaces.h"
#include "models/tables/TroubleFilter.h"
#include "models/tables/TroubleTableModel.h"
#include "models/texts/TroubleTexts.h"
#include "tests/core/FleetMaker.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace streamkeeper;
using test::FleetMaker;

namespace {

constexpr qint64 second = 1'000;
constexpr qint64 minute = 60 * second;
constexpr qint64 hour = 60 * minute;
constexpr qint64 evening = 1'800'000'000'000; ///< the shift begins
constexpr qint64 nightMs = 8 * hour;
constexpr qint64 pollMs = 30 * second;

constexpr int serverCount = 4;
constexpr int perServer = 100;
/// Planted: what hangs on one port of a switch is lost at 2:10 and stays so.
constexpr int deadFirst = 40;
constexpr int deadCount = 6;
constexpr qint64 deadAtMs = evening + 2 * hour + 10 * minute;
/// A media server is not there for three minutes at 4:00, and then captures anew.
constexpr int rebooted = 2;
constexpr qint64 rebootAtMs = evening + 4 * hour;
constexpr qint64 rebootMs = 3 * minute;
/// Three cameras lose the connection again and again, each in a rhythm of its own.
constexpr std::array badCameras{std::pair(7, 4 * minute), std::pair(131, 5 * minute),
                                std::pair(355, 3 * minute)};
/// And here and there one is lost for a while, which means nothing.
constexpr int chanceEvery = 17;

} // namespace

/// A night of a flapping fleet in hurried time, with what went wrong planted: in the morning the right
/// streams are in the right tabs, and exactly the causes that were planted have a name (domain.md 4).
class FlappingNightTest : public QObject
{
    Q_OBJECT

    FleetMaker m_maker{serverCount, perServer};
    FleetState m_fleet;
    DeviceState m_devices;
    std::vector<int> m_totals = std::vector<int>(size_t(serverCount * perServer), 3);
    qint64 m_nowMs = evening;

    [[nodiscard]] static bool isDead(int stream)
    {
        return stream >= deadFirst && stream < deadFirst + deadCount;
    }

    /// Whether a bad camera is away, and how often it has been so far.
    [[nodiscard]] static bool isAway(qint64 nowMs, qint64 periodMs, int &count)
    {
        const qint64 sinceMs = nowMs - evening;
        count = int(sinceMs / periodMs);
        return sinceMs % periodMs < minute && count > 0;
    }

    void settle(int stream, ObservedStream &seen)
    {
        using enum StreamStatus;
        seen.reconnectTotal = m_totals[size_t(stream)];
        if (isDead(stream) && m_nowMs >= deadAtMs) {
            seen.status = Inactive;
            return;
        }
        for (const auto &[bad, periodMs] : badCameras) {
            int count = 0;
            if (stream == bad && isAway(m_nowMs, periodMs, count))
                seen.status = Inactive;
            if (stream == bad)
                seen.reconnectTotal = m_totals[size_t(stream)] + count;
        }
        const bool isOfRebooted = stream / perServer == rebooted;
        const qint64 backMs = rebootAtMs + rebootMs;
        if (isOfRebooted && m_nowMs >= backMs) {
            seen.reconnectTotal =
                std::max(0, seen.reconnectTotal - m_totals[size_t(stream)]); // it counts anew
            if (m_nowMs < backMs + minute)
                seen.status = Inactive; // it connects to its cameras
        }
        const qint64 chanceMs = evening + qint64(stream) * 71 * second;
        if (stream % chanceEvery == 0 && m_nowMs >= chanceMs && m_nowMs < chanceMs + 2 * minute)
            seen.status = Inactive;
    }

    void poll(int server)
    {
        if (server == rebooted && m_nowMs >= rebootAtMs && m_nowMs < rebootAtMs + rebootMs) {
            m_fleet.applyFailure({m_maker.servers[size_t(server)].id,
                                  m_nowMs,
                                  m_nowMs + pollMs,
                                  1,
                                  {ErrorCategory::Network, u"no answer"_s, {}}});
            return;
        }
        auto snapshot = m_maker.snapshot(server, m_nowMs);
        snapshot->load.startedAtMs =
            server == rebooted && m_nowMs >= rebootAtMs ? rebootAtMs + 2 * minute : evening - 30 * hour;
        for (ObservedStream &seen : snapshot->streams)
            settle(seen.remoteName.mid(1).toInt(), seen);
        m_fleet.applySnapshot(snapshot);
    }

    [[nodiscard]] QStringList camerasIn(TroubleTableModel &model, Characteristic tab)
    {
        QStringList names;
        for (int row = 0; row < model.rowCount(); ++row) {
            const Characteristic in = model.row(row).verdict.characteristic;
            if (tab == Characteristic::Incorrect || in == tab)
                names.append(m_fleet.row(m_fleet.rowOf(model.row(row).stream)).cameraName);
        }
        names.sort();
        return names;
    }

    [[nodiscard]] static QStringList namesOf(const std::vector<int> &streams)
    {
        QStringList names;
        for (const int stream : streams)
            names.append(u"Camera %1"_s.arg(stream));
        names.sort();
        return names;
    }

private Q_SLOTS:
    void initTestCase()
    {
        std::vector<NetworkDevice> devices;
        for (int i = 0; i < serverCount * perServer; ++i) {
            Camera &camera = m_maker.cameras[size_t(i)];
            camera.ipAddress = u"10.%1.%2.4"_s.arg(i / 200).arg(i % 200); // each in a subnet of its own
            NetworkDevice device;
            device.id = NetworkDeviceId::create();
            device.camera = camera.id;
            device.manufacturer = i % 3 == 0 ? u"Axe"_s : u"Bolt"_s;
            // Eight ports of a switch, some cameras on each.
            device.option82 = isDead(i)
                                  ? RelayInformation{u"12"_s, u"switch-3"_s}
                                  : RelayInformation{QString::number(i % 8), u"switch-%1"_s.arg(i / 40)};
            devices.push_back(device);
        }
        m_devices.set(devices, {});
        m_maker.give(m_fleet);
        for (; m_nowMs < evening + nightMs; m_nowMs += pollMs) {
            for (int server = 0; server < serverCount; ++server)
                poll(server);
        }
    }

    void theRightStreamsAreInTheRightTabs()
    {
        TroubleTableModel model(m_fleet, Clock([this] { return m_nowMs; }));
        model.setWatched(true);
        std::vector<int> bad;
        for (const auto &[stream, periodMs] : badCameras)
            bad.push_back(stream);
        std::vector<int> troubled = bad;
        for (int i = 0; i < deadCount; ++i)
            troubled.push_back(deadFirst + i);
        // And those that were lost by chance within the last hour.
        for (int stream = 0; stream < serverCount * perServer; stream += chanceEvery) {
            const qint64 chanceMs = evening + qint64(stream) * 71 * second;
            if (chanceMs + 2 * minute > m_nowMs - hour && chanceMs < m_nowMs &&
                std::ranges::find(troubled, stream) == troubled.end())
                troubled.push_back(stream);
        }
        QCOMPARE(camerasIn(model, Characteristic::Problematic), namesOf(bad));
        QCOMPARE(camerasIn(model, Characteristic::Incorrect), namesOf(troubled));
        QCOMPARE(camerasIn(model, Characteristic::Disconnected), QStringList());
        QCOMPARE(model.counts().problematic, int(bad.size()));
        QCOMPARE(model.counts().incorrect, int(troubled.size()));
    }

    void exactlyThePlantedCausesHaveAName()
    {
        TroublePlaces places = troublePlaces(m_fleet, m_devices, evening);
        QStringList causes;
        for (const RootCause &cause : rootCausesOf(places.places, std::move(places.losses)))
            causes.append(u"%1: %2 of %3"_s.arg(
                texts::causeSubject(cause.kind, causeName(cause, m_fleet, ClusterState())),
                QString::number(cause.lost), QString::number(cause.total)));
        causes.sort();
        QCOMPARE(causes, (QStringList{u"media server server 002: 100 of 100"_s,
                                      u"switch port switch-3/12: 6 of 6"_s}));
    }

    void aRebootInventsNoReconnects()
    {
        int reconnects = 0;
        for (int stream = rebooted * perServer; stream < (rebooted + 1) * perServer; ++stream) {
            if (stream % chanceEvery == 0)
                continue;
            for (const TroubleEvent &event : m_fleet.troubles().of(m_maker.streams[size_t(stream)].id))
                reconnects += event.count;
        }
        QCOMPARE(reconnects, 0);
    }
};

QTEST_GUILESS_MAIN(FlappingNightTest)
#include "tst_flappingnight.moc"
