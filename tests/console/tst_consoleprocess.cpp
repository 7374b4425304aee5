#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QImage>
#include <QProcess>
#include <QSqlDatabase>
#include <QSqlQuery>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;

/// The program as a user starts it: arguments, exit codes, files.
class ConsoleProcessTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void printsVersionAndHelpWithoutADisplay();
    void refusesUnknownArguments();
    void demoSavesPictureAndText();
    void whatAKilledDemoLeftIsSweptAtTheNextStart();
    void secondStartBringsTheFirstForward();
    void badRegistryIsToldAndLeftAlone_data();
    void badRegistryIsToldAndLeftAlone();

private:
    struct Outcome
    {
        int code = -1;
        QString out;
        QString err;
    };
    [[nodiscard]] Outcome run(const QStringList &arguments, int timeoutMs = 60'000,
                              const QByteArrayList &withoutVariables = {});

    std::unique_ptr<QTemporaryDir> m_home;
};

void ConsoleProcessTest::init()
{
    m_home = std::make_unique<QTemporaryDir>();
}

ConsoleProcessTest::Outcome ConsoleProcessTest::run(const QStringList &arguments, int timeoutMs,
                                                    const QByteArrayList &withoutVariables)
{
    QProcess process;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    for (const char *name : {"XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME"})
        environment.insert(QString::fromLatin1(name), m_home->filePath(QString::fromLatin1(name)));
    for (const QByteArray &name : withoutVariables)
        environment.remove(QString::fromLatin1(name));
    process.setProcessEnvironment(environment);
    process.start(QStringLiteral(STREAMKEEPER_PROGRAM), arguments);
    if (!process.waitForFinished(timeoutMs))
        return {};
    return {process.exitCode(), QString::fromUtf8(process.readAllStandardOutput()),
            QString::fromUtf8(process.readAllStandardError())};
}

void ConsoleProcessTest::printsVersionAndHelpWithoutADisplay()
{
    for (const QString &option : {u"--version"_s, u"-v"_s, u"--help"_s, u"-h"_s}) {
        const Outcome outcome = run({option}, 60'000, {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"});
        QCOMPARE(outcome.code, 0);
        QVERIFY(outcome.out.contains(u"streamkeeper"));
    }
}

void ConsoleProcessTest::refusesUnknownArguments()
{
    QCOMPARE(run({u"--nonsense"_s}).code, 2);
    QCOMPARE(run({u"--theme"_s, u"pink"_s}).code, 2);
    QCOMPARE(run({u"--after"_s, u"soon"_s}).code, 2);
}

void ConsoleProcessTest::demoSavesPictureAndText()
{
    const QString picture = m_home->filePath(u"window.png"_s);
    const QString text = m_home->filePath(u"window.txt"_s);
    QString shown;
    // The fleet of the demo starts servers, cameras and video: a busy machine needs longer.
    for (const QString &seconds : {u"15"_s, u"75"_s}) {
        const Outcome outcome =
            run({u"--demo"_s, u"--screenshot"_s, picture, u"--dump-text"_s, text, u"--after"_s, seconds},
                200'000);
        QVERIFY2(outcome.code == 0, qPrintable(outcome.err));
        QFile file(text);
        QVERIFY(file.open(QIODevice::ReadOnly));
        shown = QString::fromUtf8(file.readAll());
        if (shown.contains(u"24 of 24"))
            break;
    }
    QVERIFY(QImage(picture).width() > 800);
    QVERIFY2(shown.contains(u"24 of 24"), qPrintable(shown));
    QVERIFY(shown.contains(u"Active"));
    QVERIFY(!shown.contains(u"Unmanaged"));
}

void ConsoleProcessTest::whatAKilledDemoLeftIsSweptAtTheNextStart()
{
    const QDir temporary(m_home->filePath(u"temporary"_s));
    QVERIFY(temporary.mkpath(u"."_s));
    QProcess demo;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    for (const char *name : {"XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME"})
        environment.insert(QString::fromLatin1(name), m_home->filePath(QString::fromLatin1(name)));
    environment.insert(u"TMPDIR"_s, temporary.path());
    demo.setProcessEnvironment(environment);
    demo.start(QStringLiteral(STREAMKEEPER_PROGRAM), {u"--demo"_s});
    // Ours alone: libraries leave their own there too, where the user has no runtime folder.
    const auto folders = [&] { return temporary.entryList({u"streamkeeper-*"_s}, QDir::Dirs); };
    const auto hasRegistry = [&] {
        return folders().size() == 1 &&
               QFile::exists(temporary.filePath(folders().front() + u"/demo.sqlite"_s));
    };
    QTRY_VERIFY_WITH_TIMEOUT(hasRegistry(), 20'000);
    demo.kill();
    QVERIFY(demo.waitForFinished(10'000));
    QCOMPARE(folders().size(), 1);
    const auto isSwept = [&] {
        const Outcome outcome = run({u"--registry"_s, m_home->filePath(u"own.sqlite"_s), u"--dump-text"_s,
                                     m_home->filePath(u"window.txt"_s), u"--after"_s, u"0"_s});
        return outcome.code == 0 && folders().isEmpty();
    };
    QTRY_VERIFY_WITH_TIMEOUT(isSwept(), 30'000); // the fleet may still be ending in it
}

void ConsoleProcessTest::secondStartBringsTheFirstForward()
{
    QProcess first;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    for (const char *name : {"XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME"})
        environment.insert(QString::fromLatin1(name), m_home->filePath(QString::fromLatin1(name)));
    first.setProcessEnvironment(environment);
    const QString registry = m_home->filePath(u"shared.sqlite"_s);
    first.start(QStringLiteral(STREAMKEEPER_PROGRAM), {u"--registry"_s, registry});
    QVERIFY(first.waitForStarted());
    QTRY_VERIFY_WITH_TIMEOUT(QFile::exists(registry), 10'000);
    const Outcome second = run({u"--registry"_s, registry}, 20'000);
    QCOMPARE(second.code, 0);
    QVERIFY2(second.err.contains(u"brought forward"), qPrintable(second.err));
    QCOMPARE(first.state(), QProcess::Running);
    first.terminate();
    QVERIFY(first.waitForFinished(10'000));
    // Not killed: it has closed its window, and keeps how that was.
    QCOMPARE(first.exitStatus(), QProcess::NormalExit);
    QCOMPARE(first.exitCode(), 0);
    QDirIterator settings(m_home->filePath(u"XDG_CONFIG_HOME"_s), QDir::Files, QDirIterator::Subdirectories);
    QVERIFY(settings.hasNext());
}

void ConsoleProcessTest::badRegistryIsToldAndLeftAlone_data()
{
    QTest::addColumn<QString>("kind");
    QTest::addColumn<QString>("expected");
    QTest::newRow("not a database") << u"text"_s << u"not a Streamkeeper registry"_s;
    QTest::newRow("another program's") << u"foreign"_s << u"another program"_s;
    QTest::newRow("a folder") << u"folder"_s << u"is a folder"_s;
}

void ConsoleProcessTest::badRegistryIsToldAndLeftAlone()
{
    QFETCH(QString, kind);
    QFETCH(QString, expected);
    const QString path = m_home->filePath(u"registry.sqlite"_s);
    if (kind == u"folder") {
        QVERIFY(QDir().mkpath(path));
    } else if (kind == u"foreign") {
        {
            QSqlDatabase database = QSqlDatabase::addDatabase(u"QSQLITE"_s, u"foreign"_s);
            database.setDatabaseName(path);
            QVERIFY(database.open());
            QVERIFY(QSqlQuery(database).exec(u"CREATE TABLE recipes (name TEXT)"_s));
        }
        QSqlDatabase::removeDatabase(u"foreign"_s);
    } else {
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(QByteArray("This is a shopping list. ").repeated(100));
    }
    QByteArray before;
    if (QFile file(path); kind != u"folder" && file.open(QIODevice::ReadOnly))
        before = file.readAll();
    const Outcome outcome = run({u"--registry"_s, path, u"--dump-text"_s, m_home->filePath(u"t"_s)});
    QCOMPARE(outcome.code, 1);
    QVERIFY2(outcome.err.contains(expected), qPrintable(outcome.err));
    if (QFile file(path); kind != u"folder" && file.open(QIODevice::ReadOnly))
        QCOMPARE(file.readAll(), before);
}

QTEST_GUILESS_MAIN(ConsoleProcessTest)
#include "tst_consoleprocess.moc"
