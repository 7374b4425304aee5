#pragma once

#include "app/async/AsyncScope.h"
#include "app/console/ConsoleOptions.h"
#include "app/console/ConsoleSettings.h"
#include "app/console/DemoFleet.h"
#include "app/session/Session.h"
#include "models/domain/Clock.h"

#include <QCoroTask>
#include <QObject>
#include <QTemporaryDir>

#include <memory>

namespace streamkeeper {

class AlarmPresenter;
class DevicesPresenter;
class CamerasPresenter;
class ClustersPresenter;
class EventsPresenter;
class HistoryPresenter;
class CameraCsvPresenter;
class MainWindow;
class NewCameraPresenter;
class OperationsPresenter;
class OverviewPresenter;
class ServersPresenter;
class ShareLinksPresenter;
class SharePresenter;
class SigningKeyPresenter;
class StreamsPresenter;
class ArchiveExportPresenter;
class ArchiveIndexPresenter;
class TransferPresenter;
class TroublePresenter;
class VaultPresenter;

/// One console window on one registry: makes session, window and presenters and ties them together.
class Console : public QObject
{
    Q_OBJECT

public:
    /// `keychain` must outlive this.
    Console(const ConsoleOptions &options, ConsoleSettings &settings, Keychain &keychain, QString logFile,
            Clock clock = {}, QObject *parent = nullptr);
    ~Console() override;

    void start();
    void bringForward();
    /// As by closing the window, for a program that has to end.
    void end();
    [[nodiscard]] MainWindow &window() { return *m_window; }
    [[nodiscard]] Session &session() { return *m_session; }
    [[nodiscard]] StreamsPresenter &streams() { return *m_streams; }

Q_SIGNALS:
    /// The program shall end with this code.
    void finished(int exitCode);

private:
    void connectWindow();
    void handleOpened();
    void handleOpenFailure(const Error &error);
    void chooseRegistry();
    void startDemo();
    QCoro::Task<void> addDemoServers(std::vector<DemoFleet::Server> servers);
    QCoro::Task<VoidResult> addDemoServer(DemoFleet::Server entry);
    void capture();
    void showAbout();

    ConsoleOptions m_options;
    ConsoleSettings &m_settings;
    QString m_logFile;
    std::shared_ptr<void> m_demoNote; ///< of the folder: goes after it
    std::unique_ptr<QTemporaryDir> m_demoFolder;
    std::unique_ptr<DemoFleet> m_demoFleet;
    std::unique_ptr<Session> m_session;
    std::unique_ptr<MainWindow> m_window;
    std::unique_ptr<StreamsPresenter> m_streams;
    std::unique_ptr<ServersPresenter> m_servers;
    std::unique_ptr<ClustersPresenter> m_clusters;
    std::unique_ptr<OperationsPresenter> m_operations;
    std::unique_ptr<CamerasPresenter> m_cameras;
    std::unique_ptr<SharePresenter> m_share;
    std::unique_ptr<ShareLinksPresenter> m_shareLinks;
    std::unique_ptr<SigningKeyPresenter> m_signingKey;
    std::unique_ptr<TransferPresenter> m_transfer;
    std::unique_ptr<ArchiveIndexPresenter> m_archive;
    std::unique_ptr<ArchiveExportPresenter> m_archiveExport;
    std::unique_ptr<NewCameraPresenter> m_newCamera;
    std::unique_ptr<CameraCsvPresenter> m_cameraCsv;
    std::unique_ptr<TroublePresenter> m_trouble;
    std::unique_ptr<AlarmPresenter> m_alarms;
    std::unique_ptr<DevicesPresenter> m_devices;
    std::unique_ptr<EventsPresenter> m_events;
    std::unique_ptr<HistoryPresenter> m_history;
    std::unique_ptr<OverviewPresenter> m_overview;
    std::unique_ptr<VaultPresenter> m_vault;
    AsyncScope m_scope; ///< last: what waits goes on while the rest is still there
};

} // namespace streamkeeper
