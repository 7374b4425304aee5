#include "views/devices/DevicesPage.h"

#include "models/texts/DeviceTexts.h"
#include "views/common/CopyCells.h"
#include "views/common/FieldRow.h"
#include "views/common/FlowLayout.h"
#include "views/common/FramedButton.h"
#include "views/common/PlainText.h"
#include "views/common/TableColumns.h"
#include "views/common/TintDelegate.h"
#include "views/devices/DevicePanel.h"
#include "views/theme/Theme.h"

#include <QAction>
#include <QCheckBox>
#include <QComboBox>
#include <QHeaderView>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollBar>
#include <QSortFilterProxyModel>
#include <QSplitter>
#include <QStackedLayout>
#include <QTableView>

#include <algorithm>
#include <array>

namespace streamkeeper {

using namespace Qt::StringLiterals;

namespace {

/// What the filter by state offers, worst first.
constexpr std::array shownConditions{DeviceCondition::Stopped,      DeviceCondition::Retrying,
                                     DeviceCondition::AwaitsCamera, DeviceCondition::AwaitsAddress,
                                     DeviceCondition::Reserving,    DeviceCondition::MakingStreams,
                                     DeviceCondition::Releasing,    DeviceCondition::Manual,
                                     DeviceCondition::Paused,       DeviceCondition::Done};
constexpr int anyCondition = -1;

/// All words of the search, and the state.
class DeviceProxy : public QSortFilterProxyModel
{
public:
    using QSortFilterProxyModel::QSortFilterProxyModel;

    void setWanted(const QStringList &words, int condition)
    {
        m_words = words;
        m_condition = condition;
        invalidateFilter();
    }

protected:
    [[nodiscard]] bool filterAcceptsRow(int row, const QModelIndex &parent) const override
    {
        const QModelIndex index = sourceModel()->index(row, 0, parent);
        if (m_condition != anyCondition && index.data(DeviceTableModel::ConditionRole).toInt() != m_condition)
            return false;
        const QString text = index.data(DeviceTableModel::SearchRole).toString();
        return std::ranges::all_of(m_words, [&](const QString &word) { return text.contains(word); });
    }

private:
    QStringList m_words;
    int m_condition = anyCondition;
};

QColor conditionColor(DeviceCondition condition, const ThemeTokens &tokens)
{
    switch (condition) {
    case DeviceCondition::Stopped:
        return tokens.bad;
    case DeviceCondition::Retrying:
    case DeviceCondition::Paused:
    case DeviceCondition::Manual:
        return tokens.warning;
    case DeviceCondition::Done:
        return tokens.good;
    case DeviceCondition::AwaitsCamera:
    case DeviceCondition::AwaitsAddress:
        return tokens.muted;
    case DeviceCondition::Reserving:
    case DeviceCondition::MakingStreams:
    case DeviceCondition::Releasing:
        return tokens.accent;
    }
    return tokens.text;
}

} // namespace

DevicesPage::DevicesPage(DeviceState &devices, FleetState &fleet, Clock clock, QWidget *parent)
    : Page(Identity{"devices", "devices"}, parent)
    , m_model(devices, fleet)
    , m_clock(std::move(clock))
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    buildActions();
    layout->addWidget(buildHead());
    layout->addWidget(buildBody(), 1);
    const auto showSettings = [this] {
        m_on->setChecked(m_model.devices().settings().isOn);
        updateActions();
    };
    connect(&devices, &DeviceState::changed, this, showSettings);
    showSettings();
    connect(&m_model, &DeviceTableModel::refreshed, this, [this] {
        applyFilter();
        showCurrent();
    });
    applyFilter();
    showCurrent();
}

void DevicesPage::buildActions()
{
    const auto make = [this](const QString &text, const QKeySequence &shortcut) {
        auto *action = new QAction(text, this);
        action->setShortcut(shortcut);
        action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
        addAction(action);
        return action;
    };
    m_add = make(tr("Add device…"), QKeySequence::New);
    m_import = make(tr("Import…"), {});
    m_attach = make(tr("Attach…"), QKeyCombination(Qt::ControlModifier, Qt::Key_T));
    m_address = make(tr("Enter address…"), {});
    m_retry = make(tr("Try again"), Qt::Key_F5);
    m_open = make(tr("Open camera"), Qt::Key_Return);
    m_auto = make(tr("Activation: auto"), {});
    m_manual = make(tr("Activation: manual"), {});
    m_deleteCamera = make(tr("Delete camera…"), {});
    m_remove = make(tr("Remove"), QKeySequence::Delete);
    connect(m_add, &QAction::triggered, this, &DevicesPage::addRequested);
    connect(m_import, &QAction::triggered, this, &DevicesPage::importRequested);
    connect(m_attach, &QAction::triggered, this, [this] { Q_EMIT attachRequested(current()->device.id); });
    connect(m_address, &QAction::triggered, this, [this] { Q_EMIT addressRequested(current()->device.id); });
    connect(m_remove, &QAction::triggered, this, [this] { Q_EMIT removeRequested(current()->device.id); });
    connect(m_deleteCamera, &QAction::triggered, this,
            [this] { Q_EMIT cameraDeletionRequested(current()->device.camera); });
    connect(m_open, &QAction::triggered, this, [this] { Q_EMIT cameraActivated(current()->device.camera); });
    connect(m_retry, &QAction::triggered, this, [this] {
        std::vector<NetworkDeviceId> ids;
        for (const DeviceTableModel::Row *row : selected())
            ids.push_back(row->device.id);
        Q_EMIT retryRequested(ids);
    });
    const auto activate = [this](Activation activation) {
        std::vector<CameraId> cameras;
        for (const DeviceTableModel::Row *row : selected()) {
            if (row->facts.hasCamera)
                cameras.push_back(row->device.camera);
        }
        Q_EMIT activationRequested(cameras, activation);
    };
    connect(m_auto, &QAction::triggered, this, [activate] { activate(Activation::Auto); });
    connect(m_manual, &QAction::triggered, this, [activate] { activate(Activation::Manual); });
}

QWidget *DevicesPage::buildHead()
{
    auto *head = new QWidget(this);
    auto *column = new QVBoxLayout(head);
    column->setContentsMargins(12, 10, 12, 8);
    column->setSpacing(6);
    auto *bar = new FlowLayout;
    m_search = new QLineEdit(head);
    m_search->setObjectName(u"deviceSearch"_s);
    m_search->setPlaceholderText(tr("Search MAC, serial, make, IP, switch, camera"));
    m_search->setAccessibleName(m_search->placeholderText());
    m_search->setClearButtonEnabled(true);
    fitPlaceholder(*m_search);
    bar->addWidget(m_search);
    m_state = new QComboBox(head);
    m_state->setObjectName(u"deviceState"_s);
    m_state->setAccessibleName(tr("State"));
    m_state->addItem(tr("Any state"), anyCondition);
    for (const DeviceCondition condition : shownConditions)
        m_state->addItem(texts::deviceCondition(condition), int(condition));
    bar->addWidget(m_state);
    m_count = plainLabel({}, head);
    m_count->setProperty("muted", true);
    bar->addWidget(m_count);
    column->addLayout(bar);
    auto *actions = new FlowLayout;
    for (QAction *action : {m_add, m_attach, m_address, m_retry, m_open, m_deleteCamera, m_remove, m_import})
        actions->addWidget(framedButton(action, head, Qt::ToolButtonTextOnly));
    actions->addStretch();
    m_on = new QCheckBox(tr("Provisioning"), head);
    m_on->setObjectName(u"provisioningOn"_s);
    m_on->setToolTip(tr("Off: no order is taken, and no device goes on"));
    actions->addWidget(m_on);
    auto *settings = new QPushButton(tr("Settings…"), head);
    settings->setObjectName(u"provisioningSettings"_s);
    settings->setToolTip(tr("The DHCP server, and where orders are taken"));
    actions->addWidget(settings);
    column->addLayout(actions);
    m_source = sentenceLabel({}, head);
    m_source->setObjectName(u"deviceSource"_s);
    column->addWidget(m_source);
    connect(m_on, &QCheckBox::clicked, this, &DevicesPage::provisioningToggled);
    connect(settings, &QPushButton::clicked, this, &DevicesPage::settingsRequested);
    connect(m_search, &QLineEdit::textChanged, this, &DevicesPage::applyFilter);
    connect(m_state, &QComboBox::currentIndexChanged, this, &DevicesPage::applyFilter);
    return head;
}

QWidget *DevicesPage::buildBody()
{
    m_splitter = new QSplitter(Qt::Horizontal, this);
    m_splitter->setChildrenCollapsible(false);
    auto *place = new QWidget(m_splitter);
    m_layers = new QStackedLayout(place);
    m_proxy = new DeviceProxy(this);
    m_proxy->setSourceModel(&m_model);
    m_proxy->setSortRole(DeviceTableModel::SortRole);
    m_table = new QTableView(place);
    m_table->setObjectName(u"deviceTable"_s);
    m_table->setModel(m_proxy);
    m_table->setAccessibleName(tr("Network devices"));
    m_table->setItemDelegate(new TintDelegate(
        [](const QModelIndex &index, const ThemeTokens &tokens) {
            return index.column() == DeviceTableModel::StateColumn
                       ? conditionColor(DeviceCondition(index.data(DeviceTableModel::ConditionRole).toInt()),
                                        tokens)
                       : tokens.text;
        },
        m_table));
    setUpTable(*m_table);
    m_table->setSelectionMode(QTableView::ExtendedSelection);
    m_table->setSortingEnabled(true);
    m_table->sortByColumn(DeviceTableModel::AtColumn, Qt::DescendingOrder);
    const int widths[] = {22, 22, 28, 16, 26, 24, 46, 24, 18, 40};
    for (int i = 0; i < DeviceTableModel::ColumnCount; ++i)
        m_table->setColumnWidth(i, fittingColumnWidth(*m_table, i, widths[i]));
    auto *copy = new QAction(tr("Copy rows"), this);
    copy->setShortcut(QKeySequence::Copy);
    copy->setShortcutContext(Qt::WidgetShortcut);
    connect(copy, &QAction::triggered, this, [this] { copyToClipboard(*m_table, CopyScope::Rows); });
    auto *separator = new QAction(this);
    separator->setSeparator(true);
    m_table->setContextMenuPolicy(Qt::ActionsContextMenu);
    m_table->addActions(
        {m_open, m_attach, m_address, m_retry, m_auto, m_manual, separator, copy, m_deleteCamera, m_remove});
    m_layers->addWidget(m_table);
    m_empty = sentenceLabel({}, place);
    m_empty->setAlignment(Qt::AlignCenter);
    m_empty->setMargin(24);
    m_empty->setProperty("muted", true);
    m_layers->addWidget(m_empty);
    m_splitter->addWidget(place);
    m_panel = new DevicePanel(m_clock, m_splitter);
    m_splitter->addWidget(m_panel);
    m_splitter->setStretchFactor(0, 1);
    m_splitter->setSizes({900, 360});
    connect(m_panel, &DevicePanel::cameraActivated, this, &DevicesPage::cameraActivated);
    connect(m_table, &QTableView::doubleClicked, m_open, &QAction::trigger);
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this,
            &DevicesPage::showCurrent);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentChanged, this, &DevicesPage::showCurrent);
    return m_splitter;
}

void DevicesPage::applyFilter()
{
    const QStringList words = m_search->text().toLower().split(u' ', Qt::SkipEmptyParts);
    static_cast<DeviceProxy *>(m_proxy)->setWanted(words, m_state->currentData().toInt());
    const int all = m_model.rowCount();
    const int shown = m_proxy->rowCount();
    m_count->setText(shown == all ? tr("%n device(s)", nullptr, all) : tr("%1 of %2").arg(shown).arg(all));
    m_empty->setText(
        all == 0 ? tr("No network device. Cameras come here by the orders new_camera and attach_camera: of a "
                      "billing system by the inlet, of a file, of the command line, or by Add device.")
                 : tr("No device matches."));
    m_layers->setCurrentIndex(shown == 0 ? 1 : 0);
}

const DeviceTableModel::Row *DevicesPage::current() const
{
    QModelIndex index = m_table->currentIndex();
    const QModelIndexList rows = m_table->selectionModel()->selectedRows();
    if (rows.isEmpty())
        return nullptr;
    if (!m_table->selectionModel()->isRowSelected(index.row()))
        index = rows.first();
    return &m_model.row(m_proxy->mapToSource(index).row());
}

std::vector<const DeviceTableModel::Row *> DevicesPage::selected() const
{
    std::vector<const DeviceTableModel::Row *> rows;
    for (const QModelIndex &index : m_table->selectionModel()->selectedRows())
        rows.push_back(&m_model.row(m_proxy->mapToSource(index).row()));
    return rows;
}

void DevicesPage::showCurrent()
{
    const DeviceTableModel::Row *row = current();
    m_panel->showDevice(row);
    const NetworkDeviceId shown = row ? row->device.id : NetworkDeviceId();
    if (std::exchange(m_shown, shown) != shown)
        Q_EMIT selectionChanged(shown);
    updateActions();
}

void DevicesPage::updateActions()
{
    const DeviceTableModel::Row *row = current();
    const auto rows = selected();
    const QString none = tr("Select a device first.");
    const QString one = tr("Select one device.");
    const auto set = [](QAction *action, const QString &obstacle, const QString &toolTip) {
        action->setEnabled(obstacle.isEmpty());
        action->setToolTip(obstacle.isEmpty() ? toolTip : obstacle);
    };
    const QString single = !row ? none : rows.size() > 1 ? one : QString();
    const bool hasCamera = row && row->facts.hasCamera;
    const QString off = m_model.devices().settings().isOn ? QString() : tr("Provisioning is off.");
    set(m_add, off, tr("Tell of a device that nobody has ordered (Ctrl+N)"));
    set(m_import, off, tr("Carry out the orders of a CSV file"));
    set(m_attach,
        !off.isEmpty()      ? off
        : !single.isEmpty() ? single
        : hasCamera         ? tr("It is the device of %1 already.").arg(row->camera)
                            : QString(),
        tr("Make it a camera, or have it take the place of another one's device (Ctrl+T)"));
    set(m_address, !off.isEmpty() ? off : single, tr("Tell which IP address it got"));
    set(m_open,
        !single.isEmpty() ? single
        : !hasCamera      ? tr("It is no camera yet.")
                          : QString(),
        tr("Open the card of its camera (Enter)"));
    set(m_deleteCamera,
        !single.isEmpty() ? single
        : !hasCamera      ? tr("It is no camera yet.")
                          : QString(),
        tr("Delete its camera and streams, and give its address back; the device stays"));
    const bool isInVain = std::ranges::any_of(rows, [](const DeviceTableModel::Row *each) {
        return each->device.isStopped || each->device.attempts > 0;
    });
    set(m_retry,
        rows.empty() ? none
        : !isInVain  ? tr("Nothing was in vain that could be tried again.")
                     : QString(),
        tr("Try again now what was in vain (F5)"));
    set(m_remove,
        !single.isEmpty() ? single
        : hasCamera       ? tr("It is the device of %1: delete the camera first.").arg(row->camera)
        : row && row->facts.hasDhcp && !row->device.reservedAddress.isEmpty()
            ? tr("The DHCP server still keeps %1 for it.").arg(row->device.reservedAddress)
            : QString(),
        tr("Forget the device (Del)"));
    const auto can = [&](Activation activation) {
        return std::ranges::any_of(rows, [&](const DeviceTableModel::Row *each) {
            return each->facts.hasCamera && each->facts.activation != activation;
        });
    };
    const QString noCamera = tr("It is no camera yet.");
    set(m_auto,
        rows.empty()            ? none
        : can(Activation::Auto) ? QString()
        : hasCamera             ? tr("Provisioning keeps its streams already.")
                                : noCamera,
        tr("Provisioning keeps its streams, and goes on"));
    set(m_manual,
        rows.empty()              ? none
        : can(Activation::Manual) ? QString()
        : hasCamera               ? tr("People keep its streams already.")
                                  : noCamera,
        tr("Provisioning stops, and its addresses can be edited"));
}

void DevicesPage::selectDevice(const NetworkDeviceId &device)
{
    const int row = m_model.rowOf(device);
    if (row < 0)
        return;
    if (!m_proxy->mapFromSource(m_model.index(row, 0)).isValid()) {
        m_search->clear();
        m_state->setCurrentIndex(0);
    }
    const QModelIndex index = m_proxy->mapFromSource(m_model.index(row, 0));
    m_table->setCurrentIndex(index);
    m_table->selectRow(index.row());
    m_table->scrollTo(index);
}

void DevicesPage::setSource(const QString &sentence, bool isProblem)
{
    tell(m_source, sentence);
    setMark(m_source, "bad", isProblem);
    setMark(m_source, "muted", !isProblem);
}

QString DevicesPage::placeName(const QUuid &) const
{
    return tr("Network devices");
}

void DevicesPage::takeFocus()
{
    m_table->setFocus();
}

QJsonObject DevicesPage::viewState() const
{
    return {{u"device"_s, m_shown.toString()},
            {u"search"_s, m_search->text()},
            {u"state"_s, m_state->currentData().toInt()},
            {u"scroll"_s, m_table->verticalScrollBar()->value()}};
}

void DevicesPage::setViewState(const QJsonObject &state)
{
    if (state.isEmpty())
        return;
    m_search->setText(state[u"search"].toString());
    m_state->setCurrentIndex(std::max(0, m_state->findData(state[u"state"].toInt(anyCondition))));
    selectDevice(NetworkDeviceId::fromString(state[u"device"].toString()));
    m_table->verticalScrollBar()->setValue(state[u"scroll"].toInt());
}

QJsonObject DevicesPage::saveState() const
{
    return {{u"columns"_s, QString::fromLatin1(m_table->horizontalHeader()->saveState().toBase64())},
            {u"panel"_s, QString::fromLatin1(m_splitter->saveState().toBase64())}};
}

void DevicesPage::restoreState(const QJsonObject &state)
{
    m_table->horizontalHeader()->restoreState(
        QByteArray::fromBase64(state[u"columns"].toString().toLatin1()));
    m_splitter->restoreState(QByteArray::fromBase64(state[u"panel"].toString().toLatin1()));
}

} // namespace streamkeeper
