#include "views/streams/AddCameraDialog.h"

#include "models/rules/AddressRule.h"
#include "models/rules/FieldRules.h"
#include "models/texts/Formatting.h"
#include "models/texts/StreamTexts.h"
#include "views/common/DialogBody.h"
#include "views/common/ElidingComboBox.h"
#include "views/common/PlainText.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QUrl>
#include <QVBoxLayout>

namespace streamkeeper {

using namespace Qt::StringLiterals;

namespace {

constexpr std::array qualities{Quality::High, Quality::Low};

} // namespace

AddCameraDialog::AddCameraDialog(QWidget *parent)
    : QDialog(parent)
{
    setWindowTitle(tr("Add camera"));
    const auto [outer, layout] = layOut(*this, {560, 0});
    layout->setSpacing(10);
    m_find = new QPushButton(tr("&Find cameras…"), this);
    m_find->setObjectName(u"findCameras"_s);
    m_find->setAutoDefault(false);
    m_find->setToolTip(tr("Search the network for cameras, and have one tell its streams"));
    layout->addWidget(m_find, 0, Qt::AlignLeft);
    connect(m_find, &QPushButton::clicked, this, &AddCameraDialog::findRequested);
    m_form = new QFormLayout;
    QFormLayout *form = m_form;
    form->setFieldGrowthPolicy(QFormLayout::ExpandingFieldsGrow);
    form->setLabelAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    m_name = new QLineEdit(this);
    m_name->setObjectName(u"newCameraName"_s);
    form->addRow(tr("&Name"), m_name);
    m_location = new QLineEdit(this);
    m_location->setObjectName(u"newCameraLocation"_s);
    form->addRow(tr("&Location"), m_location);
    m_ip = new QLineEdit(this);
    m_ip->setObjectName(u"newCameraIp"_s);
    m_ip->setPlaceholderText(tr("from the address"));
    form->addRow(tr("&IP address"), m_ip);
    m_groupType = new QComboBox(this);
    for (const GroupType type : {GroupType::Public, GroupType::Private})
        m_groupType->addItem(texts::groupType(type), int(type));
    m_groupType->setToolTip(tr("Decides which media servers may take the streams"));
    form->addRow(tr("&Group type"), m_groupType);
    for (const Quality quality : qualities) {
        auto *line = new QHBoxLayout;
        auto *edit = new QLineEdit(this);
        edit->setObjectName(quality == Quality::High ? u"newCameraHigh"_s : u"newCameraLow"_s);
        edit->setPlaceholderText(u"rtsp://10.0.0.7:554/…"_s);
        auto *test = new QPushButton(tr("Test"), this);
        test->setToolTip(tr("Play this address here, before anything is saved"));
        line->addWidget(edit, 1);
        line->addWidget(test);
        m_addresses[size_t(quality)] = edit;
        m_tests[size_t(quality)] = test;
        auto *label = new QLabel(
            quality == Quality::High ? tr("&High-quality address") : tr("Lo&w-quality address"), this);
        label->setBuddy(edit);
        form->addRow(label, line);
        connect(test, &QPushButton::clicked, this, [this, quality] {
            if (const auto found = address(quality))
                Q_EMIT testRequested(*found);
        });
    }
    m_user = new QLineEdit(this);
    m_user->setPlaceholderText(tr("if the addresses have none"));
    form->addRow(tr("&User"), m_user);
    m_password = new QLineEdit(this);
    m_password->setEchoMode(QLineEdit::Password);
    form->addRow(tr("&Password"), m_password);
    buildFound();
    m_server = new ElidingComboBox(this);
    form->addRow(tr("&Media server"), m_server);
    layout->addLayout(form);
    m_warning = sentenceLabel({}, this);
    m_warning->setObjectName(u"newCameraWarning"_s);
    m_warning->setProperty("muted", true);
    layout->addWidget(m_warning);
    m_problem = sentenceLabel({}, this);
    m_problem->setObjectName(u"newCameraProblem"_s);
    m_problem->setProperty("bad", true);
    layout->addWidget(m_problem);
    m_previewPlace = new QVBoxLayout;
    layout->addLayout(m_previewPlace);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    m_add = buttons->addButton(tr("Add"), QDialogButtonBox::AcceptRole);
    m_add->setProperty("primary", true);
    m_add->setDefault(true);
    connect(m_add, &QPushButton::clicked, this, [this] {
        m_error.clear();
        check();
        if (m_add->isEnabled())
            Q_EMIT submitted();
    });
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    outer->addWidget(buttons);

    const auto touched = [this] {
        m_error.clear();
        check();
        Q_EMIT changed();
    };
    for (QLineEdit *edit :
         {m_name, m_location, m_ip, m_mac, m_serial, m_user, m_password, m_addresses[0], m_addresses[1]})
        connect(edit, &QLineEdit::textChanged, this, touched);
    connect(m_groupType, &QComboBox::currentIndexChanged, this, touched);
    connect(m_server, &QComboBox::currentIndexChanged, this, &AddCameraDialog::check);
    check();
}

/// What few type, and a camera that is asked tells.
void AddCameraDialog::buildFound()
{
    constexpr int rowBelowIp = 3;
    m_mac = new QLineEdit(this);
    m_mac->setObjectName(u"newCameraMac"_s);
    m_form->insertRow(rowBelowIp, tr("MA&C address"), m_mac);
    m_serial = new QLineEdit(this);
    m_serial->setObjectName(u"newCameraSerial"_s);
    m_form->insertRow(rowBelowIp + 1, tr("&Serial number"), m_serial);
    setTabOrder(m_ip, m_mac);
    setTabOrder(m_mac, m_serial);
    setTabOrder(m_serial, m_groupType);
    m_onvif = new QWidget(this);
    auto *line = new QHBoxLayout(m_onvif);
    line->setContentsMargins(0, 0, 0, 0);
    m_onvifAccount = sentenceLabel({}, m_onvif);
    m_onvifAccount->setObjectName(u"newCameraOnvif"_s);
    auto *forget = new QPushButton(tr("Forget"), m_onvif);
    forget->setObjectName(u"forgetOnvif"_s);
    forget->setAutoDefault(false);
    forget->setToolTip(tr("Keep no ONVIF account with the camera"));
    line->addWidget(m_onvifAccount, 1);
    line->addWidget(forget);
    m_form->addRow(tr("ONVIF"), m_onvif);
    connect(forget, &QPushButton::clicked, this, [this] {
        m_read.reset();
        showAccount();
    });
    showAccount();
}

void AddCameraDialog::showAccount()
{
    const bool isThere = m_read && !m_read->user.isEmpty();
    if (isThere)
        m_onvifAccount->setText(
            tr("Account “%1”, port %2, is kept with the camera").arg(m_read->user).arg(m_read->onvifPort));
    m_form->setRowVisible(m_onvif, isThere);
    fitHeight(*this);
}

void AddCameraDialog::fill(const ReadStreams &streams)
{
    m_read = streams;
    if (m_name->text().trimmed().isEmpty())
        m_name->setText(streams.name);
    if (m_location->text().trimmed().isEmpty())
        m_location->setText(streams.location);
    // A host name stays in the addresses alone.
    m_ip->setText(fields::checkIpAddress(streams.ip).value_or(QString()));
    m_mac->setText(streams.macAddress);
    m_serial->setText(streams.serialNumber);
    m_addresses[size_t(Quality::High)]->setText(streams.high.full().revealText());
    m_addresses[size_t(Quality::Low)]->setText(streams.low ? streams.low->full().revealText() : QString());
    m_user->setText(streams.user);
    m_password->setText(streams.password.revealText());
    showAccount();
}

SecretText AddCameraDialog::onvifPassword() const
{
    return m_read ? m_read->password : SecretText();
}

void AddCameraDialog::setCamera(const Camera &camera, Quality missing)
{
    m_known = camera;
    setWindowTitle(tr("Add stream"));
    m_find->hide();
    m_name->setText(camera.name);
    m_location->setText(camera.location);
    m_ip->setText(camera.ipAddress);
    m_mac->setText(camera.macAddress);
    m_serial->setText(camera.serialNumber);
    m_groupType->setCurrentIndex(m_groupType->findData(int(camera.groupType)));
    const std::array<QWidget *, 6> fixed{m_name, m_location, m_ip, m_mac, m_serial, m_groupType};
    for (QWidget *field : fixed) {
        field->setEnabled(false);
        field->setToolTip(tr("Change it on the card of the camera."));
    }
    const Quality other = missing == Quality::High ? Quality::Low : Quality::High;
    m_addresses[size_t(other)]->setEnabled(false);
    m_addresses[size_t(other)]->setToolTip(tr("The camera already has this stream."));
    m_addresses[size_t(missing)]->setFocus();
    check();
}

void AddCameraDialog::setServers(const std::vector<ServerChoice> &servers)
{
    const QSignalBlocker blocker(m_server);
    const bool wasAutomatic = m_server->currentIndex() <= 0;
    const QVariant chosen = m_server->currentData();
    m_server->clear();
    for (const ServerChoice &choice : servers) {
        m_server->addItem(choice.text, choice.id.uuid());
        m_server->setItemData(m_server->count() - 1, choice.toolTip, Qt::ToolTipRole);
    }
    if (!wasAutomatic) {
        for (int i = 1; i < m_server->count(); ++i) {
            if (m_server->itemData(i) == chosen)
                m_server->setCurrentIndex(i);
        }
    }
    check();
}

void AddCameraDialog::setPreview(QWidget *preview)
{
    m_previewPlace->addWidget(preview);
    fitHeight(*this);
}

void AddCameraDialog::setWarning(const QString &sentence)
{
    m_warningSentence = sentence;
    check();
}

/// What an address is kept as, if it is not as it was typed.
QString AddCameraDialog::notice() const
{
    for (const QLineEdit *edit : m_addresses) {
        const auto address = fields::checkAddress(edit->text());
        const QString sentence = address ? fields::addressNotice(edit->text(), *address) : QString();
        if (!sentence.isEmpty())
            return sentence;
    }
    return {};
}

void AddCameraDialog::setError(const QString &sentence)
{
    m_error = sentence;
    check();
}

Camera AddCameraDialog::camera() const
{
    Camera camera = m_known.value_or(Camera());
    if (m_known)
        return camera;
    camera.name = m_name->text().trimmed();
    camera.location = m_location->text().trimmed();
    camera.ipAddress = fields::checkIpAddress(m_ip->text()).value_or(m_ip->text());
    camera.macAddress = fields::checkMacAddress(m_mac->text()).value_or(m_mac->text());
    camera.serialNumber = m_serial->text().trimmed();
    camera.groupType = GroupType(m_groupType->currentData().toInt());
    if (m_read) {
        camera.onvifUser = m_read->user;
        camera.onvifPort = m_read->onvifPort;
    }
    return camera;
}

Result<StreamAddress> AddCameraDialog::readAddress(Quality quality) const
{
    const QString typed = m_addresses[size_t(quality)]->text().trimmed();
    auto address = fields::checkAddress(typed);
    if (!address || m_user->text().isEmpty())
        return address;
    QUrl url(address->full().revealText(), QUrl::StrictMode);
    if (!url.userInfo().isEmpty())
        return address; // its own account counts
    url.setUserName(m_user->text(), QUrl::DecodedMode);
    url.setPassword(m_password->text(), QUrl::DecodedMode);
    return fields::checkAddress(url.toString(QUrl::FullyEncoded));
}

std::optional<StreamAddress> AddCameraDialog::address(Quality quality) const
{
    auto address = readAddress(quality);
    return address ? std::optional(std::move(*address)) : std::nullopt;
}

ServerId AddCameraDialog::server() const
{
    return ServerId(m_server->currentData().toUuid());
}

QString AddCameraDialog::identityProblem() const
{
    const auto said = [](const auto &result) { return result ? QString() : result.error().message; };
    for (const QString &sentence :
         {said(fields::checkCameraName(m_name->text())), said(fields::checkText(m_location->text())),
          said(fields::checkIpAddress(m_ip->text())), said(fields::checkMacAddress(m_mac->text())),
          said(fields::checkText(m_serial->text()))}) {
        if (!sentence.isEmpty())
            return sentence;
    }
    return {};
}

QString AddCameraDialog::problem() const
{
    if (const QString wrong = m_known ? QString() : identityProblem(); !wrong.isEmpty())
        return wrong;
    bool hasAddress = false;
    for (const Quality quality : qualities) {
        if (m_addresses[size_t(quality)]->text().trimmed().isEmpty())
            continue;
        hasAddress = true;
        const auto read = readAddress(quality);
        if (!read)
            return tr("%1: %2", "quality: what is wrong").arg(texts::quality(quality), read.error().message);
    }
    if (!hasAddress)
        return tr("Enter the address of at least one stream.");
    if (m_user->text().isEmpty() && !m_password->text().isEmpty())
        return tr("Enter the user that the password belongs to.");
    if (server().isNull())
        return m_server->count() > 0 ? m_server->currentText()
                                     : tr("There is no media server yet. Add one first.");
    return {};
}

void AddCameraDialog::check()
{
    const QString found = m_error.isEmpty() ? problem() : m_error;
    m_problem->setText(found);
    // Nothing is wrong yet with a form that nobody has touched.
    const bool isUntouched = m_addresses[0]->text().isEmpty() && m_addresses[1]->text().isEmpty() &&
                             (m_known || m_name->text().isEmpty());
    tell(m_warning, QStringList{m_warningSentence, notice()}.join(u' ').trimmed());
    m_problem->setVisible(!found.isEmpty() && !isUntouched);
    m_add->setEnabled(problem().isEmpty());
    m_add->setToolTip(m_add->isEnabled() ? QString() : format::plainToolTip(found));
    for (const Quality quality : qualities) {
        const auto read = readAddress(quality);
        m_tests[size_t(quality)]->setEnabled(read.has_value());
        m_tests[size_t(quality)]->setToolTip(read ? tr("Play this address here, before anything is saved")
                                                  : format::plainToolTip(read.error().message));
    }
    fitHeight(*this);
}

} // namespace streamkeeper
