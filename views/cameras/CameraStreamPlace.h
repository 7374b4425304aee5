#pragma once

#include "models/domain/Clock.h"
#include "models/fleet/FleetState.h"
#include "models/rules/StreamActionRule.h"
#include "models/tables/StreamColumns.h"

#include <QFrame>

#include <map>
#include <vector>

class QLabel;
class QPushButton;
class QStackedLayout;

namespace streamkeeper {

class AddressEditor;
class CopyField;
class StatusLabel;
class TroubleBadge;
class StreamActions;

/// One stream on the card of its camera: every parameter of domain.md 1.1 as of the last poll, and what
/// can be done with it. Without a stream of this quality: the way to add one.
class CameraStreamPlace : public QFrame
{
    Q_OBJECT

public:
    CameraStreamPlace(FleetState &fleet, Quality quality, Clock clock, QWidget *parent = nullptr);

    /// `row` of the fleet; -1: the camera has no such stream.
    void showRow(int row, qint64 nowMs);
    /// Why a stream cannot be added now; empty: it can.
    void setAddObstacle(const QString &reason);

Q_SIGNALS:
    void addRequested();
    void actionRequested(streamkeeper::StreamAction action, const std::vector<int> &rows);
    void activationRequested(const std::vector<streamkeeper::CameraId> &cameras,
                             streamkeeper::Activation activation);
    void addressSaveRequested(const streamkeeper::StreamId &stream,
                              const streamkeeper::StreamAddress &address, int seenRevision);
    void serverActivated(const streamkeeper::ServerId &server);
    void troubleActivated(const streamkeeper::StreamId &stream);

protected:
    void changeEvent(QEvent *event) override;

private:
    QWidget *buildActions();
    QWidget *buildParameters();
    QWidget *buildMissing();
    void setLink(QPushButton &link, int server);
    void showAddress(const FleetRow &row, qint64 nowMs);
    void redrawIcons();

    FleetState &m_fleet;
    Quality m_quality;
    Clock m_clock;
    StatusLabel *m_status;
    TroubleBadge *m_badge;
    QLabel *m_pending;
    StreamActions *m_actions;
    QWidget *m_bar; ///< what can be done with the stream
    AddressEditor *m_address;
    QStackedLayout *m_layers;
    std::map<StreamColumn, QLabel *> m_values;
    QPushButton *m_mainServer;
    QPushButton *m_additionalServer;
    QPushButton *m_addStream;
    CopyField *m_uuid;
};

} // namespace streamkeeper
