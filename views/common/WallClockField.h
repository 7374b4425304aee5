#pragma once

#include <QDateTimeEdit>
#include <QTimeZone>

namespace streamkeeper {

/// A date and time as the operator's wall clock shows them. What they mean in UTC, also where clocks are set
/// back or forward, is decided by models/rules/WallClock; what was given as a moment stays that moment until
/// something else is typed.
class WallClockField : public QDateTimeEdit
{
    Q_OBJECT

public:
    explicit WallClockField(QWidget *parent = nullptr);

    [[nodiscard]] qint64 moment() const; ///< UTC
    void setMoment(qint64 utcMs);
    [[nodiscard]] const QTimeZone &zone() const { return m_zone; }
    void setZone(const QTimeZone &zone); ///< keeps the moment
    /// What is made of a typed time that comes twice or does not exist; empty: it comes once.
    [[nodiscard]] QString note() const;

private:
    [[nodiscard]] bool isAsGiven() const;

    QTimeZone m_zone = QTimeZone::systemTimeZone();
    QDateTime m_givenWall;
    qint64 m_givenMs = 0;
};

} // namespace streamkeeper
