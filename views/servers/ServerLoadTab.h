#pragma once

#include "models/domain/Event.h"
#include "models/domain/History.h"
#include "models/fleet/FleetState.h"
#include "models/rules/StatusStrip.h"

#include <QWidget>

#include <array>
#include <vector>

class QGridLayout;
class QLabel;

namespace streamkeeper {

class FullnessBar;
class SpanSwitch;
class TimeChart;

/// What a media server says of itself: machine, traffic, viewers, disks, and how it was over the last hour,
/// day or week.
class ServerLoadTab : public QWidget
{
    Q_OBJECT

public:
    explicit ServerLoadTab(QWidget *parent = nullptr);

    /// `unheard`: when it was not heard within the last week.
    void showServer(const FleetServer &server, int mainStreams, std::vector<TimeSpan> unheard, qint64 nowMs);
    /// What historyWanted() and marksWanted() asked for; passed over if another one is shown by now.
    void setHistory(const ServerId &server, std::vector<ServerSample> samples);
    void setMarks(const ServerId &server, const std::vector<Event> &events);

Q_SIGNALS:
    /// The charts want to go back further than memory does; asked anew once a minute.
    void historyWanted(const streamkeeper::ServerId &server, qint64 lengthMs);
    /// Another server is shown: what happened to it in the last week?
    void marksWanted(const streamkeeper::ServerId &server);

private:
    enum Line {
        Cpu,
        Memory,
        TrafficIn,
        TrafficOut,
        Clients,
        MainStreams,
        Version,
        Started,
        Polled,
        LineCount
    };
    struct Disk
    {
        QLabel *mount;
        FullnessBar *bar;
        QLabel *text;
    };

    void setLine(Line line, const QString &text, const QString &toolTip = {});
    void showLoad(const FleetServer &server);
    void showDisks(const FleetServer &server);
    void buildCharts(QGridLayout &charts, QWidget *parent);
    void showLines();
    [[nodiscard]] std::array<TimeChart *, 4> charts() const;
    void addDiskRow();

    std::array<QLabel *, LineCount> m_values{};
    QGridLayout *m_disksGrid;
    QLabel *m_noDisks;
    std::vector<Disk> m_disks;
    SpanSwitch *m_span;
    TimeChart *m_cpuChart;
    TimeChart *m_memoryChart;
    TimeChart *m_trafficChart;
    TimeChart *m_clientsChart;
    ServerId m_server;
    std::vector<TimeSpan> m_unheard;
    std::vector<ServerSample> m_lastHour;
    std::vector<ServerSample> m_kept;
    qint64 m_keptAtMs = 0; ///< when they were asked for
    qint64 m_nowMs = 0;
};

} // namespace streamkeeper
