#pragma once

#include "models/domain/Result.h"

#include <QDialog>

class QFormLayout;
class QLabel;
class QPushButton;
class QVBoxLayout;

namespace streamkeeper {

/// What the dialogs of clusters and server groups have in common: a column of fields, what is wrong with
/// them, and buttons. What is saved is saved elsewhere; the dialog stays until that is told.
class RecordDialog : public QDialog
{
    Q_OBJECT

public:
    void showSaving();
    void showFailure(const Error &error);

Q_SIGNALS:
    void saveRequested();

protected:
    /// `size` as in layOut().
    RecordDialog(const QString &title, const QSize &size, QWidget *parent);

    [[nodiscard]] QVBoxLayout *column() const { return m_column; }
    [[nodiscard]] QFormLayout *form() const { return m_form; }
    /// The end of the column. The names are object names, for tests.
    void addFooter(const QString &saveText, const QString &saveName, const QString &problemName);
    /// `obstacle`: why it cannot be saved; empty: it can. `shown`: what of that stands above the buttons.
    void setObstacle(const QString &obstacle, const QString &shown);
    /// Looks at the fields and calls setObstacle().
    virtual void check() = 0;

private:
    QVBoxLayout *m_column;
    QFormLayout *m_form;
    QLabel *m_problem = nullptr;
    QPushButton *m_save = nullptr;
    bool m_isSaving = false;
};

} // namespace streamkeeper
