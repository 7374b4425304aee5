// What the search for root causes costs: 100,000 streams of 200 servers, 2,000 losses of which a half have a
// cause. "search" is the pure function, "fromFleet" begins with the fleet in memory, as the window does.
// Baseline of the same run: the losses grouped by the texts of what they have in common, as a table would be.
// One JSON document on standard output.
#include "models/fleet/TroublePlaces.h"
#include "models/rules/RootCauses.h"
#include "tests/bench/Figures.h"
#include "tests/core/FleetMaker.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QJsonDocument>
#include <QJsonObject>
#include <QMap>

#include <algorithm>
#include <cstdio>

using namespace streamkeeper;
using bench::figures;
using bench::measured;
using namespace Qt::StringLiterals;

namespace {

constexpr int serverCount = 200;
constexpr int perServer = 500;
constexpr int lossCount = 2'000;
constexpr int usualRuns = 50;
constexpr double goalMs = 50;
constexpr qint64 startMs = 1'800'000'000'000;
/// A server, and the cameras of five subnets: every other loss.
constexpr int plantedSubnets = 5;

template <typename Work>
QJsonObject measure(int runs, const Work &work)
{
    std::vector<double> milliseconds;
    for (int i = 0; i < runs; ++i)
        milliseconds.push_back(measured(work));
    return figures(std::move(milliseconds));
}

/// A night: the subnets 0 to 4 within two minutes each, an hour apart, and single cameras all the time.
void loseStreams(const test::FleetMaker &maker, FleetState &fleet)
{
    int lost = 0;
    for (int subnet = 0; subnet < plantedSubnets; ++subnet) {
        for (int i = 0; i < 200; ++i, ++lost)
            fleet.troubles().add(maker.streams[size_t(subnet * 200 + i)].id,
                                 {{startMs + subnet * 3'600'000 + i * 500, 0, TroubleKind::Lost}}, startMs);
    }
    for (int i = 0; lost < lossCount; ++i, ++lost)
        fleet.troubles().add(maker.streams[size_t(10'000 + i * 83) % maker.streams.size()].id,
                             {{startMs + i * 37'000, 0, TroubleKind::Lost}}, startMs);
}

int groupTexts(const TroublePlaces &found)
{
    QMap<QString, int> totals;
    QMap<QString, int> losses;
    const auto textsOf = [](const TroublePlace &place) {
        QStringList texts{u"server "_s + place.server.toString(), u"group "_s + place.group.toString()};
        if (place.address)
            texts.append(u"subnet "_s + place.address->toString().section(u'.', 0, 2));
        return texts;
    };
    for (const TroublePlace &place : found.places) {
        for (const QString &text : textsOf(place))
            ++totals[text];
    }
    for (const LossFact &loss : found.losses) {
        for (const QString &text : textsOf(found.places[loss.place]))
            ++losses[text];
    }
    return int(std::ranges::count_if(losses.keys(), [&](const QString &key) {
        return losses[key] >= 3 && losses[key] * 100 >= 60 * totals[key];
    }));
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    QCommandLineParser parser;
    parser.addOption({u"runs"_s, u"How often each is measured."_s, u"n"_s, QString::number(usualRuns)});
    parser.process(application);
    const int runs = std::max(1, parser.value(u"runs"_s).toInt());
    test::FleetMaker maker(serverCount, perServer);
    for (size_t i = 0; i < maker.streams.size(); ++i)
        maker.cameras[i].ipAddress = u"10.%1.%2.%3"_s.arg(i / 50'000).arg(i / 200 % 250).arg(i % 200 + 1);
    FleetState fleet;
    const DeviceState devices;
    maker.give(fleet);
    loseStreams(maker, fleet);
    const TroublePlaces found = troublePlaces(fleet, devices, startMs);
    if (int(found.losses.size()) != lossCount) {
        std::fputs("The losses are not those that were planted.\n", stderr);
        return 1;
    }
    size_t causes = 0;
    const QJsonObject search =
        measure(runs, [&] { causes = rootCausesOf(found.places, found.losses).size(); });
    const QJsonObject fromFleet = measure(runs, [&] {
        TroublePlaces places = troublePlaces(fleet, devices, startMs);
        causes = std::min(causes, rootCausesOf(places.places, std::move(places.losses)).size());
    });
    int grouped = 0;
    const QJsonObject baseline = measure(runs, [&] { grouped = groupTexts(found); });
    if (causes != plantedSubnets || grouped < plantedSubnets) {
        std::fputs("The planted causes were not found.\n", stderr);
        return 1;
    }
    const QJsonObject result{{u"bench"_s, u"causes"_s},
                             {u"servers"_s, serverCount},
                             {u"streams"_s, serverCount * perServer},
                             {u"losses"_s, lossCount},
                             {u"causes"_s, int(causes)},
                             {u"goalMs"_s, goalMs},
                             {u"search"_s, search},
                             {u"fromFleet"_s, fromFleet},
                             {u"baselineGroupedByTexts"_s, baseline},
                             {u"withinGoal"_s, search[u"p99Ms"].toDouble() <= goalMs}};
    std::fputs(QJsonDocument(result).toJson().constData(), stdout);
    return 0;
}
