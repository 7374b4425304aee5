#include "tests/cli/CliHarness.h"

#include <QFile>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace streamkeeper;
using test::CliHarness;
using Outcome = CliHarness::Outcome;

/// `events list` and `events export`: what the command line has done itself.
class CliEventsTest : public QObject
{
    Q_OBJECT

    std::unique_ptr<CliHarness> m_cli;

    [[nodiscard]] QJsonArray events(const QStringList &options = {})
    {
        const Outcome outcome = m_cli->json(QStringList{u"events"_s, u"list"_s} + options);
        if (outcome.code != 0)
            qWarning("%s", outcome.all().constData());
        return outcome.json().toArray();
    }
    [[nodiscard]] static QStringList typesOf(const QJsonArray &events)
    {
        QStringList types;
        for (const QJsonValue &event : events)
            types.append(event[u"type"].toString());
        return types;
    }

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
    void init()
    {
        QVERIFY(m_cli->resetFleet());
        QVERIFY(m_cli->takeRegistry());
    }

    void whatWasDoneIsToldWithItsOperation()
    {
        const int before = int(events().size());
        const QString high = m_cli->uuidOf(u"Lobby"_s, u"high"_s);
        const Outcome disabled = m_cli->json({u"streams"_s, u"disable"_s, high, u"--wait"_s});
        QVERIFY2(disabled.code == 0, disabled.all().constData());
        const QJsonArray all = events();
        QCOMPARE(all.size(), before + 1);
        const QJsonObject event = all.first().toObject();
        QCOMPARE(event[u"type"].toString(), u"stream_changed"_s);
        QCOMPARE(event[u"group"].toString(), u"system"_s);
        QCOMPARE(event[u"severity"].toString(), u"info"_s);
        QCOMPARE(event[u"streamId"].toString(), high);
        QCOMPARE(event[u"subject"].toString(), u"Lobby · high"_s);
        QCOMPARE(event[u"detail"].toString(), u"Disable"_s);
        QVERIFY(event[u"endedAt"].isNull() && event[u"seconds"].isNull() && !event[u"goesOn"].toBool());
        QVERIFY(event[u"author"].toString().contains(u'@'));
        const Outcome operation = m_cli->json({u"operations"_s, u"show"_s, event[u"operation"].toString()});
        QCOMPARE(operation.json()[u"kind"].toString(), u"disable"_s);
    }

    void optionsSayWhichOnes()
    {
        const QString high = m_cli->uuidOf(u"Lobby"_s, u"high"_s);
        QCOMPARE(m_cli->json({u"cameras"_s, u"edit"_s, u"Lobby"_s, u"--location"_s, u"Cellar"_s}).code, 0);
        QCOMPARE(m_cli->json({u"streams"_s, u"delete"_s, high, u"--yes"_s, u"--wait"_s}).code, 0);
        const QJsonArray all = events();
        const QString camera = all[0][u"cameraId"].toString();
        const QString last = all[0][u"beganAt"].toString();
        QCOMPARE(typesOf(events({u"--camera"_s, u"Lobby"_s})),
                 (QStringList{u"stream_deleted"_s, u"camera_changed"_s}));
        QCOMPARE(events({u"--camera"_s, camera}), events({u"--camera"_s, u"Lobby"_s}));
        QCOMPARE(typesOf(events({u"--stream"_s, high})), QStringList{u"stream_deleted"_s}); // it is gone
        QCOMPARE(typesOf(events({u"--type"_s, u"camera_changed"_s, u"--type"_s, u"server_down"_s})),
                 QStringList{u"camera_changed"_s});
        QCOMPARE(events({u"--group"_s, u"system"_s}).size(), all.size());
        QCOMPARE(events({u"--group"_s, u"device"_s}).size(), 0);
        QCOMPARE(events({u"--limit"_s, u"1"_s}).size(), 1);
        QCOMPARE(typesOf(events({u"--from"_s, last})).first(), u"stream_deleted"_s);
        QCOMPARE(events({u"--until"_s, u"2020-01-01T00:00Z"_s}).size(), 0);
        QVERIFY(events({u"--server"_s, u"ms-01"_s}).size() >= 1);
        QCOMPARE(events({u"--device"_s, u"11111111-1111-4111-8111-111111111111"_s}).size(), 0);
        QCOMPARE(typesOf(events({u"--filter"_s, u"LOBBY"_s})), typesOf(events({u"--camera"_s, u"Lobby"_s})));
    }

    void whatIsMistypedIsRefused()
    {
        for (const QStringList &options :
             {QStringList{u"--type"_s, u"earthquake"_s}, QStringList{u"--group"_s, u"x"_s},
              QStringList{u"--from"_s, u"yesterday"_s}, QStringList{u"--device"_s, u"00:11"_s},
              QStringList{u"--limit"_s, u"0"_s}})
            QCOMPARE(m_cli->json(QStringList{u"events"_s, u"list"_s} + options).code, 2);
        QCOMPARE(m_cli->json({u"events"_s, u"list"_s, u"--camera"_s, u"Nowhere"_s}).code, 1);
        QCOMPARE(m_cli->json({u"events"_s, u"export"_s}).code, 2);
    }

    void anExportIsSafeForSpreadsheets()
    {
        QCOMPARE(m_cli->json({u"cameras"_s, u"edit"_s, u"Lobby"_s, u"--name"_s, u"=cmd()"_s}).code, 0);
        const QString file = m_cli->path(u"events.csv"_s);
        const Outcome outcome =
            m_cli->json({u"events"_s, u"export"_s, file, u"--type"_s, u"camera_changed"_s});
        QVERIFY2(outcome.code == 0, outcome.all().constData());
        QCOMPARE(outcome.json()[u"events"].toInt(), 1);
        QFile written(file);
        QVERIFY(written.open(QIODevice::ReadOnly));
        const QString text = QString::fromUtf8(written.readAll());
        QVERIFY2(text.contains(u"at,until,seconds,type,event,subject"), qPrintable(text));
        QVERIFY2(text.contains(u",camera_changed,Camera changed,'=cmd(),"), qPrintable(text));
        QCOMPARE(text.count(u'\n'), 2);
        // It tells of cameras and networks.
        QCOMPARE(int(written.permissions() & (QFile::ReadGroup | QFile::ReadOther)), 0);
    }

    void theCompletionKnowsTypes()
    {
        const Outcome outcome =
            m_cli->run({u"complete"_s, u"--"_s, u"events"_s, u"list"_s, u"--type"_s, u"stream_"_s});
        QVERIFY(outcome.out.contains("stream_inactive\n"));
        QVERIFY(!outcome.out.contains("server_down"));
    }
};

QTEST_GUILESS_MAIN(CliEventsTest)
#include "tst_clievents.moc"
