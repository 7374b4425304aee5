#pragma once

#include "models/domain/Types.h"

#include <QAbstractButton>

namespace streamkeeper {

/// How many streams are in one state, in large digits that have room for a hundred thousand and never move.
class CounterTile : public QAbstractButton
{
    Q_OBJECT

public:
    /// `isStale`: what nobody sees any more, whatever the state was.
    CounterTile(StreamStatus status, bool isStale, const QString &word, QWidget *parent = nullptr);

    /// `note` stands below: "98.7 % of 1,204".
    void setCount(int count, const QString &note = {});
    [[nodiscard]] int count() const { return m_count; }

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;
    void enterEvent(QEnterEvent *event) override;
    void leaveEvent(QEvent *event) override;

private:
    [[nodiscard]] QFont digits() const;

    StreamStatus m_status;
    bool m_isStale;
    int m_count = 0;
    QString m_note;
};

} // namespace streamkeeper
