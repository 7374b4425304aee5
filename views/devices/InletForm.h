#pragma once

#include "models/domain/InletSettings.h"
#include "models/domain/SecretText.h"
#include "views/common/FieldRow.h"

#include <QWidget>

class QCheckBox;
class QLabel;
class QLineEdit;
class QPushButton;

namespace streamkeeper {

class CopyField;

/// Where orders of billing systems and DHCP servers are taken, as fields, and what such a one has to send.
class InletForm : public QWidget
{
    Q_OBJECT

public:
    explicit InletForm(QWidget *parent = nullptr);

    /// What is stored.
    void setValue(const InletSettings &settings);
    [[nodiscard]] InletSettings value() const;
    /// A new one that was made; it is shown until the form is gone, and never again.
    void setNewToken(const SecretText &token);
    /// Empty: the stored one.
    [[nodiscard]] const SecretText &newToken() const { return m_newToken; }
    /// How it is with what is stored: listening, or why not.
    void setState(const QString &sentence, bool isGood);
    [[nodiscard]] bool isChanged() const;
    /// What is wrong first; empty when everything can be kept.
    [[nodiscard]] QString problem() const;

Q_SIGNALS:
    void edited();
    void tokenRequested();

private:
    void check();
    [[nodiscard]] bool hasToken() const;

    InletSettings m_saved;
    SecretText m_newToken;
    QCheckBox *m_on;
    QLineEdit *m_address;
    QLineEdit *m_port;
    QLabel *m_tokenState;
    CopyField *m_token;
    QPushButton *m_makeToken;
    QLabel *m_state;
    QLabel *m_warning;
    QLabel *m_examples;
    FieldRow m_addressRow;
    FieldRow m_portRow;
    FieldRow m_tokenRow;
};

} // namespace streamkeeper
