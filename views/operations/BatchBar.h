#pragma once

#include <QFrame>

class QLabel;
class QProgressBar;
class QPushButton;

namespace streamkeeper {

/// What a line of BatchBar shows; made by the presenter from the runner's progress.
struct BatchLine
{
    QString title; ///< "Restart"
    int total = 0;
    int done = 0;
    QString counts;  ///< "30 confirmed · 4 asked · 2 retrying"
    QString outcome; ///< what is to be said when it is over; empty while it runs
    bool isOver = false;
    bool isBad = false;
};

/// The order that is being carried out, at the foot of a page: progress, words that are never mixed,
/// Cancel, and the outcome, which stays until it is read if something failed.
class BatchBar : public QFrame
{
    Q_OBJECT

public:
    explicit BatchBar(QWidget *parent = nullptr);

    void showLine(const BatchLine &line);
    void dismiss();

Q_SIGNALS:
    void cancelRequested();
    void detailsRequested();
    void dismissed();

private:
    QLabel *m_title;
    QProgressBar *m_progress;
    QLabel *m_counts;
    QPushButton *m_cancel;
    QPushButton *m_details;
    QPushButton *m_dismiss;
};

} // namespace streamkeeper
