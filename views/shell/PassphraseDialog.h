#pragma once

#include "models/domain/SecretText.h"

#include <QDialog>

class QLabel;
class QLineEdit;
class QPushButton;
class QVBoxLayout;

namespace streamkeeper {

/// Asks for the passphrase of a registry, or for a new one (typed twice). Where that means to give up what is
/// sealed, it says what, and wants a word typed.
class PassphraseDialog : public QDialog
{
    Q_OBJECT

public:
    enum class Purpose { Choose, Unlock, StartAnew };

    /// `losses`: what cannot be opened any more after a start anew.
    explicit PassphraseDialog(Purpose purpose, const QStringList &losses = {}, QWidget *parent = nullptr);
    /// Until showFailure() or accept().
    void showWorking();
    void showFailure(const QString &sentence);

Q_SIGNALS:
    void passphraseEntered(const streamkeeper::SecretText &passphrase);

private:
    void updateButton();
    [[nodiscard]] QString introduction(const QStringList &losses) const;
    [[nodiscard]] QString acceptText() const;
    /// Why it cannot be accepted yet; empty: it can.
    [[nodiscard]] QString obstacle() const;
    [[nodiscard]] static QString confirmationWord();
    void addFields(QVBoxLayout &layout);
    void addButtons(QVBoxLayout &layout);
    void setEditable(bool isEditable);

    Purpose m_purpose;
    QLineEdit *m_first;
    QLineEdit *m_second;
    QLineEdit *m_word; ///< typed where something is given up
    QLabel *m_failure;
    QPushButton *m_accept;
};

} // namespace streamkeeper
