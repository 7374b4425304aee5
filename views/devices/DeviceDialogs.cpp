#include "views/devices/DeviceDialogs.h"

#include "models/rules/FieldRules.h"
#include "views/common/PlainText.h"

#include <QCheckBox>
#include <QComboBox>
#include <QCompleter>
#include <QFormLayout>
#include <QLineEdit>
#include <QSpinBox>
#include <QVBoxLayout>

namespace streamkeeper {

using namespace Qt::StringLiterals;

namespace {

QLineEdit *lineIn(QFormLayout &form, const QString &title, const QString &name, RecordDialog *dialog)
{
    auto *line = new QLineEdit(dialog);
    line->setObjectName(name);
    line->setMaxLength(fields::maxTextLength);
    (void)FieldRow(form, title, line);
    return line;
}

template <typename T>
QString problemOf(const Result<T> &checked)
{
    return checked ? QString() : checked.error().message;
}

} // namespace

NewDeviceDialog::NewDeviceDialog(QWidget *parent)
    : RecordDialog(tr("Add network device"), {480, 0}, parent)
{
    m_mac = lineIn(*form(), tr("MAC address"), u"deviceMac"_s, this);
    m_serial = lineIn(*form(), tr("Serial number"), u"deviceSerial"_s, this);
    m_manufacturer = lineIn(*form(), tr("Make"), u"deviceMake"_s, this);
    m_model = lineIn(*form(), tr("Model"), u"deviceModel"_s, this);
    m_manufacturer->setPlaceholderText(tr("the device tells it later"));
    m_model->setPlaceholderText(m_manufacturer->placeholderText());
    addFooter(tr("Add device"), u"saveDevice"_s, u"deviceProblem"_s);
    for (QLineEdit *line : {m_mac, m_serial, m_manufacturer, m_model})
        connect(line, &QLineEdit::textChanged, this, &NewDeviceDialog::check);
    NewDeviceDialog::check();
}

NewCameraOrder NewDeviceDialog::order() const
{
    return {m_mac->text(), m_serial->text(), m_manufacturer->text(), m_model->text()};
}

void NewDeviceDialog::check()
{
    const QString wrong = problemOf(fields::checkMacAddress(m_mac->text()));
    if (m_mac->text().trimmed().isEmpty())
        setObstacle(tr("Enter the MAC address of the device."), {});
    else if (!wrong.isEmpty())
        setObstacle(wrong, wrong);
    else if (m_serial->text().trimmed().isEmpty())
        setObstacle(tr("Enter the serial number of the device."), {});
    else
        setObstacle({}, {});
}

AttachDialog::AttachDialog(const QString &mac, const QStringList &groups, std::vector<Replaceable> cameras,
                           QWidget *parent)
    : RecordDialog(tr("Attach camera"), {540, 0}, parent)
    , m_mac(mac)
    , m_cameras(std::move(cameras))
{
    (void)FieldRow(*form(), tr("Device"), plainLabel(mac, this));
    m_what = new QComboBox(this);
    m_what->setObjectName(u"attachWhat"_s);
    ignoreStrayWheel(m_what);
    m_what->addItem(tr("a new camera"));
    for (const Replaceable &camera : m_cameras)
        m_what->addItem(tr("replaces the device of %1").arg(camera.camera));
    (void)FieldRow(*form(), tr("It becomes"), m_what);
    m_name = new QLineEdit(this);
    m_name->setObjectName(u"attachName"_s);
    m_nameRow = FieldRow(*form(), tr("Name"), m_name);
    m_location = lineIn(*form(), tr("Location"), u"attachLocation"_s, this);
    m_group = new QComboBox(this);
    m_group->setObjectName(u"attachGroup"_s);
    ignoreStrayWheel(m_group);
    m_group->addItem(tr("by its address"));
    m_group->addItems(groups);
    (void)FieldRow(*form(), tr("Server group"), m_group);
    m_records = new QCheckBox(tr("Record, and keep for"), this);
    m_records->setObjectName(u"attachRecords"_s);
    m_days = new QSpinBox(this);
    m_days->setRange(fields::minArchiveDays, fields::maxArchiveDays);
    m_days->setSuffix(tr(" days"));
    m_days->setButtonSymbols(QSpinBox::NoButtons);
    m_days->setEnabled(false);
    ignoreStrayWheel(m_days);
    m_archiveRow = FieldRow(*form(), tr("Archive"), m_records, m_days);
    m_user = lineIn(*form(), tr("ONVIF user"), u"attachUser"_s, this);
    m_password = lineIn(*form(), tr("Password"), u"attachPassword"_s, this);
    m_password->setEchoMode(QLineEdit::Password);
    m_port = new QSpinBox(this);
    m_port->setObjectName(u"attachPort"_s);
    m_port->setRange(1, 65'535);
    m_port->setValue(80);
    m_port->setButtonSymbols(QSpinBox::NoButtons);
    ignoreStrayWheel(m_port);
    (void)FieldRow(*form(), tr("ONVIF port"), m_port);
    QLabel *note =
        sentenceLabel(tr("Its streams are made by themselves as soon as it has an address: high is the "
                         "largest profile, low the smallest."),
                      this);
    note->setProperty("muted", true);
    column()->addWidget(note);
    addFooter(tr("Attach"), u"saveAttach"_s, u"attachProblem"_s);
    connect(m_records, &QCheckBox::toggled, m_days, &QSpinBox::setEnabled);
    connect(m_name, &QLineEdit::textChanged, this, &AttachDialog::check);
    connect(m_what, &QComboBox::currentIndexChanged, this, &AttachDialog::showWhat);
    showWhat();
}

void AttachDialog::showWhat()
{
    const bool isNew = m_what->currentIndex() == 0;
    m_nameRow.setShown(isNew);
    m_archiveRow.setShown(isNew);
    m_user->setPlaceholderText(isNew ? QString() : tr("as that of the old device"));
    m_location->setPlaceholderText(isNew ? QString() : tr("stays where it is"));
    check();
}

AttachCameraOrder AttachDialog::order() const
{
    AttachCameraOrder order;
    order.mac = m_mac;
    order.location = m_location->text();
    if (m_group->currentIndex() > 0)
        order.serverGroup = m_group->currentText();
    order.userName = m_user->text();
    order.password = SecretText(m_password->text());
    order.onvifPort = m_port->value();
    if (m_what->currentIndex() > 0) {
        const Replaceable &camera = m_cameras[size_t(m_what->currentIndex()) - 1];
        order.isReplacement = true;
        order.name = camera.camera;
        order.replacedMac = camera.mac;
        return order;
    }
    order.name = m_name->text();
    if (m_records->isChecked())
        order.archiveDays = m_days->value();
    return order;
}

void AttachDialog::check()
{
    if (m_what->currentIndex() > 0) {
        setObstacle({}, {});
        return;
    }
    const QString wrong = problemOf(fields::checkCameraName(m_name->text()));
    setObstacle(wrong, m_name->text().isEmpty() ? QString() : wrong);
}

AddressDialog::AddressDialog(const QString &mac, const QString &ip, const RelayInformation &option82,
                             QWidget *parent)
    : RecordDialog(tr("Enter address"), {480, 0}, parent)
    , m_mac(mac)
{
    (void)FieldRow(*form(), tr("Device"), plainLabel(mac, this));
    m_ip = lineIn(*form(), tr("IP address"), u"deviceIp"_s, this);
    m_ip->setText(ip);
    m_switch = lineIn(*form(), tr("Switch"), u"deviceSwitch"_s, this);
    m_switch->setText(option82.remoteId);
    m_port = lineIn(*form(), tr("Port"), u"devicePort"_s, this);
    m_port->setText(option82.circuitId);
    QLabel *note =
        sentenceLabel(tr("What a DHCP server would tell: where the device is, and where it hangs (option "
                         "82)."),
                      this);
    note->setProperty("muted", true);
    column()->addWidget(note);
    addFooter(tr("Save"), u"saveAddress"_s, u"addressProblem"_s);
    connect(m_ip, &QLineEdit::textChanged, this, &AddressDialog::check);
    AddressDialog::check();
}

DhcpReport AddressDialog::order() const
{
    return {m_mac, m_ip->text(), {m_port->text(), m_switch->text()}};
}

void AddressDialog::check()
{
    const QString wrong = problemOf(fields::checkIpAddress(m_ip->text()));
    if (m_ip->text().trimmed().isEmpty())
        setObstacle(tr("Enter the IP address of the device."), {});
    else
        setObstacle(wrong, wrong);
}

} // namespace streamkeeper
