#pragma once

#include "models/domain/Alarm.h"
#include "models/domain/Result.h"

#include <QDialog>

class QCheckBox;
class QFormLayout;
class QSpinBox;
class QTimeEdit;

namespace streamkeeper {

class DialogEnd;

/// When there is an alarm, for everybody who works on the registry, and how this desk hears of it.
class AlarmRulesDialog : public QDialog
{
    Q_OBJECT

public:
    AlarmRulesDialog(const AlarmPolicy &policy, const AlarmDesk &desk, QWidget *parent = nullptr);

    [[nodiscard]] AlarmPolicy policy() const;
    [[nodiscard]] AlarmDesk desk() const;
    void showFailure(const Error &error);

Q_SIGNALS:
    void saveRequested();

private:
    [[nodiscard]] QCheckBox *addSwitch(QFormLayout &form, const QString &title, bool isOn, QWidget *beside);
    [[nodiscard]] QSpinBox *number(int least, int most, int value, const QString &suffix);

    QCheckBox *m_serverDown;
    QSpinBox *m_serverDownMinutes;
    QCheckBox *m_rootCause;
    QCheckBox *m_streamsLost;
    QSpinBox *m_lostCount;
    QSpinBox *m_lostMinutes;
    QCheckBox *m_storage;
    QSpinBox *m_storagePercent;
    QCheckBox *m_linkEnding;
    QSpinBox *m_linkHours;
    QCheckBox *m_notified;
    QCheckBox *m_sounded;
    QCheckBox *m_quiet;
    QTimeEdit *m_quietFrom;
    QTimeEdit *m_quietUntil;
    DialogEnd *m_end;
};

} // namespace streamkeeper
