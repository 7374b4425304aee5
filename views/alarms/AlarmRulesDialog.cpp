#include "views/alarms/AlarmRulesDialog.h"

#include "views/common/DialogBody.h"
#include "views/common/DialogEnd.h"
#include "views/common/FieldRow.h"
#include "views/common/PlainText.h"

#include <QCheckBox>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QSpinBox>
#include <QTimeEdit>

namespace streamkeeper {

using namespace Qt::StringLiterals;

namespace {

constexpr int msPerMinute = 60'000;

QTimeEdit *timeField(int minuteOfDay, const QString &name, QWidget *parent)
{
    auto *field = new QTimeEdit(QTime::fromMSecsSinceStartOfDay(minuteOfDay * msPerMinute), parent);
    field->setDisplayFormat(u"HH:mm"_s);
    field->setButtonSymbols(QTimeEdit::NoButtons);
    field->setAccessibleName(name);
    ignoreStrayWheel(field);
    return field;
}

int minuteOf(const QTimeEdit &field)
{
    return field.time().msecsSinceStartOfDay() / msPerMinute;
}

QWidget *row(std::initializer_list<QWidget *> widgets, QWidget *parent)
{
    auto *box = new QWidget(parent);
    auto *layout = new QHBoxLayout(box);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    for (QWidget *widget : widgets)
        layout->addWidget(widget);
    layout->addStretch(1);
    return box;
}

} // namespace

AlarmRulesDialog::AlarmRulesDialog(const AlarmPolicy &policy, const AlarmDesk &desk, QWidget *parent)
    : QDialog(parent)
{
    setWindowTitle(tr("Alarm rules"));
    const auto [outer, layout] = layOut(*this, {560, 0});
    layout->setSpacing(12);
    layout->addWidget(
        sentenceLabel(tr("When there is an alarm; for everybody who works on the registry:"), this));
    QFormLayout *form = addFormColumn(*layout);
    const QString minutes = tr(" min", "minutes, after a number");
    m_serverDownMinutes = number(0, 1'440, policy.serverDownMinutes, minutes);
    m_serverDown = addSwitch(*form, tr("A media server does not answer for"), policy.isServerDownOn,
                             m_serverDownMinutes);
    m_rootCause = addSwitch(*form, tr("Losses have something in common"), policy.isRootCauseOn, nullptr);
    m_lostCount = number(1, 100'000, policy.lostCount, {});
    m_lostMinutes = number(1, 1'440, policy.lostMinutes, minutes);
    m_streamsLost = addSwitch(*form, tr("Streams lost with nothing in common"), policy.isStreamsLostOn,
                              row({m_lostCount, plainLabel(tr("within"), this), m_lostMinutes}, this));
    m_storagePercent = number(1, 99, policy.storagePercent, tr(" %", "percent, after a number"));
    m_storage = addSwitch(*form, tr("A disk is fuller than"), policy.isStorageOn, m_storagePercent);
    m_linkHours = number(1, 720, policy.linkHours, tr(" h", "hours, after a number"));
    m_linkEnding = addSwitch(*form, tr("A share link ends within"), policy.isLinkEndingOn, m_linkHours);
    layout->addWidget(sentenceLabel(tr("How this desk hears of it:"), this));
    QFormLayout *own = addFormColumn(*layout);
    m_notified = addSwitch(*own, tr("Notification of the desktop"), desk.isNotified, nullptr);
    m_sounded = addSwitch(*own, tr("Sound"), desk.isSounded, nullptr);
    m_quietFrom = timeField(desk.quietFromMinute, tr("Quiet from"), this);
    m_quietUntil = timeField(desk.quietUntilMinute, tr("Quiet until"), this);
    m_quiet = addSwitch(*own, tr("Quiet hours"), desk.quietFromMinute != desk.quietUntilMinute,
                        row({m_quietFrom, plainLabel(u"–"_s, this), m_quietUntil}, this));
    layout->addStretch(1);
    m_end = new DialogEnd(tr("Save"), "saveAlarmRules", DialogEnd::Weight::Usual, this);
    outer->addWidget(m_end);
    connect(m_end, &DialogEnd::confirmed, this, &AlarmRulesDialog::saveRequested);
    m_storagePercent->setObjectName(u"storagePercent"_s);
    m_sounded->setObjectName(u"alarmSound"_s);
    fitHeight(*this);
}

QCheckBox *AlarmRulesDialog::addSwitch(QFormLayout &form, const QString &title, bool isOn, QWidget *beside)
{
    auto *box = new QCheckBox(tr("on", "an alarm rule"), this);
    box->setAccessibleName(title);
    box->setChecked(isOn);
    (void)FieldRow(form, title, beside ? row({box, beside}, this) : box);
    if (beside) {
        beside->setEnabled(isOn);
        connect(box, &QCheckBox::toggled, beside, &QWidget::setEnabled);
    }
    return box;
}

QSpinBox *AlarmRulesDialog::number(int least, int most, int value, const QString &suffix)
{
    auto *field = new QSpinBox(this);
    field->setRange(least, most);
    field->setButtonSymbols(QSpinBox::NoButtons);
    field->setSuffix(suffix);
    field->setValue(value);
    ignoreStrayWheel(field);
    return field;
}

AlarmPolicy AlarmRulesDialog::policy() const
{
    return {m_serverDown->isChecked(),  m_serverDownMinutes->value(), m_rootCause->isChecked(),
            m_streamsLost->isChecked(), m_lostCount->value(),         m_lostMinutes->value(),
            m_storage->isChecked(),     m_storagePercent->value(),    m_linkEnding->isChecked(),
            m_linkHours->value()};
}

AlarmDesk AlarmRulesDialog::desk() const
{
    AlarmDesk desk{m_notified->isChecked(), m_sounded->isChecked(), 0, 0};
    if (m_quiet->isChecked()) {
        desk.quietFromMinute = minuteOf(*m_quietFrom);
        desk.quietUntilMinute = minuteOf(*m_quietUntil);
    }
    return desk;
}

void AlarmRulesDialog::showFailure(const Error &error)
{
    m_end->showFailure(error);
}

} // namespace streamkeeper
