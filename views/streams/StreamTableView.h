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

/// The table of streams: keeps the current row where it is while rows move, remembers the selection
/// by stream, copies, and knows its columns by name.
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

Q_SIGNALS:
    void selectionShifted();
    void serverActivated(const streamkeeper::ServerId &server);
    void troubleActivated(const streamkeeper::StreamId &stream); ///< its badge was clicked
    void contextMenuWanted(const QPoint &globalPosition);

protected:
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
};

} // namespace streamkeeper
