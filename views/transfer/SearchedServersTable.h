#pragma once

#include "models/tables/SearchedServersModel.h"

#include <QTableView>

namespace streamkeeper {

/// The table that answers why these servers and not others: a mark for each check, with its words in the
/// tooltip and in what is copied. The found servers are bold, those outside the search grey.
class SearchedServersTable : public QTableView
{
    Q_OBJECT

public:
    explicit SearchedServersTable(QWidget *parent = nullptr);

    /// Null if there is no such row.
    [[nodiscard]] const JudgedServer *serverAt(int row) const;
    void showDetails(SearchDetails details);
    [[nodiscard]] const SearchedServersModel &servers() const { return m_servers; }

Q_SIGNALS:
    /// By Enter, which the dialog's button does not hear of then, or by a double click.
    void serverChosen(int row);

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    SearchedServersModel m_servers;
};

/// Makes a row the current and only selected one, whatever keys are held: the dialog is opened by Ctrl+T, and
/// QTableView would take that for a wish to toggle.
void makeCurrent(QTableView &table, int row);

} // namespace streamkeeper
