#pragma once

#include "models/domain/Result.h"

#include <QDialog>

namespace streamkeeper {

class DialogEnd;

/// Asks before something is deleted and says what it means. The safe answer is the default one.
class ConfirmDialog : public QDialog
{
    Q_OBJECT

public:
    ConfirmDialog(const QString &title, const QStringList &sentences, const QString &deed,
                  QWidget *parent = nullptr);

    void showFailure(const Error &error);

Q_SIGNALS:
    /// The dialog stays open until it is told how it ended.
    void confirmed();

private:
    DialogEnd *m_end;
};

} // namespace streamkeeper
