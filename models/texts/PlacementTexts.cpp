#include "models/texts/PlacementTexts.h"

#include <QCoreApplication>

namespace streamkeeper::texts {

using namespace Qt::StringLiterals;

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(PlacementTexts)
};

QString failedCheck(ServerCheck check, const ServerVerdict &verdict)
{
    switch (check) {
    case ServerCheck::Distribution:
        return Texts::tr("takes no new streams");
    case ServerCheck::Answers:
        return Texts::tr("cannot be asked now");
    case ServerCheck::StreamLimit:
        return Texts::tr("limit of streams reached");
    case ServerCheck::TrafficLimit:
        return Texts::tr("limit of traffic reached");
    case ServerCheck::GroupType:
        return Texts::tr("other group type");
    case ServerCheck::Storage:
        return verdict.isStorageUnknown ? Texts::tr("storage unknown") : Texts::tr("storage full");
    case ServerCheck::NotTheSource:
        return Texts::tr("has the stream now");
    }
    return {};
}

} // namespace

QString failedChecks(const ServerVerdict &verdict)
{
    QStringList reasons;
    for (const ServerCheck check : verdict.failed)
        reasons.append(failedCheck(check, verdict));
    return reasons.join(u", "_s);
}

QString checkName(ServerCheck check)
{
    switch (check) {
    case ServerCheck::Distribution:
        return Texts::tr("Distribution");
    case ServerCheck::Answers:
        return Texts::tr("Answers");
    case ServerCheck::StreamLimit:
        return Texts::tr("Streams limit");
    case ServerCheck::TrafficLimit:
        return Texts::tr("Traffic limit");
    case ServerCheck::GroupType:
        return Texts::tr("Group type");
    case ServerCheck::Storage:
        return Texts::tr("Storage");
    case ServerCheck::NotTheSource:
        return Texts::tr("Other server");
    }
    return {};
}

QString placementState(PlacementState state)
{
    switch (state) {
    case PlacementState::BothFound:
        return Texts::tr("Main and additional servers are found");
    case PlacementState::MainFound:
        return Texts::tr("Main media server is found");
    case PlacementState::AdditionalNotFound:
        return Texts::tr("Additional media server is not found");
    case PlacementState::NoneFound:
        return Texts::tr("No server fits");
    }
    return {};
}

QString whyNotChosen(const JudgedServer &server)
{
    switch (server.why) {
    case WhyNotChosen::Chosen:
        return {};
    case WhyNotChosen::FailsChecks:
        return failedChecks(server.verdict);
    case WhyNotChosen::OtherServer:
        return Texts::tr("would do, another server of the search goes before it");
    case WhyNotChosen::OtherCluster:
        return Texts::tr("would do, another cluster goes before its own");
    case WhyNotChosen::KeepsNoReserve:
        return Texts::tr("cannot be the additional server: a reserve is not provided by these servers");
    case WhyNotChosen::OutsideSearch:
        return server.verdict.fits()
                   ? Texts::tr("not among the servers searched; would do")
                   : Texts::tr("not among the servers searched; %1").arg(failedChecks(server.verdict));
    }
    return {};
}

QString searchScope(const PlacementResult &result, const QString &group)
{
    switch (result.scope) {
    case SearchScope::GroupOfCamera:
        return Texts::tr("Searched in the clusters of the camera's server group %1.").arg(group);
    case SearchScope::SubnetOfGroup:
        return Texts::tr("Searched in the clusters of the server group %1: the camera's address is in its "
                         "subnet %2.")
            .arg(group, result.subnet);
    case SearchScope::OutsideGroups:
        return Texts::tr("Searched in clusters that belong to no server group: the camera has none, and its "
                         "address is in no subnet of one.");
    case SearchScope::OutsideClusters:
        return Texts::tr("Searched among the servers in no cluster: the stream is not reserved.");
    case SearchScope::PickedCluster:
        return Texts::tr("Searched in the picked cluster only.");
    case SearchScope::PickedServer:
        return Texts::tr("The media server was picked by hand.");
    }
    return {};
}

QStringList placementWarnings(PlacementWarnings warnings)
{
    QStringList sentences;
    const auto say = [&](PlacementWarning warning, const QString &sentence) {
        if (warnings.testFlag(warning))
            sentences.append(sentence);
    };
    say(PlacementWarning::ReserveLost,
        Texts::tr("The stream loses its reserve: it will be on one media server only."));
    say(PlacementWarning::ReservationOn,
        Texts::tr("The stream is not reserved now; with this cluster it will be."));
    say(PlacementWarning::LeavesGroup,
        Texts::tr("The cluster is not one of the camera's server group. The camera's group is not changed."));
    say(PlacementWarning::StorageUnknown, Texts::tr("A found server does not tell how full its storage is."));
    say(PlacementWarning::LoadUnknown, Texts::tr("The load of a found server is not known."));
    say(PlacementWarning::BitrateUnknown,
        Texts::tr("The bitrate of the stream is not known: the limits of traffic were checked without it."));
    return sentences;
}

} // namespace streamkeeper::texts
