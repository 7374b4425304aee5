#pragma once

#include "models/cameracsv/ListShape.h"

#include <QDialog>

#include <vector>

class QComboBox;
class QGridLayout;
class QLabel;
class QPushButton;
class QScrollArea;

namespace streamkeeper {

/// Asks what the columns of a list are: one row for each, with what stands in its first lines. Mappings can
/// be saved under a name, and written to files and read from them by whoever listens.
class ColumnsDialog : public QDialog
{
    Q_OBJECT

public:
    /// `mapping` is what is shown first.
    ColumnsDialog(ListShape shape, const ColumnMapping &mapping, QList<ColumnMapping> saved, QWidget *parent);

    [[nodiscard]] ColumnMapping mapping() const;
    /// Of columns that the list has; of others it is told that they are missing.
    void showMapping(const ColumnMapping &mapping);
    void showProblem(const QString &sentence);

Q_SIGNALS:
    void saveRequested(const streamkeeper::ColumnMapping &mapping);
    void fileToReadChosen(const QString &file);
    void fileToWriteChosen(const QString &file, const streamkeeper::ColumnMapping &mapping);

private:
    void buildMappingLine();
    void buildColumns();
    void addRow(QGridLayout &grid, qsizetype column);
    void buildMaker();
    void buildButtons();
    [[nodiscard]] QString introduction() const;
    [[nodiscard]] QString samplesOf(qsizetype column) const;
    void choose(int index);
    void save();
    void openFile();
    void writeFile();
    void updateState();

    ListShape m_shape;
    QList<ColumnMapping> m_saved;
    QComboBox *m_name;
    QPushButton *m_save;
    QPushButton *m_write;
    std::vector<QComboBox *> m_fields; ///< of each column; null: none can be said of it
    QScrollArea *m_area;
    QWidget *m_content;
    QComboBox *m_maker;
    QLabel *m_problem;
    QPushButton *m_next;
};

} // namespace streamkeeper
