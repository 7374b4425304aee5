#include "tests/cli/CliHarness.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace streamkeeper;
using test::CliHarness;
using Outcome = CliHarness::Outcome;

/// `cameras split` and `cameras join`.
class CliPairsTest : public QObject
{
    Q_OBJECT

    std::unique_ptr<CliHarness> m_cli;

    [[nodiscard]] Outcome cameras(const QStringList &arguments)
    {
        return m_cli->json(QStringList{u"cameras"_s} + arguments);
    }
    [[nodiscard]] int count() { return int(cameras({u"list"_s}).json().toArray().size()); }

private Q_SLOTS:
    void initTestCase()
    {
        m_cli = std::make_unique<CliHarness>();
        QVERIFY(m_cli->startFleet());
        QVERIFY(m_cli->resetFleet());
        QVERIFY(m_cli->makeRegistry());
    }

    void cleanupTestCase()
    {
        QCOMPARE(m_cli->findSecret(), QString());
        m_cli.reset();
    }

    void init() { QVERIFY(m_cli->takeRegistry()); }

    void aSplitCameraIsJoinedAgain()
    {
        const int before = count();
        const QString low = m_cli->uuidOf(u"Lobby"_s, u"low"_s);
        const Outcome split = cameras({u"split"_s, u"Lobby"_s, u"--name"_s, u"Lobby sub"_s});
        QVERIFY2(split.code == 0, split.all().constData());
        QCOMPARE(split.json()[u"camera"][u"name"].toString(), u"Lobby"_s);
        QCOMPARE(split.json()[u"camera"][u"streams"].toArray().size(), 1);
        QCOMPARE(split.json()[u"newCamera"][u"name"].toString(), u"Lobby sub"_s);
        QCOMPARE(split.json()[u"newCamera"][u"streams"][0][u"uuid"].toString(), low);
        QCOMPARE(count(), before + 1);
        QCOMPARE(cameras({u"edit"_s, u"Lobby sub"_s, u"--location"_s, u"Cellar"_s}).code, 0);
        const Outcome joined = cameras({u"join"_s, u"Lobby"_s, u"Lobby sub"_s});
        QVERIFY2(joined.code == 0, joined.all().constData());
        QCOMPARE(joined.json()[u"camera"][u"streams"].toArray().size(), 2);
        QStringList lost;
        for (const QJsonValue &setting : joined.json()[u"lost"].toArray())
            lost.append(setting[u"setting"].toString() + u'=' + setting[u"value"].toString());
        const QStringList expected{u"Name=Lobby sub"_s, u"Location=Cellar"_s};
        QCOMPARE(lost, expected);
        QCOMPARE(m_cli->uuidOf(u"Lobby"_s, u"low"_s), low);
        QCOMPARE(count(), before);
    }

    void aNameIsMadeWhereNoneIsGiven()
    {
        const Outcome split = cameras({u"split"_s, u"Lobby"_s});
        QVERIFY2(split.code == 0, split.all().constData());
        QCOMPARE(split.json()[u"newCamera"][u"name"].toString(), u"Lobby (low)"_s);
    }

    void whatIsNotPossibleIsSaid()
    {
        QCOMPARE(cameras({u"split"_s, u"Nobody"_s}).code, 1);
        QCOMPARE(cameras({u"split"_s}).code, 2);
        QCOMPARE(cameras({u"split"_s, u"Lobby"_s, u"--name"_s, QString(60, u'x')}).code, 2);
        QCOMPARE(cameras({u"join"_s, u"Lobby"_s}).code, 2);
        const Outcome whole = cameras({u"join"_s, u"Lobby"_s, u"cam-02"_s});
        QCOMPARE(whole.code, 1);
        QVERIFY(whole.json()[u"error"][u"message"].toString().contains(u"Split it first"));
        QCOMPARE(cameras({u"split"_s, u"Lobby"_s}).code, 0);
        const Outcome again = cameras({u"split"_s, u"Lobby"_s});
        QVERIFY(again.json()[u"error"][u"message"].toString().contains(u"one stream"));
    }

    void theShellOffersCameras()
    {
        const QString registry = m_cli->registry();
        const Outcome offered = m_cli->run({u"complete"_s, u"--"_s, u"--registry"_s, registry, u"cameras"_s,
                                            u"join"_s, u"Lobby"_s, QString()});
        QVERIFY2(offered.out.contains("cam-02") && !offered.out.contains("Lobby"), offered.all().constData());
        QVERIFY(m_cli->run({u"cameras"_s, u"--help"_s}).out.contains("cameras split NAME"));
    }
};

QTEST_GUILESS_MAIN(CliPairsTest)
#include "tst_clipairs.moc"
