#pragma once

#include "models/domain/Recordings.h"

#include <QDialog>

class QLabel;
class QLineEdit;
class QProgressBar;
class QPushButton;

namespace streamkeeper {

class WallClockField;

/// Which period of a stream's recordings goes into which file, what that brings, and then the progress of it.
/// Passive. Times are entered in the operator's zone, which is shown.
class ExportDialog : public QDialog
{
    Q_OBJECT

public:
    ExportDialog(const QString &stream, const RecordedPeriod &period, const QString &fileName,
                 QWidget *parent = nullptr);

    [[nodiscard]] RecordedPeriod period() const; ///< UTC
    [[nodiscard]] QString fileName() const;

    /// What the export would bring.
    void showForecast(const QString &sentence);
    /// Why it cannot be begun like that.
    void showProblem(const QString &sentence);
    void showProgress(int percent, const QString &sentence);
    /// It is over and the dialog can be used again, or closed.
    void showFailure(const QString &sentence);
    void showDone(const QString &sentence);

Q_SIGNALS:
    /// Period or file is another one: forecast or problem is to be shown.
    void changed();
    /// `mayReplace`: the operator has agreed that the file is replaced.
    void exportRequested(bool mayReplace);
    void cancelRequested();

public:
    void reject() override;

private:
    enum class State { Choosing, Running, Done };

    void buildForm(const QString &fileName, const RecordedPeriod &period);
    void buildButtons();
    void chooseFile();
    void startExport();
    void setState(State state);
    void showWallNote();
    void showSentence(const QString &sentence, bool isBad);

    WallClockField *m_from;
    WallClockField *m_until;
    QLineEdit *m_file;
    QPushButton *m_choose;
    QLabel *m_wallNote;
    QLabel *m_sentence;
    QProgressBar *m_progress;
    QPushButton *m_close;
    QPushButton *m_export;
    State m_state = State::Choosing;
    bool m_isReplaceAgreed = false; ///< for the file that is named now
};

} // namespace streamkeeper
