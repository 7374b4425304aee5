#include "models/texts/TransferTexts.h"

#include "models/texts/Formatting.h"
#include "models/texts/PlacementTexts.h"
#include "models/texts/StreamTexts.h"

#include <QCoreApplication>

#include <algorithm>

namespace streamkeeper::texts {

using namespace Qt::StringLiterals;

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(TransferTexts)
};

QString archiveSentence(const PlannedTransfer &transfer)
{
    const QString &from = transfer.fromMain;
    switch (transfer.recording) {
    case Tristate::Yes:
        return Texts::tr("The archive stays on %1, which keeps it until its recordings have expired; the "
                         "archive indexes move to %2.")
            .arg(from, transfer.toMain);
    case Tristate::No:
        return Texts::tr(
                   "Recording is off: what was recorded stays on %1 until it has expired, and no archive "
                   "index moves.")
            .arg(from);
    case Tristate::Unknown:
        break;
    }
    return Texts::tr("The archive stays on %1, which keeps it until its recordings have expired; the archive "
                     "indexes move to %2 if recording is on.")
        .arg(from, transfer.toMain);
}

QString limited(const QString &now, const QString &limit)
{
    return limit.isEmpty() ? Texts::tr("%1, no limit").arg(now) : Texts::tr("%1 of %2").arg(now, limit);
}

} // namespace

QStringList transferConsequences(const PlannedTransfer &transfer, int lockMinutes)
{
    if (!transfer.canMove())
        return {};
    QStringList sentences;
    if (!transfer.isEnabled)
        sentences.append(
            Texts::tr("The stream is switched off and stays so: %1 is set up, and no picture is awaited.")
                .arg(transfer.toMain));
    else if (!transfer.hasSingleSession)
        sentences.append(Texts::tr("%1 captures first. Only when it shows picture is %2 asked to stop; if it "
                                   "shows none in time, everything stays as it is.")
                             .arg(transfer.toMain, transfer.fromMain));
    if (transfer.isSourceSilent)
        sentences.append(Texts::tr("%1 does not answer: it is told to stop capturing when it answers again.")
                             .arg(transfer.fromMain));
    sentences.append(archiveSentence(transfer));
    if (lockMinutes > 0)
        sentences.append(Texts::tr("Afterwards it cannot be moved again for %n min.", nullptr, lockMinutes));
    return sentences;
}

QStringList transferConsequences(const TransferPlan &plan)
{
    if (plan.transfers.size() == 1)
        return transferConsequences(plan.transfers.front(), plan.lockMinutes) + plan.losses;
    if (plan.movable() == 0)
        return {};
    QStringList sentences{
        Texts::tr(
            "Each new server captures first. Only when it shows picture is the old one asked to stop; if "
            "it shows none in time, that stream stays where it is."),
        Texts::tr("The archives stay on the old servers, which keep them until the recordings have expired; "
                  "archive indexes move where recording is on.")};
    if (plan.lockMinutes > 0)
        sentences.append(
            Texts::tr("Afterwards they cannot be moved again for %n min.", nullptr, plan.lockMinutes));
    return sentences + plan.losses;
}

QString breakBeforeMake(const TransferPlan &plan)
{
    const auto count = int(std::ranges::count_if(plan.transfers, [](const PlannedTransfer &transfer) {
        return transfer.canMove() && transfer.hasSingleSession && transfer.isEnabled;
    }));
    if (count == 0)
        return {};
    if (plan.transfers.size() == 1)
        return Texts::tr(
                   "The camera takes one viewer at a time: %1 has to stop before %2 can begin. Picture and "
                   "recording have a gap of some seconds, up to a minute.")
            .arg(plan.transfers.front().fromMain, plan.transfers.front().toMain);
    return Texts::tr("%n of these streams come(s) from cameras that take one viewer at a time: there the old "
                     "server has to stop first. Picture and recording have a gap of some seconds, up to a "
                     "minute.",
                     nullptr, count);
}

QString notTaken(const QString &server, const QStringList &names, int streams)
{
    return Texts::tr("%1 does not take these settings of %n stream(s): %2. They stay in the registry.",
                     nullptr, streams)
        .arg(server, names.join(u", "_s));
}

QString whyNoneFits(const PlacementResult &result)
{
    if (result.main)
        return {};
    constexpr int named = 3;
    QStringList reasons;
    int others = 0;
    for (const JudgedServer &server : result.servers) {
        const bool isMeant = !result.pickedServer || server.id == *result.pickedServer;
        if (server.why == WhyNotChosen::OutsideSearch || !isMeant)
            continue;
        if (reasons.size() < named)
            reasons.append(Texts::tr("%1: %2", "server: reason").arg(server.name, whyNotChosen(server)));
        else
            ++others;
    }
    if (reasons.isEmpty() && result.pickedServer)
        return Texts::tr("The media server is not in the registry any more.");
    if (reasons.isEmpty())
        return result.scope == SearchScope::OutsideClusters
                   ? Texts::tr("There is no media server outside the clusters.")
                   : Texts::tr("There is no cluster to search in.");
    if (others > 0)
        reasons.append(Texts::tr("and %n more", "servers", others));
    return reasons.join(u"; "_s);
}

QString checkedValue(ServerCheck check, const PlacementCandidate &server)
{
    switch (check) {
    case ServerCheck::StreamLimit:
        return Texts::tr("Main streams: %1")
            .arg(limited(format::count(server.mainStreams),
                         server.streamsLimit ? format::count(*server.streamsLimit) : QString()));
    case ServerCheck::TrafficLimit:
        return Texts::tr("Incoming traffic, kbit/s: %1")
            .arg(limited(format::kbps(server.totalBitrateBps.value_or(-1)),
                         server.bitrateLimitBps ? format::kbps(*server.bitrateLimitBps) : QString()));
    case ServerCheck::GroupType:
        return Texts::tr("The server takes: %1").arg(groupType(server.groupType));
    case ServerCheck::Storage: {
        if (server.disksFullPercent.empty())
            return Texts::tr("The server does not tell how full its storage is.");
        QStringList disks;
        for (const int percent : server.disksFullPercent)
            disks.append(Texts::tr("%1 %", "percent").arg(percent));
        return Texts::tr("Disks full: %1").arg(disks.join(u", "_s));
    }
    case ServerCheck::Distribution:
    case ServerCheck::Answers:
    case ServerCheck::NotTheSource:
        break;
    }
    return {};
}

QString serverPair(const QString &main, const QString &additional)
{
    if (main.isEmpty())
        return format::unknown();
    return additional.isEmpty() ? main
                                : Texts::tr("%1, additional %2", "media servers").arg(main, additional);
}

} // namespace streamkeeper::texts
