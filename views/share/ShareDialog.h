#pragma once

#include "models/domain/Clock.h"

#include <QDialog>

class QLabel;
class QPushButton;

namespace streamkeeper {

class ShareBatch;
class ShareForm;
class ShareResult;

/// Makes a link for an outsider, or one for each of a selection of streams. Passive: says what it is told,
/// emits what the operator wants.
class ShareDialog : public QDialog
{
    Q_OBJECT

public:
    /// `title` of the one stream.
    ShareDialog(const QString &title, int streams, const Clock &clock, QWidget *parent = nullptr);

    [[nodiscard]] ShareForm *form() { return m_form; }
    [[nodiscard]] ShareResult *result() { return m_result; }
    [[nodiscard]] ShareBatch *batch() { return m_batch; }
    [[nodiscard]] bool isMany() const { return m_streams > 1; }

    /// Which server would serve it, and what to know before it is made.
    void setServerText(const QString &sentence);
    void setNotes(const QStringList &sentences);
    void setWarning(const QString &sentence);
    /// Why no link can be made now; empty: one can.
    void setObstacle(const QString &reason);
    void setBusy(bool isBusy);
    void showFailure(const QString &sentence);
    /// The form makes room for what was made.
    void showResult();

Q_SIGNALS:
    void generateRequested();

private:
    void fit();

    const int m_streams;
    ShareForm *m_form;
    ShareResult *m_result;
    ShareBatch *m_batch;
    QLabel *m_server;
    QLabel *m_notes;
    QLabel *m_warning;
    QLabel *m_failure;
    QPushButton *m_generate;
    QString m_obstacle;
    bool m_isBusy = false;
};

} // namespace streamkeeper
