#pragma once

#include "models/domain/Result.h"

#include <QDialog>

class QLabel;
class QLineEdit;
class QPushButton;

namespace streamkeeper {

/// Asks how the camera shall be called that the low stream of another one becomes.
class SplitCameraDialog : public QDialog
{
    Q_OBJECT

public:
    SplitCameraDialog(const QString &camera, const QString &proposedName, QWidget *parent = nullptr);

    void showFailure(const Error &error);

Q_SIGNALS:
    void confirmed(const QString &name);

private:
    void check();

    QLineEdit *m_name;
    QLabel *m_problem;
    QPushButton *m_split;
};

} // namespace streamkeeper
