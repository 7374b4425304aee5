#pragma once

#include "models/tables/OperationTableModel.h"
#include "views/common/Page.h"

class QComboBox;
class QLabel;
class QLineEdit;
class QSortFilterProxyModel;
class QTableView;

namespace streamkeeper {

class ActivityFilter;

/// What was done, by whom, where, when, and how it ended: live, filterable, exportable. It is the audit
/// trail, so nothing here can be changed.
class ActivityPage : public Page
{
    Q_OBJECT

public:
    explicit ActivityPage(QWidget *parent = nullptr);

    [[nodiscard]] QString placeName(const QUuid &subject) const override;
    void takeFocus() override;
    [[nodiscard]] QJsonObject viewState() const override;
    void setViewState(const QJsonObject &state) override;

    [[nodiscard]] OperationTableModel &model() { return m_model; }
    [[nodiscard]] QTableView *table() { return m_table; }
    /// The history of the selected operation, line by line.
    void showEvents(const OperationId &id, const std::vector<OperationEvent> &events);
    /// Only what belongs to one order; null: everything.
    void showBatch(const BatchId &batch);
    [[nodiscard]] QString exportText() const; ///< CSV of what the filter shows

Q_SIGNALS:
    void operationSelected(const streamkeeper::OperationId &id);
    void exportRequested();

private:
    void handleCurrent();
    void updateCount();

    OperationTableModel m_model;
    ActivityFilter *m_filter;
    QLineEdit *m_search;
    QComboBox *m_state;
    QLabel *m_count;
    QTableView *m_table;
    QLabel *m_events;
    OperationId m_current;
};

} // namespace streamkeeper
