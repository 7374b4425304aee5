#pragma once

#include "models/domain/Clock.h"
#include "models/domain/Event.h"
#include "models/domain/Operation.h"
#include "models/fleet/FleetState.h"
#include "models/rules/Availability.h"
#include "models/rules/RootCauses.h"
#include "models/tables/StreamFilter.h"
#include "views/common/Page.h"

#include <QHash>
#include <QTimer>

#include <array>
#include <utility>
#include <vector>

class QLabel;
class QScrollArea;
class QVBoxLayout;

namespace streamkeeper {

class StateCounters;
class FleetChart;
class LineList;

/// The first look of a shift: how many streams are in which state, how it was, which servers and cameras need
/// a look, why, and what is being done about it. Looks at the fleet while it is seen; all of it leads on.
class OverviewPage : public Page
{
    Q_OBJECT

public:
    /// How far back the chart goes, and what a point of it stands for.
    static constexpr qint64 shiftMs = 10 * 3'600'000LL;
    static constexpr qint64 chartStepMs = 2 * 60'000;
    static constexpr qint64 lastHourMs = 3'600'000;
    static constexpr size_t mostServers = 9;
    static constexpr size_t mostOffenders = 7;
    static constexpr size_t mostWatched = 5;
    static constexpr size_t mostCauses = 4;
    static constexpr size_t mostOperations = 5;
    static constexpr size_t mostEvents = 14;

    using NamedCauses = std::vector<std::pair<RootCause, QString>>;
    using Forecasts = QHash<ServerId, FullnessForecast>;

    OverviewPage(FleetState &fleet, Clock clock, QWidget *parent = nullptr);

    [[nodiscard]] QString placeName(const QUuid &subject) const override;
    void takeFocus() override;
    [[nodiscard]] QJsonObject viewState() const override;
    void setViewState(const QJsonObject &state) override;

    // What wanted() asked for.
    void setAvailability(std::vector<AvailabilityPoint> points);
    void setForecasts(Forecasts forecasts);
    void setCauses(const NamedCauses &causes);
    void setOperations(const std::vector<Operation> &operations);
    /// Of the last hour, newest first.
    void setEvents(const std::vector<Event> &events);

    [[nodiscard]] FleetChart *chart() { return m_chart; }
    [[nodiscard]] LineList *servers() { return m_servers; }
    [[nodiscard]] LineList *offenders() { return m_offenders; }
    [[nodiscard]] LineList *watched() { return m_watched; }
    [[nodiscard]] LineList *causes() { return m_causes; }
    [[nodiscard]] LineList *operations() { return m_operations; }
    [[nodiscard]] LineList *events() { return m_events; }

Q_SIGNALS:
    /// It is seen, and wants what the registry knows; again every ten seconds.
    void wanted();
    void streamsWanted(const streamkeeper::StreamFilter &filter);
    void streamWanted(const streamkeeper::StreamId &stream);
    void serversWanted();
    void troublesWanted();
    void activityWanted();
    void eventsWanted();

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    void buildCounters(QVBoxLayout &layout);
    void buildLeft(QVBoxLayout &layout);
    void buildRight(QVBoxLayout &layout);
    void note();
    void refresh();

    FleetState &m_fleet;
    Clock m_clock;
    QTimer m_refreshTimer;
    QTimer m_ageTimer; ///< ages go on by themselves
    bool m_isStale = true;
    Forecasts m_forecasts;
    std::vector<Event> m_lastEvents;
    std::vector<Operation> m_lastOperations;
    QScrollArea *m_scroll;
    StateCounters *m_counters;
    QLabel *m_sums;
    FleetChart *m_chart;
    LineList *m_servers;
    LineList *m_offenders;
    LineList *m_watched;
    LineList *m_causes;
    LineList *m_operations;
    LineList *m_events;
};

} // namespace streamkeeper
