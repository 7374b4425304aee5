#include "app/console/ExternalPlayer.h"
#include "app/console/LogFile.h"
#include "app/console/WindowCapture.h"
#include "app/files/Leftovers.h"

#include <QDir>
#include <QFile>
#include <QLabel>
#include <QTemporaryDir>
#include <QTest>

#include <sys/stat.h>

using namespace Qt::StringLiterals;
using namespace streamkeeper;

namespace {

constexpr auto others =
    QFileDevice::ReadGroup | QFileDevice::WriteGroup | QFileDevice::ReadOther | QFileDevice::WriteOther;

} // namespace

/// What the console writes is for the user alone, whatever is usual.
class LogFileTest : public QObject
{
    Q_OBJECT

    QTemporaryDir m_dir;

    void verifyPrivate(const QString &file)
    {
        QVERIFY2(QFile::exists(file), qPrintable(file));
        QVERIFY2((QFile::permissions(file) & others) == 0, qPrintable(file));
    }

private Q_SLOTS:
    void initTestCase()
    {
        ::umask(0022);
        qputenv("XDG_STATE_HOME", m_dir.filePath(u"state"_s).toLocal8Bit());
        qputenv("XDG_RUNTIME_DIR", m_dir.filePath(u"runtime"_s).toLocal8Bit());
        QVERIFY(QDir(m_dir.path()).mkpath(u"runtime"_s));
    }

    void theLogIsPrivateAlsoAfterItWasRotated()
    {
        const QString name = m_dir.filePath(u"console.log"_s);
        LogFile::install(name);
        const QString line(100'000, u'x');
        for (int i = 0; i < 120 && !QFile::exists(name + u".1"_s); ++i)
            qInfo().noquote() << line;
        qInstallMessageHandler(nullptr);
        verifyPrivate(name);
        verifyPrivate(name + u".1"_s);
    }

    void whatIsDumpedIsPrivate()
    {
        QLabel window(u"Yard"_s);
        window.show();
        const QString text = m_dir.filePath(u"dump.txt"_s);
        QVERIFY(saveVisibleText(window, text));
        verifyPrivate(text);
        const QString picture = m_dir.filePath(u"dump.png"_s);
        QVERIFY(saveScreenshot(window, picture));
        verifyPrivate(picture);
    }

    void aPlaylistIsNotedWhileItIsThere()
    {
        const QDir notes(m_dir.filePath(u"state/streamkeeper/leftovers"_s));
        QString playlist;
        {
            ExternalPlayer player;
            player.setOpenFile([&](const QUrl &file) {
                playlist = file.toLocalFile();
                return true;
            });
            QVERIFY(player.open(u"Yard"_s, QUrl(u"rtsp://127.0.0.1/yard?token=T"_s)));
            verifyPrivate(playlist);
            QCOMPARE(notes.entryList(QDir::Files).size(), 1);
            sweepLeftovers(); // of a program that lives
            QVERIFY(QFile::exists(playlist));
        }
        QVERIFY(!QFile::exists(playlist));
        QVERIFY(notes.entryList(QDir::Files).isEmpty());
    }
};

QTEST_MAIN(LogFileTest)
#include "tst_logfile.moc"
