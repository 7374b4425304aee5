#pragma once

#include "models/tables/TransferPlanModel.h"

#include <QDialog>
#include <QJsonObject>

class QComboBox;
class QLabel;
class QPushButton;
class QSplitter;
class QTableView;

namespace streamkeeper {

class FoundServersBox;
class SearchedServersTable;

/// Moves one or many streams: shows what the search has found and why, lets a cluster or a server be picked
/// by hand, and says what confirming does before the button that does it. Passive: searching and moving are
/// done by who hears its signals. What is shown changes only when the operator wants it.
class TransferDialog : public QDialog
{
    Q_OBJECT

public:
    struct ClusterChoice
    {
        ClusterId id;
        QString name;
        QString members; ///< "ms-05, additional ms-15"
    };

    /// `title`: of the stream; empty for many.
    TransferDialog(const QString &title, int streams, QWidget *parent = nullptr);

    struct ServerChoice
    {
        ServerId id;
        QString name;
    };

    /// Where the streams can be sent. What was picked and is gone is not picked any more.
    void setTargets(const std::vector<ClusterChoice> &clusters, const std::vector<ServerChoice> &servers);
    [[nodiscard]] PlacementAim aim() const;
    void setAim(const PlacementAim &aim);
    /// The other stream of the camera may come along; `quality`: its name.
    void offerSibling(const QString &quality);

    /// A search is under way; nothing can be confirmed meanwhile.
    void showSearching(int done, int total);
    /// `isOther`: it was asked for by confirming, and has found something else than what was confirmed.
    void showPlan(TransferPlan plan, bool isOther);
    [[nodiscard]] const TransferPlan &plan() const { return m_list.plan(); }
    /// Of one stream of the plan.
    void showDetails(int index, SearchDetails details);

    [[nodiscard]] QJsonObject saveState() const;
    void restoreState(const QJsonObject &state);

Q_SIGNALS:
    void searchRequested();
    void siblingRequested();
    void detailsRequested(int index);
    void confirmed();

protected:
    void done(int result) override;

private:
    void buildClusterLine();
    QWidget *buildList();
    QWidget *buildServers();
    void buildButtons();
    void askForDetails();
    void updateButton();
    void pickServer(int row);
    void updatePick();
    [[nodiscard]] bool isMany() const { return m_streams > 1; }
    [[nodiscard]] QString obstacle() const;
    [[nodiscard]] QString deed() const;

    int m_streams;
    bool m_isSearching = true;
    bool m_isFirst = true; ///< the first result gives the keyboard to the button, or to the way out
    bool m_givesBackFocus = false;
    TransferPlanModel m_list;
    QLabel *m_now = nullptr;
    FoundServersBox *m_found;
    QComboBox *m_target;
    QPushButton *m_sibling;
    QPushButton *m_pick;
    QPushButton *m_again;
    QLabel *m_searchedAt;
    QLabel *m_changed;
    QSplitter *m_splitter;
    QTableView *m_listView;
    QLabel *m_caption;
    SearchedServersTable *m_servers;
    QLabel *m_consequences;
    QLabel *m_cost;
    QPushButton *m_cancel;
    QPushButton *m_confirm;
};

} // namespace streamkeeper
