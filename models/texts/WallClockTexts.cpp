#include "models/texts/WallClockTexts.h"

#include "models/texts/ShareTexts.h"

#include <QCoreApplication>

namespace streamkeeper::texts {

using namespace Qt::StringLiterals;

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(WallClockTexts)
};

QString shown(qint64 utcMs, const QTimeZone &zone)
{
    const QDateTime moment = QDateTime::fromMSecsSinceEpoch(utcMs, zone);
    return moment.toString(u"HH:mm:ss"_s) + u' ' + zoneOffset(moment.offsetFromUtc());
}

} // namespace

QString wallClockNote(const WallMoment &moment, QTime typed, const QTimeZone &zone)
{
    const QString time = typed.toString(u"HH:mm:ss"_s);
    switch (moment.kind) {
    case WallMoment::Kind::Once:
        break;
    case WallMoment::Kind::Twice:
        return Texts::tr("%1 comes twice on that day, because the clocks are set back. The first time is "
                         "taken (%2), not the second (%3).")
            .arg(time, shown(moment.utcMs, zone), shown(moment.laterMs, zone));
    case WallMoment::Kind::Missing:
        return Texts::tr("%1 does not exist on that day: the clocks are set forward over it. %2 is taken.")
            .arg(time, shown(moment.utcMs, zone));
    }
    return {};
}

} // namespace streamkeeper::texts
