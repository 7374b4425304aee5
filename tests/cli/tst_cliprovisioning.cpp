#include "tests/cli/CliHarness.h"
#include "tests/support/KeaProcess.h"

#include <QFile>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace streamkeeper;
using test::CliHarness;
using test::KeaProcess;
using Outcome = CliHarness::Outcome;

namespace {

const QString gateMac = u"02:00:00:00:00:01"_s;
const QString yardMac = u"02:00:00:00:00:03"_s;
const QString gateIp = u"127.0.0.1"_s;

} // namespace

/// Cameras that come by themselves, by the command line alone, against the real fleet and a real Kea.
class CliProvisioningTest : public QObject
{
    Q_OBJECT

    std::unique_ptr<CliHarness> m_cli;
    std::unique_ptr<KeaProcess> m_kea;

    [[nodiscard]] QJsonObject onvif(int camera) const
    {
        return m_cli->fleet().camera(camera)[u"onvif"].toObject();
    }
    [[nodiscard]] QStringList attach(const QString &mac, int camera, const QString &name) const
    {
        return {u"devices"_s,
                u"attach"_s,
                mac,
                u"--name"_s,
                name,
                u"--onvif-user"_s,
                u"viewer"_s,
                u"--onvif-password-env"_s,
                u"CAMERA_%1"_s.arg(camera),
                u"--onvif-port"_s,
                onvif(camera)[u"address"].toString().section(u':', 1)};
    }
    [[nodiscard]] QJsonObject show(const QString &mac) const
    {
        return m_cli->json({u"devices"_s, u"show"_s, mac}).json().toObject();
    }
    [[nodiscard]] QStringList events(const QString &mac) const
    {
        QStringList words;
        const QString uuid = show(mac)[u"uuid"].toString();
        for (const QJsonValue &event :
             m_cli->json({u"events"_s, u"list"_s, u"--device"_s, uuid}).json().toArray())
            words.append(event[u"type"].toString());
        return words;
    }

private Q_SLOTS:
    void initTestCase()
    {
        m_cli = std::make_unique<CliHarness>();
        QVERIFY(m_cli->startFleet());
        for (const int camera : {1, 3}) {
            const QString password = onvif(camera)[u"password"].toString();
            m_cli->setVariable(u"CAMERA_%1"_s.arg(camera), password);
            m_cli->addSecret(password.toUtf8());
        }
        QVERIFY(m_cli->makeRegistry());
    }
    void init()
    {
        QVERIFY(m_cli->takeRegistry());
        m_kea = std::make_unique<KeaProcess>();
        QVERIFY(m_kea->start());
        QCOMPARE(m_cli->json({u"dhcp"_s, u"settings"_s, u"--agent"_s, m_kea->url()}).code, 0);
    }
    void cleanup() { m_kea.reset(); }
    void cleanupTestCase()
    {
        const QString secret = m_cli->findSecret();
        m_cli.reset();
        QCOMPARE(secret, QString());
    }

    void ordersAreToldAsTheyStand()
    {
        const Outcome added = m_cli->json({u"devices"_s, u"add"_s, u"0200.0000.0001"_s, u"--serial"_s,
                                           u"SK-00001"_s, u"--model"_s, u"M1"_s});
        QVERIFY2(added.code == 0, added.all().constData());
        QJsonObject device = added.json().toObject();
        QCOMPARE(device[u"mac"].toString(), gateMac);
        QCOMPARE(device[u"state"].toString(), u"awaits_camera"_s);
        QCOMPARE(device[u"isChanged"].toBool(), true);
        QCOMPARE(device[u"ip"], QJsonValue());
        QCOMPARE(device[u"model"].toString(), u"M1"_s);
        QCOMPARE(m_cli->json({u"devices"_s, u"add"_s, gateMac, u"--serial"_s, u"SK-00001"_s})
                     .json()
                     .toObject()[u"isChanged"]
                     .toBool(),
                 false);
        QCOMPARE(m_cli->json({u"devices"_s, u"add"_s, u"02:00:00"_s, u"--serial"_s, u"SK-1"_s}).code, 1);
        const Outcome attached = m_cli->json(attach(gateMac, 1, u"Gate by itself"_s));
        QVERIFY2(attached.code == 0, attached.all().constData());
        device = attached.json().toObject();
        QCOMPARE(device[u"state"].toString(), u"awaits_address"_s);
        QCOMPARE(device[u"camera"].toString(), u"Gate by itself"_s);
        QCOMPARE(device[u"activation"].toString(), u"auto"_s);
        const Outcome addressed = m_cli->json(
            {u"devices"_s, u"address"_s, gateMac, gateIp, u"--switch"_s, u"switch-1"_s, u"--port"_s, u"7"_s});
        device = addressed.json().toObject();
        QCOMPARE(device[u"state"].toString(), u"reserving"_s);
        QCOMPARE(device[u"ip"].toString(), gateIp);
        QCOMPARE(device[u"switch"].toString(), u"switch-1"_s);
        QCOMPARE(device[u"port"].toString(), u"7"_s);
        const QJsonArray list =
            m_cli->json({u"devices"_s, u"list"_s, u"--state"_s, u"reserving"_s}).json().toArray();
        QCOMPARE(list.size(), 1);
        QJsonObject listed = list.first().toObject();
        device.remove(u"isChanged"_s);
        QCOMPARE(listed, device);
        QCOMPARE(m_cli->json({u"devices"_s, u"remove"_s, gateMac}).code, 1); // it is a camera's
    }

    void itComesOnAir()
    {
        QCOMPARE(m_cli->json(attach(gateMac, 1, u"Gate by itself"_s)).code, 0);
        QVERIFY(m_kea->addLease(gateIp, gateMac));
        const Outcome done = m_cli->json({u"devices"_s, u"run"_s});
        QVERIFY2(done.code == 0, done.all().constData());
        const QJsonObject device = done.json().toArray().first().toObject();
        QCOMPARE(device[u"state"].toString(), u"done"_s);
        QCOMPARE(device[u"reservedIp"].toString(), gateIp);
        QCOMPARE(device[u"streams"].toInt(), 2);
        QCOMPARE(m_cli->row(m_cli->uuidOf(u"Gate by itself"_s, u"high"_s))[u"addition"].toString(),
                 u"auto"_s);
        QCOMPARE(m_cli->json({u"streams"_s, u"delete"_s, u"Gate by itself/low"_s, u"--yes"_s}).code, 1);
    }

    void theToggleLocksAndFrees()
    {
        QCOMPARE(m_cli->json(attach(gateMac, 1, u"Gate by itself"_s)).code, 0);
        const Outcome manual = m_cli->json({u"cameras"_s, u"activation"_s, u"Gate by itself"_s, u"manual"_s});
        QVERIFY2(manual.code == 0, manual.all().constData());
        QCOMPARE(manual.json().toArray().first()[u"activation"].toString(), u"manual"_s);
        QVERIFY(m_kea->addLease(gateIp, gateMac));
        const Outcome rested = m_cli->json({u"devices"_s, u"run"_s, u"--seconds"_s, u"5"_s});
        QCOMPARE(rested.json().toArray().first()[u"state"].toString(), u"manual"_s);
        QCOMPARE(rested.json().toArray().first()[u"streams"].toInt(), 0);
        QCOMPARE(m_cli->json({u"cameras"_s, u"activation"_s, u"Gate by itself"_s, u"auto"_s}).code, 0);
        const Outcome done = m_cli->json({u"devices"_s, u"run"_s});
        QCOMPARE(done.json().toArray().first()[u"state"].toString(), u"done"_s);
    }

    void aFileOfOrdersIsCarriedOutInItsOrder()
    {
        QFile file(m_cli->path(u"orders.csv"_s));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("order,mac,serial_number,name,port,ip\n"
                   "new_camera,02-00-00-00-00-01,SK-1\n"
                   "attach_camera,02:00:00:00:00:01,,Gate by itself,8080\n"
                   "dhcp,02:00:00:00:00:01,,,,127.0.0.1\n"
                   "dhcp,02:00:00:00:00:77,,,,127.0.0.7\n"
                   "attach_camera,02:00:00:00:00:01,,,99999999\n");
        file.close();
        const Outcome outcome = m_cli->json({u"devices"_s, u"import"_s, file.fileName()});
        QCOMPARE(outcome.code, 1);
        const QJsonObject object = outcome.json().toObject();
        QCOMPARE(object[u"taken"].toInt(), 4); // the last one changes nothing: it has a profile
        QCOMPARE(object[u"refused"].toArray().size(), 1);
        QCOMPARE(object[u"refused"].toArray().first()[u"line"].toInt(), 5);
        QCOMPARE(show(gateMac)[u"ip"].toString(), gateIp);
    }

    /// The program that does the work is killed again and again, a little later each time.
    void itIsFinishedWhereverItIsKilled()
    {
        QCOMPARE(m_cli->json(attach(gateMac, 1, u"Gate by itself"_s)).code, 0);
        QVERIFY(m_kea->addLease(gateIp, gateMac));
        QStringList states;
        for (int ms = 100; show(gateMac)[u"state"].toString() != u"done" && ms < 20'000; ms += ms / 4 + 50) {
            const auto run = m_cli->start({u"devices"_s, u"run"_s});
            QVERIFY(run->waitForStarted());
            if (!run->waitForFinished(ms)) {
                run->kill(); // by SIGKILL
                QVERIFY(run->waitForFinished());
            }
            QCOMPARE(m_cli->json({u"operations"_s, u"resume"_s}).code, 0);
            states.append(show(gateMac)[u"state"].toString());
        }
        states.removeDuplicates();
        QCOMPARE(show(gateMac)[u"state"].toString(), u"done"_s);
        QCOMPARE(show(gateMac)[u"streams"].toInt(), 2);
        QVERIFY2(states.size() > 1, qPrintable(states.join(u", "_s)));
        const QStringList told = events(gateMac);
        for (const QString &once :
             {u"camera_attached"_s, u"dhcp_address"_s, u"dhcp_reserved"_s, u"provisioning_done"_s})
            QCOMPARE(told.count(once), 1);
        int reservations = 0;
        for (const QJsonValue &subnet : m_kea->config()[u"subnet4"].toArray()) {
            for (const QJsonValue &one : subnet[u"reservations"].toArray())
                reservations += one[u"hw-address"] == gateMac ? 1 : 0;
        }
        QCOMPARE(reservations, 1);
    }

    void settingsAreKept()
    {
        const QStringList call{u"provisioning"_s, u"settings"_s};
        const Outcome changed = m_cli->json(call + QStringList{u"--active"_s, u"off"_s, u"--manual-lock"_s,
                                                               u"7"_s, u"--profile"_s, u"Axe;M*;main;sub"_s});
        QVERIFY2(changed.code == 0, changed.all().constData());
        const QJsonObject object = m_cli->json(call).json().toObject();
        QCOMPARE(object, changed.json().toObject());
        QCOMPARE(object[u"active"].toBool(), false);
        QCOMPARE(object[u"manualLockMinutes"].toInt(), 7);
        QCOMPARE(object[u"profiles"].toArray(), QJsonArray{u"Axe;M*;main;sub"_s});
        QCOMPARE(m_cli->json({u"devices"_s, u"add"_s, yardMac, u"--serial"_s, u"1"_s}).code, 1);
        QCOMPARE(m_cli->json(call + QStringList{u"--profile"_s, u"half;a"_s}).code, 2);
    }
};

QTEST_GUILESS_MAIN(CliProvisioningTest)
#include "tst_cliprovisioning.moc"
