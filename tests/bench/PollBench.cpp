// What polling a large fleet costs the operator: how long the GUI thread is away while every server answers,
// beside the same window with the poller stopped. One JSON document on standard output.
//
// The real console (session, presenters, window) on a registry of its own talks to streamkeeper-fleet over
// HTTP; one stream is selected, so that the detail panel works too. Cases: a table that is only looked at;
// sorted by bitrate, so that rows move with every answer; and somebody typing a search.
//
// Start-up is measured in fresh processes of this program (--startup), from before the process is started
// until the first picture of the table with rows in it was painted; the keychain plays no part, the rows come
// from the registry. Baseline: an empty registry, until the first picture of its window.
#include "app/mediaserver/v2/MediaServerV2Decoder.h"
#include "tests/bench/BenchFleet.h"
#include "tests/bench/GuiWatch.h"
#include "tests/console/ConsoleHarness.h"
#include "views/shell/MainWindow.h"
#include "views/streams/StreamTableView.h"
#include "views/streams/StreamsPage.h"

#include <QCommandLineParser>
#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QLineEdit>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <functional>
#include <limits>

using namespace streamkeeper;
using namespace streamkeeper::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr int patienceMs = benchPatienceMs;
constexpr double goalMs = 50;
constexpr int repetitions = 50;
constexpr int startUps = 5;
/// Polls that are under way when the poller is stopped end within this time.
constexpr auto settle = 2s;
constexpr auto stopped = 1h;

struct Settings
{
    int servers = 20;
    int streams = 10'000;
    std::chrono::milliseconds interval{1000};
    std::chrono::milliseconds baseline{8s};
    std::chrono::milliseconds polling{20s};
};

double rounded(double value)
{
    return std::round(value * 100) / 100;
}

qint64 steadyNs()
{
    return std::chrono::nanoseconds(std::chrono::steady_clock::now().time_since_epoch()).count();
}

double residentMb()
{
    QFile file(u"/proc/self/status"_s);
    if (!file.open(QIODevice::ReadOnly))
        return 0;
    for (const QByteArray &line : file.readAll().split('\n')) {
        if (line.startsWith("VmRSS:"))
            return rounded(line.mid(6).simplified().split(' ').first().toDouble() / 1024);
    }
    return 0;
}

QJsonObject figure(std::vector<double> values)
{
    if (values.empty())
        return {};
    std::ranges::sort(values);
    return {{u"median"_s, rounded(values[values.size() / 2])},
            {u"minimum"_s, rounded(values.front())},
            {u"maximum"_s, rounded(values.back())},
            {u"runs"_s, int(values.size())}};
}

QJsonObject timed(int runs, const std::function<void(int)> &work)
{
    std::vector<double> took;
    for (int run = 0; run < runs; ++run) {
        const qint64 startedNs = steadyNs();
        work(run);
        took.push_back(double(steadyNs() - startedNs) / 1e6);
    }
    return figure(std::move(took));
}

class PollBench
{
public:
    PollBench(GuiWatch &watch, const Settings &settings)
        : m_watch(watch)
        , m_settings(settings)
    {
    }

    /// The document; nothing if the fleet or the console did not do what it should (said on stderr).
    std::optional<QJsonObject> run();

private:
    [[nodiscard]] bool fillFleet();
    [[nodiscard]] bool waitForRound();
    void stopPolling();
    [[nodiscard]] QJsonObject measureCase(const QString &name, const std::function<void()> &eachTick = {});
    [[nodiscard]] QJsonArray measureCases();
    [[nodiscard]] QJsonObject measureSnapshot();
    [[nodiscard]] static QJsonObject measureStartUp(const QString &registry);

    [[nodiscard]] Session &session() { return m_console->console().session(); }
    [[nodiscard]] StreamsPage &page() { return *m_console->window().page<StreamsPage>(); }

    GuiWatch &m_watch;
    Settings m_settings;
    BenchFleet m_fleet;
    std::unique_ptr<ConsoleHarness> m_console;
    QHash<ServerId, int> m_polls;
    QHash<ServerId, SnapshotPtr> m_older; ///< the last two of each server
    QHash<ServerId, SnapshotPtr> m_newer;
};

bool PollBench::waitForRound()
{
    m_polls.clear();
    QObject context;
    return runUntil([&](QEventLoop &loop) {
        QObject::connect(&session().polling(), &FleetPolling::snapshotApplied, &context,
                         [&](const SnapshotPtr &) {
                             if (m_polls.size() == m_settings.servers)
                                 loop.quit();
                         });
    });
}

bool PollBench::fillFleet()
{
    QObject::connect(&session().polling(), &FleetPolling::snapshotApplied, &m_watch,
                     [this](const SnapshotPtr &snapshot) {
                         ++m_polls[snapshot->server];
                         m_older[snapshot->server] = std::exchange(m_newer[snapshot->server], snapshot);
                     });
    return m_fleet.addTo(session()) && waitForRound() && session().fleet().rowCount() == m_settings.streams &&
           session().fleet().counts().unmanaged == 0;
}

void PollBench::stopPolling()
{
    // The interval counts from the next answer on, so every server is asked once more.
    session().polling().setInterval(stopped);
    QEventLoop loop;
    QTimer::singleShot(m_settings.interval * 2 + settle, &loop, &QEventLoop::quit);
    loop.exec();
}

QJsonObject PollBench::measureCase(const QString &name, const std::function<void()> &eachTick)
{
    std::fprintf(stderr, "%s\n", qPrintable(name));
    QTimer ticks;
    if (eachTick) {
        QObject::connect(&ticks, &QTimer::timeout, &ticks, eachTick);
        ticks.start(150);
    }
    int reordered = 0;
    QObject context;
    QObject::connect(&page().model(), &QAbstractItemModel::layoutChanged, &context, [&] { ++reordered; });
    stopPolling();
    const QJsonObject baseline = m_watch.measure(m_settings.baseline);
    session().polling().setInterval(m_settings.interval);
    (void)waitForRound();
    m_polls.clear();
    reordered = 0;
    QJsonObject polling = m_watch.measure(m_settings.polling);
    int answers = 0;
    int rounds = m_polls.size() < m_settings.servers ? 0 : std::numeric_limits<int>::max();
    for (const int count : std::as_const(m_polls)) {
        answers += count;
        rounds = std::min(rounds, count);
    }
    polling.insert(u"answers"_s, answers);
    polling.insert(u"completeRounds"_s, rounds);
    polling.insert(u"orderChanges"_s, reordered);
    return {{u"case"_s, name},
            {u"polling"_s, polling},
            {u"baselinePollerStopped"_s, baseline},
            {u"withinGoal"_s, polling[u"maximumMs"].toDouble() <= goalMs}};
}

QJsonArray PollBench::measureCases()
{
    page().table()->selectFleetRow(page().model().fleetRow(3));
    QJsonArray cases;
    cases << measureCase(u"idle table"_s);
    page().table()->sortByColumn(int(StreamColumn::Bitrate), Qt::DescendingOrder);
    cases << measureCase(u"sorted by bitrate"_s);
    auto *search = m_console->window().findChild<QLineEdit *>(u"streamSearch"_s);
    search->setFocus();
    // A word, a pause in which it is searched for, and all away again.
    int key = 0;
    cases << measureCase(u"a search is typed, sorted by bitrate"_s, [search, key]() mutable {
        const QString keys = u"ms-1   "_s;
        if (key < 4)
            QTest::keyClick(search, keys[key].toLatin1());
        else if (key == 8)
            search->clear();
        key = (key + 1) % 12;
    });
    search->clear();
    return cases;
}

QJsonObject PollBench::measureSnapshot()
{
    stopPolling();
    const QByteArray body = m_fleet.process().call(0, u"/api/streams/"_s).body;
    const ServerId server = m_fleet.servers().front().server.id;
    const SnapshotPtr older = m_older.value(server);
    const SnapshotPtr newer = m_newer.value(server);
    // Applied to the real window: its table is told and collects, the painting follows with its own timer.
    const QJsonObject apply =
        timed(repetitions, [&](int run) { session().fleet().applySnapshot(run % 2 == 0 ? older : newer); });
    const QJsonObject applySame = timed(repetitions, [&](int) { session().fleet().applySnapshot(newer); });
    return {{u"streams"_s, int(newer->streams.size())},
            {u"bytes"_s, int(body.size())},
            {u"decodeMs"_s, timed(repetitions, [&](int) { (void)v2::decodeStreams(body).has_value(); })},
            {u"baselineQJsonDocumentMs"_s,
             timed(repetitions, [&](int) { (void)QJsonDocument::fromJson(body).isNull(); })},
            {u"applyMs"_s, apply},
            {u"baselineApplyNothingNewMs"_s, applySame}};
}

QJsonObject PollBench::measureStartUp(const QString &registry)
{
    const QTemporaryDir folder;
    const auto start = [&](const QString &file, std::vector<double> &took) {
        QProcess process;
        process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        process.start(QCoreApplication::applicationFilePath(),
                      {u"--startup"_s, file, u"--started-ns"_s, QString::number(steadyNs())});
        if (process.waitForFinished(patienceMs) && process.exitCode() == 0)
            took.push_back(process.readAllStandardOutput().trimmed().toDouble());
    };
    std::vector<double> full;
    std::vector<double> empty;
    for (int run = 0; run < startUps; ++run) {
        start(registry, full);
        start(folder.filePath(u"empty-%1.sqlite"_s.arg(run)), empty);
    }
    return {{u"firstRowsMs"_s, figure(full)}, {u"baselineEmptyRegistryMs"_s, figure(empty)}};
}

std::optional<QJsonObject> PollBench::run()
{
    std::fprintf(stderr, "starting %d servers with %d streams\n", m_settings.servers, m_settings.streams);
    if (!m_fleet.start(m_settings.servers, m_settings.streams)) {
        std::fprintf(stderr, "The fleet did not start.\n");
        return {};
    }
    m_console = std::make_unique<ConsoleHarness>();
    if (!m_console->start()) {
        std::fprintf(stderr, "The window did not become active with an open registry.\n");
        return {};
    }
    const double emptyMb = residentMb();
    std::fprintf(stderr, "adding and adopting\n");
    session().polling().setInterval(m_settings.interval);
    m_watch.begin();
    const bool isFilled = fillFleet();
    const QJsonObject filling = m_watch.end();
    if (!isFilled) {
        std::fprintf(stderr, "Not all streams were adopted: %d rows.\n", session().fleet().rowCount());
        return {};
    }
    const QJsonArray cases = measureCases();
    const double filledMb = residentMb();
    const QJsonObject snapshot = measureSnapshot();
    const QTemporaryDir kept;
    const QString registry = kept.filePath(u"registry.sqlite"_s);
    const QString written = session().registryPath();
    session().polling().setInterval(stopped);
    m_console->closeConsole(); // writes the observations
    if (!QFile::copy(written, registry))
        return {};
    std::fprintf(stderr, "start-up\n");
    return QJsonObject{
        {u"bench"_s, u"poll"_s},
        {u"servers"_s, m_settings.servers},
        {u"streams"_s, m_settings.streams},
        {u"pollIntervalMs"_s, int(m_settings.interval.count())},
        {u"platform"_s, QGuiApplication::platformName()},
        {u"goalMs"_s, goalMs},
        {u"guiThreadWaits"_s, cases},
        {u"guiThreadWaitsWhileAdopting"_s, filling},
        {u"oneSnapshot"_s, snapshot},
        {u"memory"_s, QJsonObject{{u"residentMb"_s, filledMb}, {u"baselineEmptyWindowMb"_s, emptyMb}}},
        {u"startUp"_s, measureStartUp(registry)}};
}

/// Quits after the first picture of what is waited for, and says when that was.
class FirstPicture : public QObject
{
public:
    FirstPicture(Console &console, bool needsRows, qint64 startedNs)
        : m_console(console)
        , m_needsRows(needsRows)
        , m_startedNs(startedNs)
    {
        watched()->installEventFilter(this);
    }

    bool eventFilter(QObject *object, QEvent *event) override
    {
        const bool isIt = event->type() == QEvent::Paint && m_console.session().isOpen() &&
                          (!m_needsRows || m_console.window().page<StreamsPage>()->model().rowCount() > 0);
        if (isIt && !m_isSeen) {
            m_isSeen = true;
            // After this event the picture is complete and on its way to the screen.
            QMetaObject::invokeMethod(
                this,
                [this] {
                    std::printf("%.2f\n", double(steadyNs() - m_startedNs) / 1e6);
                    QCoreApplication::quit();
                },
                Qt::QueuedConnection);
        }
        return QObject::eventFilter(object, event);
    }

private:
    QObject *watched()
    {
        StreamsPage *page = m_console.window().page<StreamsPage>();
        return m_needsRows ? static_cast<QObject *>(page->table()->viewport()) : page;
    }

    Console &m_console;
    bool m_needsRows;
    qint64 m_startedNs;
    bool m_isSeen = false;
};

int runStartUp(const QString &registry, qint64 startedNs)
{
    const QTemporaryDir folder;
    const bool needsRows = QFileInfo::exists(registry);
    ConsoleSettings settings(folder.filePath(u"settings.json"_s));
    applyTheme(*qApp, settings.theme());
    MemoryKeychain keychain;
    ConsoleOptions options;
    options.registryFile = registry;
    Console console(options, settings, keychain, {});
    const FirstPicture picture(console, needsRows, startedNs);
    if (!needsRows) // nothing paints again by itself once an empty registry is open
        QObject::connect(&console.session(), &Session::opened, console.window().page<StreamsPage>(),
                         qOverload<>(&QWidget::update));
    QTimer::singleShot(patienceMs, [] { QCoreApplication::exit(1); });
    console.start();
    return QCoreApplication::exec();
}

} // namespace

int main(int argc, char **argv)
{
    if (qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM") && qEnvironmentVariableIsEmpty("DISPLAY"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    GuiWatch watch(argc, argv);
    QCommandLineParser parser;
    parser.setApplicationDescription(u"How long polls of a large fleet keep the window from answering."_s);
    parser.addHelpOption();
    parser.addOption({u"servers"_s, u"Media servers (default 20)."_s, u"n"_s, u"20"_s});
    parser.addOption(
        {u"streams"_s, u"Streams on all of them, two per camera (default 10000)."_s, u"n"_s, u"10000"_s});
    parser.addOption({u"interval"_s, u"Of polls, milliseconds (default 1000)."_s, u"ms"_s, u"1000"_s});
    parser.addOption({u"seconds"_s, u"To measure each case with polls (default 20)."_s, u"n"_s, u"20"_s});
    QCommandLineOption startUp(u"startup"_s, u"Used by the bench itself."_s, u"registry"_s);
    QCommandLineOption startedNs(u"started-ns"_s, u"Used by the bench itself."_s, u"ns"_s);
    for (QCommandLineOption *option : {&startUp, &startedNs}) {
        option->setFlags(QCommandLineOption::HiddenFromHelp);
        parser.addOption(*option);
    }
    parser.process(watch);
    if (parser.isSet(startUp))
        return runStartUp(parser.value(startUp), parser.value(startedNs).toLongLong());

    Settings settings;
    settings.servers = std::clamp(parser.value(u"servers"_s).toInt(), 1, 1000);
    settings.streams =
        std::clamp(parser.value(u"streams"_s).toInt(), 2 * settings.servers, 1'000'000) / 2 * 2;
    settings.interval =
        std::chrono::milliseconds(std::clamp(parser.value(u"interval"_s).toInt(), 100, 60'000));
    settings.polling = std::chrono::seconds(std::clamp(parser.value(u"seconds"_s).toInt(), 1, 3600));
    applyTheme(watch, ThemeChoice::Light); // style sheets are part of what painting costs
    const auto result = PollBench(watch, settings).run();
    if (!result)
        return 1;
    std::fputs(QJsonDocument(*result).toJson().constData(), stdout);
    return 0;
}
