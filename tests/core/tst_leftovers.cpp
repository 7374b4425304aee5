#include "app/async/ProcessIdentity.h"
#include "app/files/Leftovers.h"
#include "app/files/StateFolder.h"

#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <functional>
#include <memory>

using namespace Qt::StringLiterals;
using namespace streamkeeper;

/// What programs have made for a while, and what becomes of it when they are killed.
class LeftoversTest : public QObject
{
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_dir;

    [[nodiscard]] QString path(const QString &name) const { return m_dir->filePath(name); }

    [[nodiscard]] static bool write(const QString &name, const QByteArray &content)
    {
        QFile file(name);
        return file.open(QIODevice::WriteOnly) && file.write(content) == content.size();
    }

    [[nodiscard]] static QStringList notes()
    {
        const QDir folder(stateFolder() + u"/leftovers"_s);
        QStringList names;
        for (const QString &name : folder.entryList(QDir::Files))
            names.append(folder.filePath(name));
        return names;
    }

    /// The only note, with other values.
    [[nodiscard]] static bool change(const QJsonObject &values)
    {
        QFile file(notes().value(0));
        if (!file.open(QIODevice::ReadWrite))
            return false;
        QJsonObject note = QJsonDocument::fromJson(file.readAll()).object();
        for (auto it = values.begin(); it != values.end(); ++it)
            note[it.key()] = *it;
        return file.resize(0) && file.seek(0) && file.write(QJsonDocument(note).toJson()) > 0;
    }

    /// As after kill -9.
    [[nodiscard]] static bool die()
    {
        QProcess process;
        process.start(u"true"_s, QStringList());
        const qint64 pid = process.processId();
        return process.waitForFinished() && change({{u"pid"_s, pid}, {u"startTime"_s, 1}});
    }

private Q_SLOTS:
    void init()
    {
        m_dir = std::make_unique<QTemporaryDir>();
        qputenv("XDG_STATE_HOME", path(u"state"_s).toLocal8Bit());
    }

    void aNoteGoesWithWhatItTellsOf()
    {
        QVERIFY(write(path(u"a.part"_s), "x"));
        auto note = noteLeftover(path(u"a.part"_s));
        QVERIFY(note);
        QCOMPARE(notes().size(), 1);
        QVERIFY((QFile::permissions(notes().front()) & (QFileDevice::ReadGroup | QFileDevice::ReadOther)) ==
                0);
        note.reset();
        QVERIFY(notes().isEmpty());
        QVERIFY(QFile::exists(path(u"a.part"_s))); // that is the program's own to do
        QVERIFY(!noteLeftover(path(u"none"_s)));
    }

    void whatADeadProgramLeftIsSwept()
    {
        QVERIFY(write(path(u"a.part"_s), "x"));
        const auto note = noteLeftover(path(u"a.part"_s));
        sweepLeftovers();
        QVERIFY(QFile::exists(path(u"a.part"_s))); // this one lives
        QVERIFY(die());
        sweepLeftovers();
        QVERIFY(!QFile::exists(path(u"a.part"_s)));
        QVERIFY(notes().isEmpty());
    }

    void aFolderIsSweptWithWhatIsInIt()
    {
        QVERIFY(QDir(m_dir->path()).mkpath(u"demo/recordings"_s));
        QVERIFY(write(path(u"outside"_s), "x"));
        QVERIFY(write(path(u"demo/recordings/a.m3u"_s), "token"));
        QVERIFY(QFile::link(path(u"outside"_s), path(u"demo/link"_s)));
        const auto note = noteLeftover(path(u"demo"_s));
        QVERIFY(die());
        sweepLeftovers();
        QVERIFY(!QFile::exists(path(u"demo"_s)));
        QVERIFY(QFile::exists(path(u"outside"_s)));
    }

    void nothingOfOthersIsSwept_data()
    {
        QTest::addColumn<QString>("what");
        for (const auto &what : {u"another file of that name"_s, u"a link of that name"_s,
                                 u"a folder of that name"_s, u"gone"_s})
            QTest::addRow("%s", qPrintable(what)) << what;
    }

    void nothingOfOthersIsSwept()
    {
        QFETCH(QString, what);
        const QString name = path(u"a.part"_s);
        QVERIFY(write(name, "x"));
        QVERIFY(write(path(u"precious"_s), "x"));
        const auto note = noteLeftover(name);
        QVERIFY(die() && QFile::remove(name));
        if (what.startsWith(u"another"))
            QVERIFY(write(name, "precious"));
        else if (what.startsWith(u"a link"))
            QVERIFY(QFile::link(path(u"precious"_s), name));
        else if (what.startsWith(u"a folder"))
            QVERIFY(QDir().mkpath(name));
        sweepLeftovers();
        QCOMPARE(QFileInfo(name).exists(), what != u"gone");
        QVERIFY(QFile::exists(path(u"precious"_s)));
        QVERIFY(notes().isEmpty()); // and it is not looked for again
    }

    void whatMayBelongToALivingProgramStays_data()
    {
        QTest::addColumn<QString>("host");
        QTest::addColumn<QString>("bootId");
        QTest::addColumn<bool>("isSwept");
        const OperationOwner here = currentOwner();
        QTest::newRow("another machine") << u"elsewhere"_s << here.bootId << false;
        QTest::newRow("another machine, long ago") << u"elsewhere"_s << u"another"_s << false;
        QTest::newRow("before a restart of this one") << here.host << u"another"_s << true;
    }

    void whatMayBelongToALivingProgramStays()
    {
        QFETCH(QString, host);
        QFETCH(QString, bootId);
        QFETCH(bool, isSwept);
        QVERIFY(write(path(u"a.part"_s), "x"));
        const auto note = noteLeftover(path(u"a.part"_s));
        QVERIFY(change({{u"host"_s, host}, {u"bootId"_s, bootId}}));
        sweepLeftovers();
        QCOMPARE(QFile::exists(path(u"a.part"_s)), !isSwept);
        QCOMPARE(notes().isEmpty(), isSwept);
    }

    void whatIsNoNoteIsLeft()
    {
        QVERIFY(QDir().mkpath(stateFolder() + u"/leftovers"_s));
        QVERIFY(write(stateFolder() + u"/leftovers/damaged.json"_s, "{"));
        QVERIFY(write(stateFolder() + u"/leftovers/empty.json"_s, ""));
        sweepLeftovers();
        QCOMPARE(notes().size(), 2);
    }
};

QTEST_GUILESS_MAIN(LeftoversTest)
#include "tst_leftovers.moc"
