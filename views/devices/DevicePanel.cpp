#include "views/devices/DevicePanel.h"

#include "models/texts/DeviceTexts.h"
#include "models/texts/Formatting.h"
#include "views/common/ElidingButton.h"
#include "views/common/ElidingLabel.h"
#include "views/common/EventTable.h"
#include "views/common/PlainText.h"
#include "views/devices/StageStrip.h"

#include <QFormLayout>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>

namespace streamkeeper {

using namespace Qt::StringLiterals;

DevicePanel::DevicePanel(Clock clock, QWidget *parent)
    : QWidget(parent)
{
    auto *outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    m_hint = sentenceLabel(tr("Select a device to see how far it is, and what it waits for."), this);
    m_hint->setProperty("muted", true);
    m_hint->setAlignment(Qt::AlignCenter);
    m_hint->setMargin(24);
    outer->addWidget(m_hint, 1);
    m_content = new QScrollArea(this);
    m_content->setFrameShape(QFrame::NoFrame);
    m_content->setWidgetResizable(true);
    m_content->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto *content = new QWidget(m_content);
    m_column = new QVBoxLayout(content);
    m_column->setContentsMargins(14, 10, 14, 12);
    m_column->setSpacing(8);
    m_title = new ElidingLabel(this);
    m_title->setTextInteractionFlags(Qt::TextSelectableByMouse);
    QFont large = m_title->font();
    large.setPointSizeF(large.pointSizeF() * 1.25);
    large.setBold(true);
    m_title->setFont(large);
    m_column->addWidget(m_title);
    m_camera = new ElidingButton(this);
    m_camera->setProperty("link", true);
    m_camera->setObjectName(u"deviceCamera"_s);
    m_camera->setToolTip(tr("Open the card of the camera"));
    m_column->addWidget(m_camera);
    m_noCamera = plainLabel(tr("Not a camera yet"), this);
    m_noCamera->setProperty("muted", true);
    m_column->addWidget(m_noCamera);
    m_stages = new StageStrip(this);
    m_column->addSpacing(4);
    m_column->addWidget(m_stages);
    m_condition = plainLabel({}, this);
    m_condition->setObjectName(u"deviceCondition"_s);
    QFont bold = m_condition->font();
    bold.setBold(true);
    m_condition->setFont(bold);
    m_column->addWidget(m_condition);
    m_advice = sentenceLabel({}, this);
    m_advice->setProperty("muted", true);
    m_column->addWidget(m_advice);
    m_lastEvent = sentenceLabel({}, this);
    m_lastEvent->setObjectName(u"deviceLastEvent"_s);
    m_column->addWidget(m_lastEvent);
    auto *form = new QFormLayout;
    form->setHorizontalSpacing(12);
    form->setVerticalSpacing(4);
    form->setRowWrapPolicy(QFormLayout::WrapLongRows);
    const auto nameOf = [this](const QString &text) {
        QLabel *name = plainLabel(text, this);
        name->setProperty("muted", true);
        return name;
    };
    const QString names[FactCount] = {tr("MAC address"), tr("Make and model"), tr("Serial number"),
                                      tr("IP address"),  tr("Reserved"),       tr("Switch and port"),
                                      tr("Activation")};
    for (int fact = 0; fact < FactCount; ++fact) {
        m_facts[fact] = sentenceLabel({}, this);
        form->addRow(nameOf(names[fact]), m_facts[fact]);
    }
    m_column->addLayout(form);
    QLabel *happened = plainLabel(tr("What happened"), this);
    happened->setFont(bold);
    m_column->addWidget(happened);
    m_events = new EventTable(EventTable::Form::Narrow, std::move(clock), this);
    m_events->setMinimumHeight(fontMetrics().height() * 12);
    m_column->addWidget(m_events, 1);
    // The events take what is left, and nobody else.
    for (QLabel *line : {m_title, m_noCamera, m_condition, happened})
        line->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    for (QLabel *sentence : {m_advice, m_lastEvent}) {
        QSizePolicy policy(QSizePolicy::Ignored, QSizePolicy::Fixed);
        policy.setHeightForWidth(true);
        sentence->setSizePolicy(policy);
    }
    m_content->setWidget(content);
    outer->addWidget(m_content, 1);
    m_content->hide();
    setMinimumWidth(320);
    connect(m_camera, &QPushButton::clicked, this, [this] { Q_EMIT cameraActivated(m_cameraId); });
}

void DevicePanel::showDevice(const DeviceTableModel::Row *row)
{
    m_hint->setVisible(!row);
    m_content->setVisible(row);
    if (!row)
        return;
    const NetworkDevice &device = row->device;
    const QString make = (device.manufacturer + u' ' + device.model).trimmed();
    m_title->setText(make.isEmpty() ? device.mac : make);
    m_cameraId = device.camera;
    EventFilter filter;
    filter.device = device.id;
    m_events->setFilter(filter);
    m_camera->setText(buttonText(row->camera));
    m_camera->setVisible(!row->camera.isEmpty());
    m_noCamera->setVisible(row->camera.isEmpty());
    m_stages->setDevice(device, row->condition);
    QString condition = texts::deviceCondition(row->condition);
    if (row->condition == DeviceCondition::Retrying && device.dueAtMs > 0)
        condition = tr("Tried again at %1").arg(format::moment(device.dueAtMs));
    m_condition->setText(condition);
    setMark(m_condition, "bad", row->condition == DeviceCondition::Stopped);
    tell(m_advice, texts::deviceAdvice(row->condition, row->facts));
    tell(m_lastEvent, device.lastEvent.isEmpty()
                          ? QString()
                          : tr("%1: %2").arg(format::moment(device.lastEventAtMs), device.lastEvent));
    const auto set = [&](Fact fact, const QString &text) {
        m_facts[fact]->setText(text.isEmpty() ? format::unknown() : text);
    };
    set(Mac, device.mac);
    set(Make, make);
    set(Serial, device.serialNumber);
    set(Ip, device.ipAddress);
    set(Reserved, !device.reservedAddress.isEmpty() ? device.reservedAddress
                  : row->facts.hasDhcp              ? tr("not yet")
                                                    : tr("no DHCP server is asked"));
    set(Place, texts::relayInformation(device.option82));
    set(Activation, row->facts.hasCamera ? texts::activation(row->facts.activation) : QString());
}

} // namespace streamkeeper
