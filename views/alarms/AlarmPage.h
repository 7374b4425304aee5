#pragma once

#include "models/domain/Clock.h"
#include "models/tables/AlarmTableModel.h"
#include "views/common/Page.h"

#include <QTimer>

class QAction;
class QLabel;
class QSortFilterProxyModel;
class QStackedLayout;
class QTableView;

namespace streamkeeper {

/// What operators had to hear of, until somebody has seen it. Passive.
class AlarmPage : public Page
{
    Q_OBJECT

public:
    explicit AlarmPage(Clock clock, QWidget *parent = nullptr);

    [[nodiscard]] QString placeName(const QUuid &subject) const override;
    void takeFocus() override;
    [[nodiscard]] QJsonObject viewState() const override;
    void setViewState(const QJsonObject &state) override;

    void setAlarms(const std::vector<Alarm> &alarms);
    [[nodiscard]] AlarmTableModel &model() { return m_model; }
    [[nodiscard]] QTableView *table() { return m_table; }
    [[nodiscard]] QAction *seenAction() { return m_seen; }

Q_SIGNALS:
    void seenRequested(const std::vector<streamkeeper::Alarm> &alarms);
    /// The operator wants to see what it is about.
    void subjectRequested(const streamkeeper::Alarm &alarm);
    void rulesRequested();

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    void buildTable();
    void updateActions();
    void select(const std::vector<Alarm> &alarms);
    [[nodiscard]] std::vector<Alarm> chosen(bool isAll) const;

    AlarmTableModel m_model;
    QSortFilterProxyModel *m_proxy;
    QTableView *m_table;
    QStackedLayout *m_layers;
    QLabel *m_count;
    QAction *m_seen;
    QAction *m_allSeen;
    QAction *m_show;
    QTimer m_ticks;
};

} // namespace streamkeeper
