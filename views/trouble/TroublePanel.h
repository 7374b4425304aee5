#pragma once

#include "models/fleet/FleetState.h"
#include "models/rules/TroubleRule.h"

#include <QWidget>

class QLabel;
class QLineEdit;
class QPushButton;
class QScrollArea;
class QHBoxLayout;
class QVBoxLayout;

namespace streamkeeper {

class FlapChart;

/// The selected stream in trouble: when it was lost, how far it has come on the steps, what can be done, and
/// what the shift says of it. Shows what showStream() gives it, nothing by itself.
class TroublePanel : public QWidget
{
    Q_OBJECT

public:
    explicit TroublePanel(QWidget *parent = nullptr);

    /// What can be done with the stream that is shown.
    void setActions(const QList<QAction *> &actions);
    /// A null id, or a stream that is gone: the hint.
    void showStream(const FleetState &fleet, const StreamId &stream, qint64 nowMs);
    [[nodiscard]] FlapChart *chart() { return m_chart; }
    void focusNote();

Q_SIGNALS:
    void cameraActivated(const streamkeeper::CameraId &camera);
    void serverActivated(const streamkeeper::ServerId &server);
    void acknowledgeRequested(const streamkeeper::StreamId &stream, const QString &note);
    void withdrawRequested(const streamkeeper::StreamId &stream);

private:
    void buildHead(QVBoxLayout &layout);
    void buildChart(QVBoxLayout &layout);
    void buildSteps(QVBoxLayout &layout);
    void buildMarks(QVBoxLayout &layout);
    void showSteps(const TroubleVerdict &verdict, int incorrectMinutes);
    void showMarks(const TroubleMark &mark, const TroubleVerdict &verdict, qint64 nowMs);

    StreamId m_stream;
    CameraId m_camera;
    ServerId m_server;
    QScrollArea *m_content;
    QLabel *m_hint;
    QPushButton *m_title; ///< leads to the card of the camera
    QLabel *m_badge;
    QLabel *m_subtitle;
    QPushButton *m_serverLink;
    FlapChart *m_chart;
    QLabel *m_summary;
    QLabel *m_incorrect;
    QLabel *m_problematic;
    QLabel *m_disconnected;
    QHBoxLayout *m_actionPlace;
    QLabel *m_acknowledged;
    QPushButton *m_withdraw;
    QLabel *m_silenced;
    QLineEdit *m_note;
    QPushButton *m_acknowledge;
};

} // namespace streamkeeper
