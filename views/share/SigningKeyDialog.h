#pragma once

#include <QDialog>
#include <QStringList>

class QLabel;
class QLineEdit;
class QPushButton;

namespace streamkeeper {

class CopyField;

/// The key that signs tokens for MediaMTX with authMethod: jwt: its name, where its public half is exported
/// to, who uses it, and its change. Passive.
class SigningKeyDialog : public QDialog
{
    Q_OBJECT

public:
    explicit SigningKeyDialog(QWidget *parent = nullptr);

    /// `id` empty: there is none yet.
    void showKey(const QString &id, const QString &made, const QString &target, const QStringList &servers);
    void setBusy(bool isBusy);
    void showOutcome(const QString &sentence, bool isBad);
    /// Why nothing can be done with keys now; empty: it can.
    void setObstacle(const QString &reason);

Q_SIGNALS:
    void exportRequested(const QString &target);
    void changeRequested();

private:
    void update();

    QLabel *m_about;
    CopyField *m_id;
    QLabel *m_details;
    QLineEdit *m_target;
    QPushButton *m_browse;
    QPushButton *m_export;
    QPushButton *m_change;
    QLabel *m_outcome;
    QString m_obstacle;
    bool m_hasKey = false;
    bool m_isBusy = false;
};

} // namespace streamkeeper
