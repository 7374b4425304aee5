#include "models/texts/AlarmTexts.h"

#include "models/rules/RootCauses.h"
#include "models/texts/TroubleTexts.h"

#include <QCoreApplication>

namespace streamkeeper::texts {

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(AlarmTexts)
};

} // namespace

QString alarm(const Alarm &alarm)
{
    switch (alarm.kind) {
    case AlarmKind::ServerDown:
        return Texts::tr("%1 does not answer").arg(alarm.name);
    case AlarmKind::RootCause:
        return Texts::tr("%1 of %2 streams lost together: %3")
            .arg(alarm.count)
            .arg(alarm.total)
            .arg(causeSubject(CauseKind(alarm.key.section(QChar(u' '), 0, 0).toInt()), alarm.name));
    case AlarmKind::StreamsLost:
        return Texts::tr("%n stream(s) lost, with nothing in common", nullptr, alarm.count);
    case AlarmKind::StorageFull:
        return Texts::tr("Disk %1 is %2 % full").arg(alarm.name).arg(alarm.count);
    case AlarmKind::LinkEnding:
        return Texts::tr("The link to %1 is about to end").arg(alarm.name);
    }
    return {};
}

QString alarmKind(AlarmKind kind)
{
    switch (kind) {
    case AlarmKind::ServerDown:
        return Texts::tr("Media server");
    case AlarmKind::RootCause:
        return Texts::tr("Root cause");
    case AlarmKind::StreamsLost:
        return Texts::tr("Streams");
    case AlarmKind::StorageFull:
        return Texts::tr("Storage");
    case AlarmKind::LinkEnding:
        return Texts::tr("Share link");
    }
    return {};
}

} // namespace streamkeeper::texts
