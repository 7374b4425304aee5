#pragma once

#include "models/cameracsv/ImportTableModel.h"

#include <QDialog>

class QCheckBox;
class QComboBox;
class QLabel;
class QLineEdit;
class QProgressBar;
class QPushButton;
class QTableView;

namespace streamkeeper {

/// Takes cameras from a CSV file, ours or a list of somebody: which file, what it would change line by line,
/// and only then the button that does it. Reading and applying may take a while: progress, and Cancel at any
/// moment.
class ImportDialog : public QDialog
{
    Q_OBJECT

public:
    explicit ImportDialog(QWidget *parent = nullptr);

    [[nodiscard]] QString file() const;
    void showReading(qint64 done, qint64 total);
    void showPlan(std::shared_ptr<const ImportPlan> plan);
    void showFailure(const QString &sentence);
    void showApplying(int done, int total);
    /// Lines that could not be applied, after all others were.
    void showLeftOver(const QString &sentence, std::shared_ptr<const ImportPlan> failed);
    [[nodiscard]] bool skipsErrors() const;
    /// Stored credentials may go where the file says; read anew when it changes.
    [[nodiscard]] bool movesCredentials() const;
    /// Addresses in the form of a maker are taken; read anew when it changes.
    [[nodiscard]] bool takesProposals() const;
    /// What the columns of the file are can be said, since its header could be read.
    void setColumnsKnown(bool areKnown);

Q_SIGNALS:
    /// The operator named a file; reading it begins anew.
    void fileChosen(const QString &file);
    void importRequested();
    /// The operator wants to say what the columns are.
    void columnsRequested();

private:
    enum class State { NoFile, Reading, Failed, Planned, Applying, Over };

    void buildFileLine();
    void buildTable();
    void buildButtons();
    void chooseFile();
    void takeFile();
    void readAgain();
    void setState(State state);
    void updateButtons();
    [[nodiscard]] QString obstacle() const;
    [[nodiscard]] int importableLines() const;
    [[nodiscard]] QString summary() const;
    [[nodiscard]] QString listSentence() const;
    void updateChoices();

    ImportTableModel m_model;
    std::shared_ptr<const ImportPlan> m_plan;
    State m_state = State::NoFile;
    bool m_areColumnsKnown = false;
    QLineEdit *m_file;
    QPushButton *m_choose;
    QPushButton *m_columns;
    QLabel *m_sentence;
    QLabel *m_list;
    QProgressBar *m_progress;
    QComboBox *m_show;
    QTableView *m_table;
    QCheckBox *m_propose;
    QCheckBox *m_move;
    QCheckBox *m_skip;
    QPushButton *m_close;
    QPushButton *m_import;
};

} // namespace streamkeeper
