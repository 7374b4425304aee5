#include "views/streams/FilterBar.h"

#include "models/texts/StreamTexts.h"
#include "views/common/ElidingComboBox.h"
#include "views/common/FlowLayout.h"
#include "views/common/PlainText.h"
#include "views/theme/Icons.h"
#include "views/theme/Theme.h"

#include <QAction>
#include <QComboBox>
#include <QEvent>
#include <QLineEdit>
#include <QLocale>
#include <QPushButton>

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
    m_status = addCombo(tr("Any status"));
    for (const auto status : streamStatuses)
        m_status->addItem(texts::status(status), int(status));
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
    m_clear->hide();
    layout->addWidget(m_clear);
    m_shown = plainLabel({}, this);
    m_shown->setProperty("muted", true);
    layout->addWidget(m_shown);

    m_delay.setSingleShot(true);
    m_delay.setInterval(searchDelay);
    connect(&m_delay, &QTimer::timeout, this, &FilterBar::readControls);
    connect(m_search, &QLineEdit::textChanged, &m_delay, qOverload<>(&QTimer::start));
    connect(m_search, &QLineEdit::returnPressed, this, &FilterBar::readControls);
    for (QComboBox *combo : {m_status, m_quality, m_characteristic, m_drift, m_server})
        connect(combo, &QComboBox::activated, this, &FilterBar::readControls);
    connect(m_clear, &QPushButton::clicked, this, &FilterBar::clear);
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
    filter.words = StreamFilter::wordsOf(m_search->text());
    filter.status = chosen<StreamStatus>(*m_status);
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
    choose(*m_status, filter.status);
    choose(*m_quality, filter.quality);
    choose(*m_characteristic, filter.characteristic);
    choose(*m_drift, filter.drift);
    m_server->setCurrentIndex(filter.server ? qMax(0, m_server->findData(filter.server->uuid())) : 0);
    if (StreamFilter::wordsOf(m_search->text()) != filter.words) {
        const QSignalBlocker blocker(m_search);
        m_search->setText(filter.words.join(u' '));
    }
    m_clear->setVisible(!filter.isEmpty());
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

void FilterBar::setShown(int shown, int total)
{
    m_shown->setText(
        tr("%1 of %2", "streams shown of all").arg(QLocale().toString(shown), QLocale().toString(total)));
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
