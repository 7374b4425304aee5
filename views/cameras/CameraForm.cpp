#include "views/cameras/CameraForm.h"

#include "models/rules/FieldRules.h"
#include "models/texts/StreamTexts.h"
#include "views/common/ElidingComboBox.h"
#include "views/common/FlowLayout.h"
#include "views/common/LinesEdit.h"
#include "views/common/PlainText.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QSpinBox>
#include <QToolButton>

#include <algorithm>
#include <utility>

namespace streamkeeper {

using namespace Qt::StringLiterals;

CameraForm::CameraForm(QWidget *parent)
    : QWidget(parent)
{
    // Beside each other where there is room for both.
    auto *sides = new FlowLayout(this);
    sides->setSpacing(40);
    const auto addSide = [&] {
        auto *side = new QWidget(this);
        side->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
        auto *column = new QVBoxLayout(side);
        column->setContentsMargins(0, 0, 0, 0);
        sides->addWidget(side);
        return addFormColumn(*column);
    };
    QFormLayout *left = addSide();
    QFormLayout *right = addSide();
    buildIdentity(*left);
    buildOnvif(*left);
    buildAccess(*right);
    buildArchive(*right);
    connectFields();
    check();
}

void CameraForm::buildIdentity(QFormLayout &form)
{
    const auto edit = [this](const QString &name) {
        auto *field = new QLineEdit(this);
        field->setObjectName(name);
        return field;
    };
    m_name = edit(u"cameraName"_s);
    m_location = edit(u"cameraLocation"_s);
    m_ip = edit(u"cameraIp"_s);
    m_mac = edit(u"cameraMac"_s);
    m_mac->setPlaceholderText(u"00:11:22:33:44:55"_s);
    m_serial = edit(u"cameraSerial"_s);
    m_addition = plainLabel({}, this);
    m_dhcp = plainLabel({}, this);
    m_dhcp->setObjectName(u"cameraReservation"_s);
    m_device = new QPushButton(tr("Network device"), this);
    m_device->setObjectName(u"cameraDevice"_s);
    m_device->setProperty("link", true);
    m_device->setToolTip(tr("How far its provisioning is, and what happened"));
    auto *toggle = new QWidget(this);
    auto *sides = new QHBoxLayout(toggle);
    sides->setContentsMargins(0, 0, 0, 0);
    sides->setSpacing(0);
    const auto side = [&](const QString &word, const QString &name, const QString &about,
                          Activation activation) {
        auto *button = new QToolButton(toggle);
        button->setText(word);
        button->setObjectName(name);
        button->setToolTip(about);
        button->setCheckable(true);
        button->setAutoExclusive(true);
        button->setProperty("framed", true);
        button->setFocusPolicy(Qt::TabFocus);
        sides->addWidget(button);
        connect(button, &QToolButton::clicked, this, [this, activation] {
            if (activation != m_activation)
                Q_EMIT activationRequested(activation);
        });
        return button;
    };
    m_auto = side(tr("auto"), u"activationAuto"_s,
                  tr("Provisioning keeps the streams; their addresses are locked"), Activation::Auto);
    m_manual =
        side(tr("manual"), u"activationManual"_s,
             tr("Provisioning stops, what it got is kept, and addresses can be edited"), Activation::Manual);
    sides->addStretch(1);
    connect(m_device, &QPushButton::clicked, this, &CameraForm::deviceRequested);
    m_rows[Name] = FieldRow(form, tr("Name"), m_name);
    m_rows[Location] = FieldRow(form, tr("Location"), m_location);
    m_rows[Ip] = FieldRow(form, tr("IP address"), m_ip);
    m_rows[Mac] = FieldRow(form, tr("MAC address"), m_mac);
    m_rows[Serial] = FieldRow(form, tr("Serial number"), m_serial);
    (void)FieldRow(form, tr("Creation method"), m_addition);
    m_activationRow = FieldRow(form, tr("Stream activation"), toggle);
    (void)FieldRow(form, tr("DHCP reservation"), m_dhcp, m_device);
    showProvisioning(false, Activation::Auto, {}, false);
}

void CameraForm::buildAccess(QFormLayout &form)
{
    m_group = new QComboBox(this);
    ignoreStrayWheel(m_group);
    m_group->setObjectName(u"cameraGroupType"_s);
    for (const auto group : {GroupType::Public, GroupType::Private})
        m_group->addItem(texts::groupType(group), int(group));
    m_group->setToolTip(tr("Which media servers may take its streams"));
    m_serverGroup = new ElidingComboBox(this);
    ignoreStrayWheel(m_serverGroup);
    m_serverGroup->setObjectName(u"cameraServerGroup"_s);
    m_serverGroup->addItem(tr("none: the address decides", "no server group"), QUuid());
    m_serverGroup->setToolTip(tr("In which clusters of media servers the streams of this camera may be"));
    m_external = new QCheckBox(tr("Links without a token may be made"), this);
    m_external->setObjectName(u"cameraExternal"_s);
    m_subnets = new LinesEdit(3, this);
    m_subnets->setObjectName(u"cameraSubnets"_s);
    m_subnets->setPlaceholderText(tr("A subnet per line, for example 192.0.2.0/24; anyone if left empty"));
    m_increased = new QCheckBox(tr("Other limits for Problematic and Disconnected"), this);
    m_increased->setObjectName(u"cameraIncreased"_s);
    (void)FieldRow(form, tr("Group type"), m_group);
    (void)FieldRow(form, tr("Server group"), m_serverGroup);
    (void)FieldRow(form, tr("External access"), m_external);
    m_rows[Subnets] = FieldRow(form, tr("Allowed subnets"), m_subnets);
    (void)FieldRow(form, tr("Increased reconnection time"), m_increased);
}

void CameraForm::buildArchive(QFormLayout &form)
{
    m_single = new QCheckBox(tr("Takes one session at a time"), this);
    m_single->setObjectName(u"cameraSingleSession"_s);
    m_single->setToolTip(tr("A transfer then stops the old media server before the new one begins, and the "
                            "recording has a gap"));
    m_sound = new QCheckBox(tr("The sound of the camera is used"), this);
    m_sound->setObjectName(u"cameraSound"_s);
    m_recording = new QCheckBox(tr("New streams are recorded"), this);
    m_recording->setObjectName(u"cameraRecording"_s);
    m_days = new QSpinBox(this);
    m_days->setObjectName(u"cameraArchiveDays"_s);
    m_days->setRange(fields::minArchiveDays, fields::maxArchiveDays);
    m_days->setButtonSymbols(QSpinBox::NoButtons);
    m_days->setMinimumWidth(80);
    ignoreStrayWheel(m_days);
    (void)FieldRow(form, tr("Sessions"), m_single);
    (void)FieldRow(form, tr("Sound"), m_sound);
    (void)FieldRow(form, tr("Archive recording"), m_recording);
    m_daysRow = FieldRow(form, tr("Archive depth"), m_days,
                         plainLabel(tr("days, %1 to %2", "unit of the archive depth")
                                        .arg(fields::minArchiveDays)
                                        .arg(fields::maxArchiveDays),
                                    this));
    QLabel *note = sentenceLabel(tr("External access is set on the media servers when it is saved. Sound, "
                                    "recording and depth are for streams that are added from now on."),
                                 this);
    note->setProperty("muted", true);
    form.addRow(note);
}

void CameraForm::buildOnvif(QFormLayout &form)
{
    m_onvifUser = new QLineEdit(this);
    m_onvifUser->setObjectName(u"cameraOnvifUser"_s);
    m_onvifPassword = new QLineEdit(this);
    m_onvifPassword->setObjectName(u"cameraOnvifPassword"_s);
    m_onvifPassword->setEchoMode(QLineEdit::Password);
    m_removePassword = new QPushButton(tr("Remove"), this);
    m_removePassword->setToolTip(tr("Forget the stored password when this is saved"));
    m_onvifPort = new QSpinBox(this);
    m_onvifPort->setObjectName(u"cameraOnvifPort"_s);
    m_onvifPort->setRange(1, highestPort);
    m_onvifPort->setButtonSymbols(QSpinBox::NoButtons);
    ignoreStrayWheel(m_onvifPort);
    m_rows[OnvifUser] = FieldRow(form, tr("ONVIF user"), m_onvifUser);
    (void)FieldRow(form, tr("ONVIF password"), m_onvifPassword, m_removePassword);
    (void)FieldRow(form, tr("ONVIF port"), m_onvifPort);
}

void CameraForm::connectFields()
{
    const auto note = [this] {
        if (m_isFilling)
            return;
        check();
        Q_EMIT edited();
    };
    for (QLineEdit *field : {m_name, m_location, m_ip, m_mac, m_serial, m_onvifUser})
        connect(field, &QLineEdit::textChanged, this, note);
    connect(m_onvifPassword, &QLineEdit::textChanged, this, [this, note] {
        if (!m_onvifPassword->text().isEmpty())
            m_removesPassword = false;
        showPasswordHint();
        note();
    });
    connect(m_removePassword, &QPushButton::clicked, this, [this, note] {
        m_onvifPassword->clear();
        m_removesPassword = true;
        showPasswordHint();
        note();
    });
    for (QComboBox *box : {m_group, m_serverGroup})
        connect(box, &QComboBox::currentIndexChanged, this, note);
    for (QCheckBox *box : {m_external, m_increased, m_single, m_sound, m_recording})
        connect(box, &QCheckBox::toggled, this, note);
    connect(m_subnets, &QPlainTextEdit::textChanged, this, note);
    for (QSpinBox *box : {m_days, m_onvifPort})
        connect(box, &QSpinBox::valueChanged, this, note);
    // Left with another spelling, the field shows the one that is kept.
    connect(m_mac, &QLineEdit::editingFinished, this, [this] {
        if (const auto mac = fields::checkMacAddress(m_mac->text(), m_saved.macAddress))
            m_mac->setText(*mac);
    });
    connect(m_ip, &QLineEdit::editingFinished, this, [this] {
        if (const auto ip = fields::checkIpAddress(m_ip->text(), m_saved.ipAddress))
            m_ip->setText(*ip);
    });
}

void CameraForm::setValue(const Camera &camera)
{
    m_isFilling = true;
    m_camera = camera;
    m_name->setText(camera.name);
    m_location->setText(camera.location);
    m_ip->setText(camera.ipAddress);
    m_mac->setText(camera.macAddress);
    m_serial->setText(camera.serialNumber);
    m_addition->setText(texts::addition(camera.addition));
    m_group->setCurrentIndex(qMax(0, m_group->findData(int(camera.groupType))));
    chooseGroup(camera.serverGroup);
    m_external->setChecked(camera.isPublic);
    m_subnets->setLines(camera.allowedSubnets);
    m_increased->setChecked(camera.hasIncreasedReconnectionTime);
    m_single->setChecked(camera.hasSingleSession);
    m_sound->setChecked(camera.isSoundEnabled);
    m_recording->setChecked(camera.isRecording);
    // What was adopted with more may stay, see check().
    m_days->setRange(fields::minArchiveDays, std::max(fields::maxArchiveDays, camera.archiveDays));
    m_days->setValue(camera.archiveDays);
    m_onvifUser->setText(camera.onvifUser);
    m_onvifPort->setValue(camera.onvifPort);
    showPasswordHint();
    m_isFilling = false;
    check();
}

void CameraForm::showProvisioning(bool isAutomatic, Activation activation, const QString &reservation,
                                  bool hasDevice)
{
    m_activation = activation;
    m_activationRow.setShown(isAutomatic);
    (activation == Activation::Auto ? m_auto : m_manual)->setChecked(true);
    m_dhcp->setText(reservation);
    m_device->setVisible(hasDevice);
}

Camera CameraForm::value() const
{
    Camera camera = m_camera;
    camera.name = m_name->text().trimmed();
    camera.location = m_location->text().trimmed();
    // What cannot be kept is not saved either: problem() says so.
    camera.ipAddress = fields::checkIpAddress(m_ip->text(), m_saved.ipAddress).value_or(m_ip->text());
    camera.macAddress = fields::checkMacAddress(m_mac->text(), m_saved.macAddress).value_or(m_mac->text());
    camera.serialNumber = m_serial->text().trimmed();
    camera.groupType = GroupType(m_group->currentData().toInt());
    const ServerGroupId group(m_serverGroup->currentData().toUuid());
    camera.serverGroup = group.isNull() ? std::nullopt : std::optional(group);
    camera.isPublic = m_external->isChecked();
    camera.allowedSubnets =
        fields::checkSubnets(m_subnets->lines(), m_saved.allowedSubnets).value_or(m_subnets->lines());
    camera.hasIncreasedReconnectionTime = m_increased->isChecked();
    camera.hasSingleSession = m_single->isChecked();
    camera.isSoundEnabled = m_sound->isChecked();
    camera.isRecording = m_recording->isChecked();
    camera.archiveDays = m_days->value();
    camera.onvifUser = m_onvifUser->text().trimmed();
    camera.onvifPort = quint16(m_onvifPort->value());
    return camera;
}

void CameraForm::setServerGroups(const QList<std::pair<ServerGroupId, QString>> &groups)
{
    const bool wasFilling = std::exchange(m_isFilling, true);
    const ServerGroupId chosen(m_serverGroup->currentData().toUuid());
    while (m_serverGroup->count() > 1)
        m_serverGroup->removeItem(1);
    for (const auto &[id, name] : groups)
        m_serverGroup->addItem(name, id.uuid());
    chooseGroup(chosen.isNull() ? std::nullopt : std::optional(chosen));
    m_isFilling = wasFilling;
}

void CameraForm::chooseGroup(const std::optional<ServerGroupId> &group)
{
    const QUuid id = group.value_or(ServerGroupId()).uuid();
    // A group that is not in the list (any more) is kept until another one is chosen.
    if (m_serverGroup->findData(id) < 0)
        m_serverGroup->addItem(tr("a group that is gone"), id);
    m_serverGroup->setCurrentIndex(m_serverGroup->findData(id));
}

std::optional<SecretText> CameraForm::secret() const
{
    if (!m_onvifPassword->text().isEmpty())
        return SecretText(m_onvifPassword->text());
    return m_removesPassword ? std::optional<SecretText>(SecretText()) : std::nullopt;
}

void CameraForm::setSecret(const std::optional<SecretText> &onvifPassword)
{
    m_onvifPassword->setText(onvifPassword ? onvifPassword->revealText() : QString());
    m_removesPassword = onvifPassword && onvifPassword->isEmpty();
    showPasswordHint();
}

void CameraForm::clearSecret()
{
    m_isFilling = true;
    m_removesPassword = false;
    m_onvifPassword->clear();
    showPasswordHint();
    m_isFilling = false;
}

void CameraForm::showPasswordHint()
{
    const bool isStored = !m_camera.onvifSecret.isNull();
    m_onvifPassword->setPlaceholderText(m_removesPassword ? tr("removed when this is saved")
                                        : isStored        ? tr("stored, sealed")
                                                          : tr("none is stored"));
    m_removePassword->setVisible(isStored && !m_removesPassword);
}

void CameraForm::check()
{
    const auto said = [](const auto &result) { return result ? QString() : result.error().message; };
    m_rows[Name].setProblem(said(fields::checkCameraName(m_name->text(), m_saved.name)));
    m_rows[Location].setProblem(said(fields::checkText(m_location->text(), m_saved.location)));
    m_rows[Ip].setProblem(said(fields::checkIpAddress(m_ip->text(), m_saved.ipAddress)));
    m_rows[Mac].setProblem(said(fields::checkMacAddress(m_mac->text(), m_saved.macAddress)));
    m_rows[Serial].setProblem(said(fields::checkText(m_serial->text(), m_saved.serialNumber)));
    m_rows[OnvifUser].setProblem(said(fields::checkText(m_onvifUser->text(), m_saved.onvifUser)));
    const auto subnets = fields::checkSubnets(m_subnets->lines(), m_saved.allowedSubnets);
    m_rows[Subnets].setProblem(subnets ? said(fields::checkAccess(value(), m_saved.allowedSubnets))
                                       : said(subnets));
    m_rows[Subnets].setLocked(
        m_external->isChecked() ? QString() : tr("Subnets are for External access. Switch it on first."));
    m_daysRow.setProblem(
        said(fields::checkArchiveDays(QString::number(m_days->value()), m_saved.archiveDays)));
    m_daysRow.setLocked(
        m_recording->isChecked() ? QString() : tr("The depth is for Archive recording. Switch it on first."));
}

QString CameraForm::problem() const
{
    for (const auto &[field, row] : m_rows) {
        if (!row.problem().isEmpty())
            return row.problem();
    }
    return m_daysRow.problem();
}

} // namespace streamkeeper
