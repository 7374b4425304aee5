#include "models/texts/Formatting.h"

#include "models/domain/Units.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QLocale>

namespace streamkeeper::format {

using namespace Qt::StringLiterals;

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(Formatting)
};

} // namespace

QString unknown()
{
    return u"–"_s;
}

QString kbps(qint64 bps)
{
    return bps < 0 ? unknown() : QLocale().toString(kbpsFromBps(bps));
}

QString count(qint64 number)
{
    return number < 0 ? unknown() : QLocale().toString(number);
}

QString share(qint64 part, qint64 total)
{
    if (total <= 0)
        return unknown();
    constexpr qint64 tenths = 1000;
    return QLocale().toString(double(part * tenths / total) / 10, 'f', part == total ? 0 : 1) + u" %"_s;
}

QString resolution(int width, int height)
{
    return width <= 0 || height <= 0 ? unknown() : u"%1 × %2"_s.arg(width).arg(height);
}

QString duration(qint64 ms)
{
    const qint64 seconds = qMax<qint64>(0, ms) / 1000;
    if (seconds < 60)
        return Texts::tr("%1 s", "duration in seconds").arg(seconds);
    if (seconds < 3600)
        return Texts::tr("%1 min", "duration in minutes").arg(seconds / 60);
    if (seconds < 48 * 3600)
        return Texts::tr("%1 h", "duration in hours").arg(seconds / 3600);
    return Texts::tr("%1 d", "duration in days").arg(seconds / 86400);
}

QString elapsed(qint64 ms)
{
    const qint64 minutes = qMax<qint64>(0, ms) / 60'000;
    if (minutes < 60 || minutes >= 48 * 60 || minutes % 60 == 0)
        return duration(ms);
    return Texts::tr("%1 h %2", "duration in hours and minutes, e.g. 3 h 05")
        .arg(minutes / 60)
        .arg(minutes % 60, 2, 10, QChar(u'0'));
}

QString age(qint64 atMs, qint64 nowMs)
{
    return atMs <= 0 ? Texts::tr("never", "a poll that never happened")
                     : Texts::tr("%1 ago", "age, e.g. 4 min ago").arg(duration(nowMs - atMs));
}

QString moment(qint64 utcMs)
{
    const QDateTime local = QDateTime::fromMSecsSinceEpoch(utcMs);
    return QLocale().toString(local.date(), QLocale::ShortFormat) + u' ' + local.toString(u"HH:mm:ss"_s) +
           u' ' + local.timeZoneAbbreviation();
}

QString shortMoment(qint64 utcMs, qint64 nowMs)
{
    const QDateTime local = QDateTime::fromMSecsSinceEpoch(utcMs);
    const QString time = local.toString(u"HH:mm:ss"_s);
    return local.date() == QDateTime::fromMSecsSinceEpoch(nowMs).date()
               ? time
               : QLocale().toString(local.date(), QLocale::ShortFormat) + u' ' + time;
}

QString plainToolTip(const QString &text)
{
    return text.isEmpty() ? text : u"<p style='white-space:pre-wrap'>"_s + text.toHtmlEscaped() + u"</p>"_s;
}

} // namespace streamkeeper::format
