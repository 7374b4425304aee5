#pragma once

#include "models/fleet/StateCounts.h"

#include <QAbstractButton>

#include <optional>

namespace streamkeeper {

/// How many streams are in one state, in large digits that a room can read. A click chooses the state.
class StateCounter : public QAbstractButton
{
    Q_OBJECT

public:
    explicit StateCounter(StreamState state, QWidget *parent = nullptr);

    [[nodiscard]] StreamState state() const { return m_state; }
    void setCount(int count);
    [[nodiscard]] int count() const { return m_count; }
    /// A few words below the number, such as "98.20 %"; may be empty.
    void setNote(const QString &note);
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    [[nodiscard]] QFont numberFont() const;
    void describe();

    StreamState m_state;
    int m_count = 0;
    QString m_note;
};

/// Counters of all states, worst first. Each has its place and width, whatever the numbers: nothing is
/// elided, and nothing moves under the mouse. The one of Idle comes with the first stream that is.
class StateCounters : public QWidget
{
    Q_OBJECT

public:
    explicit StateCounters(QWidget *parent = nullptr);

    void setCounts(const StateCounts &counts);
    void setNote(StreamState state, const QString &note);
    void setChosen(std::optional<StreamState> state);

Q_SIGNALS:
    void stateChosen(std::optional<streamkeeper::StreamState> state);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    [[nodiscard]] StateCounter *counter(StreamState state) const { return m_counters[size_t(state)]; }

    std::array<StateCounter *, streamStates.size()> m_counters{};
};

} // namespace streamkeeper
