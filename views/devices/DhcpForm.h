#pragma once

#include "models/domain/DhcpSettings.h"
#include "models/domain/SecretText.h"
#include "views/common/FieldRow.h"

#include <QWidget>

class QLabel;
class QLineEdit;
class QPushButton;

namespace streamkeeper {

/// Where the DHCP server of the cameras is asked, as fields. Checks what is typed as it is typed.
class DhcpForm : public QWidget
{
    Q_OBJECT

public:
    explicit DhcpForm(QWidget *parent = nullptr);

    /// What is stored.
    void setValue(const DhcpSettings &settings);
    [[nodiscard]] DhcpSettings value() const;
    /// The new password; empty: the stored one.
    [[nodiscard]] SecretText password() const;
    [[nodiscard]] bool isChanged() const;
    /// What is wrong first; empty when everything can be kept.
    [[nodiscard]] QString problem() const;

    /// What a test has found.
    void setTestResult(const QString &sentence, bool isGood);
    /// A certificate that no authority vouches for: the operator may accept it.
    void offerCertificate(const QByteArray &sha256);

Q_SIGNALS:
    void edited();
    void testRequested();

private:
    void connectFields();
    void check();
    void showCertificate();

    DhcpSettings m_saved;
    QByteArray m_pinned;
    QByteArray m_offered; ///< empty: none
    QLineEdit *m_agent;
    QLineEdit *m_user;
    QLineEdit *m_password;
    QLineEdit *m_subnet;
    QLabel *m_certificate;
    QPushButton *m_accept;
    QPushButton *m_test;
    QLabel *m_result;
    QLabel *m_warning;
    FieldRow m_agentRow;
    FieldRow m_userRow;
    FieldRow m_passwordRow;
    FieldRow m_subnetRow;
    FieldRow m_certificateRow;
};

} // namespace streamkeeper
