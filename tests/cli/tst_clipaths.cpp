#include "tests/cli/CliHarness.h"
#include "tests/support/JsonDifferences.h"

#include <QJsonDocument>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace streamkeeper;
using test::CliHarness;
using Outcome = CliHarness::Outcome;

namespace {

/// What an operator has set on a path beside all that the console knows of: as recreate.json has it.
const QJsonObject ownSettings{{u"record"_s, true},
                              {u"recordPath"_s, u"/mnt/nvr/%path/%Y-%m-%d_%H-%M-%S-%f"_s},
                              {u"recordDeleteAfter"_s, u"30d"_s},
                              {u"recordSegmentDuration"_s, u"10m"_s},
                              {u"maxReaders"_s, 2},
                              {u"overridePublisher"_s, false},
                              {u"sourceOnDemandStartTimeout"_s, u"20s"_s},
                              {u"runOnReady"_s, u"notify.sh --key hook-secret-71"_s}};

} // namespace

/// Nothing that somebody has set on a path of a MediaMTX is lost when the console writes that path anew.
class CliPathsTest : public QObject
{
    Q_OBJECT

    std::unique_ptr<CliHarness> m_cli;
    QString m_uuid; ///< on ms-02, with real video
    QString m_name;

    [[nodiscard]] bool change(int server, const QString &name, const QJsonObject &members)
    {
        const QByteArray body = QJsonDocument(members).toJson();
        return m_cli->fleet().call(server, u"/v3/config/paths/patch/"_s + name, "PATCH", body).status == 200;
    }
    [[nodiscard]] bool remove(int server, const QString &name)
    {
        return m_cli->fleet().call(server, u"/v3/config/paths/delete/"_s + name, "DELETE").status == 200;
    }
    [[nodiscard]] QJsonObject path(int server)
    {
        const auto answer = m_cli->fleet().call(server, u"/v3/config/paths/get/"_s + m_name);
        return answer.status == 200 ? answer.json() : QJsonObject();
    }
    [[nodiscard]] Outcome poll() { return m_cli->json({u"streams"_s, u"list"_s, u"--poll"_s}); }
    [[nodiscard]] Outcome waitFor(const QString &verb)
    {
        return m_cli->json({u"streams"_s, verb, m_uuid, u"--wait"_s});
    }

private Q_SLOTS:
    void initTestCase()
    {
        m_cli = std::make_unique<CliHarness>();
        QVERIFY(m_cli->startFleet(1, 2));
        QVERIFY(m_cli->resetFleet());
        m_name = m_cli->fleet().camera(2)[u"high"][u"remoteName"].toString();
        QVERIFY(!m_name.isEmpty());
        QVERIFY(change(1, m_name, ownSettings));
        QVERIFY(m_cli->makeRegistry());
        m_cli->addSecret("hook-secret-71");
    }

    void cleanupTestCase() { m_cli.reset(); }

    void init()
    {
        QVERIFY(m_cli->takeRegistry());
        m_uuid = m_cli->uuidOf(u"cam-02"_s, u"high"_s);
    }

    void cleanup()
    {
        QCOMPARE(m_cli->findSecret(), QString());
        QVERIFY(m_cli->resetFleet());
        QVERIFY(change(1, m_name, ownSettings));
    }

    void aForgottenPathIsMadeAsItWas()
    {
        const QJsonObject before = path(1);
        QCOMPARE(before[u"runOnReady"], ownSettings[u"runOnReady"]);
        QVERIFY(remove(1, m_name));
        QVERIFY(poll().code == 0);
        QCOMPARE(m_cli->row(m_uuid)[u"drift"].toString(), u"missing"_s);
        const Outcome made = waitFor(u"recreate"_s);
        QVERIFY2(made.code == 0, made.all().constData());
        QCOMPARE(test::differences(path(1), before).join(u'\n'), QString());
    }

    void whatWasSetSinceIsKept_data()
    {
        QTest::addColumn<QJsonObject>("members");
        QTest::newRow("a longer archive") << QJsonObject{{u"recordDeleteAfter"_s, u"90d"_s}};
        QTest::newRow("another folder") << QJsonObject{{u"recordPath"_s, u"/mnt/b/%path/%s-%f"_s}};
        QTest::newRow("on demand") << QJsonObject{{u"sourceOnDemand"_s, true}};
        QTest::newRow("as by default") << QJsonObject{{u"maxReaders"_s, 0}, {u"overridePublisher"_s, true}};
    }
    void whatWasSetSinceIsKept()
    {
        QFETCH(QJsonObject, members);
        QVERIFY(change(1, m_name, members));
        QVERIFY(poll().code == 0);
        const QJsonObject before = path(1);
        QVERIFY(remove(1, m_name));
        QVERIFY(poll().code == 0);
        const Outcome made = waitFor(u"recreate"_s);
        QVERIFY2(made.code == 0, made.all().constData());
        QCOMPARE(test::differences(path(1), before).join(u'\n'), QString());
    }

    void aCameraOnDemandStaysSo_data()
    {
        QTest::addColumn<bool>("isOnDemand");
        QTest::newRow("on demand") << true;
        QTest::newRow("always") << false;
    }
    void aCameraOnDemandStaysSo()
    {
        QFETCH(bool, isOnDemand);
        // Nobody has polled since: what is asked last counts.
        QVERIFY(change(1, m_name, {{u"sourceOnDemand"_s, isOnDemand}}));
        const QJsonObject before = path(1);
        const Outcome off = waitFor(u"disable"_s);
        QVERIFY2(off.code == 0, off.all().constData());
        QCOMPARE(path(1)[u"source"].toString(), u"publisher"_s);
        QVERIFY(poll().code == 0); // what is off tells nothing new
        const Outcome on = waitFor(u"enable"_s);
        QVERIFY2(on.code == 0, on.all().constData());
        QCOMPARE(test::differences(path(1), before).join(u'\n'), QString());
    }

    void aMovedPathTakesItsSettingsAlong()
    {
        const QJsonObject before = path(1);
        const Outcome moved = m_cli->json({u"transfer"_s, u"run"_s, m_uuid, u"--to"_s, u"ms-03"_s});
        QVERIFY2(moved.code == 0, moved.all().constData());
        QCOMPARE(test::differences(path(2), before).join(u'\n'), QString());
        // The old server keeps what it has recorded where it is, and as long as it was meant to.
        const QJsonObject left = path(1);
        for (const QString &key : {u"recordPath"_s, u"recordDeleteAfter"_s, u"maxReaders"_s})
            QCOMPARE(left[key], before[key]);
        // It is forgotten there: made anew by the next poll, so that its recordings can be read.
        QVERIFY(remove(1, m_name));
        QTRY_VERIFY_WITH_TIMEOUT(poll().code == 0 && !path(1).isEmpty(), 20'000);
        for (const QString &key : {u"recordPath"_s, u"recordDeleteAfter"_s})
            QCOMPARE(path(1)[key], before[key]);
    }

    void whatAnotherMakeDoesNotTakeIsNamedBefore()
    {
        const QStringList names{u"maxReaders"_s, u"recordPath"_s, u"runOnReady"_s};
        const Outcome searched = m_cli->json({u"transfer"_s, u"run"_s, m_uuid, u"--to"_s, u"ms-01"_s});
        QVERIFY2(searched.code == 0, searched.all().constData());
        for (const QString &name : names)
            QVERIFY2(searched.err.contains(name.toUtf8()), searched.all().constData());
        const QString message = searched.json()[u"operations"][0][u"message"].toString();
        for (const QString &name : names)
            QVERIFY2(message.contains(name), qPrintable(message));
    }

    void whatAnotherMakeDidNotTakeComesBack()
    {
        const QJsonObject before = path(1);
        for (const QString &server : {u"ms-01"_s, u"ms-02"_s}) {
            QVERIFY(m_cli->json({u"transfer"_s, u"settings"_s, u"--lock"_s, u"0"_s}).code == 0);
            const Outcome moved = m_cli->json({u"transfer"_s, u"run"_s, m_uuid, u"--to"_s, server});
            QVERIFY2(moved.code == 0, moved.all().constData());
            QVERIFY(poll().code == 0);
        }
        const QString name = m_cli->row(m_uuid)[u"remoteName"].toString();
        const auto answer = m_cli->fleet().call(1, u"/v3/config/paths/get/"_s + name);
        QJsonObject after = answer.json();
        after[u"name"] = m_name; // which was no uid
        QCOMPARE(test::differences(after, before).join(u'\n'), QString());
    }

    void takingTheirsForgetsNothing()
    {
        QVERIFY(change(1, m_name, {{u"sourceOnDemand"_s, true}}));
        QVERIFY(poll().code == 0);
        const QJsonObject before = path(1);
        QVERIFY(change(1, m_name, {{u"source"_s, u"publisher"_s}, {u"sourceOnDemand"_s, false}}));
        QVERIFY(poll().code == 0);
        const Outcome taken = m_cli->json({u"streams"_s, u"take-theirs"_s, m_uuid});
        QVERIFY2(taken.code == 0, taken.all().constData());
        const Outcome on = waitFor(u"enable"_s);
        QVERIFY2(on.code == 0, on.all().constData());
        QCOMPARE(test::differences(path(1), before).join(u'\n'), QString());
    }

    void theDepthOfTheArchiveIsTheServers()
    {
        const QJsonArray cameras = m_cli->json({u"cameras"_s, u"list"_s}).json().toArray();
        for (const QJsonValue &camera : cameras) {
            if (camera[u"name"].toString() == u"cam-02")
                QCOMPARE(camera[u"archiveDays"].toInt(), 30);
        }
    }
};

QTEST_GUILESS_MAIN(CliPathsTest)
#include "tst_clipaths.moc"
