#include "views/share/ShareLinksPage.h"

#include "models/rules/ShareRule.h"
#include "models/texts/Formatting.h"
#include "models/texts/ShareTexts.h"
#include "views/common/CopyCells.h"
#include "views/common/FlowLayout.h"
#include "views/common/FramedButton.h"
#include "views/common/PlainText.h"
#include "views/common/TableColumns.h"
#include "views/common/TintDelegate.h"
#include "views/theme/Icons.h"
#include "views/theme/Theme.h"

#include <QAction>
#include <QComboBox>
#include <QEvent>
#include <QHeaderView>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollBar>
#include <QSortFilterProxyModel>
#include <QStackedLayout>
#include <QTableView>
#include <QTimer>
#include <QVBoxLayout>

#include <algorithm>

namespace streamkeeper {

using namespace Qt::StringLiterals;

namespace {

constexpr int anyState = -1;
constexpr std::chrono::seconds clockInterval{10};

/// All words of the filter somewhere in the row, and the state.
class LinkFilter : public QSortFilterProxyModel
{
public:
    using QSortFilterProxyModel::QSortFilterProxyModel;

    void setFilter(const QString &text, int state)
    {
        m_words = text.split(u' ', Qt::SkipEmptyParts);
        m_state = state;
        invalidateFilter();
    }

protected:
    [[nodiscard]] bool filterAcceptsRow(int row, const QModelIndex &parent) const override
    {
        const QModelIndex first = sourceModel()->index(row, 0, parent);
        if (m_state != anyState && first.data(ShareLinkTableModel::StateRole).toInt() != m_state)
            return false;
        return std::ranges::all_of(m_words, [&](const QString &word) {
            for (int column = 0; column < ShareLinkTableModel::ColumnCount; ++column) {
                if (first.siblingAtColumn(column).data().toString().contains(word, Qt::CaseInsensitive))
                    return true;
            }
            return false;
        });
    }

private:
    QStringList m_words;
    int m_state = anyState;
};

/// A link that opens nothing any more stands back.
QColor linkTint(const QModelIndex &index, const ThemeTokens &tokens)
{
    const auto state = ShareState(index.data(ShareLinkTableModel::StateRole).toInt());
    return state == ShareState::Valid ? tokens.text : tokens.muted;
}

} // namespace

ShareLinksPage::ShareLinksPage(Clock clock, QWidget *parent)
    : Page(Identity{"links", "share"}, parent)
    , m_clock(std::move(clock))
    , m_model(new ShareLinkTableModel(this))
    , m_ticks(new QTimer(this))
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    auto *bar = new FlowLayout;
    bar->setContentsMargins(12, 8, 12, 8);
    m_filter = new QLineEdit(this);
    m_filter->setObjectName(u"linkFilter"_s);
    m_filter->setPlaceholderText(tr("Filter by stream, person, server, address"));
    m_filter->setClearButtonEnabled(true);
    fitPlaceholder(*m_filter);
    m_filter->setMaximumWidth(qMax(320, m_filter->minimumWidth()));
    m_filter->setAccessibleName(tr("Filter the links"));
    m_states = new QComboBox(this);
    m_states->setObjectName(u"linkStates"_s);
    m_states->setAccessibleName(tr("State of the links"));
    m_states->addItem(tr("All"), anyState);
    for (const ShareState state : {ShareState::Valid, ShareState::Expired, ShareState::Revoked})
        m_states->addItem(texts::shareState(state), int(state));
    m_count = plainLabel({}, this);
    m_count->setProperty("muted", true);
    m_note = plainLabel({}, this);
    m_note->setObjectName(u"linkNote"_s);
    bar->addWidget(m_filter);
    bar->addWidget(m_states);
    bar->addWidget(m_count);
    bar->addWidget(m_note);
    bar->addStretch();
    m_copy = addAction(tr("Copy link"), QKeyCombination(Qt::ControlModifier | Qt::ShiftModifier, Qt::Key_C),
                       &ShareLinksPage::copy);
    m_extend =
        addAction(tr("Extend…"), QKeyCombination(Qt::ControlModifier, Qt::Key_E), &ShareLinksPage::extend);
    m_revoke = addAction(tr("Revoke…"), QKeySequence::Delete, &ShareLinksPage::revoke);
    m_remove = addAction(tr("Remove from the list"), {}, &ShareLinksPage::remove);
    for (QAction *action : {m_copy, m_extend, m_revoke, m_remove})
        bar->addWidget(framedButton(action, this));
    auto *key = new QPushButton(tr("Signing key…"), this);
    key->setObjectName(u"signingKey"_s);
    key->setToolTip(tr("The key that signs tokens for MediaMTX with authMethod: jwt"));
    connect(key, &QPushButton::clicked, this, &ShareLinksPage::signingKeyRequested);
    bar->addWidget(key);
    layout->addLayout(bar);
    buildTable();
    auto *places = new QWidget(this);
    m_layers = new QStackedLayout(places);
    m_empty = sentenceLabel({}, places);
    m_empty->setObjectName(u"linksEmpty"_s);
    m_empty->setAlignment(Qt::AlignCenter);
    m_empty->setProperty("muted", true);
    m_layers->addWidget(m_table);
    m_layers->addWidget(m_empty);
    layout->addWidget(places, 1);
    connect(m_filter, &QLineEdit::textChanged, this, &ShareLinksPage::applyFilter);
    connect(m_states, &QComboBox::currentIndexChanged, this, &ShareLinksPage::applyFilter);
    m_ticks->setInterval(clockInterval);
    connect(m_ticks, &QTimer::timeout, this, [this] {
        m_model->tick(m_clock.nowMs());
        applyFilter();
    });
    redrawIcons();
    applyFilter();
}

QAction *ShareLinksPage::addAction(const QString &text, const QKeySequence &shortcut,
                                   void (ShareLinksPage::*run)())
{
    auto *action = new QAction(text, this);
    action->setShortcut(shortcut);
    action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    QWidget::addAction(action);
    connect(action, &QAction::triggered, this, run);
    return action;
}

void ShareLinksPage::buildTable()
{
    m_proxy = new LinkFilter(this);
    m_proxy->setSourceModel(m_model);
    m_proxy->setSortRole(ShareLinkTableModel::SortRole);
    m_table = new QTableView(this);
    m_table->setObjectName(u"shareLinks"_s);
    m_table->setAccessibleName(tr("Share links"));
    m_table->setModel(m_proxy);
    m_table->setItemDelegate(new TintDelegate(linkTint, m_table));
    setUpTable(*m_table);
    m_table->setSortingEnabled(true);
    m_table->sortByColumn(ShareLinkTableModel::CreatedColumn, Qt::DescendingOrder);
    const int widths[] = {24, 9, 44, 9, 8, 20, 14, 24, 12, 12, 40};
    for (int column = 0; column < ShareLinkTableModel::ColumnCount; ++column)
        m_table->setColumnWidth(column, fittingColumnWidth(*m_table, column, widths[column]));
    m_table->horizontalHeader()->setStretchLastSection(true);
    m_table->setContextMenuPolicy(Qt::ActionsContextMenu);
    m_table->addActions({m_copy, m_extend, m_revoke, m_remove});
    auto *separator = new QAction(m_table);
    separator->setSeparator(true);
    m_table->addAction(separator);
    addCopyActions(*m_table);
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this,
            &ShareLinksPage::updateActions);
    connect(m_proxy, &QAbstractItemModel::modelReset, this, &ShareLinksPage::updateActions);
    connect(m_proxy, &QAbstractItemModel::layoutChanged, this, &ShareLinksPage::updateActions);
}

void ShareLinksPage::setLinks(std::vector<ShareLink> links)
{
    std::vector<ShareLinkId> selected;
    for (const ShareLink &link : selectedLinks())
        selected.push_back(link.id);
    m_model->setLinks(std::move(links), m_clock.nowMs());
    QItemSelection selection;
    for (const ShareLinkId &id : selected) {
        const QModelIndex row = m_proxy->mapFromSource(m_model->index(m_model->rowOf(id), 0));
        if (row.isValid())
            selection.select(row, row.siblingAtColumn(ShareLinkTableModel::ColumnCount - 1));
    }
    m_table->selectionModel()->select(selection, QItemSelectionModel::ClearAndSelect);
    applyFilter();
}

void ShareLinksPage::applyFilter()
{
    static_cast<LinkFilter *>(m_proxy)->setFilter(m_filter->text(), m_states->currentData().toInt());
    const int shown = m_proxy->rowCount();
    const int all = m_model->rowCount();
    m_count->setText(shown == all ? tr("%n link(s)", nullptr, all)
                                  : tr("%1 of %2 links").arg(shown).arg(all));
    m_empty->setText(all == 0
                         ? tr("No link was made yet. Select a stream on the page Video Streams and press "
                              "Share.")
                         : tr("No link matches the filter."));
    m_layers->setCurrentIndex(shown == 0 ? 1 : 0);
    updateActions();
}

std::vector<ShareLink> ShareLinksPage::selectedLinks() const
{
    std::vector<ShareLink> links;
    for (const QModelIndex &row : m_table->selectionModel()->selectedRows())
        links.push_back(m_model->link(m_proxy->mapToSource(row).row()));
    return links;
}

void ShareLinksPage::updateActions()
{
    const std::vector<ShareLink> links = selectedLinks();
    const qint64 now = m_clock.nowMs();
    const auto isValid = [&](const ShareLink &link) { return stateOf(link, now) == ShareState::Valid; };
    const auto set = [&](QAction *action, bool isPossible, const QString &about, const QString &reason) {
        action->setEnabled(isPossible);
        const QString tip = links.empty() ? tr("Select a link first.") : isPossible ? about : reason;
        const QString keys = action->shortcut().toString(QKeySequence::NativeText);
        action->setToolTip(
            format::plainToolTip(isPossible && !keys.isEmpty() ? tip + u" ("_s + keys + u')' : tip));
    };
    set(m_copy, !links.empty() && std::ranges::all_of(links, isValid),
        tr("Copies the whole link, with its token"),
        tr("A link that is over has no token any more. Extend it to get a new one."));
    set(m_extend, links.size() == 1 && !links.front().isPublic,
        tr("Makes a new link of the same kind; a token's end cannot be moved"),
        links.size() > 1 ? tr("Select one link only.") : tr("A public link has no end."));
    set(m_revoke, !links.empty() && std::ranges::all_of(links, isValid),
        tr("Takes the link back, as far as its server can"), tr("This link is over already."));
    const bool isOver = !links.empty() && std::ranges::all_of(links, &ShareLink::isClosed);
    set(m_remove, isOver, tr("Forgets links that are over"),
        tr("A link that still opens stays in the list, so that you see who can watch."));
}

void ShareLinksPage::copy()
{
    Q_EMIT copyRequested(selectedLinks());
}

void ShareLinksPage::extend()
{
    Q_EMIT extendRequested(selectedLinks().front());
}

void ShareLinksPage::revoke()
{
    Q_EMIT revokeRequested(selectedLinks());
}

void ShareLinksPage::remove()
{
    Q_EMIT removeRequested(selectedLinks());
}

void ShareLinksPage::showNote(const QString &sentence, bool isBad)
{
    m_note->setText(sentence);
    setMark(m_note, "good", !isBad);
    setMark(m_note, "bad", isBad);
}

void ShareLinksPage::redrawIcons()
{
    const QColor color = tokensOf(palette()).muted;
    const std::pair<QAction *, QString> icons[] = {
        {m_copy, u"copy"_s}, {m_extend, u"refresh"_s}, {m_revoke, u"close"_s}, {m_remove, u"trash"_s}};
    for (const auto &[action, name] : icons)
        action->setIcon(themedIcon(name, color));
}

void ShareLinksPage::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        redrawIcons();
}

void ShareLinksPage::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    m_ticks->start();
    Q_EMIT reloadRequested();
}

void ShareLinksPage::hideEvent(QHideEvent *event)
{
    QWidget::hideEvent(event);
    m_ticks->stop();
    showNote({}, false);
}

QJsonObject ShareLinksPage::saveState() const
{
    return {{u"filter"_s, m_filter->text()},
            {u"state"_s, m_states->currentData().toInt()},
            {u"header"_s, QString::fromLatin1(m_table->horizontalHeader()->saveState().toBase64())}};
}

void ShareLinksPage::restoreState(const QJsonObject &saved)
{
    m_filter->setText(saved[u"filter"].toString());
    m_states->setCurrentIndex(std::max(0, m_states->findData(saved[u"state"].toInt(anyState))));
    m_table->horizontalHeader()->restoreState(QByteArray::fromBase64(saved[u"header"].toString().toLatin1()));
}

QString ShareLinksPage::placeName(const QUuid &) const
{
    return tr("Share links");
}

void ShareLinksPage::takeFocus()
{
    m_table->setFocus();
}

QJsonObject ShareLinksPage::viewState() const
{
    return {{u"scroll"_s, m_table->verticalScrollBar()->value()}};
}

void ShareLinksPage::setViewState(const QJsonObject &state)
{
    if (!state.isEmpty())
        m_table->verticalScrollBar()->setValue(state[u"scroll"].toInt());
}

} // namespace streamkeeper
