#include "tests/cli/CliHarness.h"
#include "tests/core/AddressMaker.h"

#include <QFile>
#include <QJsonDocument>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace streamkeeper;
using test::CliHarness;
using Outcome = CliHarness::Outcome;

/// Addresses as devices have them, each with a marked secret, on a media server: adopted and told in every
/// way, the marks stand nowhere but sealed. And what is sealed is sent nowhere new.
class CliMasksTest : public QObject
{
    Q_OBJECT

    std::unique_ptr<CliHarness> m_cli;
    int m_taken = 0;

    /// Puts them on ms-02 behind the console's back; those that a MediaMTX takes.
    void plant(int count)
    {
        test::AddressMaker maker{quint32(count)};
        for (int i = 0; i < count; ++i) {
            const test::MadeAddress made = maker.make();
            m_cli->addSecret(made.secret.toUtf8());
            const QJsonObject path{{u"source"_s, made.address}};
            const auto answer = m_cli->fleet().call(1, u"/v3/config/paths/add/planted-%1"_s.arg(i), "POST",
                                                    QJsonDocument(path).toJson());
            m_taken += int(answer.status == 200);
        }
    }

private Q_SLOTS:
    void initTestCase()
    {
        m_cli = std::make_unique<CliHarness>();
        QVERIFY(m_cli->startFleet());
        QVERIFY(m_cli->resetFleet());
        QVERIFY(m_cli->makeRegistry());
        plant(120);
        QVERIFY2(m_taken > 40, qPrintable(QString::number(m_taken)));
    }

    void cleanupTestCase() { m_cli.reset(); }

    void whatIsToldHoldsNoMark()
    {
        const auto call = [&](const QStringList &words) {
            for (const QString &format : {u"table"_s, u"json"_s}) {
                const Outcome outcome =
                    m_cli->text(words + QStringList{u"--verbose"_s, u"--output"_s, format});
                QVERIFY2(outcome.code == 0 || outcome.code == 1, outcome.all().constData());
            }
        };
        call({u"servers"_s, u"adopt"_s, u"ms-02"_s});
        call({u"servers"_s, u"adopt"_s, u"ms-02"_s, u"--all"_s});
        const QJsonArray rows = m_cli->json({u"streams"_s, u"list"_s}).json().toArray();
        QVERIFY(rows.size() > 40);
        call({u"streams"_s, u"list"_s, u"--poll"_s});
        call({u"streams"_s, u"show"_s, u"planted"_s}); // what it may mean is listed
        call({u"cameras"_s, u"list"_s});
        call({u"streams"_s, u"watch"_s, u"--interval"_s, u"1"_s, u"--timeout"_s, u"3"_s});
        call({u"streams"_s, u"push"_s, u"--filter"_s, u"planted"_s, u"--yes"_s});
        call({u"transfer"_s, u"search"_s, rows[0][u"uuid"].toString()});
        call({u"operations"_s, u"list"_s});
        call({u"cameras"_s, u"export"_s, u"--to"_s, m_cli->path(u"cameras.csv"_s)});
        call({u"cameras"_s, u"import"_s, m_cli->path(u"cameras.csv"_s), u"--dry-run"_s});
        (void)m_cli->text({u"streams"_s, u"list"_s, u"-ocsv"_s});
        (void)m_cli->text({u"streams"_s, u"list"_s, u"-owide"_s});
        QCOMPARE(m_cli->findSecret(), QString());
    }

    void aStoredTokenGoesNowhereNewUnasked()
    {
        QTcpServer stranger;
        int asked = 0;
        connect(&stranger, &QTcpServer::newConnection, this, [&] {
            ++asked;
            while (QTcpSocket *socket = stranger.nextPendingConnection())
                socket->abort();
        });
        QVERIFY(stranger.listen(QHostAddress::LocalHost));
        const QStringList edit{u"servers"_s, u"edit"_s, u"ms-01"_s, u"--url"_s,
                               u"https://127.0.0.1:%1"_s.arg(stranger.serverPort())};
        const Outcome refused = m_cli->json(edit);
        QVERIFY2(refused.code == 1 && refused.err.contains("--move-passwords"), refused.all().constData());
        QCOMPARE(m_cli->json(edit + QStringList{u"--no-probe"_s}).code, 1); // the next poll would send it
        QCOMPARE(asked, 0);
        QCOMPARE(m_cli->json(edit + QStringList{u"--secret-env"_s, u"CLI_TOKEN"_s}).code,
                 1); // that was typed
        const int typed = asked;
        QVERIFY(typed > 0);
        QCOMPARE(m_cli->json(edit + QStringList{u"--move-passwords"_s}).code, 1); // it is no media server
        QVERIFY(asked > typed);
        QCOMPARE(m_cli->json({u"servers"_s, u"probe"_s, u"ms-01"_s}).code, 0);
    }

    void anImportThatIsRefusedHoldsNoMark()
    {
        test::AddressMaker maker(7);
        QByteArray text = "name,high_address,high_server\n";
        for (int i = 0; i < 100; ++i) {
            const test::MadeAddress made = maker.make();
            m_cli->addSecret(made.secret.toUtf8());
            QString cell = made.address;
            text += "Camera " + QByteArray::number(i) + ",\"" + cell.replace(u'"', u"\"\""_s).toUtf8() +
                    "\",nowhere\n"; // there is no such server
        }
        // Beside the folder in which nothing may be found: it is the operator's own list.
        QTemporaryDir folder;
        QFile file(folder.filePath(u"list.csv"_s));
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write(text) == text.size());
        file.close();
        for (const QString &format : {u"table"_s, u"json"_s}) {
            const Outcome outcome =
                m_cli->text({u"cameras"_s, u"import"_s, file.fileName(), u"--verbose"_s, u"-o"_s, format});
            QVERIFY2(outcome.code == 1, outcome.all().constData());
        }
        QCOMPARE(m_cli->findSecret(), QString());
    }
};

QTEST_GUILESS_MAIN(CliMasksTest)
#include "tst_climasks.moc"
