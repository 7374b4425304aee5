#pragma once

#include "models/domain/Result.h"

#include <QWidget>

class QDialog;
class QLabel;
class QPushButton;

namespace streamkeeper {

/// The end of a dialog that has something done: what went wrong, Cancel, and the button that names the deed.
/// The dialog stays open, and the button is not pressed twice, until it is told how that ended.
class DialogEnd : public QWidget
{
    Q_OBJECT

public:
    /// Danger: the safe answer is the default one.
    enum class Weight { Usual, Danger };

    /// `name`: of the button, for tests.
    DialogEnd(const QString &deed, const char *name, Weight weight, QDialog *dialog);

    void showFailure(const Error &error);

Q_SIGNALS:
    void confirmed();

private:
    QDialog *m_dialog;
    QLabel *m_problem;
    QPushButton *m_deed;
};

} // namespace streamkeeper
