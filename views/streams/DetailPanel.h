#pragma once

#include "models/domain/Clock.h"
#include "models/domain/History.h"
#include "models/domain/Operation.h"
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
class SpanSwitch;
class StatusStripView;
class TimeChart;
class TroubleBadge;

/// The selected stream: all parameters, both qualities of its camera side by side, how it was over the last
/// hour, day or week, and the last events. Shows what showRow() gives it, and asks for events and history.
class DetailPanel : public QWidget
{
    Q_OBJECT

public:
    explicit DetailPanel(Clock clock, QWidget *parent = nullptr);

    /// Puts the preview at the top. Takes ownership.
    void setPreview(QWidget *preview);
    /// What the preview does by keys of its own.
    [[nodiscard]] QList<QAction *> previewActions() const;
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
    /// What historyWanted() asked for. What is not of the stream that is shown any more is passed over.
    void setHistory(const StreamId &stream, std::vector<StreamQuarter> quarters);
    /// What marksWanted() asked for.
    void setMarks(const StreamId &stream, const std::vector<Operation> &operations);

Q_SIGNALS:
    void qualityChosen(int fleetRow);
    /// The charts want to go back further than memory does; asked anew once a minute.
    void historyWanted(const streamkeeper::StreamId &stream, qint64 lengthMs);
    /// Another stream is shown: what was done to it in the last week?
    void marksWanted(const streamkeeper::StreamId &stream);
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
    void buildCharts(QVBoxLayout &layout);
    void fillSide(const FleetState &fleet, Side &side, int row, qint64 nowMs);
    void fillCharts(const FleetState &fleet, const FleetRow &row, qint64 nowMs);
    void showLines();
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
    StatusStripView *m_strip;
    SpanSwitch *m_span;
    TimeChart *m_rateChart;
    TimeChart *m_clientsChart;
    StreamId m_stream; ///< that is shown; null: none, or one that is not in the registry
    std::vector<StreamHistory::Sample> m_lastHour;
    std::vector<StreamQuarter> m_quarters;
    qint64 m_quartersAtMs = 0; ///< when they were asked for
    qint64 m_nowMs = 0;
    QLabel *m_eventsTitle;
    EventTable *m_events;
};

} // namespace streamkeeper
