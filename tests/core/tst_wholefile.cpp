#include "app/files/WholeFile.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>
#include <sys/resource.h>

using namespace Qt::StringLiterals;
using namespace streamkeeper;

namespace {

/// The disk takes no more bytes of any file than this while it lives.
class FullDisk
{
public:
    explicit FullDisk(rlim_t bytes)
    {
        std::signal(SIGXFSZ, SIG_IGN); // so that write() fails, as on a full disk
        getrlimit(RLIMIT_FSIZE, &m_before);
        const rlimit now{bytes, m_before.rlim_max};
        setrlimit(RLIMIT_FSIZE, &now);
    }
    ~FullDisk() { setrlimit(RLIMIT_FSIZE, &m_before); }
    FullDisk(const FullDisk &) = delete;
    FullDisk &operator=(const FullDisk &) = delete;

private:
    rlimit m_before{};
};

constexpr QFileDevice::Permissions mine = QFileDevice::ReadOwner | QFileDevice::WriteOwner;
constexpr QFileDevice::Permissions everybodys = mine | QFileDevice::ReadGroup | QFileDevice::ReadOther;

} // namespace

class WholeFileTest : public QObject
{
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_dir;

    [[nodiscard]] QString path(const QString &name) const { return m_dir->filePath(name); }
    [[nodiscard]] QByteArray contentOf(const QString &name) const
    {
        QFile file(path(name));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("none");
    }
    [[nodiscard]] QStringList names() const { return QDir(m_dir->path()).entryList(QDir::Files); }
    [[nodiscard]] QFileDevice::Permissions permissionsOf(const QString &name) const
    {
        // What Qt tells of the present user says the same twice.
        return QFile::permissions(path(name)) &
               (mine | everybodys | QFileDevice::WriteGroup | QFileDevice::WriteOther);
    }

private Q_SLOTS:
    void init() { m_dir = std::make_unique<QTemporaryDir>(); }

    void aFullDiskIsToldAndWhatWasThereStays_data()
    {
        QTest::addColumn<int>("size");
        QTest::addColumn<int>("room");
        QTest::addColumn<bool>("isThere");
        QTest::newRow("little, over a file") << 10 << 0 << true;
        QTest::newRow("little, a new file") << 10 << 0 << false;
        QTest::newRow("last byte") << 4097 << 4096 << true;
        QTest::newRow("more than any buffer") << 1'000'000 << 0 << true;
        QTest::newRow("more than any buffer, new, cut") << 1'000'000 << 65536 << false;
    }
    void aFullDiskIsToldAndWhatWasThereStays()
    {
        QFETCH(int, size);
        QFETCH(int, room);
        QFETCH(bool, isThere);
        if (isThere)
            QVERIFY(writeWholeFile(path(u"a"_s), "good"));
        VoidResult written;
        {
            const FullDisk full{rlim_t(room)};
            written = writeWholeFile(path(u"a"_s), QByteArray(size, 'x'));
        }
        QVERIFY(!written);
        QCOMPARE(written.error().category, ErrorCategory::Storage);
        QVERIFY(!written.error().message.isEmpty());
        QVERIFY2(!written.error().message.contains(u"Unknown"), qPrintable(written.error().message));
        QCOMPARE(contentOf(u"a"_s), isThere ? "good" : "none");
        QCOMPARE(names(), isThere ? QStringList{u"a"_s} : QStringList()); // nor is anything left beside it
    }

    void aFullDeviceIsToldAndStaysADevice()
    {
        const VoidResult written = writeWholeFile(u"/dev/full"_s, "x");
        QVERIFY(!written);
        QVERIFY2(written.error().message.contains(u"space"), qPrintable(written.error().message));
        QVERIFY(!QFileInfo(u"/dev/full"_s).isFile());
        QVERIFY(writeWholeFile(u"/dev/null"_s, "x"));
        QVERIFY(!QFileInfo(u"/dev/null"_s).isFile());
    }

    void whatIsWrittenIsThere_data()
    {
        QTest::addColumn<QByteArray>("content");
        QTest::newRow("empty") << QByteArray("");
        QTest::newRow("text") << QByteArray("a\nb\r\n");
        QTest::newRow("zeros") << QByteArray("\0\0", 2);
        QTest::newRow("large") << QByteArray(1'000'000, 'y');
    }
    void whatIsWrittenIsThere()
    {
        QFETCH(QByteArray, content);
        for (int turn = 0; turn < 2; ++turn) {
            QVERIFY(writeWholeFile(path(u"a"_s), content));
            QCOMPARE(contentOf(u"a"_s), content);
        }
        QCOMPARE(names(), QStringList{u"a"_s});
        // Exactly as much room as it needs.
        const FullDisk full{rlim_t(content.size())};
        QVERIFY(writeWholeFile(path(u"a"_s), content));
    }

    void permissionsAreThoseAskedForElseThoseOfTheFile()
    {
        QVERIFY(writeWholeFile(path(u"a"_s), "1", mine));
        QCOMPARE(permissionsOf(u"a"_s), mine);
        QVERIFY(writeWholeFile(path(u"a"_s), "2"));
        QCOMPARE(permissionsOf(u"a"_s), mine);
        QVERIFY(writeWholeFile(path(u"a"_s), "3", everybodys));
        QCOMPARE(permissionsOf(u"a"_s), everybodys);
    }

    void whereNothingCanBeWrittenIsTold()
    {
        const VoidResult nowhere = writeWholeFile(path(u"no/such"_s), "x");
        QVERIFY(!nowhere && !nowhere.error().message.isEmpty());
        const VoidResult folder = writeWholeFile(m_dir->path(), "x");
        QVERIFY(!folder && !folder.error().message.isEmpty());
    }
};

QTEST_GUILESS_MAIN(WholeFileTest)
#include "tst_wholefile.moc"
