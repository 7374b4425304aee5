#include "views/devices/DhcpForm.h"

#include "models/rules/DhcpRule.h"
#include "models/rules/FieldRules.h"
#include "models/texts/Formatting.h"
#include "views/common/FingerprintText.h"
#include "views/common/PlainText.h"

#include <QFontDatabase>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>

#include <limits>

namespace streamkeeper {

using namespace Qt::StringLiterals;

namespace {

template <typename T>
QString saidOf(const Result<T> &result)
{
    return result ? QString() : result.error().message;
}

/// Empty is right: in the subnet that has the address.
Result<int> subnetOf(const QString &text)
{
    return text.trimmed().isEmpty()
               ? Result<int>(0)
               : fields::checkWholeNumber(text.trimmed(), 1, std::numeric_limits<int>::max());
}

} // namespace

DhcpForm::DhcpForm(QWidget *parent)
    : QWidget(parent)
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    QFormLayout *form = addFormColumn(*layout);
    m_agent = new QLineEdit(this);
    m_agent->setObjectName(u"dhcpAgent"_s);
    m_agent->setPlaceholderText(u"https://dhcp.example:8000"_s);
    m_agentRow = FieldRow(*form, tr("Control agent"), m_agent);
    m_user = new QLineEdit(this);
    m_user->setObjectName(u"dhcpUser"_s);
    m_userRow = FieldRow(*form, tr("User"), m_user);
    m_password = new QLineEdit(this);
    m_password->setObjectName(u"dhcpPassword"_s);
    m_password->setEchoMode(QLineEdit::Password);
    m_passwordRow = FieldRow(*form, tr("Password"), m_password);
    m_subnet = new QLineEdit(this);
    m_subnet->setObjectName(u"dhcpSubnet"_s);
    m_subnet->setPlaceholderText(tr("the one that has the address"));
    m_subnet->setToolTip(tr("Number of the subnet in Kea where addresses are reserved"));
    m_subnetRow = FieldRow(*form, tr("Subnet"), m_subnet);
    m_certificate = sentenceLabel({}, this);
    m_certificate->setObjectName(u"dhcpCertificate"_s);
    m_accept = new QPushButton(this);
    m_accept->setObjectName(u"acceptDhcpCertificate"_s);
    m_accept->setAutoDefault(false);
    m_certificateRow = FieldRow(*form, tr("Certificate"), m_certificate, m_accept);
    auto *line = new QHBoxLayout;
    m_test = new QPushButton(tr("Test"), this);
    m_test->setObjectName(u"testDhcp"_s);
    m_test->setAutoDefault(false);
    m_result = sentenceLabel({}, this);
    m_result->setObjectName(u"dhcpResult"_s);
    line->addWidget(m_test, 0, Qt::AlignTop);
    line->addWidget(m_result, 1);
    layout->addLayout(line);
    m_warning = sentenceLabel({}, this);
    m_warning->setObjectName(u"dhcpWarning"_s);
    m_warning->setProperty("muted", true);
    layout->addWidget(m_warning);
    connectFields();
    check();
}

void DhcpForm::connectFields()
{
    for (QLineEdit *edit : {m_agent, m_user, m_password, m_subnet})
        connect(edit, &QLineEdit::textChanged, this, [this, edit] {
            if (edit == m_agent)
                m_offered.clear();   // that of another place
            setTestResult({}, true); // of other settings
            check();
            Q_EMIT edited();
        });
    connect(m_test, &QPushButton::clicked, this, [this] {
        m_test->setEnabled(false);
        m_test->setToolTip(tr("The agent is being asked"));
        m_result->setText(tr("Asking…"));
        Q_EMIT testRequested();
    });
    connect(m_accept, &QPushButton::clicked, this, [this] {
        m_pinned = m_offered;
        m_offered.clear();
        check();
        Q_EMIT edited();
    });
}

void DhcpForm::setValue(const DhcpSettings &settings)
{
    m_saved = settings;
    m_pinned = settings.pinnedSha256;
    m_agent->setText(dhcpAgentUrl(settings));
    m_user->setText(settings.userName);
    m_subnet->setText(settings.subnetId > 0 ? QString::number(settings.subnetId) : QString());
    check();
}

DhcpSettings DhcpForm::value() const
{
    DhcpSettings settings = m_saved;
    const auto place = fields::checkApiUrl(m_agent->text());
    settings.useTls = place && place->useTls;
    settings.host = place ? place->host : QString();
    settings.port = place ? place->port : quint16(0);
    settings.userName = m_user->text().trimmed();
    settings.pinnedSha256 = settings.useTls ? m_pinned : QByteArray();
    settings.subnetId = subnetOf(m_subnet->text()).value_or(0);
    return settings;
}

SecretText DhcpForm::password() const
{
    return SecretText(m_password->text());
}

bool DhcpForm::isChanged() const
{
    return value() != m_saved || !m_password->text().isEmpty();
}

QString DhcpForm::problem() const
{
    for (const FieldRow *row : {&m_agentRow, &m_userRow, &m_passwordRow, &m_subnetRow}) {
        if (!row->problem().isEmpty())
            return row->problem();
    }
    return {};
}

void DhcpForm::check()
{
    const bool isOff = m_agent->text().trimmed().isEmpty();
    const DhcpSettings settings = value();
    m_agentRow.setProblem(isOff ? QString() : saidOf(fields::checkApiUrl(m_agent->text())));
    m_userRow.setProblem(saidOf(fields::checkText(m_user->text(), m_saved.userName)));
    m_subnetRow.setProblem(saidOf(subnetOf(m_subnet->text())));
    const bool hasStored = !m_saved.passwordSecret.isNull() && settings.hasSameAccount(m_saved);
    m_password->setPlaceholderText(hasStored ? tr("stored") : QString());
    const bool isTyped = !m_password->text().isEmpty();
    const bool isNeeded = settings.isOn() && !settings.userName.isEmpty() && !isTyped && !hasStored;
    m_passwordRow.setProblem(isNeeded ? tr("Enter the password of this user at this agent.")
                             : isTyped && settings.userName.isEmpty() && !isOff
                                 ? tr("Enter the user that the password belongs to.")
                                 : QString());
    tell(m_warning, dhcpWarning(settings));
    const QString obstacle = isOff ? tr("Enter where the control agent of Kea is.") : problem();
    m_test->setEnabled(obstacle.isEmpty());
    m_test->setToolTip(format::plainToolTip(obstacle));
    showCertificate();
}

void DhcpForm::showCertificate()
{
    const DhcpSettings settings = value();
    const QByteArray shown = m_offered.isEmpty() ? m_pinned : m_offered;
    m_certificateRow.setShown(settings.useTls);
    const bool isFingerprint = !shown.isEmpty();
    m_certificate->setFont(isFingerprint ? QFontDatabase::systemFont(QFontDatabase::FixedFont) : font());
    m_certificate->setText(isFingerprint ? fingerprintLines(shown) : tr("Certificate authorities decide."));
    m_accept->setVisible(isFingerprint);
    m_accept->setText(m_offered.isEmpty() ? tr("Forget") : tr("Accept"));
    m_accept->setToolTip(m_offered.isEmpty()
                             ? tr("Let the certificate authorities of this machine decide again")
                             : tr("If this is the certificate of your agent"));
}

void DhcpForm::setTestResult(const QString &sentence, bool isGood)
{
    m_result->setText(sentence);
    setMark(m_result, "bad", !isGood);
    if (!m_test->isEnabled())
        check();
}

void DhcpForm::offerCertificate(const QByteArray &sha256)
{
    m_offered = sha256;
    showCertificate();
}

} // namespace streamkeeper
