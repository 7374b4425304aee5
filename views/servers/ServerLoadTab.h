#pragma once

#include "models/fleet/FleetState.h"

#include <QWidget>

#include <array>
#include <vector>

class QGridLayout;
class QLabel;

namespace streamkeeper {

class FullnessBar;
class HistoryChart;

/// What a media server says of itself: machine, traffic, viewers, disks, and the last hour of this run.
class ServerLoadTab : public QWidget
{
    Q_OBJECT

public:
    explicit ServerLoadTab(QWidget *parent = nullptr);

    void showServer(const FleetServer &server, int mainStreams, qint64 nowMs);

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
    void showHistory(const ServerHistory &history, qint64 nowMs);
    void addDiskRow();

    std::array<QLabel *, LineCount> m_values{};
    QGridLayout *m_disksGrid;
    QLabel *m_noDisks;
    std::vector<Disk> m_disks;
    HistoryChart *m_cpuChart;
    HistoryChart *m_inChart;
    HistoryChart *m_outChart;
    HistoryChart *m_clientsChart;
};

} // namespace streamkeeper
