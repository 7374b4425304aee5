#include "app/archive/ArchiveExport.h"
#include "tests/player/ArchiveSite.h"
#include "tests/player/VideoFile.h"
#include "tests/player/WrittenFile.h"

#include <QDir>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <cstdlib>
#include <fcntl.h>
#include <memory>
#include <unistd.h>

using namespace streamkeeper;
using namespace streamkeeper::test;
using namespace Qt::StringLiterals;

namespace {

constexpr int patience = 30'000;

} // namespace

class ArchiveExportTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void badPeriodsAreSaid_data();
    void badPeriodsAreSaid();
    void theForecastCountsWhatIsRecorded();
    void gapsAreThoseOfTheTimeline_data();
    void gapsAreThoseOfTheTimeline();
    void badPlacesAreSaid();
    void anExistingFileIsKeptUnlessReplacingIsAgreed();
    void aPeriodBecomesOneFile_data();
    void aPeriodBecomesOneFile();
    void gapsAndServersBecomeOneFile();
    void anEndInAShortInterruptionIsTheEndBeforeIt();
    void theFileOfAServerIsPreferredAndItsPlaylistTakenOtherwise();
    void theClockGoesOnWhereServersChange_data();
    void theClockGoesOnWhereServersChange();
    void anotherServerDeliversWhereOneFails();
    void aSilentServerIsNamedWhereOthersHoldSomething_data();
    void aSilentServerIsNamedWhereOthersHoldSomething();
    void whatWasFetchedBeforeAServerDiedIsKept_data();
    void whatWasFetchedBeforeAServerDiedIsKept();
    void cancellingWhileItAsksLeavesNothing();
    void twoExportsToOneNameDoNotMix();
    void aFileThatCameMeanwhileIsKept();
    void aRefusalLeavesNothing();
    void cancellingLeavesNothing();
    void aFullDiskLeavesNothing();
    void otherEndingsAreRefused_data();
    void otherEndingsAreRefused();

private:
    using Finished = Result<ArchiveExport::Summary>;

    void start(std::vector<ArchiveHolder> index, qint64 fromMs, qint64 untilMs, bool makesFiles = false)
    {
        ArchiveExport::Request request;
        request.map = ArchiveMap(std::move(index), first);
        request.period = {startOfArchive() + fromMs, startOfArchive() + untilMs};
        request.fileName = fileName();
        request.mayReplace = m_mayReplace;
        m_export = std::make_unique<ArchiveExport>(
            request, m_site,
            [this, makesFiles](const ArchivePlace &place, const RecordedPeriod &period, PieceUse use,
                               const std::function<void(Result<ArchivePiece>)> &answer) {
                m_uses << use;
                answer(m_site->piece(place, period, makesFiles && use == PieceUse::Export));
            });
        connect(m_export.get(), &ArchiveExport::serverSilent, this,
                [this](const ServerId &server) { m_silent = server; });
        connect(m_export.get(), &ArchiveExport::finished, this,
                [this](const Finished &result) { m_result = result; });
        connect(m_export.get(), &ArchiveExport::progressChanged, this,
                [this](int percent) { m_percents << percent; });
        m_export->start();
    }
    [[nodiscard]] QString fileName() const { return m_folder->filePath(u"Yard.mp4"_s); }
    [[nodiscard]] QStringList files() const { return QDir(m_folder->path()).entryList(QDir::Files); }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::shared_ptr<ArchiveSite> m_site;
    std::unique_ptr<ArchiveExport> m_export;
    std::optional<Finished> m_result;
    QList<int> m_percents;
    QList<PieceUse> m_uses;
    std::optional<ServerId> m_silent; ///< that the export has asked about
    bool m_mayReplace = false;
};

void ArchiveExportTest::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_site = std::make_shared<ArchiveSite>();
    m_result.reset();
    m_silent.reset();
    m_percents.clear();
    m_uses.clear();
    m_mayReplace = false;
}

void ArchiveExportTest::cleanup()
{
    m_export.reset();
    QTRY_COMPARE_WITH_TIMEOUT(PlaybackThread::liveCount(), 0, patience);
}

void ArchiveExportTest::badPeriodsAreSaid_data()
{
    QTest::addColumn<qint64>("from");
    QTest::addColumn<qint64>("until");
    QTest::addColumn<QString>("says");
    QTest::newRow("end before beginning") << 10 * second << 5 * second << u"later than the beginning"_s;
    QTest::newRow("no length") << 10 * second << 10 * second << u"later than the beginning"_s;
    QTest::newRow("longer than a day") << -90'000 * second << 10 * second << u"24 hours"_s;
    QTest::newRow("in a gap") << 70 * second << 80 * second << u"Nothing is recorded"_s;
    QTest::newRow("in the future") << 90'000 * second << 90'010 * second << u"future"_s;
}

void ArchiveExportTest::badPeriodsAreSaid()
{
    QFETCH(qint64, from);
    QFETCH(qint64, until);
    QFETCH(QString, says);
    start({held(first, 0, 60 * second)}, from, until);
    QTRY_VERIFY(m_result);
    QVERIFY(!*m_result);
    QCOMPARE(m_result->error().category, ErrorCategory::Invalid);
    QVERIFY2(m_result->error().message.contains(says), qPrintable(m_result->error().message));
    QVERIFY(files().isEmpty());
}

void ArchiveExportTest::theForecastCountsWhatIsRecorded()
{
    ArchiveExport::Request request;
    request.map = ArchiveMap({held(first, 0, 60 * second), held(second2, 100 * second, 200 * second)}, first);
    request.period = {startOfArchive() + 30 * second, startOfArchive() + 150 * second};
    request.bitrateBps = 8'000'000;
    const auto forecast = ArchiveExport::forecast(request, QDateTime::currentMSecsSinceEpoch());
    QVERIFY(forecast);
    QCOMPARE(forecast->fromMs, startOfArchive() + 30 * second);
    QCOMPARE(ArchiveExport::movedBeginning(request, *forecast), QString());
    QCOMPARE(forecast->recordedMs, 80 * second);
    QCOMPARE(forecast->gaps, 1);
    QCOMPARE(forecast->gapsMs, 40 * second);
    QCOMPARE(forecast->expectedBytes, 80'000'000);
    QCOMPARE(forecast->servers, (std::vector<ServerId>{first, second2}));
    // From a gap on.
    request.period.fromMs = startOfArchive() + 70 * second;
    const auto later = ArchiveExport::forecast(request, QDateTime::currentMSecsSinceEpoch());
    QVERIFY(later);
    QCOMPARE(later->fromMs, startOfArchive() + 100 * second);
    QVERIFY(ArchiveExport::movedBeginning(request, *later).contains(u"next recorded moment"));
}

void ArchiveExportTest::gapsAreThoseOfTheTimeline_data()
{
    QTest::addColumn<std::vector<ArchiveHolder>>("index");
    QTest::addColumn<qint64>("from");
    QTest::addColumn<qint64>("until");
    QTest::addColumn<int>("gaps");
    QTest::addColumn<qint64>("gapsMs");
    const std::vector<ArchiveHolder> two{held(first, 0, 60 * second),
                                         held(second2, 100 * second, 200 * second)};
    QTest::newRow("none") << two << 10 * second << 50 * second << 0 << 0 * second;
    QTest::newRow("one between") << two << 30 * second << 150 * second << 1 << 40 * second;
    QTest::newRow("at the beginning") << two << 70 * second << 150 * second << 1 << 30 * second;
    QTest::newRow("at the end") << two << 150 * second << 260 * second << 1 << 60 * second;
    QTest::newRow("all three") << two << -50 * second << 260 * second << 3 << 150 * second;
    QTest::newRow("edges that are none") << two << -1 * second << 61 * second << 0 << 0 * second;
    QTest::newRow("servers overlap") << std::vector{held(first, 0, 60 * second),
                                                    held(second2, 50 * second, 120 * second)}
                                     << 0 * second << 120 * second << 0 << 0 * second;
    QTest::newRow("an interruption that is none")
        << std::vector{held(first, 0, 60 * second), held(second2, 61 * second + 500, 120 * second)}
        << 0 * second << 120 * second << 0 << 0 * second;
    QTest::newRow("one inside of another")
        << std::vector{held(first, 0, 120 * second), held(second2, 50 * second, 60 * second)} << 0 * second
        << 150 * second << 1 << 30 * second;
    QTest::newRow("until now") << two << 150 * second << 86'000 * second << 1 << -1 * second;
}

void ArchiveExportTest::gapsAreThoseOfTheTimeline()
{
    QFETCH(std::vector<ArchiveHolder>, index);
    QFETCH(qint64, from);
    QFETCH(qint64, until);
    QFETCH(int, gaps);
    QFETCH(qint64, gapsMs);
    ArchiveExport::Request request;
    request.map = ArchiveMap(std::move(index), first);
    request.period = {startOfArchive() + from, startOfArchive() + until};
    // What is to come is no gap yet.
    const qint64 nowMs = startOfArchive() + 300 * second;
    const qint64 lengthMs = std::min(request.period.untilMs, nowMs) - request.period.fromMs;
    const auto forecast = ArchiveExport::forecast(request, nowMs);
    QVERIFY2(forecast, qPrintable(forecast ? QString() : forecast.error().message));
    QCOMPARE(forecast->gaps, gaps);
    if (gapsMs >= 0)
        QCOMPARE(forecast->gapsMs, gapsMs);
    // All that was asked for is the one or the other, but for what is too short for a gap.
    QVERIFY(std::llabs(lengthMs - forecast->gapsMs - forecast->recordedMs) <= 2 * second);
}

void ArchiveExportTest::badPlacesAreSaid()
{
    ArchiveExport::Request request;
    const ExportForecast forecast;
    for (const QString &name : {QString(), m_folder->path(), m_folder->filePath(u"missing/Yard.mp4"_s)}) {
        request.fileName = name;
        const auto checked = ArchiveExport::checkFile(request, forecast);
        QVERIFY(!checked);
        QCOMPARE(checked.error().category, ErrorCategory::Invalid);
    }
    request.fileName = fileName();
    QVERIFY(ArchiveExport::checkFile(request, forecast));
    ExportForecast huge;
    huge.expectedBytes = std::numeric_limits<qint64>::max() / 2;
    const auto checked = ArchiveExport::checkFile(request, huge);
    QVERIFY(!checked);
    QCOMPARE(checked.error().category, ErrorCategory::Storage);
}

void ArchiveExportTest::anExistingFileIsKeptUnlessReplacingIsAgreed()
{
    QFile old(fileName());
    QVERIFY(old.open(QIODevice::WriteOnly));
    old.write("precious");
    old.close();
    start({held(first, 0, 60 * second)}, 2 * second, 6 * second);
    QTRY_VERIFY(m_result);
    QCOMPARE(m_result->error().category, ErrorCategory::Conflict);
    QCOMPARE(QFileInfo(fileName()).size(), 8);
    m_result.reset();
    m_mayReplace = true;
    start({held(first, 0, 60 * second)}, 2 * second, 6 * second);
    QTRY_VERIFY_WITH_TIMEOUT(m_result, patience);
    QVERIFY2(*m_result, qPrintable(*m_result ? QString() : m_result->error().message));
    QCOMPARE(files(), QStringList{u"Yard.mp4"_s});
    QVERIFY(VideoFile::read(fileName(), startOfArchive()).pictures.size() > 90);
}

void ArchiveExportTest::aPeriodBecomesOneFile_data()
{
    QTest::addColumn<bool>("makesFiles");
    QTest::addColumn<qint64>("leadMs");
    QTest::newRow("from playlists") << false << qint64(-1);
    QTest::newRow("from files that the server makes") << true << qint64(-1);
    QTest::newRow("from files that lead in with earlier pictures") << true << 15 * frameMs;
}

void ArchiveExportTest::aPeriodBecomesOneFile()
{
    QFETCH(bool, makesFiles);
    QFETCH(qint64, leadMs);
    if (leadMs >= 0)
        m_site->leadMs = leadMs;
    // Three pieces of a minute or less.
    start({held(first, 0, 200 * second)}, 11 * second + 500, 141 * second + 500, makesFiles);
    QTRY_VERIFY_WITH_TIMEOUT(m_result, 60'000);
    QVERIFY2(*m_result, qPrintable(*m_result ? QString() : m_result->error().message));
    QCOMPARE((*m_result)->recordedMs, 130 * second);
    QCOMPARE(files(), QStringList{u"Yard.mp4"_s});
    const VideoFile file = VideoFile::read(fileName(), startOfArchive());
    QVERIFY2(file.failure.isEmpty(), qPrintable(file.failure));
    QVERIFY(file.format.contains(u"mp4"_s));
    // From the key frame before the beginning; the site's are at whole seconds, or where a file begins.
    const qint64 begin =
        startOfArchive() + 11 * second + (makesFiles ? 500 - std::max<qint64>(0, leadMs) : 0);
    QCOMPARE(file.pictures.first().utcMs, begin);
    QVERIFY(std::llabs(file.pictures.last().utcMs - startOfArchive() - 141 * second - 500) <= 2 * frameMs);
    QVERIFY(std::abs(file.seconds - double(file.pictures.last().utcMs + frameMs - begin) / 1000) < 0.2);
    // Every picture once, and as long as it was.
    for (qsizetype i = 1; i < file.pictures.size(); ++i) {
        const qint64 step = file.pictures[i].utcMs - file.pictures[i - 1].utcMs;
        QVERIFY2(step == frameMs, qPrintable(u"picture %1: %2 ms"_s.arg(i).arg(step)));
        QVERIFY(std::abs(file.pictures[i].seconds - file.pictures[i - 1].seconds - 0.04) < 0.03);
    }
    QVERIFY(m_percents.size() >= 3);
    QVERIFY(std::ranges::is_sorted(m_percents));
    QCOMPARE(m_percents.last(), 100);
}

void ArchiveExportTest::gapsAndServersBecomeOneFile()
{
    start({held(first, 0, 20 * second), held(second2, 20 * second, 30 * second),
           held(second2, 600 * second, 610 * second)},
          10 * second, 700 * second);
    QTRY_VERIFY_WITH_TIMEOUT(m_result, patience);
    QVERIFY2(*m_result, qPrintable(*m_result ? QString() : m_result->error().message));
    const VideoFile file = VideoFile::read(fileName(), startOfArchive());
    QVERIFY(std::abs(file.seconds - 30) < 0.3);
    int jumps = 0;
    for (qsizetype i = 1; i < file.pictures.size(); ++i) {
        QVERIFY(file.pictures[i].seconds > file.pictures[i - 1].seconds);
        const qint64 step = file.pictures[i].utcMs - file.pictures[i - 1].utcMs;
        QVERIFY(step > 0);
        jumps += step > 2 * second ? 1 : 0;
    }
    QCOMPARE(jumps, 1);
    QCOMPARE(file.pictures.size(), 750);
    // A chapter for what lies before the gap, and one for what lies behind it.
    const Written written = Written::read(fileName());
    QCOMPARE(written.chapters.size(), 2);
    QCOMPARE(written.chapters[0].first, 0.0);
    QVERIFY2(std::abs(written.chapters[1].first - 20) < 0.1,
             qPrintable(QString::number(written.chapters[1].first)));
    QCOMPARE(QDateTime::fromString(written.chapters[1].second, Qt::ISODate).toMSecsSinceEpoch(),
             startOfArchive() + 600 * second);
}

void ArchiveExportTest::anEndInAShortInterruptionIsTheEndBeforeIt()
{
    // No gap, but each period is asked for by its own name, and nothing else is.
    std::vector<ArchiveHolder> index{held(first, 0, 20 * second), held(first, 21 * second, 40 * second)};
    index[0].toldStart = u"one"_s;
    index[1].toldStart = u"two"_s;
    start(index, 10 * second, 20 * second + 500, true);
    QTRY_VERIFY_WITH_TIMEOUT(m_result, patience);
    QVERIFY2(*m_result, qPrintable(*m_result ? QString() : m_result->error().message));
    const VideoFile file = VideoFile::read(fileName(), startOfArchive());
    QCOMPARE(file.pictures.last().utcMs, startOfArchive() + 20 * second - frameMs);
}

void ArchiveExportTest::theFileOfAServerIsPreferredAndItsPlaylistTakenOtherwise()
{
    m_site->setFault([](const QUrl &url) -> std::optional<Error> {
        if (url.path() == u"/record.mp4")
            return Error{ErrorCategory::HttpStatus, u"no such thing"_s, {}, 404};
        return {};
    });
    start({held(first, 0, 60 * second)}, 2 * second, 10 * second, true);
    QTRY_VERIFY_WITH_TIMEOUT(m_result, patience);
    QVERIFY2(*m_result, qPrintable(*m_result ? QString() : m_result->error().message));
    QCOMPARE(m_uses, (QList{PieceUse::Export, PieceUse::Playing}));
    QCOMPARE(VideoFile::read(fileName(), startOfArchive()).pictures.size(), 200);
}

void ArchiveExportTest::theClockGoesOnWhereServersChange_data()
{
    QTest::addColumn<qint64>("skewMs");
    QTest::addColumn<qint64>("untilMs");
    for (const qint64 skewMs : {0, 480, -480, 1'240, -1'240}) {
        for (const qint64 untilMs : {20'000, 20'400, 21'920})
            QTest::addRow("clock %+d ms, change at %d", int(skewMs), int(untilMs)) << skewMs << untilMs;
    }
}

/// The second server tells other times than the first one for the same pictures.
void ArchiveExportTest::theClockGoesOnWhereServersChange()
{
    QFETCH(qint64, skewMs);
    QFETCH(qint64, untilMs);
    m_site->skewsMs[u"host-2"_s] = skewMs;
    start({held(first, 0, untilMs), held(second2, 10 * second, 60 * second)}, 12 * second, 28 * second);
    QTRY_VERIFY_WITH_TIMEOUT(m_result, patience);
    QVERIFY2(*m_result, qPrintable(*m_result ? QString() : m_result->error().message));
    const VideoFile file = VideoFile::read(fileName(), startOfArchive());
    QVERIFY(file.pictures.size() > 350);
    for (qsizetype i = 1; i < file.pictures.size(); ++i) {
        // Each picture once, none is missing, and the file's time goes with it.
        const qint64 step = file.pictures[i].utcMs - file.pictures[i - 1].utcMs;
        QVERIFY2(step == frameMs, qPrintable(u"picture %1: %2 ms"_s.arg(i).arg(step)));
        QVERIFY(std::abs(file.pictures[i].seconds - file.pictures[i - 1].seconds - 0.04) < 0.03);
    }
    QCOMPARE(Written::read(fileName()).chapters.size(), 0); // one period
}

void ArchiveExportTest::aSilentServerIsNamedWhereOthersHoldSomething_data()
{
    QTest::addColumn<bool>("hasOthers");
    QTest::addColumn<ErrorCategory>("category");
    QTest::addColumn<bool>("isNamed");
    QTest::newRow("others hold the rest") << true << ErrorCategory::Network << true;
    QTest::newRow("nobody else holds anything") << false << ErrorCategory::Network << false;
    QTest::newRow("it answers, and refuses") << true << ErrorCategory::Authentication << false;
}

void ArchiveExportTest::aSilentServerIsNamedWhereOthersHoldSomething()
{
    QFETCH(bool, hasOthers);
    QFETCH(ErrorCategory, category);
    QFETCH(bool, isNamed);
    m_site->setFault([category](const QUrl &url) -> std::optional<Error> {
        if (url.host() == u"host-2")
            return Error{category, u"gone"_s, {}, 0};
        return {};
    });
    std::vector<ArchiveHolder> index{held(second2, 20 * second, 40 * second)};
    if (hasOthers)
        index.push_back(held(first, 0, 20 * second));
    start(index, 10 * second, 30 * second);
    QTRY_VERIFY_WITH_TIMEOUT(m_result || m_silent, patience);
    QCOMPARE(m_silent, isNamed ? std::optional(second2) : std::nullopt);
    if (isNamed) {
        QVERIFY(!m_result);
        m_export->giveUp();
    }
    QTRY_VERIFY_WITH_TIMEOUT(m_result, patience);
    QVERIFY(!*m_result);
    QCOMPARE(m_result->error().category, category);
    QVERIFY(files().isEmpty());
}

void ArchiveExportTest::whatWasFetchedBeforeAServerDiedIsKept_data()
{
    QTest::addColumn<bool>("isInTheMiddle");
    QTest::addColumn<int>("gaps");
    QTest::addColumn<qint64>("recordedMs");
    QTest::newRow("from its beginning on") << false << 1 << 30 * second;
    QTest::newRow("after a piece of it") << true << 1 << 90 * second;
}

/// A server dies: what it holds after that is missing, and nothing is asked for twice.
void ArchiveExportTest::whatWasFetchedBeforeAServerDiedIsKept()
{
    QFETCH(bool, isInTheMiddle);
    QFETCH(int, gaps);
    QFETCH(qint64, recordedMs);
    // From the first server 20 s, 200 s of the second one in pieces of a minute, and the first one again.
    m_site->setFault([isInTheMiddle](const QUrl &url) -> std::optional<Error> {
        const qint64 from = QUrlQuery(url).queryItemValue(u"from"_s).toLongLong() - startOfArchive();
        if (url.host() == u"host-2" && (!isInTheMiddle || from >= 78 * second))
            return Error{ErrorCategory::Network, u"gone"_s, {}, 0};
        return {};
    });
    start({held(first, 0, 20 * second), held(second2, 20 * second, 220 * second),
           held(first, 220 * second, 240 * second)},
          10 * second, 240 * second, true);
    QTRY_VERIFY_WITH_TIMEOUT(m_silent, 60'000);
    QCOMPARE(m_silent, std::optional(second2));
    QCOMPARE(files(), QStringList{u"Yard.mp4.part"_s});
    const auto askedBefore = m_site->requests().size();
    m_export->goOnWithout();
    QTRY_VERIFY_WITH_TIMEOUT(m_result, patience);
    QVERIFY2(*m_result, qPrintable(*m_result ? QString() : m_result->error().message));
    QCOMPARE((*m_result)->recordedMs, recordedMs);
    QCOMPARE((*m_result)->gaps, gaps);
    QCOMPARE((*m_result)->gapsMs, 230 * second - recordedMs);
    QCOMPARE(files(), QStringList{u"Yard.mp4"_s});
    const auto requests = m_site->requests().mid(askedBefore);
    QVERIFY(std::ranges::all_of(requests, [](const MediaRequest &request) {
        return request.url.host() == u"host-1" &&
               QUrlQuery(request.url).queryItemValue(u"from"_s).toLongLong() >=
                   startOfArchive() + 210 * second;
    }));
    const VideoFile file = VideoFile::read(fileName(), startOfArchive());
    QVERIFY2(std::abs(file.seconds - double(recordedMs) / 1000) < 0.5,
             qPrintable(QString::number(file.seconds)));
    QCOMPARE(Written::read(fileName()).chapters.size(), 2);
    QCOMPARE(m_percents.last(), 100);
    QVERIFY(std::ranges::is_sorted(m_percents));
}

void ArchiveExportTest::cancellingWhileItAsksLeavesNothing()
{
    m_site->setFault([](const QUrl &url) -> std::optional<Error> {
        if (url.host() == u"host-2")
            return Error{ErrorCategory::Network, u"gone"_s, {}, 0};
        return {};
    });
    start({held(first, 0, 20 * second), held(second2, 20 * second, 40 * second)}, 10 * second, 30 * second);
    QTRY_VERIFY_WITH_TIMEOUT(m_silent, patience);
    m_export->cancel();
    QTRY_VERIFY_WITH_TIMEOUT(m_result, patience);
    QVERIFY(!*m_result);
    QCOMPARE(m_result->error().category, ErrorCategory::Cancelled);
    QVERIFY(files().isEmpty());
}

void ArchiveExportTest::twoExportsToOneNameDoNotMix()
{
    // The first one is in the middle of it.
    RecordingWriter other({fileName()}, 0);
    PacketTracks tracks = cameraTracks(AV_CODEC_ID_HEVC, hevcVps + hevcSps + hevcPps, 0, AV_CODEC_ID_NONE);
    QVERIFY(other.beginPiece(tracks, false, 0));
    start({held(first, 0, 60 * second)}, 2 * second, 6 * second);
    QTRY_VERIFY_WITH_TIMEOUT(m_result, patience);
    QVERIFY(!*m_result);
    QCOMPARE(m_result->error().category, ErrorCategory::Conflict);
    QVERIFY2(m_result->error().message.contains(u"Another export is writing"_s),
             qPrintable(m_result->error().message));
    QCOMPARE(files(), QStringList{u"Yard.mp4.part"_s});
    QVERIFY(writeFile(other, tracks, 1'000'000, hevcPicture));
    QCOMPARE(files(), QStringList{u"Yard.mp4"_s});
}

void ArchiveExportTest::aFileThatCameMeanwhileIsKept()
{
    m_site->setFault([name = fileName()](const QUrl &) -> std::optional<Error> {
        QFile made(name);
        if (made.open(QIODevice::WriteOnly))
            made.write("precious");
        return {};
    });
    start({held(first, 0, 60 * second)}, 2 * second, 6 * second);
    QTRY_VERIFY_WITH_TIMEOUT(m_result, patience);
    QVERIFY(!*m_result);
    QCOMPARE(m_result->error().category, ErrorCategory::Conflict);
    QCOMPARE(files(), QStringList{u"Yard.mp4"_s});
    QCOMPARE(QFileInfo(fileName()).size(), 8);
}

void ArchiveExportTest::anotherServerDeliversWhereOneFails()
{
    m_site->setFault([](const QUrl &url) -> std::optional<Error> {
        if (url.host() == u"host-1")
            return Error{ErrorCategory::Network, u"gone"_s, {}, 0};
        return {};
    });
    start({held(first, 0, 60 * second), held(second2, 0, 60 * second)}, 2 * second, 10 * second);
    QTRY_VERIFY_WITH_TIMEOUT(m_result, patience);
    QVERIFY2(*m_result, qPrintable(*m_result ? QString() : m_result->error().message));
    QCOMPARE(VideoFile::read(fileName(), startOfArchive()).pictures.size(), 200);
}

void ArchiveExportTest::aRefusalLeavesNothing()
{
    m_site->setFault([](const QUrl &) {
        return std::optional(Error{ErrorCategory::Authentication, u"Refused by the server."_s, {}, 403});
    });
    start({held(first, 0, 60 * second)}, 2 * second, 10 * second);
    QTRY_VERIFY_WITH_TIMEOUT(m_result, patience);
    QVERIFY(!*m_result);
    QVERIFY2(m_result->error().message.contains(u"Refused by the server."_s),
             qPrintable(m_result->error().message));
    QVERIFY(files().isEmpty());
}

void ArchiveExportTest::cancellingLeavesNothing()
{
    start({held(first, 0, 600 * second)}, 0, 600 * second);
    QTRY_VERIFY_WITH_TIMEOUT(files().contains(u"Yard.mp4.part"_s), patience);
    m_export->cancel();
    QTRY_VERIFY_WITH_TIMEOUT(m_result, patience);
    QVERIFY(!*m_result);
    QCOMPARE(m_result->error().category, ErrorCategory::Cancelled);
    QVERIFY(files().isEmpty());
}

void ArchiveExportTest::aFullDiskLeavesNothing()
{
    // From the second piece on it writes onto a device that is always full.
    m_site->setFault([part = fileName() + u".part"_s](const QUrl &) -> std::optional<Error> {
        const QStringList open = QDir(u"/proc/self/fd"_s).entryList(QDir::Files | QDir::System);
        for (const QString &number : open) {
            if (QFile::symLinkTarget(u"/proc/self/fd/"_s + number) != part)
                continue;
            const int full = ::open("/dev/full", O_RDWR | O_CLOEXEC);
            ::dup2(full, number.toInt());
            ::close(full);
        }
        return {};
    });
    start({held(first, 0, 600 * second)}, 2 * second, 200 * second);
    QTRY_VERIFY_WITH_TIMEOUT(m_result, patience);
    QVERIFY(!*m_result);
    QCOMPARE(m_result->error().category, ErrorCategory::Storage);
    QVERIFY2(m_result->error().message.contains(u"The disk is full"_s),
             qPrintable(m_result->error().message));
    QVERIFY(files().isEmpty());
}

void ArchiveExportTest::otherEndingsAreRefused_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<bool>("isTaken");
    for (const char *name : {"a.mp4", "a.MP4", "a.m4v", "a.mkv", "a", "Yard 10.15", "Yard 2026.11.23"})
        QTest::newRow(name) << QString::fromLatin1(name) << true;
    for (const char *name : {"a.avi", "a.AVI", "a.mov", "a.ts", "a.webm", "a.wmv"})
        QTest::newRow(name) << QString::fromLatin1(name) << false;
}

void ArchiveExportTest::otherEndingsAreRefused()
{
    QFETCH(QString, name);
    QFETCH(bool, isTaken);
    ArchiveExport::Request request;
    request.fileName = m_folder->filePath(name);
    const auto checked = ArchiveExport::checkFile(request, {});
    QCOMPARE(checked.has_value(), isTaken);
    if (!isTaken)
        QVERIFY2(checked.error().message.contains(u".mkv"_s), qPrintable(checked.error().message));
}

QTEST_GUILESS_MAIN(ArchiveExportTest)
#include "tst_archiveexport.moc"
