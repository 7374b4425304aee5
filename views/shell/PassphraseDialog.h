#pragma once

#include "models/domain/SecretText.h"

#include <QDialog>

class QLabel;
class QLineEdit;
class QPushButton;

namespace streamkeeper {

/// Asks for the passphrase of a registry, or for a new one (typed twice).
class PassphraseDialog : public QDialog
{
    Q_OBJECT

public:
    enum class Purpose { Choose, Unlock };

    explicit PassphraseDialog(Purpose purpose, QWidget *parent = nullptr);
    void showFailure(const QString &sentence);

Q_SIGNALS:
    void passphraseEntered(const streamkeeper::SecretText &passphrase);

private:
    void updateButton();

    Purpose m_purpose;
    QLineEdit *m_first;
    QLineEdit *m_second;
    QLabel *m_failure;
    QPushButton *m_accept;
};

} // namespace streamkeeper
