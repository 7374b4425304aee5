#pragma once

#include "models/domain/Clock.h"
#include "models/domain/Event.h"
#include "models/fleet/FleetState.h"

#include <QJsonObject>
#include <QTimer>
#include <QWidget>

class QComboBox;
class QLineEdit;
class QPushButton;

namespace streamkeeper {

class WallClockField;

/// Which events are looked for: period, type or group, media server, camera, text.
class EventFilterBar : public QWidget
{
    Q_OBJECT

public:
    EventFilterBar(FleetState &fleet, Clock clock, QWidget *parent = nullptr);

    [[nodiscard]] EventFilter filter() const;
    /// Only of this camera; null: of all.
    void setCamera(const CameraId &camera, const QString &name);
    void clear();
    void takeFocus();

    [[nodiscard]] QJsonObject state() const;
    void setState(const QJsonObject &state);

Q_SIGNALS:
    void changed();

private:
    void fillPeriods();
    void fillTypes();
    void fillServers();
    void showCamera();
    void tell();

    FleetState &m_fleet;
    Clock m_clock;
    QLineEdit *m_search;
    QComboBox *m_period;
    WallClockField *m_from;
    WallClockField *m_until;
    QComboBox *m_type;
    QComboBox *m_server;
    QPushButton *m_cameraButton;
    QPushButton *m_clear;
    QUuid m_wantedServer; ///< remembered, and not known yet
    CameraId m_camera;
    QString m_cameraName;
    QTimer m_typing;
};

} // namespace streamkeeper
