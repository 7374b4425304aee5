// What a mass restart costs the operator: how long the GUI thread is away while some hundred streams are
// restarted, beside the same window while nothing is asked. One JSON document on standard output.
//
// The real console (session, presenters, window) on a registry of its own and streamkeeper-fleet over HTTP;
// the restarts are those of the toolbar: journalled, a few at a time per server, confirmed by polls.
#include "models/rules/StreamActionRule.h"
#include "tests/bench/BenchFleet.h"
#include "tests/bench/GuiWatch.h"
#include "tests/console/ConsoleHarness.h"
#include "views/shell/MainWindow.h"
#include "views/streams/StreamActions.h"
#include "views/streams/StreamTableView.h"
#include "views/streams/StreamsPage.h"

#include <QCommandLineParser>
#include <QElapsedTimer>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <chrono>
#include <cstdio>

using namespace streamkeeper;
using namespace streamkeeper::test;
using namespace Qt::StringLiterals;

namespace {

constexpr double goalMs = 50;

int fail(const char *what)
{
    std::fprintf(stderr, "%s\n", what);
    return 1;
}

} // namespace

int main(int argc, char **argv)
{
    if (qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM") && qEnvironmentVariableIsEmpty("DISPLAY"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    GuiWatch watch(argc, argv);
    QCommandLineParser parser;
    parser.setApplicationDescription(u"How long a mass restart keeps the window from answering."_s);
    parser.addHelpOption();
    parser.addOption({u"servers"_s, u"Media servers (default 10)."_s, u"n"_s, u"10"_s});
    parser.addOption({u"streams"_s, u"Streams on all of them (default 500)."_s, u"n"_s, u"500"_s});
    parser.addOption({u"seconds"_s, u"To measure while nothing is asked (default 8)."_s, u"n"_s, u"8"_s});
    parser.process(watch);
    const int serverCount = std::clamp(parser.value(u"servers"_s).toInt(), 1, 1000);
    const int streamCount = std::clamp(parser.value(u"streams"_s).toInt(), 2 * serverCount, 100'000) / 2 * 2;
    const std::chrono::seconds idle(std::clamp(parser.value(u"seconds"_s).toInt(), 1, 3600));
    applyTheme(watch, ThemeChoice::Light); // style sheets are part of what painting costs
    BenchFleet fleet;
    if (!fleet.start(serverCount, streamCount))
        return fail("The fleet did not start.");
    ConsoleHarness harness;
    if (!harness.start())
        return fail("The window did not become active with an open registry.");
    Session &session = harness.console().session();
    if (!fleet.addTo(session))
        return fail("Not all streams were adopted.");
    const bool isSettled = runUntil([&](QEventLoop &loop) {
        QObject::connect(&session.polling(), &FleetPolling::snapshotApplied, &loop, [&] {
            const FleetCounts &counts = session.fleet().counts();
            if (counts.unmanaged == 0 && counts.total == streamCount && counts.of(StreamState::Stale) == 0)
                loop.quit();
        });
    });
    if (!isSettled)
        return fail("Not all streams were seen.");

    StreamsPage &page = *harness.window().page<StreamsPage>();
    page.table()->selectAll();
    const QJsonObject baseline = watch.measure(idle);
    std::vector<StreamCommand> commands;
    for (const int row : page.actions()->possibleRows(StreamAction::Restart)) {
        StreamCommand command;
        command.kind = OperationKind::Restart;
        command.stream = session.fleet().row(row).id;
        commands.push_back(command);
    }
    QElapsedTimer timer;
    watch.begin();
    timer.start();
    const BatchId id = session.runCommands(commands);
    const bool isOver = runUntil([&](QEventLoop &loop) {
        QObject::connect(&session.operations(), &OperationRunner::batchChanged, &loop,
                         [&, id](const BatchProgress &progress) {
                             if (progress.id == id && progress.isOver())
                                 loop.quit();
                         });
    });
    const double seconds = double(timer.elapsed()) / 1000;
    const QJsonObject restarting = watch.end();
    if (!isOver)
        return fail("The restarts did not end in time.");
    const BatchProgress progress = *session.operations().batch(id);
    const QJsonObject result{{u"bench"_s, u"restart"_s},
                             {u"servers"_s, serverCount},
                             {u"streams"_s, int(commands.size())},
                             {u"parallelPerServer"_s, OperationPace().parallelPerServer},
                             {u"seconds"_s, seconds},
                             {u"confirmed"_s, progress.confirmed},
                             {u"unconfirmed"_s, progress.unconfirmed},
                             {u"failed"_s, progress.failed},
                             {u"goalMs"_s, goalMs},
                             {u"guiThreadWaits"_s, restarting},
                             {u"baselineNothingAsked"_s, baseline},
                             {u"withinGoal"_s, restarting[u"maximumMs"].toDouble() <= goalMs}};
    std::fputs(QJsonDocument(result).toJson().constData(), stdout);
    return 0;
}
