#include "models/cameracsv/CsvReader.h"
#include "tests/core/CameraCsvTest.h"
#include "tests/core/JsonDamage.h"

#include <QFile>
#include <QRandomGenerator>
#include <QStringEncoder>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace streamkeeper;
using namespace streamkeeper::test;

/// The file of cameras itself: how it is written and read, and what is no such file.
class ExchangeFileTest : public CameraCsvTest
{
    Q_OBJECT

private Q_SLOTS:
    void init() { makeFleet(); }

    void formulasSurviveTheRoundTrip_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<bool>("isGuarded");
        QTest::newRow("plain") << u"Gate"_s << false;
        QTest::newRow("empty") << QString() << false;
        for (const char *text : {"=1+2", "+7 812", "-1", "@sum", "\tx", "'=1", "''@", "'-"})
            QTest::newRow(text) << QString::fromLatin1(text) << true;
        QTest::newRow("apostrophe alone") << u"'Gate'"_s << false;
        QTest::newRow("two apostrophes") << u"''"_s << false;
    }

    void formulasSurviveTheRoundTrip()
    {
        QFETCH(QString, text);
        QFETCH(bool, isGuarded);
        QCOMPARE(csv::guarded(text).startsWith(u'\'') && csv::guarded(text) != text, isGuarded);
        QCOMPARE(csv::unguarded(csv::guarded(text)), text);
    }

    void cellsAreReadAsTheyWereWritten()
    {
        const QStringList cells{u"a,b"_s,     u"say \"hi\""_s, u"two\r\nlines"_s,
                                u" blank "_s, u"semi;colon"_s, u"tab\there"_s,
                                u"=1"_s,      u"камера 🎥"_s,   u"\u202eright\u202c שלום"_s};
        for (const QChar separator : {u',', u';', u'\t'}) {
            QStringList names;
            for (int i = 0; i < cells.size(); ++i)
                names.append(u"c%1"_s.arg(i));
            const auto reader =
                CsvReader::open(fileOf({names, cells}, separator), [&](const QStringList &cells) {
                    return std::ranges::count_if(cells,
                                                 [&](const QString &cell) { return names.contains(cell); });
                });
            QVERIFY(reader);
            QStringList read;
            reader->read([&](const CsvRecord &record, qint64) {
                if (!record.problem.isEmpty())
                    qWarning().noquote() << record.problem;
                for (const QString &cell : record.cells)
                    read.append(csv::unguarded(cell));
                return true;
            });
            QCOMPARE(read, cells);
        }
    }

    void everyWayToWriteAFileIsRead_data()
    {
        QTest::addColumn<QByteArray>("file");
        const QByteArray text = "name;high_address\r\nНовая;rtsp://10.0.0.9/x\r\n";
        const QString unicode = QString::fromUtf8(text);
        QStringEncoder little(QStringConverter::Utf16LE, QStringConverter::Flag::WriteBom);
        QStringEncoder big(QStringConverter::Utf16BE, QStringConverter::Flag::WriteBom);
        QTest::newRow("UTF-8") << text;
        QTest::newRow("UTF-8 with BOM") << "\xef\xbb\xbf" + text;
        QTest::newRow("UTF-16 LE") << QByteArray(little(unicode));
        QTest::newRow("UTF-16 BE") << QByteArray(big(unicode));
        QTest::newRow("commas") << QByteArray(text).replace(';', ',');
        QTest::newRow("tabs") << QByteArray(text).replace(';', '\t');
        QTest::newRow("line feeds") << QByteArray(text).replace("\r\n", "\n");
        QTest::newRow("carriage returns") << QByteArray(text).replace("\r\n", "\r");
        QTest::newRow("no end") << text.chopped(2);
        QTest::newRow("sep=") << "sep=;\r\n" + text;
        QTest::newRow("blank lines") << QByteArray(text).replace("\r\n", "\r\n\r\n;\r\n");
        QTest::newRow("quoted header") << QByteArray(text).replace("name", "\" Name \"");
    }

    void everyWayToWriteAFileIsRead()
    {
        QFETCH(QByteArray, file);
        const ImportPlan planned = plan(file);
        QCOMPARE(planned.lines.size(), size_t(1));
        QCOMPARE(planned.lines[0].camera, u"Новая"_s);
        QCOMPARE(planned.newCameras, 1);
    }

    void whatIsNoTableIsRefusedWithASentence_data()
    {
        QTest::addColumn<QByteArray>("file");
        QTest::addColumn<QString>("says");
        QTest::newRow("empty") << QByteArray() << u"empty"_s;
        QTest::newRow("blank") << QByteArray("\n\n") << u"empty"_s;
        QTest::newRow("Windows-1251")
            << QByteArray("name,high_address\nx,y\n\xca\xe0\xec,z\n") << u"Line 3"_s;
        QTest::newRow("Latin-1") << QByteArray("name,high_address\nCaf\xe9,z\n") << u"Windows-1251"_s;
        QTest::newRow("NUL") << QByteArray("name,high_address\na\0b,z\n", 24) << u"NUL"_s;
        QTest::newRow("damaged UTF-16") << QByteArray("\xff\xfen\0a", 5) << u"damaged"_s;
        QTest::newRow("workbook") << QByteArray("PK\x03\x04rest") << u"workbook"_s;
        QTest::newRow("unknown column") << QByteArray("name,colour,high_address\n") << u"\"colour\""_s;
        QTest::newRow("password column") << QByteArray("name,password\n") << u"\"password\""_s;
        QTest::newRow("twice") << QByteArray("name,Name\n") << u"twice"_s;
        QTest::newRow("nothing to know it by") << QByteArray("location,ip\n") << u"camera_id"_s;
        QTest::newRow("broken header") << QByteArray("\"name,high_address\nx,y\n") << u"header"_s;
    }

    void whatIsNoTableIsRefusedWithASentence()
    {
        QFETCH(QByteArray, file);
        QFETCH(QString, says);
        QVERIFY2(refusal(file).contains(says), qPrintable(refusal(file)));
    }

    void brokenQuotesSpoilTheirOwnLineOnly_data()
    {
        QTest::addColumn<QString>("broken");
        QTest::newRow("text behind") << u"\"Gate\" A,rtsp://10.0.0.1/x"_s;
        QTest::newRow("quote inside") << u"Gate 19\" rack,rtsp://10.0.0.1/x"_s;
        QTest::newRow("never closed") << u"\"Gate,rtsp://10.0.0.1/x"_s;
    }

    void brokenQuotesSpoilTheirOwnLineOnly()
    {
        QFETCH(QString, broken);
        const QString text = u"name,high_address\nfirst,rtsp://10.0.1.1/x\n%1\nlast,rtsp://10.0.1.2/x\n"_s;
        const ImportPlan planned = plan(text.arg(broken).toUtf8());
        QCOMPARE(planned.lines.size(), size_t(3));
        QCOMPARE(planned.newCameras, 2);
        QCOMPARE(planned.lines[1].line, 3);
        QVERIFY(firstError(planned, 1).contains(u"quotation mark"));
        QCOMPARE(planned.lines[2].line, 4);
        QCOMPARE(planned.lines[2].camera, u"last"_s);
    }

    void linesAreCountedOverCellsWithLineBreaks()
    {
        const ImportPlan planned =
            plan("name,location,high_address\n\"a\",\"one\ntwo\r\nthree\",rtsp://10.0.1.1/x\nb,,nonsense\n");
        QCOMPARE(planned.lines.size(), size_t(2));
        QCOMPARE(planned.lines[0].line, 2);
        QCOMPARE(planned.lines[1].line, 5);
    }

    void aLineWithTooManyCellsIsRefused()
    {
        const ImportPlan planned = plan("name,location,high_address\na,b\na,b,rtsp://10.0.0.1/x,d\n");
        QVERIFY(!firstError(planned).contains(u"cells")); // what is left out at the end is empty
        QVERIFY(firstError(planned, 1).contains(u"4 cells"));
    }

    void listsOfSpreadsheetsAreTaken_data()
    {
        QTest::addColumn<QString>("file");
        QTest::addColumn<int>("cameras");
        QTest::newRow("cells left out at the end") << u"trailing"_s << 3;
        QTest::newRow("a column without a name") << u"trailing-separator"_s << 1;
        QTest::newRow("a title above") << u"title-row"_s << 1;
        QTest::newRow("blanks in the header") << u"header-blanks"_s << 1;
        QTest::newRow("servers in capitals, and by address") << u"server-case"_s << 2;
    }

    void listsOfSpreadsheetsAreTaken()
    {
        QFETCH(QString, file);
        QFETCH(int, cameras);
        m_source.servers.front().internalHost = u"127.0.0.1"_s;
        QFile list(QStringLiteral(STREAMKEEPER_TEST_DATA "/field-cases/%1.csv").arg(file));
        QVERIFY(list.open(QIODevice::ReadOnly));
        const ImportPlan planned = plan(list.readAll());
        QCOMPARE(planned.newCameras, cameras);
        QCOMPARE(planned.wrongLines, 0);
        for (const ImportLine &line : planned.lines) {
            for (const ImportedStream &stream : line.work->streams)
                QCOMPARE(stream.server, m_source.servers.front().id);
        }
    }

    /// As people write them down: what may be read in two ways is told, nothing is guessed.
    void numbersOfDevicesAreTakenOrTold()
    {
        QFile list(QStringLiteral(STREAMKEEPER_TEST_DATA "/field-cases/mac.csv"));
        QVERIFY(list.open(QIODevice::ReadOnly));
        const QByteArray text = list.readAll();
        const ImportPlan padded = plan(text);
        QCOMPARE(padded.lines[0].errors.size(), 1);
        QCOMPARE(padded.lines[0].errors[0].column, u"ip"_s);
        const ImportPlan mended = plan(QByteArray(text).replace("192.168.001.064", "192.168.1.64"));
        QVERIFY2(mended.newCameras == 1, qPrintable(firstError(mended)));
        QCOMPARE(mended.lines[0].work->camera.macAddress, u"28:57:BE:12:34:56"_s);
        QCOMPARE(mended.lines[1].errors.size(), 2);
        QVERIFY(mended.lines[1].errors[0].message.contains(u"port"));
        QVERIFY(mended.lines[1].errors[1].message.contains(u"16"));
    }

    void theHeaderIsWhereMostColumnsAreKnown_data()
    {
        QTest::addColumn<QByteArray>("file");
        QTest::addColumn<QString>("says"); ///< empty: one camera "Gate"
        const QByteArray header = "name;ip;high_address\n";
        const QByteArray line = "Gate;192.0.2.1;rtsp://192.0.2.1/1\n";
        QTest::newRow("at once") << header + line << QString();
        QTest::newRow("below a word that is a column's, too") << "name\n" + header + line << QString();
        QTest::newRow("below a sentence with commas")
            << "List, of 2026, by A\n\n" + header + line << QString();
        QTest::newRow("below a broken quote") << "19\" rack\n" + header + line << QString();
        QTest::newRow("further columns without names")
            << QByteArray("name;ip;high_address;;\nGate;192.0.2.1;rtsp://192.0.2.1/1;;\n") << QString();
        QTest::newRow("trailing separators in the lines") << header + line.trimmed() + ";;\n" << QString();
        QTest::newRow("no case, no blanks")
            << QByteArray(header).replace("high_address", "HIGH - Address") + line << QString();
        QTest::newRow("in one word") << QByteArray(header).replace("high_address", "HighAddress") + line
                                     << QString();
        QTest::newRow("written in two ways") << "name;ip;high_address;High Address\n" + line << u"twice"_s;
        QTest::newRow("none at all") << line + line << u"unknown column"_s;
        QTest::newRow("too far down")
            << QByteArray("x\n").repeated(40) + header + line << u"unknown column"_s;
    }

    void theHeaderIsWhereMostColumnsAreKnown()
    {
        QFETCH(QByteArray, file);
        QFETCH(QString, says);
        if (!says.isEmpty()) {
            QVERIFY2(refusal(file).contains(says), qPrintable(refusal(file)));
            return;
        }
        const ImportPlan planned = plan(file);
        QCOMPARE(planned.lines.size(), size_t(1));
        QVERIFY2(planned.newCameras == 1, qPrintable(firstError(planned)));
        QCOMPARE(planned.lines[0].camera, u"Gate"_s);
        QCOMPARE(planned.lines[0].line, int(file.left(file.indexOf("Gate;")).count('\n')) + 1);
    }

    void whatStandsUnderNoNameIsNotLost()
    {
        const ImportPlan planned =
            plan("name;;high_address\na;note;rtsp://192.0.2.1/1\nb;;rtsp://192.0.2.2/1\n");
        QCOMPARE(planned.wrongLines, 1);
        QVERIFY2(firstError(planned).contains(u"Column 2 has no name"), qPrintable(firstError(planned)));
        QCOMPARE(planned.newCameras, 1);
    }

    void serversAreNamedWithoutRegardToCase()
    {
        m_source.servers[0].internalHost = u"media.example"_s;
        m_source.servers[0].apiPort = 9997;
        m_source.servers[1].internalHost = u"media.example"_s;
        m_source.servers[1].apiPort = 9998;
        m_source.servers[2].name = u"MS-01"_s;
        const auto serverFor = [&](const QString &name) {
            return plan(fileOf(
                {{u"name"_s, u"high_address"_s, u"high_server"_s}, {u"x"_s, u"rtsp://192.0.2.1/1"_s, name}}));
        };
        const auto is = [](const ImportPlan &planned, const MediaServer &server) {
            return planned.newCameras == 1 && planned.lines[0].work->streams[0].server == server.id;
        };
        QVERIFY(is(serverFor(u"ms-01"_s), m_source.servers[0])); // as it is written
        QVERIFY(is(serverFor(u"MS-01"_s), m_source.servers[2]));
        QVERIFY(firstError(serverFor(u"Ms-01"_s)).contains(u"Several"));
        QVERIFY(is(serverFor(u" MS-02 "_s), m_source.servers[1]));
        QVERIFY(is(serverFor(u"Media.example:9998"_s), m_source.servers[1]));
        QVERIFY(firstError(serverFor(u"media.example"_s)).contains(u"Several"));
        QVERIFY(firstError(serverFor(u"ms-04"_s)).contains(u"There is no media server"));
    }

    void damagedFilesNeverCrash()
    {
        addStream(m_dock, Quality::High, 0, u"rtsp://a:b@10.0.0.3/\"q\",;"_s);
        int planned = 0;
        const auto attempt = [&](const QByteArray &damaged) {
            planned += planImport(damaged, m_source) ? 1 : 0;
        };
        damageManyTimes(exported(), 3000, attempt); // its seed is fixed
        QVERIFY(planned > 100);
        const quint32 seed = QRandomGenerator::system()->generate();
        qInfo("seed of the random bytes: %u", seed);
        QRandomGenerator random(seed);
        for (int i = 0; i < 500; ++i) {
            QByteArray bytes = i % 2 == 0 ? QByteArray("name,high_address\n") : QByteArray();
            for (int k = random.bounded(400); k > 0; --k)
                bytes.append(i % 4 < 2 ? "\",;\n\r\tax="[random.bounded(9)] : char(random.bounded(256)));
            attempt(bytes);
        }
    }
};

QTEST_GUILESS_MAIN(ExchangeFileTest)
#include "tst_cameracsvfile.moc"
