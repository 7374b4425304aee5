#pragma once

#include "models/fleet/FleetState.h"
#include "models/fleet/StreamColumns.h"

#include <QFrame>

#include <map>

class QAction;
class QLabel;
class QPushButton;
class QStackedLayout;
class QToolBar;

namespace streamkeeper {

class CopyField;
class StatusLabel;

/// One stream on the card of its camera: every parameter of domain.md 1.1 as of the last poll, and a
/// row for what can be done with it. Without a stream of this quality: the way to add one.
class CameraStreamPlace : public QFrame
{
    Q_OBJECT

public:
    explicit CameraStreamPlace(Quality quality, QWidget *parent = nullptr);

    /// `row` of the fleet; -1: the camera has no such stream.
    void showRow(const FleetState &fleet, int row, qint64 nowMs);
    /// The deeds on this stream. They stay the caller's.
    void setActions(const QList<QAction *> &actions);

Q_SIGNALS:
    void addRequested();
    void serverActivated(const streamkeeper::ServerId &server);

private:
    QWidget *buildParameters();
    QWidget *buildMissing();
    void setLink(QPushButton &link, const FleetState &fleet, int server);

    Quality m_quality;
    StatusLabel *m_status;
    QLabel *m_badge;
    QLabel *m_pending;
    QToolBar *m_actions;
    QStackedLayout *m_places;
    std::map<StreamColumn, QLabel *> m_values;
    QPushButton *m_mainServer;
    QPushButton *m_additionalServer;
    CopyField *m_uuid;
};

} // namespace streamkeeper
