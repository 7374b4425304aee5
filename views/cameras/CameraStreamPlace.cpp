#include "views/cameras/CameraStreamPlace.h"

#include "models/fleet/Formatting.h"
#include "models/fleet/StreamCells.h"
#include "models/fleet/StreamTexts.h"
#include "views/common/CopyField.h"
#include "views/common/PlainText.h"
#include "views/common/StatusLabel.h"

#include <QAction>
#include <QFontDatabase>
#include <QGridLayout>
#include <QPushButton>
#include <QStackedLayout>
#include <QToolBar>
#include <QToolButton>

namespace streamkeeper {

using namespace Qt::StringLiterals;

namespace {

/// In the order shown; words and values are those of the table of streams.
constexpr std::array shownColumns{StreamColumn::Address,
                                  StreamColumn::Bitrate,
                                  StreamColumn::Output,
                                  StreamColumn::Resolution,
                                  StreamColumn::Clients,
                                  StreamColumn::MainServer,
                                  StreamColumn::AdditionalServer,
                                  StreamColumn::Addition,
                                  StreamColumn::ReconnectAttempts,
                                  StreamColumn::ReconnectTotal,
                                  StreamColumn::Audio,
                                  StreamColumn::Recording,
                                  StreamColumn::Drift,
                                  StreamColumn::Polled,
                                  StreamColumn::Uuid};

QString titleOf(StreamColumn column)
{
    return QCoreApplication::translate("streamkeeper::StreamTableModel", factsOf(column).title);
}

} // namespace

CameraStreamPlace::CameraStreamPlace(Quality quality, QWidget *parent)
    : QFrame(parent)
    , m_quality(quality)
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
    m_badge = plainLabel({}, this);
    m_pending = plainLabel({}, this);
    m_pending->setProperty("warning", true);
    head->addWidget(title);
    head->addWidget(m_status);
    head->addWidget(m_badge);
    head->addWidget(m_pending);
    head->addStretch(1);
    layout->addLayout(head);
    m_actions = new QToolBar(this);
    m_actions->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_actions->setIconSize({16, 16});
    m_actions->setMovable(false);
    m_actions->setContextMenuPolicy(Qt::PreventContextMenu);
    m_actions->setAccessibleName(tr("What can be done with this stream"));
    m_actions->hide();
    layout->addWidget(m_actions);
    auto *place = new QWidget(this);
    m_places = new QStackedLayout(place);
    m_places->addWidget(buildParameters());
    m_places->addWidget(buildMissing());
    layout->addWidget(place, 1);
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
    auto *add = new QPushButton(tr("Add stream…"), missing);
    add->setObjectName(u"addStreamButton"_s);
    connect(add, &QPushButton::clicked, this, &CameraStreamPlace::addRequested);
    layout->addWidget(sentence);
    layout->addWidget(add, 0, Qt::AlignLeft);
    layout->addStretch(1);
    return missing;
}

void CameraStreamPlace::setActions(const QList<QAction *> &actions)
{
    m_actions->clear();
    for (QAction *action : actions) {
        m_actions->addAction(action);
        auto *button = qobject_cast<QToolButton *>(m_actions->widgetForAction(action));
        if (!button)
            continue; // a separator
        button->setProperty("framed", true);
        button->setFocusPolicy(Qt::TabFocus);
    }
    m_actions->setVisible(!actions.isEmpty() && m_places->currentIndex() == 0);
}

void CameraStreamPlace::setLink(QPushButton &link, const FleetState &fleet, int server)
{
    link.setEnabled(server >= 0);
    link.setText(server < 0 ? format::unknown() : buttonText(fleet.servers()[size_t(server)].server.name));
    link.setProperty("server",
                     server < 0 ? QVariant() : QVariant(fleet.servers()[size_t(server)].server.id.uuid()));
}

void CameraStreamPlace::showRow(const FleetState &fleet, int rowIndex, qint64 nowMs)
{
    const bool isThere = rowIndex >= 0;
    m_places->setCurrentIndex(isThere ? 0 : 1);
    m_actions->setVisible(isThere && !m_actions->actions().isEmpty());
    m_status->setVisible(isThere);
    m_badge->setVisible(isThere);
    m_pending->setVisible(isThere && fleet.row(rowIndex).pending.has_value());
    if (!isThere)
        return;
    const FleetRow &row = fleet.row(rowIndex);
    const StreamCells cells(fleet);
    m_status->setStatus(row.status, cells.text(row, StreamColumn::Status, nowMs), row.isStale, row.isOff);
    m_status->setToolTip(format::plainToolTip(cells.toolTip(row, StreamColumn::Status, nowMs)));
    if (const QString badge = texts::characteristic(row.characteristic); badge != m_badge->text()) {
        m_badge->setText(badge);
        const bool isWarning = row.characteristic == Characteristic::Incorrect;
        m_badge->setProperty("warning", isWarning);
        setMark(m_badge, "bad", !isWarning);
    }
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
    setLink(*m_mainServer, fleet, row.mainServer);
    setLink(*m_additionalServer, fleet, row.additionalServer);
    m_uuid->setText(row.id.toString());
}

} // namespace streamkeeper
