#include "models/texts/StreamTexts.h"

#include "models/domain/AnswerLimits.h"
#include "models/fleet/StreamStates.h"
#include "models/texts/Formatting.h"
#include "models/texts/StreamActionTexts.h"
#include "models/texts/TroubleTexts.h"

#include <QCoreApplication>
#include <QStringList>

namespace streamkeeper::texts {

using namespace Qt::StringLiterals;

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(StreamTexts)
};

} // namespace

QString status(StreamStatus status)
{
    switch (status) {
    case StreamStatus::Empty:
        return Texts::tr("Empty", "stream status: no address");
    case StreamStatus::Initialization:
        return Texts::tr("Initialization", "stream status");
    case StreamStatus::Active:
        return Texts::tr("Active", "stream status");
    case StreamStatus::Inactive:
        return Texts::tr("Inactive", "stream status");
    case StreamStatus::Idle:
        return Texts::tr("Idle, on demand", "stream status");
    }
    return {};
}

QString state(StreamState state)
{
    return state == StreamState::Stale ? Texts::tr("Stale", "streams whose server does not answer")
                                       : status(toStreamStatus(state));
}

QString stateCounts(const StateCounts &counts)
{
    QStringList words;
    for (const auto one : streamStates) {
        if (counts.of(one) > 0)
            words.append(Texts::tr("%1 %2", "how many streams · their state")
                             .arg(format::count(counts.of(one)), state(one)));
    }
    return words.join(u" · ");
}

QString statusOf(const FleetRow &row, qint64 polledAtMs, qint64 nowMs)
{
    if (row.pending)
        return Texts::tr("%1 · %2", "status · what is being done")
            .arg(status(row.status), pending(*row.pending));
    if (row.isStale)
        return Texts::tr("%1 · %2", "status · its age")
            .arg(status(row.status), format::age(polledAtMs, nowMs));
    if (row.isOff)
        return Texts::tr("%1 · off", "status of a stream that is switched off").arg(status(row.status));
    return status(row.status);
}

QString characteristic(Characteristic characteristic)
{
    switch (characteristic) {
    case Characteristic::None:
        return {};
    case Characteristic::Incorrect:
        return Texts::tr("Incorrect", "characteristic of a camera");
    case Characteristic::Problematic:
        return Texts::tr("Problematic", "characteristic of a camera");
    case Characteristic::Disconnected:
        return Texts::tr("Disconnected", "characteristic of a camera");
    }
    return {};
}

QString quality(Quality quality)
{
    return quality == Quality::High ? Texts::tr("High", "quality of a stream")
                                    : Texts::tr("Low", "quality of a stream");
}

QString addition(Addition addition)
{
    return addition == Addition::Manual ? Texts::tr("manual", "how a stream was added")
                                        : Texts::tr("auto", "how a stream was added");
}

QString drift(Drift drift)
{
    switch (drift) {
    case Drift::None:
        return {};
    case Drift::Unmanaged:
        return Texts::tr("Unmanaged", "the server has it, the registry does not");
    case Drift::Missing:
        return Texts::tr("Missing", "the registry has it, the server does not");
    case Drift::Different:
        return Texts::tr("Different", "registry and server have other settings");
    }
    return {};
}

QString serverType(ServerType type)
{
    return QString::fromLatin1(makeOf(type).title);
}

QString makesWith(Capability capability)
{
    QStringList titles;
    for (const ServerMake &make : serverMakes) {
        if (make.capabilities.testFlag(capability))
            titles.append(QString::fromLatin1(make.title));
    }
    return titles.join(u", "_s);
}

QString unencryptedAccount(UnencryptedAccount setting)
{
    switch (setting) {
    case UnencryptedAccount::Ask:
        return Texts::tr("ask when it is needed", "whether an account may go in clear");
    case UnencryptedAccount::Send:
        return Texts::tr("is sent", "whether an account may go in clear");
    case UnencryptedAccount::Withhold:
        return Texts::tr("is never sent", "whether an account may go in clear");
    }
    return {};
}

QString groupType(GroupType type)
{
    switch (type) {
    case GroupType::All:
        return Texts::tr("All", "which cameras a media server takes");
    case GroupType::Public:
        return Texts::tr("Public", "which cameras a media server takes");
    case GroupType::Private:
        return Texts::tr("Private", "which cameras a media server takes");
    }
    return {};
}

QString onOff(Tristate value)
{
    switch (value) {
    case Tristate::Unknown:
        break;
    case Tristate::No:
        return Texts::tr("off", "audio, recording");
    case Tristate::Yes:
        return Texts::tr("on", "audio, recording");
    }
    return format::unknown();
}

QString notProvided()
{
    return Texts::tr("not provided by this server");
}

QString moreUnmanaged()
{
    return Texts::tr("The server has more streams that the registry does not have; the first %1 are shown.")
        .arg(format::count(qint64(limits::maxUnmanagedRows)));
}

QString differences(Differences differences)
{
    QStringList parts;
    if (differences.testFlag(Difference::Address))
        parts.append(Texts::tr("another address"));
    if (differences.testFlag(Difference::Enabled))
        parts.append(Texts::tr("switched on or off"));
    if (differences.testFlag(Difference::Audio))
        parts.append(Texts::tr("audio"));
    return parts.join(u", "_s);
}

QString since(const StateSince &since, qint64 nowMs)
{
    if (since.atMs <= 0)
        return format::unknown();
    const QString elapsed = format::elapsed(nowMs - since.atMs);
    return since.isAtLeast ? Texts::tr("> %1", "longer than, e.g. > 3 h").arg(elapsed) : elapsed;
}

QString sinceStory(const StateSince &since)
{
    if (since.atMs <= 0)
        return Texts::tr("Nobody has seen it in this state yet.");
    return since.isAtLeast
               ? Texts::tr("At least since %1: before that nobody looked.").arg(format::moment(since.atMs))
               : format::moment(since.atMs);
}

QString dayInWords(const FleetState &fleet, const FleetRow &row, qint64 nowMs)
{
    if (row.isManaged() && row.mainServer >= 0 && !isTracked(fleet, row))
        return Texts::tr("Not tracked: Incorrect cameras is off on %1.")
            .arg(fleet.servers()[size_t(row.mainServer)].server.name);
    const StatusStrip strip = stripOf(fleet, row, dayMs, nowMs);
    if (strip.isUnknown())
        return format::unknown();
    const bool isOffNow = row.characteristic == Characteristic::Disconnected;
    QString text =
        troubleSums(trouble::sums(fleet.troubles().of(row.id), strip.fromMs, strip.untilMs, isOffNow));
    qint64 unknownMs = 0;
    for (const TimeSpan &span : strip.unknown)
        unknownMs += span.untilMs - span.fromMs;
    if (unknownMs > 0)
        text += u' ' + Texts::tr("Unknown for %1: nobody looked, or the media server did not answer.")
                           .arg(format::elapsed(unknownMs));
    return text;
}

QString capturedBy(const FleetState &fleet, const FleetRow &row, qint64 nowMs)
{
    const ObservedStream *seen = fleet.observed(row);
    if (!seen || seen->status != StreamStatus::Active)
        return format::unknown();
    const QString &name = fleet.servers()[size_t(fleet.observedServer(row))].server.name;
    return seen->sourceStartMs > 0 ? Texts::tr("%1 since %2", "a media server; a time")
                                         .arg(name, format::shortMoment(seen->sourceStartMs, nowMs))
                                   : name;
}

QString statusStory(const FleetState &fleet, const FleetRow &row, qint64 nowMs)
{
    QStringList lines{statusOf(row, fleet.polledAtMs(row), nowMs)};
    const int serverIndex = fleet.observedServer(row) >= 0 ? fleet.observedServer(row) : row.mainServer;
    if (serverIndex < 0) {
        lines.append(Texts::tr("The stream has no media server."));
        return lines.join(u'\n');
    }
    const FleetServer &server = fleet.servers()[size_t(serverIndex)];
    if (const ObservedStream *seen = fleet.observed(row)) {
        if (!seen->rawStatus.isEmpty())
            lines.append(Texts::tr("The server calls it “%1”.").arg(seen->rawStatus));
        if (row.characteristic == Characteristic::Disconnected)
            lines.append(Texts::tr("The server switched it off."));
        if (const TroubleVerdict trouble = fleet.troubleOf(row, nowMs); trouble.reconnects > 0)
            lines.append(Texts::tr("Reconnects in the last %1: %2")
                             .arg(format::duration(trouble.windowMinutes * 60'000LL),
                                  format::count(trouble.reconnects)));
        if (row.status == StreamStatus::Idle)
            lines.append(Texts::tr("Its server pulls it only while somebody watches, and nobody does."));
        else if (row.status != StreamStatus::Active && seen->lostSinceMs > 0)
            lines.append(Texts::tr("Down for %1.").arg(format::duration(nowMs - seen->lostSinceMs)));
        if (seen->reconnectAttempts > 0)
            lines.append(Texts::tr("Reconnect attempts since the loss: %1")
                             .arg(format::count(seen->reconnectAttempts)));
    } else if (row.drift == Drift::Missing) {
        lines.append(Texts::tr("%1 does not have this stream.").arg(server.server.name));
    } else if (!server.snapshot && !server.failure) {
        lines.append(Texts::tr("%1 was not polled yet.").arg(server.server.name));
    }
    if (row.drift == Drift::Different)
        lines.append(Texts::tr("Differs from the registry: %1.").arg(differences(row.differences)));
    if (row.drift == Drift::Unmanaged)
        lines.append(Texts::tr("It is not in the registry; it can be adopted."));
    if (server.failure)
        lines.append(server.failure->error.message);
    if (server.snapshot)
        lines.append(Texts::tr("Last answer of %1: %2")
                         .arg(server.server.name, format::moment(server.snapshot->polledAtMs)));
    return lines.join(u'\n');
}

} // namespace streamkeeper::texts
