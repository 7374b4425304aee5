#pragma once

#include "models/domain/Clock.h"
#include "models/fleet/FleetState.h"
#include "views/common/Page.h"

class QAction;
class QLabel;

namespace streamkeeper {

class EventFilterBar;
class EventTable;

/// What happened in the last 90 days: what went down and came up, what was changed and by whom. Passive.
class EventsPage : public Page
{
    Q_OBJECT

public:
    EventsPage(FleetState &fleet, Clock clock, QWidget *parent = nullptr);

    [[nodiscard]] QString placeName(const QUuid &subject) const override;
    void takeFocus() override;
    [[nodiscard]] QJsonObject viewState() const override;
    void setViewState(const QJsonObject &state) override;
    [[nodiscard]] QJsonObject saveState() const override;
    void restoreState(const QJsonObject &state) override;

    [[nodiscard]] EventTable *events() { return m_events; }
    [[nodiscard]] EventFilterBar *filterBar() { return m_bar; }

Q_SIGNALS:
    /// All that the filter finds, also what is not shown.
    void exportRequested();

protected:
    void showEvent(QShowEvent *event) override;

private:
    void showCount();

    EventFilterBar *m_bar;
    EventTable *m_events;
    QLabel *m_count;
    QAction *m_onlyCamera;
};

} // namespace streamkeeper
