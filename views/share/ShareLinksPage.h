#pragma once

#include "models/domain/Clock.h"
#include "models/tables/ShareLinkTableModel.h"
#include "views/common/Page.h"

#include <QJsonObject>

#include <vector>

class QAction;
class QComboBox;
class QLabel;
class QLineEdit;
class QSortFilterProxyModel;
class QStackedLayout;
class QTableView;
class QTimer;

namespace streamkeeper {

/// Every link that was made: who can watch what, for how long. Filter, copy again, extend, revoke. Passive.
class ShareLinksPage : public Page
{
    Q_OBJECT

public:
    explicit ShareLinksPage(Clock clock, QWidget *parent = nullptr);

    [[nodiscard]] QString placeName(const QUuid &subject) const override;
    void takeFocus() override;
    [[nodiscard]] QJsonObject viewState() const override;
    void setViewState(const QJsonObject &state) override;

    void setLinks(std::vector<ShareLink> links);
    void redrawIcons();
    [[nodiscard]] QTableView *table() { return m_table; }
    [[nodiscard]] std::vector<ShareLink> selectedLinks() const;
    [[nodiscard]] QAction *copyAction() { return m_copy; }
    [[nodiscard]] QAction *extendAction() { return m_extend; }
    [[nodiscard]] QAction *revokeAction() { return m_revoke; }
    [[nodiscard]] QAction *removeAction() { return m_remove; }
    /// Whether the clipboard holds what was asked for, for people.
    void showNote(const QString &sentence, bool isBad);
    /// What the page remembers: filter and sorting.
    [[nodiscard]] QJsonObject saveState() const override;
    void restoreState(const QJsonObject &saved) override;

Q_SIGNALS:
    void copyRequested(const std::vector<streamkeeper::ShareLink> &links);
    void extendRequested(const streamkeeper::ShareLink &link);
    void revokeRequested(const std::vector<streamkeeper::ShareLink> &links);
    void removeRequested(const std::vector<streamkeeper::ShareLink> &links);
    void signingKeyRequested();
    void reloadRequested();

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    QAction *addAction(const QString &text, const QKeySequence &shortcut, void (ShareLinksPage::*run)());
    void buildTable();
    void applyFilter();
    void updateActions();
    void copy();
    void extend();
    void revoke();
    void remove();

    Clock m_clock;
    ShareLinkTableModel *m_model;
    QSortFilterProxyModel *m_proxy;
    QTableView *m_table;
    QStackedLayout *m_layers;
    QLabel *m_empty;
    QLabel *m_count;
    QLabel *m_note;
    QLineEdit *m_filter;
    QComboBox *m_states;
    QAction *m_copy;
    QAction *m_extend;
    QAction *m_revoke;
    QAction *m_remove;
    QTimer *m_ticks;
};

} // namespace streamkeeper
