#include "views/devices/InletForm.h"

#include "models/rules/InletRule.h"
#include "views/common/CopyField.h"
#include "views/common/PlainText.h"

#include <QCheckBox>
#include <QFontDatabase>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>

namespace streamkeeper {

using namespace Qt::StringLiterals;

namespace {

/// As somebody types them; the token is left to a variable of the shell.
QString exampleOrders(const InletSettings &settings)
{
    const QString line = u"curl -H \"Authorization: Bearer $TOKEN\" --json '%1' http://%2/%3"_s;
    const QString place = inletPlace(settings);
    return QStringList{
        line.arg(uR"({"mac": "00:11:22:33:44:55", "serial_number": "S-1"})"_s, place, u"new_camera"_s),
        line.arg(uR"({"mac": "00:11:22:33:44:55", "name": "Gate"})"_s, place, u"attach_camera"_s),
        line.arg(uR"({"mac": "00:11:22:33:44:55", "ip": "10.1.0.20"})"_s, place, u"dhcp"_s)}
        .join(u'\n');
}

} // namespace

InletForm::InletForm(QWidget *parent)
    : QWidget(parent)
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    m_on = new QCheckBox(tr("Take orders of a billing system or a DHCP server by HTTP"), this);
    m_on->setObjectName(u"inletOn"_s);
    m_on->setToolTip(tr("In each console that is open on this registry"));
    layout->addWidget(m_on);
    QFormLayout *form = addFormColumn(*layout);
    m_address = new QLineEdit(this);
    m_address->setObjectName(u"inletAddress"_s);
    m_address->setToolTip(tr("Of this computer. 127.0.0.1: only programs on it reach it."));
    m_addressRow = FieldRow(*form, tr("Address"), m_address);
    m_port = new QLineEdit(this);
    m_port->setObjectName(u"inletPort"_s);
    m_portRow = FieldRow(*form, tr("Port"), m_port);
    m_tokenState = plainLabel({}, this);
    m_tokenState->setObjectName(u"inletTokenState"_s);
    m_makeToken = new QPushButton(tr("New token"), this);
    m_makeToken->setObjectName(u"newInletToken"_s);
    m_makeToken->setAutoDefault(false);
    m_makeToken->setToolTip(tr("Takes the place of the one before when it is saved"));
    m_tokenRow = FieldRow(*form, tr("Token"), m_tokenState, m_makeToken);
    m_token = new CopyField(tr("Token"), this);
    m_token->setObjectName(u"inletToken"_s);
    m_token->hide();
    layout->addWidget(m_token);
    m_state = sentenceLabel({}, this);
    m_state->setObjectName(u"inletState"_s);
    m_warning = sentenceLabel({}, this);
    m_warning->setObjectName(u"inletWarning"_s);
    m_warning->setProperty("bad", true);
    m_examples = plainLabel({}, this);
    m_examples->setObjectName(u"inletExamples"_s);
    m_examples->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_examples->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    m_examples->setAccessibleName(tr("Examples"));
    m_examples->setWordWrap(true);
    for (QLabel *label : {m_state, m_warning, m_examples})
        layout->addWidget(label);
    connect(m_on, &QCheckBox::toggled, this, [this](bool isOn) {
        if (isOn && !hasToken())
            Q_EMIT tokenRequested(); // without one nobody could give orders
        check();
        Q_EMIT edited();
    });
    for (QLineEdit *edit : {m_address, m_port})
        connect(edit, &QLineEdit::textChanged, this, [this] {
            check();
            Q_EMIT edited();
        });
    connect(m_makeToken, &QPushButton::clicked, this, &InletForm::tokenRequested);
    setValue({});
}

void InletForm::setValue(const InletSettings &settings)
{
    m_saved = settings;
    const QSignalBlocker blocker(m_on); // what is stored asks for nothing
    m_on->setChecked(settings.isOn);
    m_address->setText(settings.address);
    m_port->setText(QString::number(settings.port));
    check();
}

InletSettings InletForm::value() const
{
    InletSettings settings = m_saved;
    settings.isOn = m_on->isChecked();
    settings.address = checkInletAddress(m_address->text()).value_or(m_saved.address);
    settings.port = checkInletPort(m_port->text()).value_or(m_saved.port);
    return settings;
}

bool InletForm::hasToken() const
{
    return !m_saved.tokenSecret.isNull() || !m_newToken.isEmpty();
}

void InletForm::setNewToken(const SecretText &token)
{
    m_newToken = token;
    m_token->setText(token.revealText());
    m_token->setVisible(!token.isEmpty());
    check();
    Q_EMIT edited();
}

void InletForm::setState(const QString &sentence, bool isGood)
{
    tell(m_state, sentence);
    setMark(m_state, "muted", isGood);
    setMark(m_state, "bad", !isGood);
}

bool InletForm::isChanged() const
{
    return value() != m_saved || !m_newToken.isEmpty();
}

QString InletForm::problem() const
{
    for (const FieldRow *row : {&m_addressRow, &m_portRow, &m_tokenRow}) {
        if (!row->problem().isEmpty())
            return row->problem();
    }
    return {};
}

void InletForm::check()
{
    const auto address = checkInletAddress(m_address->text());
    const auto port = checkInletPort(m_port->text());
    m_addressRow.setProblem(address ? QString() : address.error().message);
    m_portRow.setProblem(port ? QString() : port.error().message);
    m_tokenRow.setProblem(m_on->isChecked() && !hasToken()
                              ? tr("Without a token no orders are taken. Make one first.")
                              : QString());
    m_tokenState->setText(!m_newToken.isEmpty()          ? tr("new, shown this once")
                          : m_saved.tokenSecret.isNull() ? tr("none")
                                                         : tr("stored"));
    const InletSettings settings = value();
    tell(m_warning, settings.isOn ? inletWarning(settings) : QString());
    m_examples->setText(exampleOrders(settings));
}

} // namespace streamkeeper
