#include "views/common/WallClockField.h"

#include "models/texts/WallClockTexts.h"
#include "views/common/FieldRow.h"

namespace streamkeeper {

WallClockField::WallClockField(QWidget *parent)
    : QDateTimeEdit(parent)
{
    setButtonSymbols(QAbstractSpinBox::NoButtons);
    // Of no zone: Qt would move a time that does not exist before it is looked at.
    setTimeSpec(Qt::UTC);
    ignoreStrayWheel(this);
}

bool WallClockField::isAsGiven() const
{
    return m_givenWall.isValid() && dateTime() == m_givenWall;
}

qint64 WallClockField::moment() const
{
    if (isAsGiven())
        return m_givenMs;
    return utcFromWallClock(date(), time(), m_zone);
}

void WallClockField::setMoment(qint64 utcMs)
{
    const QDateTime wall = QDateTime::fromMSecsSinceEpoch(utcMs, m_zone);
    m_givenWall = QDateTime(wall.date(), wall.time(), Qt::UTC);
    m_givenMs = utcMs;
    setDateTime(m_givenWall);
}

void WallClockField::setZone(const QTimeZone &zone)
{
    const qint64 kept = moment();
    m_zone = zone;
    setMoment(kept);
}

QString WallClockField::note() const
{
    if (isAsGiven())
        return {};
    return texts::wallClockNote(readWallClock(date(), time(), m_zone), time(), m_zone);
}

} // namespace streamkeeper
