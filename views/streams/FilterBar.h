#pragma once

#include "models/fleet/FleetState.h"
#include "models/tables/StreamFilter.h"

#include <QTimer>
#include <QWidget>

class QComboBox;
class QCompleter;
class QLabel;
class QLineEdit;
class QPushButton;
class QStringListModel;

namespace streamkeeper {

/// Search box, filters and "n of m". The search waits 200 ms after the last key.
class FilterBar : public QWidget
{
    Q_OBJECT

public:
    explicit FilterBar(QWidget *parent = nullptr);

    void setFilter(const StreamFilter &filter);
    [[nodiscard]] const StreamFilter &filter() const { return m_filter; }
    void setServers(const std::vector<FleetServer> &servers);
    /// `ofThePast`: how many of those shown are there for what they were last seen as (StreamFilter).
    void setShown(int shown, int ofThePast, int total);
    void focusSearch();
    void clear();

Q_SIGNALS:
    void filterChanged(const streamkeeper::StreamFilter &filter);
    /// The operator is done with the search: the keyboard wants to be in the table.
    void left();

protected:
    void changeEvent(QEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    QComboBox *addCombo(const QString &name);
    void readControls();
    void showError(const QString &error);
    void offerCompletions();
    void complete(const QString &part);
    void showClear(const StreamFilter &filter);
    void redrawIcons();

    QLineEdit *m_search;
    QAction *m_searchIcon;
    QLabel *m_shown;
    QComboBox *m_state;
    QComboBox *m_quality;
    QComboBox *m_characteristic;
    QComboBox *m_drift;
    QComboBox *m_server;
    QPushButton *m_clear;
    QStringListModel *m_completions;
    QCompleter *m_completer;
    QTimer m_delay;
    StreamFilter m_filter;
};

} // namespace streamkeeper
