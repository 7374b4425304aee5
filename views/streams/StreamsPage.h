#pragma once

#include "models/domain/Clock.h"
#include "models/tables/StreamTableModel.h"
#include "views/common/Page.h"

#include <QJsonObject>

class QAction;
class QLabel;
class QMenu;
class QPushButton;
class QSplitter;
class QToolButton;

namespace streamkeeper {

class DetailPanel;
class FilterBar;
class FlowLayout;
class StateCounters;
class CameraPairActions;
class StreamActions;
class StreamTableView;

/// The Video Streams tab: search and filters, actions, the table, and the selected stream beside it.
class StreamsPage : public Page
{
    Q_OBJECT

public:
    StreamsPage(FleetState &fleet, Clock clock, QWidget *parent = nullptr);

    [[nodiscard]] QString placeName(const QUuid &subject) const override;
    void takeFocus() override;
    [[nodiscard]] QList<QWidget *> regions() override;
    [[nodiscard]] QJsonObject viewState() const override;
    void setViewState(const QJsonObject &state) override;

    [[nodiscard]] StreamTableModel &model() { return m_model; }
    [[nodiscard]] StreamTableView *table() { return m_table; }
    [[nodiscard]] DetailPanel *detail() { return m_detail; }
    [[nodiscard]] FilterBar *filterBar() { return m_filterBar; }

    /// On the selected rows.
    [[nodiscard]] StreamActions *actions() { return m_streamActions; }
    [[nodiscard]] CameraPairActions *pairActions() { return m_pairActions; }
    [[nodiscard]] QAction *addCameraAction() const { return m_addCamera; }
    [[nodiscard]] QAction *openCameraAction() const { return m_openCamera; }
    [[nodiscard]] QAction *addServerAction() const { return m_addServer; }
    [[nodiscard]] QAction *adoptAction() const { return m_adopt; }
    [[nodiscard]] QAction *pauseAction() const { return m_pause; }
    [[nodiscard]] QAction *pollAction() const { return m_poll; }
    [[nodiscard]] QAction *detailAction() const { return m_showDetail; }
    [[nodiscard]] const QList<QAction *> &copyActions() const { return m_copyActions; }

    [[nodiscard]] QJsonObject saveState() const override;
    void restoreState(const QJsonObject &state) override;
    void fillColumnMenu(QMenu &menu);
    /// Whether the operator sees the stream: its row is in sight, or the panel shows it.
    [[nodiscard]] bool shows(int fleetRow) const;
    /// Puts the keyboard into the address of the stream that is shown.
    void editAddress();

Q_SIGNALS:
    /// The stream whose details are shown changed; -1: none.
    void currentStreamChanged(int fleetRow);
    void addressSaveRequested(const streamkeeper::StreamId &stream,
                              const streamkeeper::StreamAddress &address, int seenRevision);
    void demoRequested();
    /// The preview goes on, or stands still.
    void playRequested();

protected:
    void changeEvent(QEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void createActions();
    QWidget *createBar();
    QWidget *createEmptyPlace();
    /// Over the table, which keeps the keyboard.
    void showEmptyPlace(bool isShown);
    void handleFilter(const StreamFilter &filter);
    void handleSelection();
    void showSelectionText();
    void showCounts();
    /// The row that the panel shows: the current one, or the one that was when it left the filter; -1: none.
    [[nodiscard]] int shownRow() const;
    void showInPanel(int row);
    void openCamera();
    void openContextMenu(const QPoint &position);
    void refresh();
    /// Words beside the icons as long as there is room for them.
    void fitBar();
    void redrawIcons();

    FleetState &m_fleet;
    Clock m_clock;
    StreamTableModel m_model;
    StateCounters *m_counts;
    FilterBar *m_filterBar;
    StreamTableView *m_table;
    DetailPanel *m_detail;
    QSplitter *m_splitter;
    QWidget *m_emptyPlace;
    QLabel *m_emptyText;
    QPushButton *m_emptyAdd;
    QPushButton *m_emptyDemo;
    QPushButton *m_emptyClear;
    QToolButton *m_columnsButton;
    FlowLayout *m_actionRow;
    QList<QToolButton *> m_wordyButtons;
    QPushButton *m_addButton;
    QLabel *m_selectionText;
    StreamActions *m_streamActions;
    CameraPairActions *m_pairActions;
    QAction *m_addCamera;
    QAction *m_openCamera;
    QAction *m_addServer;
    QAction *m_adopt;
    QAction *m_pause;
    QAction *m_poll;
    QAction *m_showDetail;
    QAction *m_find;
    QList<QAction *> m_copyActions;
    QSet<StreamId> m_hiddenSelection; ///< selected, and hidden by the filter since
    QString m_currentKey;             ///< names the stream shown, whatever row it has now
    StreamId m_shown;                 ///< it stays in the panel when it leaves the filter
    bool m_wasShown = false;
    bool m_isStale = true; ///< hidden pages only remember that they are
};

} // namespace streamkeeper
