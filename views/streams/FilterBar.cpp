#include "views/streams/FilterBar.h"

#include "models/texts/Formatting.h"
#include "models/texts/StreamTexts.h"
#include "views/common/ElidingComboBox.h"
#include "views/common/FlowLayout.h"
#include "views/common/PlainText.h"
#include "views/theme/Icons.h"
#include "views/theme/Theme.h"

#include <QAbstractItemView>
#include <QAction>
#include <QComboBox>
#include <QCompleter>
#include <QEvent>
#include <QKeyEvent>
#include <QLineEdit>
#include <QLocale>
#include <QPushButton>
#include <QStringListModel>
#include <QStyle>
#include <QToolTip>

namespace streamkeeper {

using namespace Qt::StringLiterals;

namespace {

constexpr std::chrono::milliseconds searchDelay{200};

template <typename Enum>
std::optional<Enum> chosen(const QComboBox &combo)
{
    return combo.currentIndex() <= 0 ? std::nullopt : std::optional(Enum(combo.currentData().toInt()));
}

template <typename Enum>
void choose(QComboBox &combo, const std::optional<Enum> &value)
{
    combo.setCurrentIndex(value ? qMax(0, combo.findData(int(*value))) : 0);
}

} // namespace

FilterBar::FilterBar(QWidget *parent)
    : QWidget(parent)
{
    auto *layout = new FlowLayout(this);
    m_search = new QLineEdit(this);
    m_search->setObjectName(u"streamSearch"_s);
    m_search->setPlaceholderText(tr("Search camera, address, server, UUID"));
    m_search->setAccessibleName(tr("Search streams"));
    m_search->setClearButtonEnabled(true);
    m_searchIcon = m_search->addAction(QIcon(), QLineEdit::LeadingPosition);
    fitPlaceholder(*m_search);
    layout->addWidget(m_search);
    m_state = addCombo(tr("Any status"));
    for (const auto state : streamStates)
        m_state->addItem(texts::state(state), int(state));
    m_quality = addCombo(tr("Any quality"));
    for (const auto quality : {Quality::High, Quality::Low})
        m_quality->addItem(texts::quality(quality), int(quality));
    m_characteristic = addCombo(tr("Any characteristic"));
    for (const auto characteristic :
         {Characteristic::Incorrect, Characteristic::Problematic, Characteristic::Disconnected})
        m_characteristic->addItem(texts::characteristic(characteristic), int(characteristic));
    m_drift = addCombo(tr("Any drift"));
    for (const auto drift : {Drift::Unmanaged, Drift::Missing, Drift::Different})
        m_drift->addItem(texts::drift(drift), int(drift));
    m_server = addCombo(tr("Any server"));
    m_clear = new QPushButton(tr("Clear filters"), this);
    m_clear->setProperty("link", true);
    m_clear->setProperty("quiet", true); // while there is nothing to clear
    layout->addWidget(m_clear);
    m_shown = plainLabel({}, this);
    m_shown->setProperty("muted", true);
    layout->addWidget(m_shown);

    m_delay.setSingleShot(true);
    m_delay.setInterval(searchDelay);
    connect(&m_delay, &QTimer::timeout, this, &FilterBar::readControls);
    connect(m_search, &QLineEdit::textChanged, &m_delay, qOverload<>(&QTimer::start));
    m_search->installEventFilter(this);
    m_completions = new QStringListModel(this);
    m_completer = new QCompleter(m_completions, this);
    m_completer->setWidget(m_search);
    m_completer->setCompletionMode(QCompleter::UnfilteredPopupCompletion);
    connect(m_search, &QLineEdit::textEdited, this, &FilterBar::offerCompletions);
    connect(m_completer, qOverload<const QString &>(&QCompleter::activated), this, &FilterBar::complete);
    for (QComboBox *combo : {m_state, m_quality, m_characteristic, m_drift, m_server})
        connect(combo, &QComboBox::activated, this, &FilterBar::readControls);
    connect(m_clear, &QPushButton::clicked, this, &FilterBar::clear);
    showClear(m_filter);
    showError({});
    redrawIcons();
}

QComboBox *FilterBar::addCombo(const QString &name)
{
    auto *combo = new ElidingComboBox(this);
    combo->addItem(name);
    combo->setAccessibleName(name);
    layout()->addWidget(combo);
    return combo;
}

void FilterBar::readControls()
{
    m_delay.stop();
    StreamFilter filter = m_filter;
    filter.search = m_search->text().simplified();
    filter.state = chosen<StreamState>(*m_state);
    filter.quality = chosen<Quality>(*m_quality);
    filter.characteristic = chosen<Characteristic>(*m_characteristic);
    filter.drift = chosen<Drift>(*m_drift);
    filter.server.reset();
    if (m_server->currentIndex() > 0)
        filter.server = ServerId(m_server->currentData().toUuid());
    setFilter(filter);
}

void FilterBar::setFilter(const StreamFilter &filter)
{
    choose(*m_state, filter.state);
    choose(*m_quality, filter.quality);
    choose(*m_characteristic, filter.characteristic);
    choose(*m_drift, filter.drift);
    m_server->setCurrentIndex(filter.server ? qMax(0, m_server->findData(filter.server->uuid())) : 0);
    if (m_search->text().simplified() != filter.search) {
        const QSignalBlocker blocker(m_search);
        m_search->setText(filter.search);
    }
    showError(parseStreamQuery(filter.search).error);
    showClear(filter);
    if (filter == m_filter)
        return;
    m_filter = filter;
    Q_EMIT filterChanged(m_filter);
}

void FilterBar::setServers(const std::vector<FleetServer> &servers)
{
    bool isSame = m_server->count() == int(servers.size()) + 1;
    for (int i = 0; isSame && i < int(servers.size()); ++i) {
        const MediaServer &server = servers[size_t(i)].server;
        isSame = m_server->itemData(i + 1).toUuid() == server.id.uuid() &&
                 m_server->itemText(i + 1) == server.name;
    }
    if (isSame)
        return;
    while (m_server->count() > 1)
        m_server->removeItem(1);
    for (const FleetServer &server : servers)
        m_server->addItem(server.server.name, server.server.id.uuid());
    const bool isGone = m_filter.server && m_server->findData(m_filter.server->uuid()) < 0;
    StreamFilter filter = m_filter;
    if (isGone)
        filter.server.reset();
    setFilter(filter);
}

void FilterBar::showError(const QString &error)
{
    m_search->setToolTip(format::plainToolTip(error.isEmpty()
                                                  ? tr("Words, or conditions such as status:inactive "
                                                       "server:ms-1* bitrate<200 clients>10 -quality:low")
                                                  : error));
    if (m_search->property("invalid").toBool() == !error.isEmpty())
        return;
    m_search->setProperty("invalid", !error.isEmpty());
    m_search->style()->polish(m_search);
    if (!error.isEmpty() && m_search->hasFocus())
        QToolTip::showText(m_search->mapToGlobal(QPoint(0, m_search->height())), m_search->toolTip(),
                           m_search);
}

/// What is being typed may be finished in the ways that it can.
void FilterBar::offerCompletions()
{
    const QString typed = m_search->text().left(m_search->cursorPosition());
    const QString part = typed.section(u' ', -1);
    constexpr qsizetype fewestLetters = 3; // of a name of a field: most words are names of cameras
    const bool isValue = part.contains(u':');
    m_completions->setStringList(isValue || part.size() >= fewestLetters ? completionsOf(part)
                                                                         : QStringList());
    if (m_completions->rowCount() == 0)
        m_completer->popup()->hide();
    else
        m_completer->complete();
}

void FilterBar::complete(const QString &part)
{
    const QString text = m_search->text();
    const QString typed = text.left(m_search->cursorPosition());
    const qsizetype begin = typed.lastIndexOf(u' ') + 1;
    const bool isWhole = part.contains(u':') && !part.endsWith(u':');
    const QString whole = isWhole ? part + u' ' : part;
    m_search->setText(text.left(begin) + whole + text.sliced(typed.size()));
    m_search->setCursorPosition(int(begin + whole.size()));
    if (!isWhole)
        offerCompletions();
}

bool FilterBar::eventFilter(QObject *watched, QEvent *event)
{
    if (watched != m_search || event->type() != QEvent::KeyPress)
        return QWidget::eventFilter(watched, event);
    const int key = static_cast<QKeyEvent *>(event)->key();
    const bool isOn = key == Qt::Key_Down || key == Qt::Key_Return || key == Qt::Key_Enter;
    if (!isOn && key != Qt::Key_Escape)
        return QWidget::eventFilter(watched, event);
    if (isOn)
        readControls();
    if (key == Qt::Key_Escape && !m_search->text().isEmpty()) // it clears, then leaves
        m_search->clear();
    else
        Q_EMIT left();
    return true;
}

void FilterBar::showClear(const StreamFilter &filter)
{
    // It keeps its place: nothing moves under the mouse when a filter is set.
    m_clear->setEnabled(!filter.isEmpty());
    m_clear->setToolTip(filter.isEmpty() ? tr("No filter is set.") : tr("Show all streams"));
}

void FilterBar::setShown(int shown, int ofThePast, int total)
{
    const auto words = [total](int part, int stale) {
        const QLocale locale;
        const QString text =
            tr("%1 of %2", "streams shown of all").arg(locale.toString(part), locale.toString(total));
        return stale == 0
                   ? text
                   : text + u" · "_s + tr("%n stale", "streams shown for what they were last seen as", stale);
    };
    m_shown->setText(words(shown, ofThePast));
    // Room for the longest it can be: what stands beside it does not move while it changes.
    m_shown->setMinimumWidth(m_shown->fontMetrics().horizontalAdvance(words(total, total)));
}

void FilterBar::focusSearch()
{
    m_search->setFocus(Qt::ShortcutFocusReason);
    m_search->selectAll();
}

void FilterBar::clear()
{
    m_delay.stop();
    const QSignalBlocker blocker(m_search);
    m_search->clear();
    setFilter({});
}

void FilterBar::redrawIcons()
{
    m_searchIcon->setIcon(themedIcon(u"search"_s, tokensOf(palette()).muted));
}

void FilterBar::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        redrawIcons();
}

} // namespace streamkeeper
