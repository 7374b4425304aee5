#include "models/texts/TroubleTexts.h"

#include "models/texts/Formatting.h"
#include "models/texts/ServerTexts.h"

#include <QCoreApplication>
#include <QStringList>

namespace streamkeeper::texts {

using namespace Qt::StringLiterals;

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(TroubleTexts)
};

} // namespace

QString troubleEvent(const TroubleEvent &event)
{
    switch (event.kind) {
    case TroubleKind::Lost:
        return Texts::tr("lost");
    case TroubleKind::Reconnects:
        return Texts::tr("%n reconnect(s)", nullptr, event.count);
    case TroubleKind::Back:
        return Texts::tr("picture again");
    case TroubleKind::SwitchedOff:
        return Texts::tr("switched off by the server");
    }
    return {};
}

QString lastTrouble(const FleetState &fleet, const FleetRow &row)
{
    const int teller = row.mainServer;
    if (row.isStale && teller >= 0 && fleet.servers()[size_t(teller)].failure)
        return serverProblem(fleet.servers()[size_t(teller)]);
    const ObservedStream *seen = fleet.observed(row);
    if (seen && !seen->rawStatus.isEmpty())
        return seen->rawStatus;
    const TroubleHistory &history = fleet.troubles().of(row.id);
    return history.empty() ? format::unknown() : troubleEvent(history.back());
}

QString causeSubject(CauseKind kind, const QString &name)
{
    switch (kind) {
    case CauseKind::SwitchPort:
        return Texts::tr("switch port %1").arg(name);
    case CauseKind::Switch:
        return Texts::tr("switch %1").arg(name);
    case CauseKind::Subnet:
        return Texts::tr("subnet %1").arg(name);
    case CauseKind::ServerGroup:
        return Texts::tr("server group %1").arg(name);
    case CauseKind::Make:
        return Texts::tr("make %1").arg(name);
    case CauseKind::Server:
        return Texts::tr("media server %1").arg(name);
    }
    return name;
}

QString causeSentence(const RootCause &cause, const QString &name)
{
    const qint64 lastedMs = cause.untilMs - cause.fromMs;
    if (lastedMs < 1'000)
        return Texts::tr("streams of %1 lost at once").arg(causeSubject(cause.kind, name));
    return Texts::tr("streams of %1 lost within %2")
        .arg(causeSubject(cause.kind, name), format::duration(lastedMs));
}

QString troubleSums(const TroubleSums &sums)
{
    if (sums == TroubleSums())
        return Texts::tr("Nothing happened in this time.");
    QStringList parts{Texts::tr("%n loss(es)", nullptr, sums.losses),
                      Texts::tr("%n reconnect(s)", nullptr, sums.reconnects)};
    if (sums.lostMs >= 1'000)
        parts.append(Texts::tr("%1 without picture, %2 at most at a time")
                         .arg(format::duration(sums.lostMs), format::duration(sums.longestMs)));
    return parts.join(u", "_s);
}

QString troubleStep(int count, int windowMinutes)
{
    return Texts::tr("%n reconnect(s) within %1", nullptr, count)
        .arg(format::duration(qint64(windowMinutes) * 60'000));
}

QString switchedOffBecause(int reconnects, int windowMinutes)
{
    return Texts::tr("Switched off by the console: %1.").arg(troubleStep(reconnects, windowMinutes));
}

QString acknowledgement(const TroubleMark &mark, qint64 nowMs)
{
    const QString who = Texts::tr("%1, %2", "name, 4 min ago")
                            .arg(mark.acknowledgedBy, format::age(mark.acknowledgedAtMs, nowMs));
    return mark.note.isEmpty() ? who : who + u": "_s + mark.note;
}

} // namespace streamkeeper::texts
