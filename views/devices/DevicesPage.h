#pragma once

#include "models/domain/Clock.h"
#include "models/tables/DeviceTableModel.h"
#include "views/common/Page.h"

class QAction;
class QCheckBox;
class QComboBox;
class QLabel;
class QLineEdit;
class QSortFilterProxyModel;
class QSplitter;
class QStackedLayout;
class QTableView;

namespace streamkeeper {

class DevicePanel;

/// Network devices on their way to cameras (domain.md 5): a table, and the selected one beside it. Passive.
class DevicesPage : public Page
{
    Q_OBJECT

public:
    DevicesPage(DeviceState &devices, FleetState &fleet, Clock clock, QWidget *parent = nullptr);

    [[nodiscard]] QString placeName(const QUuid &subject) const override;
    void takeFocus() override;
    [[nodiscard]] QJsonObject viewState() const override;
    void setViewState(const QJsonObject &state) override;
    [[nodiscard]] QJsonObject saveState() const override;
    void restoreState(const QJsonObject &state) override;

    [[nodiscard]] DeviceTableModel &model() { return m_model; }
    [[nodiscard]] QTableView *table() { return m_table; }
    [[nodiscard]] DevicePanel *panel() { return m_panel; }
    /// Shows this device whatever was filtered.
    void selectDevice(const NetworkDeviceId &device);
    /// Where addresses come from, or why not; `isProblem`: something is wrong with it.
    void setSource(const QString &sentence, bool isProblem);

Q_SIGNALS:
    void addRequested();
    void importRequested();
    void attachRequested(const streamkeeper::NetworkDeviceId &device);
    void addressRequested(const streamkeeper::NetworkDeviceId &device);
    void retryRequested(const std::vector<streamkeeper::NetworkDeviceId> &devices);
    void removeRequested(const streamkeeper::NetworkDeviceId &device);
    /// With its streams and its address; the device stays.
    void cameraDeletionRequested(const streamkeeper::CameraId &camera);
    void activationRequested(const std::vector<streamkeeper::CameraId> &cameras,
                             streamkeeper::Activation activation);
    void settingsRequested();
    void provisioningToggled(bool isOn);
    /// Another device is selected; null: none.
    void selectionChanged(const streamkeeper::NetworkDeviceId &device);

private:
    void buildActions();
    QWidget *buildHead();
    QWidget *buildBody();
    void applyFilter();
    void updateActions();
    void showCurrent();
    [[nodiscard]] const DeviceTableModel::Row *current() const;
    [[nodiscard]] std::vector<const DeviceTableModel::Row *> selected() const;

    DeviceTableModel m_model;
    Clock m_clock;
    QSortFilterProxyModel *m_proxy;
    QTableView *m_table;
    DevicePanel *m_panel;
    QSplitter *m_splitter;
    QStackedLayout *m_layers;
    QLineEdit *m_search;
    QComboBox *m_state;
    QLabel *m_count;
    QLabel *m_source;
    QCheckBox *m_on;
    QLabel *m_empty;
    QAction *m_add;
    QAction *m_import;
    QAction *m_attach;
    QAction *m_address;
    QAction *m_retry;
    QAction *m_open;
    QAction *m_auto;
    QAction *m_manual;
    QAction *m_deleteCamera;
    QAction *m_remove;
    NetworkDeviceId m_shown;
};

} // namespace streamkeeper
