#include "app/mediaserver/mediamtx/PlaybackTime.h"

#include <QDateTime>
#include <QRegularExpression>

namespace streamkeeper::mediamtx {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 usPerSecond = 1'000'000;

/// The digits behind the point, up to nanoseconds.
qint64 fractionUs(const QString &digits)
{
    const qint64 ns = digits.leftJustified(9, u'0').toLongLong();
    return (ns + 999) / 1000;
}

} // namespace

std::optional<qint64> readPlaybackTime(const QString &text)
{
    static const QRegularExpression form(
        u"^(\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d)(?:\\.(\\d{1,9}))?(Z|[+-]\\d\\d:\\d\\d)$"_s);
    const QRegularExpressionMatch match = form.match(text);
    if (!match.hasMatch())
        return {};
    const QDateTime second = QDateTime::fromString(match.captured(1) + match.captured(3), Qt::ISODate);
    if (!second.isValid() || second.date().year() < 1970)
        return {};
    return second.toSecsSinceEpoch() * usPerSecond + fractionUs(match.captured(2));
}

QString playbackTime(qint64 us)
{
    const QDateTime second = QDateTime::fromSecsSinceEpoch(us / usPerSecond, Qt::UTC);
    return second.toString(u"yyyy-MM-ddTHH:mm:ss"_s) + u".%1Z"_s.arg(us % usPerSecond, 6, 10, QChar(u'0'));
}

} // namespace streamkeeper::mediamtx
