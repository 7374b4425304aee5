#pragma once

#include "models/domain/Clock.h"
#include "models/tables/TroubleFilter.h"
#include "views/common/Page.h"

class QAction;
class QActionGroup;
class QComboBox;
class QLabel;
class QLineEdit;
class QMenu;
class QStackedLayout;
class QTabBar;
class QTableView;

namespace streamkeeper {

class CauseList;
class StreamActions;
class TroublePanel;

/// The section Incorrect cameras (domain.md 4): the streams in trouble in three tabs, what they have in
/// common above them, and the selected one beside them. Passive.
class TroublePage : public Page
{
    Q_OBJECT

public:
    TroublePage(FleetState &fleet, Clock clock, QWidget *parent = nullptr);

    [[nodiscard]] QString placeName(const QUuid &subject) const override;
    void takeFocus() override;
    [[nodiscard]] QJsonObject viewState() const override;
    void setViewState(const QJsonObject &state) override;
    [[nodiscard]] QJsonObject saveState() const override;
    void restoreState(const QJsonObject &state) override;

    [[nodiscard]] TroubleTableModel &model() { return m_model; }
    [[nodiscard]] TroubleFilter &filter() { return m_filter; }
    [[nodiscard]] QTableView *table() { return m_table; }
    [[nodiscard]] CauseList *causes() { return m_causes; }
    [[nodiscard]] TroublePanel *panel() { return m_panel; }
    [[nodiscard]] StreamActions *actions() { return m_actions; }
    /// Shows this stream whatever was filtered; the hint if it is in no trouble.
    void selectStream(const StreamId &stream);
    [[nodiscard]] std::vector<StreamId> selectedStreams() const;

Q_SIGNALS:
    /// The page is seen, and wants to know the root causes.
    void causesWanted();
    /// For several streams the note is asked for.
    void acknowledgeRequested(const std::vector<streamkeeper::StreamId> &streams);
    void acknowledgeWithNoteRequested(const std::vector<streamkeeper::StreamId> &streams,
                                      const QString &note);
    void withdrawRequested(const std::vector<streamkeeper::StreamId> &streams);
    /// 0: alarms again.
    void silenceRequested(const std::vector<streamkeeper::StreamId> &streams, int hours);
    void stepsRequested();

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    QWidget *buildHead();
    QWidget *buildFilters();
    void buildActions();
    void buildTable();
    void applyFilter();
    void handleRefreshed();
    void handleSelection();
    void openMenu(const QPoint &position);
    [[nodiscard]] std::vector<int> rowsOf(const std::vector<StreamId> &streams) const; ///< of the fleet
    void redrawIcons();

    FleetState &m_fleet;
    TroubleTableModel m_model;
    TroubleFilter m_filter;
    QTabBar *m_tabs;
    QLabel *m_marks;
    QLineEdit *m_search;
    QLineEdit *m_ip;
    QComboBox *m_server;
    QComboBox *m_show;
    QLabel *m_count;
    QLabel *m_problem;
    CauseList *m_causes;
    QTableView *m_table;
    QStackedLayout *m_layers;
    QLabel *m_empty;
    TroublePanel *m_panel;
    StreamActions *m_actions;
    QAction *m_open;
    QAction *m_acknowledge;
    QAction *m_silence;
    QMenu *m_silenceMenu;
    StreamId m_current; ///< shown in the panel, also when the table does not show it any more
};

} // namespace streamkeeper
