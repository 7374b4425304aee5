#pragma once

#include "models/domain/Ids.h"
#include "models/domain/Types.h"

#include <QJsonObject>
#include <QSet>
#include <QTableView>

#include <vector>

namespace streamkeeper {

class StreamDelegate;
class StreamTableModel;

/// The table of streams: keeps the current row where it is while rows move by themselves (and the scroll
/// position when the operator sorts), copies, and knows its columns by name.
class StreamTableView : public QTableView
{
    Q_OBJECT

public:
    explicit StreamTableView(StreamTableModel &model, QWidget *parent = nullptr);

    /// Columns, their widths and order, and the sorting; read by name, so that a new column does not
    /// disturb the rest.
    [[nodiscard]] QJsonObject saveState() const;
    void restoreState(const QJsonObject &state);
    void resetColumns();
    /// Fills a menu with one checkable action per column and "Reset columns".
    void fillColumnMenu(QMenu &menu);

    /// Fleet rows of the selection, in the order shown.
    [[nodiscard]] std::vector<int> selectedFleetRows() const;
    [[nodiscard]] int currentFleetRow() const;
    void selectFleetRow(int fleetRow);
    /// False for what is scrolled away, and for what the filter hides.
    [[nodiscard]] bool isInSight(int fleetRow) const;
    void selectAll() override;

Q_SIGNALS:
    void selectionShifted();
    /// The operator chose anew: whatever was selected before is not meant any more.
    void selectionReplaced();
    void serverActivated(const streamkeeper::ServerId &server);
    void troubleActivated(const streamkeeper::StreamId &stream); ///< its badge was clicked
    void openRequested();                                        ///< the camera of the current row, by Enter
    void playRequested();                                        ///< by Space
    void contextMenuWanted(const QPoint &globalPosition);

protected:
    QItemSelectionModel::SelectionFlags selectionCommand(const QModelIndex &index,
                                                         const QEvent *event) const override;
    void keyPressEvent(QKeyEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void applyDefaults();
    void anchorCurrentRow();
    void restoreAnchor();
    [[nodiscard]] QModelIndex clickable(const QPoint &position) const;

    StreamTableModel &m_model;
    StreamDelegate *m_delegate;
    int m_anchorY = -1; ///< of the current row in the viewport before a layout change; -1: not visible
    /// By what the rows were sorted last: a change of it is the operator's, other moves are the rows' own.
    std::pair<int, Qt::SortOrder> m_sorting;
};

} // namespace streamkeeper
