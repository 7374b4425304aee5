#pragma once

#include "models/domain/Result.h"

#include <QDialog>

class QLineEdit;

namespace streamkeeper {

class DialogEnd;

/// A note for several streams in trouble at once.
class AcknowledgeDialog : public QDialog
{
    Q_OBJECT

public:
    /// `names`: of the cameras; `count`: of their streams.
    AcknowledgeDialog(const QStringList &names, int count, QWidget *parent = nullptr);

    [[nodiscard]] QString note() const;
    void showFailure(const Error &error);

Q_SIGNALS:
    /// The dialog stays open until it is told how it ended.
    void confirmed();

private:
    QLineEdit *m_note;
    DialogEnd *m_end;
};

} // namespace streamkeeper
