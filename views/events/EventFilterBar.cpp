#include "views/events/EventFilterBar.h"

#include "models/texts/EventTexts.h"
#include "views/common/ElidingComboBox.h"
#include "views/common/FlowLayout.h"
#include "views/common/PlainText.h"
#include "views/common/WallClockField.h"

#include <QAbstractItemView>
#include <QComboBox>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalBlocker>

#include <chrono>

namespace streamkeeper {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 hourMs = 3'600'000;
constexpr qint64 minuteMsOfFilter = 60'000;
/// The value of the period that has fields of its own.
constexpr int ownPeriod = -1;

/// "group:0", "type:stream_inactive": what the combo box remembers.
QString groupKey(EventGroup group)
{
    return u"group:"_s + QString::number(int(group));
}

QString typeKey(EventType type)
{
    return u"type:"_s + QLatin1StringView(eventFacts(type).word);
}

std::vector<EventType> typesOf(const QString &key)
{
    std::vector<EventType> types;
    for (const EventFacts &facts : eventTable) {
        if (key == typeKey(facts.type) || key == groupKey(facts.group))
            types.push_back(facts.type);
    }
    return types;
}

void choose(QComboBox &box, const QVariant &value)
{
    box.setCurrentIndex(qMax(0, box.findData(value)));
}

} // namespace

EventFilterBar::EventFilterBar(FleetState &fleet, Clock clock, QWidget *parent)
    : QWidget(parent)
    , m_fleet(fleet)
    , m_clock(std::move(clock))
{
    auto *layout = new FlowLayout(this);
    m_search = new QLineEdit(this);
    m_search->setObjectName(u"eventSearch"_s);
    m_search->setPlaceholderText(tr("Search what, where, who"));
    m_search->setClearButtonEnabled(true);
    fitPlaceholder(*m_search);
    m_period = new QComboBox(this);
    m_period->setObjectName(u"eventPeriod"_s);
    m_period->setAccessibleName(tr("Period"));
    fillPeriods();
    m_from = new WallClockField(this);
    m_from->setAccessibleName(tr("From"));
    m_until = new WallClockField(this);
    m_until->setAccessibleName(tr("Until"));
    m_type = new ElidingComboBox(this);
    m_type->setObjectName(u"eventType"_s);
    m_type->setAccessibleName(tr("Type of event"));
    fillTypes();
    m_server = new ElidingComboBox(this);
    m_server->setObjectName(u"eventServer"_s);
    m_server->setAccessibleName(tr("Media server"));
    m_server->addItem(tr("Any server"));
    m_cameraButton = new QPushButton(this);
    m_cameraButton->setObjectName(u"eventCamera"_s);
    m_cameraButton->setToolTip(tr("Show the events of all cameras again"));
    m_clear = new QPushButton(tr("Clear filters"), this);
    for (QWidget *widget : std::initializer_list<QWidget *>{m_search, m_period, m_from, m_until, m_type,
                                                            m_server, m_cameraButton, m_clear})
        layout->addWidget(widget);
    fillServers();
    showCamera();
    m_from->hide();
    m_until->hide();
    m_typing.setSingleShot(true);
    m_typing.setInterval(std::chrono::milliseconds(250));
    connect(&m_typing, &QTimer::timeout, this, &EventFilterBar::tell);
    connect(m_search, &QLineEdit::textChanged, this, [this] { m_typing.start(); });
    connect(m_search, &QLineEdit::returnPressed, this, &EventFilterBar::tell);
    for (QComboBox *box : {m_period, m_type, m_server})
        connect(box, &QComboBox::currentIndexChanged, this, &EventFilterBar::tell);
    for (WallClockField *field : {m_from, m_until})
        connect(field, &WallClockField::editingFinished, this, &EventFilterBar::tell);
    connect(m_cameraButton, &QPushButton::clicked, this, [this] { setCamera({}, {}); });
    connect(m_clear, &QPushButton::clicked, this, &EventFilterBar::clear);
    connect(&fleet, &FleetState::structureChanged, this, &EventFilterBar::fillServers);
}

void EventFilterBar::fillPeriods()
{
    m_period->addItem(tr("Last 24 hours"), 24);
    m_period->addItem(tr("Last 7 days"), 7 * 24);
    m_period->addItem(tr("Last 30 days"), 30 * 24);
    m_period->addItem(tr("All 90 days"), 0);
    m_period->addItem(tr("From – until…"), ownPeriod);
}

void EventFilterBar::fillTypes()
{
    m_type->addItem(tr("All events"));
    for (int i = 0; i < int(EventGroup::Count); ++i) {
        const auto group = EventGroup(i);
        m_type->insertSeparator(m_type->count());
        m_type->addItem(texts::eventGroup(group), groupKey(group));
        for (const EventFacts &facts : eventTable) {
            if (facts.group == group && facts.type != EventType::Unknown)
                m_type->addItem(u"    "_s + texts::eventType(facts.type), typeKey(facts.type));
        }
    }
    m_type->setMaxVisibleItems(24);
    // The list is as wide as its longest entry, the box is not.
    m_type->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_type->setMinimumContentsLength(20);
    m_type->view()->setMinimumWidth(m_type->view()->sizeHintForColumn(0) + 40);
}

void EventFilterBar::fillServers()
{
    std::vector<std::pair<QString, QUuid>> servers;
    for (const FleetServer &server : m_fleet.servers())
        servers.emplace_back(server.server.name, server.server.id.uuid());
    const bool isSame = m_server->count() == int(servers.size()) + 1 && [&] {
        for (int i = 0; i < int(servers.size()); ++i) {
            if (m_server->itemText(i + 1) != servers[size_t(i)].first ||
                m_server->itemData(i + 1).toUuid() != servers[size_t(i)].second)
                return false;
        }
        return true;
    }();
    if (isSame)
        return;
    const QUuid chosen = m_wantedServer.isNull() ? m_server->currentData().toUuid() : m_wantedServer;
    const QUuid before = m_server->currentData().toUuid();
    {
        const QSignalBlocker blocker(m_server);
        m_server->clear();
        m_server->addItem(tr("Any server"));
        for (const auto &[name, id] : servers)
            m_server->addItem(name, id);
        if (!chosen.isNull())
            choose(*m_server, chosen);
    }
    if (m_server->currentData().toUuid() != before)
        tell();
}

EventFilter EventFilterBar::filter() const
{
    EventFilter filter;
    const int hours = m_period->currentData().toInt();
    if (hours == ownPeriod) {
        filter.fromMs = m_from->moment();
        filter.untilMs = m_until->moment();
    } else if (hours > 0) {
        // By the minute, so that the same choice is the same filter for a while.
        filter.fromMs = m_clock.nowMs() / minuteMsOfFilter * minuteMsOfFilter - hours * hourMs;
    }
    filter.types = typesOf(m_type->currentData().toString());
    filter.server = ServerId(m_server->currentData().toUuid());
    filter.camera = m_camera;
    filter.text = m_search->text().trimmed();
    return filter;
}

void EventFilterBar::setCamera(const CameraId &camera, const QString &name)
{
    if (m_camera == camera)
        return;
    m_camera = camera;
    m_cameraName = name;
    showCamera();
    tell();
}

void EventFilterBar::showCamera()
{
    m_cameraButton->setVisible(!m_camera.isNull());
    m_cameraButton->setText(tr("Only %1 ✕", "events of one camera").arg(buttonText(m_cameraName)));
}

void EventFilterBar::clear()
{
    setState({});
    m_search->setFocus();
}

void EventFilterBar::takeFocus()
{
    m_search->setFocus();
}

void EventFilterBar::tell()
{
    m_typing.stop();
    if (m_server->currentIndex() > 0)
        m_wantedServer = {}; // it was found, or another one was chosen
    const bool hasFields = m_period->currentData().toInt() == ownPeriod;
    if (hasFields && m_from->isHidden()) {
        m_until->setMoment(m_clock.nowMs());
        m_from->setMoment(m_clock.nowMs() - 24 * hourMs);
    }
    m_from->setVisible(hasFields);
    m_until->setVisible(hasFields);
    Q_EMIT changed();
}

QJsonObject EventFilterBar::state() const
{
    QJsonObject state{{u"period"_s, m_period->currentData().toInt()},
                      {u"type"_s, m_type->currentData().toString()},
                      {u"server"_s, m_server->currentData().toUuid().toString(QUuid::WithoutBraces)},
                      {u"text"_s, m_search->text()}};
    if (m_period->currentData().toInt() == ownPeriod) {
        state[u"from"_s] = m_from->moment();
        state[u"until"_s] = m_until->moment();
    }
    if (!m_camera.isNull()) {
        state[u"camera"_s] = m_camera.toString();
        state[u"cameraName"_s] = m_cameraName;
    }
    return state;
}

void EventFilterBar::setState(const QJsonObject &state)
{
    {
        const QSignalBlocker search(m_search);
        const QSignalBlocker period(m_period);
        const QSignalBlocker type(m_type);
        const QSignalBlocker server(m_server);
        m_search->setText(state[u"text"].toString());
        choose(*m_period, state[u"period"].toInt(24));
        choose(*m_type, state[u"type"].toString());
        m_wantedServer = QUuid::fromString(state[u"server"].toString());
        choose(*m_server, m_wantedServer);
        m_camera = CameraId::fromString(state[u"camera"].toString());
        m_cameraName = state[u"cameraName"].toString();
        showCamera();
    }
    tell();
    if (state.contains(u"from")) {
        m_from->setMoment(state[u"from"].toInteger());
        m_until->setMoment(state[u"until"].toInteger());
        Q_EMIT changed();
    }
}

} // namespace streamkeeper
