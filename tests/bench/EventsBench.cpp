// What the log of events costs at 100,000 streams of 200 servers. "watchRound" is what looking at one round
// of polls (each server once, 2,000 streams lost or back) takes beside the fleet's own work on it,
// "baselineFleetRound" that work. "write" is 500 events in one transaction, "baselineWriteOneByOne" the same
// in one each. "newest" and "ofCamera" read 200 of a full log, "baselineAllRead" reads all of it and looks
// for the camera. One JSON document on standard output.
#include "app/session/EventWatch.h"
#include "models/domain/Retention.h"
#include "models/registry/EventRepository.h"
#include "tests/bench/Figures.h"
#include "tests/core/FleetMaker.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>

#include <algorithm>
#include <cstdio>

using namespace streamkeeper;
using bench::figures;
using bench::measured;
using namespace Qt::StringLiterals;

namespace {

constexpr int serverCount = 200;
constexpr int perServer = 500;
constexpr int lossesPerServer = 10;
constexpr int together = 500;
constexpr int portion = 200;
constexpr int usualRuns = 20;
constexpr double watchGoalMs = 50;
constexpr double writeGoalMs = 100;
constexpr double readGoalMs = 20;
constexpr qint64 startMs = 1'800'000'000'000;
constexpr qint64 pollMs = 10'000;

/// A fleet that is polled, with and without somebody who watches.
struct Polls
{
    test::FleetMaker maker{serverCount, perServer};
    FleetState fleet;
    std::vector<Event> events;
    EventWatch watch{fleet, [this](Event event) { events.push_back(std::move(event)); }};
    std::vector<double> watched;
    std::vector<double> shown;
    qint64 nowMs = startMs;

    void round(int number)
    {
        double watchedMs = 0;
        double shownMs = 0;
        nowMs += pollMs;
        for (int server = 0; server < serverCount; ++server) {
            const auto snapshot = maker.snapshot(server, nowMs);
            for (int i = 0; number % 2 == 1 && i < lossesPerServer; ++i)
                snapshot->streams[size_t(i) * 37].status = StreamStatus::Inactive;
            shownMs += measured([&] { fleet.applySnapshot(snapshot); });
            watchedMs += measured([&] { watch.take(*snapshot); });
        }
        watched.push_back(watchedMs);
        shown.push_back(shownMs);
    }
};

Event eventOf(const test::FleetMaker &maker, int number)
{
    const size_t at = size_t(number) * 7 % maker.streams.size();
    Event event;
    event.type = EventType::StreamInactive;
    event.atMs = startMs + number * 1'000LL;
    event.untilMs = event.atMs + 500;
    event.camera = maker.cameras[at].id;
    event.stream = maker.streams[at].id;
    event.server = maker.streams[at].mainServer;
    event.subject = maker.cameras[at].name;
    event.serverName = u"server"_s;
    event.detail = u"404 Not Found"_s;
    return event;
}

bool write(RegistryDatabase &database, const std::vector<Event> &events)
{
    return bool(database.inTransaction([&] { return EventRepository(database).add(events); }));
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    QCommandLineParser parser;
    parser.addOption({u"runs"_s, u"How often each is measured."_s, u"n"_s, QString::number(usualRuns)});
    parser.addOption(
        {u"events"_s, u"How many are in a full log."_s, u"n"_s, QString::number(EventBounds().atAll)});
    parser.process(application);
    const int runs = std::max(2, parser.value(u"runs"_s).toInt());
    const int full = std::max(together, parser.value(u"events"_s).toInt());

    const auto polls = std::make_unique<Polls>();
    polls->maker.give(polls->fleet);
    polls->round(0);
    polls->watch.start({});
    polls->watched.clear();
    polls->shown.clear();
    for (int i = 1; i <= runs; ++i)
        polls->round(i);
    if (int(polls->events.size()) != runs * serverCount * lossesPerServer) {
        std::fputs("Not every loss was seen.\n", stderr);
        return 1;
    }

    QTemporaryDir folder;
    RegistryDatabase database;
    if (!database.open(folder.filePath(u"registry.sqlite"_s)))
        return 1;
    std::vector<double> written;
    std::vector<double> oneByOne;
    int number = 0;
    const auto next = [&] {
        std::vector<Event> events;
        for (int i = 0; i < together; ++i)
            events.push_back(eventOf(polls->maker, number++));
        return events;
    };
    bool isWritten = true;
    while (number < full) {
        const auto events = next();
        written.push_back(measured([&] { isWritten = isWritten && write(database, events); }));
    }
    for (int run = 0; run < 2; ++run) {
        const auto events = next();
        oneByOne.push_back(measured([&] {
            for (const Event &event : events)
                isWritten = isWritten && write(database, {event});
        }));
    }
    EventRepository repository(database);
    size_t found = 0;
    std::vector<double> newest;
    std::vector<double> ofCamera;
    std::vector<double> allRead;
    for (int run = 0; run < runs; ++run) {
        const CameraId camera = polls->maker.cameras[size_t(run) * 7].id;
        newest.push_back(measured([&] { found += repository.list({}, portion).value().size(); }));
        ofCamera.push_back(
            measured([&] { found += repository.list({.camera = camera}, portion).value().size(); }));
        if (run < 2) {
            allRead.push_back(measured([&] {
                const auto all = repository.list({}, number).value();
                found += size_t(std::ranges::count(all, camera, &Event::camera));
            }));
        }
    }
    if (!isWritten || found < size_t(runs) * portion) {
        std::fputs("Not every event was written and found.\n", stderr);
        return 1;
    }
    const QJsonObject watchRound = figures(polls->watched);
    const QJsonObject write500 = figures(written);
    const QJsonObject readCamera = figures(ofCamera);
    const QJsonObject result{{u"bench"_s, u"events"_s},
                             {u"servers"_s, serverCount},
                             {u"streams"_s, serverCount * perServer},
                             {u"events"_s, number},
                             {u"watchGoalMs"_s, watchGoalMs},
                             {u"writeGoalMs"_s, writeGoalMs},
                             {u"readGoalMs"_s, readGoalMs},
                             {u"watchRound"_s, watchRound},
                             {u"baselineFleetRound"_s, figures(polls->shown)},
                             {u"write"_s, write500},
                             {u"baselineWriteOneByOne"_s, figures(oneByOne)},
                             {u"newest"_s, figures(newest)},
                             {u"ofCamera"_s, readCamera},
                             {u"baselineAllRead"_s, figures(allRead)},
                             {u"withinGoal"_s, watchRound[u"medianMs"].toDouble() <= watchGoalMs &&
                                                   write500[u"medianMs"].toDouble() <= writeGoalMs &&
                                                   readCamera[u"medianMs"].toDouble() <= readGoalMs}};
    std::fputs(QJsonDocument(result).toJson().constData(), stdout);
    return 0;
}
