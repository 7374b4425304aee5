#pragma once

#include "models/domain/Clock.h"
#include "models/tables/DeviceTableModel.h"

#include <QWidget>

class QLabel;
class QPushButton;
class QScrollArea;
class QVBoxLayout;

namespace streamkeeper {

class EventTable;
class StageStrip;

/// The selected network device: how far it is, what it waits for, what is known of it, and below that what
/// happened to it. Passive.
class DevicePanel : public QWidget
{
    Q_OBJECT

public:
    explicit DevicePanel(Clock clock, QWidget *parent = nullptr);

    /// Null: nothing is selected.
    void showDevice(const DeviceTableModel::Row *row);
    /// What happened to the device; somebody has to give it what it asks for.
    [[nodiscard]] EventTable *events() { return m_events; }

Q_SIGNALS:
    void cameraActivated(const streamkeeper::CameraId &camera);

private:
    enum Fact { Mac, Make, Serial, Ip, Reserved, Place, Activation, FactCount };

    QLabel *m_hint;
    QScrollArea *m_content;
    QVBoxLayout *m_column;
    QLabel *m_title;
    QPushButton *m_camera;
    QLabel *m_noCamera;
    StageStrip *m_stages;
    QLabel *m_condition;
    QLabel *m_advice;
    QLabel *m_lastEvent;
    QLabel *m_facts[FactCount];
    EventTable *m_events;
    CameraId m_cameraId;
};

} // namespace streamkeeper
