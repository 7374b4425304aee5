#pragma once

#include "models/domain/Clock.h"
#include "models/fleet/FleetState.h"

#include <QWidget>

#include <array>
#include <vector>

class QGridLayout;
class QLabel;
class QPushButton;
class QScrollArea;
class QToolButton;
class QHBoxLayout;
class QVBoxLayout;

namespace streamkeeper {

class AddressEditor;
class EventTable;
class HistoryChart;
class TroubleBadge;

/// The selected stream: all parameters, both qualities of its camera side by side, charts of the
/// last hour and the last events. Shows what showRow() gives it, and asks for the events.
class DetailPanel : public QWidget
{
    Q_OBJECT

public:
    explicit DetailPanel(Clock clock, QWidget *parent = nullptr);

    /// Puts the preview at the top. Takes ownership.
    void setPreview(QWidget *preview);
    /// What can be done with the stream that is shown.
    void setActions(const QList<QAction *> &actions);
    /// The stream activation toggle; there while it is visible.
    void setActivation(QAction *action);
    /// Whether the panel is there; its own button lets it go.
    void setShownAction(QAction *action);
    void editAddress();
    /// A word about why the stream is still shown; empty: none.
    void setRemark(const QString &remark);
    /// `row` is the selected fleet row; -1 shows the hint.
    void showRow(const FleetState &fleet, int row, qint64 nowMs);
    [[nodiscard]] EventTable *events() { return m_events; }

Q_SIGNALS:
    void qualityChosen(int fleetRow);
    void serverActivated(const streamkeeper::ServerId &server);
    void cameraActivated(const streamkeeper::CameraId &camera);
    void troubleActivated(const streamkeeper::StreamId &stream);
    void addressSaveRequested(const streamkeeper::StreamId &stream,
                              const streamkeeper::StreamAddress &address, int seenRevision);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    enum Line {
        Status,
        Bitrate,
        Output,
        Resolution,
        Clients,
        MainServer,
        AdditionalServer,
        CapturedBy,
        Reconnects,
        ReconnectsTotal,
        Audio,
        Recording,
        Added,
        Drift,
        Polled,
        LineCount
    };
    struct Side
    {
        QToolButton *button = nullptr;
        std::array<QLabel *, LineCount> values{};
        QPushButton *mainServer = nullptr; ///< stands in for the label of its line, and so does the other
        QPushButton *additionalServer = nullptr;
        int row = -1;
    };

    void buildHead(QVBoxLayout &layout);
    void buildGrid(QVBoxLayout &layout);
    void buildRest(QVBoxLayout &layout);
    void fillSide(const FleetState &fleet, Side &side, int row, qint64 nowMs);
    void fillCharts(const FleetRow &row, qint64 nowMs);
    QPushButton *createServerLink(const QString &name);
    void redrawIcon();
    void setServerLink(QPushButton &link, const FleetState &fleet, int server);

    QScrollArea *m_content;
    QLabel *m_hint;
    QVBoxLayout *m_previewPlace;
    QHBoxLayout *m_actionPlace;
    QHBoxLayout *m_activationPlace;
    QPushButton *m_title; ///< leads to the card of the camera
    QToolButton *m_close;
    QLabel *m_subtitle;
    QLabel *m_remark;
    TroubleBadge *m_badge;
    std::array<Side, 2> m_sides; ///< high, low
    AddressEditor *m_address;
    QLabel *m_uuid;
    QLabel *m_remoteName;
    HistoryChart *m_bitrateChart;
    HistoryChart *m_outputChart;
    HistoryChart *m_clientsChart;
    QLabel *m_eventsTitle;
    EventTable *m_events;
};

} // namespace streamkeeper
