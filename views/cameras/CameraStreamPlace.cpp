#include "views/cameras/CameraStreamPlace.h"

#include "models/tables/StreamCells.h"
#include "models/texts/Formatting.h"
#include "models/texts/StreamActionTexts.h"
#include "models/texts/StreamTexts.h"
#include "views/common/CopyField.h"
#include "views/common/PlainText.h"
#include "views/common/StatusLabel.h"
#include "views/common/TroubleBadge.h"
#include "views/streams/AddressEditor.h"
#include "views/streams/StreamActions.h"
#include "views/theme/Theme.h"

#include <QAction>
#include <QEvent>
#include <QFontDatabase>
#include <QGridLayout>
#include <QMenu>
#include <QPushButton>
#include <QStackedLayout>
#include <QToolBar>
#include <QToolButton>

namespace streamkeeper {

using namespace Qt::StringLiterals;

namespace {

/// In the order shown; words and values are those of the table of streams.
constexpr std::array shownColumns{StreamColumn::Address,          StreamColumn::Bitrate,
                                  StreamColumn::Output,           StreamColumn::Resolution,
                                  StreamColumn::Clients,          StreamColumn::MainServer,
                                  StreamColumn::AdditionalServer, StreamColumn::CapturedBy,
                                  StreamColumn::Addition,         StreamColumn::ReconnectAttempts,
                                  StreamColumn::ReconnectTotal,   StreamColumn::Audio,
                                  StreamColumn::Recording,        StreamColumn::Drift,
                                  StreamColumn::Polled,           StreamColumn::Uuid};

QString titleOf(StreamColumn column)
{
    return QCoreApplication::translate("streamkeeper::StreamTableModel", factsOf(column).title);
}

} // namespace

CameraStreamPlace::CameraStreamPlace(FleetState &fleet, Quality quality, Clock clock, QWidget *parent)
    : QFrame(parent)
    , m_fleet(fleet)
    , m_quality(quality)
    , m_clock(std::move(clock))
{
    setProperty("card", true);
    setObjectName(quality == Quality::High ? u"highStream"_s : u"lowStream"_s);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(14, 10, 14, 12);
    layout->setSpacing(8);
    auto *head = new QHBoxLayout;
    head->setSpacing(12);
    QLabel *title = plainLabel(quality == Quality::High ? tr("High quality") : tr("Low quality"), this);
    QFont bold = title->font();
    bold.setBold(true);
    title->setFont(bold);
    m_status = new StatusLabel(this);
    m_badge = new TroubleBadge(this);
    connect(m_badge, &QPushButton::clicked, this, [this] {
        if (!m_actions->rows().empty())
            Q_EMIT troubleActivated(m_fleet.row(m_actions->rows().front()).id);
    });
    m_pending = plainLabel({}, this);
    m_pending->setProperty("warning", true);
    head->addWidget(title);
    head->addWidget(m_status);
    head->addWidget(m_badge);
    head->addWidget(m_pending);
    head->addStretch(1);
    layout->addLayout(head);
    m_bar = buildActions();
    layout->addWidget(m_bar);
    auto *place = new QWidget(this);
    m_layers = new QStackedLayout(place);
    m_layers->addWidget(buildParameters());
    m_layers->addWidget(buildMissing());
    layout->addWidget(place, 1);
    redrawIcons();
}

QWidget *CameraStreamPlace::buildActions()
{
    m_actions = new StreamActions(m_fleet, m_clock, this, this);
    connect(m_actions, &StreamActions::requested, this,
            [this](StreamAction action, const std::vector<int> &rows) {
                if (action == StreamAction::EditAddress)
                    m_address->beginEditing();
                else
                    Q_EMIT actionRequested(action, rows);
            });
    auto *place = new QWidget(this);
    auto *bar = new QToolBar(place);
    bar->setIconSize({16, 16});
    bar->setMovable(false);
    bar->setContextMenuPolicy(Qt::PreventContextMenu);
    bar->setAccessibleName(tr("What can be done with this stream"));
    place->hide();
    const auto dress = [](QToolButton *button) {
        button->setProperty("framed", true);
        button->setFocusPolicy(Qt::TabFocus);
    };
    const std::array actions{m_actions->action(StreamAction::Restart),
                             m_actions->power(),
                             m_actions->audio(),
                             m_actions->action(StreamAction::Share),
                             m_actions->action(StreamAction::Transfer),
                             m_actions->action(StreamAction::Delete)};
    constexpr size_t withText = 2; // all have room beside each other in every language; the rest by icon
    for (size_t i = 0; i < actions.size(); ++i) {
        bar->addAction(actions[i]);
        auto *button = qobject_cast<QToolButton *>(bar->widgetForAction(actions[i]));
        button->setToolButtonStyle(i < withText ? Qt::ToolButtonTextBesideIcon : Qt::ToolButtonIconOnly);
        dress(button);
    }
    auto *menu = new QMenu(this);
    menu->setToolTipsVisible(true);
    menu->addAction(m_actions->action(StreamAction::ArchiveIndex));
    menu->addAction(m_actions->activation());
    connect(m_actions, &StreamActions::activationRequested, this, &CameraStreamPlace::activationRequested);
    menu->addSeparator();
    menu->addActions(m_actions->drift());
    auto *more = new QToolButton(place);
    more->setText(tr("More"));
    more->setObjectName(u"moreActions"_s);
    more->setToolTip(tr("The archive index, and repairs of what differs between registry and media server"));
    more->setPopupMode(QToolButton::InstantPopup);
    more->setMenu(menu);
    dress(more);
    // Beside the tool bar, not on it: it stays in sight when the window is too narrow for all of them.
    auto *layout = new QHBoxLayout(place);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(4);
    layout->addWidget(bar, 1);
    layout->addWidget(more);
    return place;
}

QWidget *CameraStreamPlace::buildParameters()
{
    auto *parameters = new QWidget(this);
    auto *grid = new QGridLayout(parameters);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(16);
    grid->setVerticalSpacing(5);
    grid->setColumnStretch(1, 1);
    int line = 0;
    for (const StreamColumn column : shownColumns) {
        QLabel *name = plainLabel(titleOf(column), parameters);
        name->setProperty("muted", true);
        if (column == StreamColumn::Address)
            name->setContentsMargins(0, 6, 0, 0); // level with the text of the field, whose notes grow below
        grid->addWidget(name, line, 0, column == StreamColumn::Uuid ? Qt::AlignVCenter : Qt::AlignTop);
        QWidget *value = nullptr;
        if (column == StreamColumn::MainServer || column == StreamColumn::AdditionalServer) {
            auto *link = new QPushButton(parameters);
            link->setProperty("link", true);
            link->setObjectName(column == StreamColumn::MainServer ? u"mainServerLink"_s
                                                                   : u"additionalServerLink"_s);
            link->setCursor(Qt::PointingHandCursor);
            link->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
            connect(link, &QPushButton::clicked, this,
                    [this, link] { Q_EMIT serverActivated(ServerId(link->property("server").toUuid())); });
            (column == StreamColumn::MainServer ? m_mainServer : m_additionalServer) = link;
            value = link;
        } else if (column == StreamColumn::Address) {
            m_address = new AddressEditor(parameters);
            connect(m_address, &AddressEditor::saveRequested, this,
                    [this](const QString &key, const StreamAddress &address, int seenRevision) {
                        Q_EMIT addressSaveRequested(StreamId::fromString(key), address, seenRevision);
                    });
            value = m_address;
        } else if (column == StreamColumn::Uuid) {
            m_uuid = new CopyField(titleOf(column), parameters);
            value = m_uuid;
        } else {
            QLabel *label = sentenceLabel({}, parameters);
            label->setObjectName(QString::fromLatin1(factsOf(column).key));
            if (factsOf(column).isFixedWidth)
                label->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
            m_values[column] = label;
            value = label;
        }
        value->setAccessibleName(titleOf(column));
        grid->addWidget(value, line++, 1, Qt::AlignTop);
    }
    grid->setRowStretch(line, 1);
    return parameters;
}

QWidget *CameraStreamPlace::buildMissing()
{
    auto *missing = new QWidget(this);
    auto *layout = new QVBoxLayout(missing);
    layout->setContentsMargins(0, 12, 0, 12);
    QLabel *sentence =
        sentenceLabel(m_quality == Quality::High ? tr("The camera has no stream of high quality.")
                                                 : tr("The camera has no stream of low quality."),
                      missing);
    sentence->setProperty("muted", true);
    m_addStream = new QPushButton(tr("Add stream…"), missing);
    m_addStream->setObjectName(u"addStreamButton"_s);
    connect(m_addStream, &QPushButton::clicked, this, &CameraStreamPlace::addRequested);
    layout->addWidget(sentence);
    layout->addWidget(m_addStream, 0, Qt::AlignLeft);
    layout->addStretch(1);
    return missing;
}

void CameraStreamPlace::setLink(QPushButton &link, int server)
{
    link.setEnabled(server >= 0);
    link.setText(server < 0 ? format::unknown() : buttonText(m_fleet.servers()[size_t(server)].server.name));
    link.setProperty("server",
                     server < 0 ? QVariant() : QVariant(m_fleet.servers()[size_t(server)].server.id.uuid()));
}

void CameraStreamPlace::showAddress(const FleetRow &row, qint64 nowMs)
{
    const Stream *stream = m_fleet.stream(row.id);
    m_address->show(row.id.toString(),
                    stream ? stream->address : StreamAddress::fromMasked(row.maskedAddress, true),
                    stream ? stream->revision : 0);
    m_address->setObstacle(
        texts::obstacle(obstacleFor(StreamAction::EditAddress, factsOf(m_fleet, row, nowMs))));
}

void CameraStreamPlace::setAddObstacle(const QString &reason)
{
    m_addStream->setEnabled(reason.isEmpty());
    m_addStream->setToolTip(format::plainToolTip(reason));
}

void CameraStreamPlace::redrawIcons()
{
    m_actions->redrawIcons(tokensOf(palette()).text);
}

void CameraStreamPlace::changeEvent(QEvent *event)
{
    QFrame::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        redrawIcons();
}

void CameraStreamPlace::showRow(int rowIndex, qint64 nowMs)
{
    const bool isThere = rowIndex >= 0;
    m_layers->setCurrentIndex(isThere ? 0 : 1);
    m_bar->setVisible(isThere);
    m_actions->setRows(isThere ? std::vector{rowIndex} : std::vector<int>());
    m_status->setVisible(isThere);
    m_badge->setCharacteristic(isThere ? m_fleet.row(rowIndex).characteristic : Characteristic::None);
    m_pending->setVisible(isThere && m_fleet.row(rowIndex).pending.has_value());
    if (!isThere)
        return;
    const FleetRow &row = m_fleet.row(rowIndex);
    const StreamCells cells(m_fleet);
    m_status->setStatus(row.status, cells.text(row, StreamColumn::Status, nowMs), row.isStale, row.isOff);
    m_status->setToolTip(format::plainToolTip(cells.toolTip(row, StreamColumn::Status, nowMs)));
    m_pending->setText(tr("pending", "an operation whose effect no poll has shown yet"));
    for (const auto &[column, label] : m_values) {
        QString text = cells.text(row, column, nowMs);
        if (text.isEmpty())
            text = column == StreamColumn::Drift ? tr("none", "no drift") : format::unknown();
        label->setText(text);
        label->setToolTip(format::plainToolTip(cells.toolTip(row, column, nowMs)));
        QFont shown = label->font();
        if (shown.italic() != row.isStale) {
            shown.setItalic(row.isStale);
            label->setFont(shown);
        }
    }
    showAddress(row, nowMs);
    setLink(*m_mainServer, row.mainServer);
    setLink(*m_additionalServer, row.additionalServer);
    m_uuid->setText(row.id.toString());
}

} // namespace streamkeeper
