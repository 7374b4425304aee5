#include "app/console/Console.h"

#include "app/console/AlarmPresenter.h"
#include "app/console/ArchiveExportPresenter.h"
#include "app/console/ArchiveIndexPresenter.h"
#include "app/console/CameraCsvPresenter.h"
#include "app/console/CamerasPresenter.h"
#include "app/console/ClustersPresenter.h"
#include "app/console/DevicesPresenter.h"
#include "app/console/EventsPresenter.h"
#include "app/console/HistoryPresenter.h"
#include "app/console/NewCameraPresenter.h"
#include "app/console/OperationsPresenter.h"
#include "app/console/OverviewPresenter.h"
#include "app/console/ServersPresenter.h"
#include "app/console/ShareLinksPresenter.h"
#include "app/console/SharePresenter.h"
#include "app/console/SigningKeyPresenter.h"
#include "app/console/StreamsPresenter.h"
#include "app/console/TransferPresenter.h"
#include "app/console/TroublePresenter.h"
#include "app/console/VaultPresenter.h"
#include "app/console/WindowCapture.h"
#include "app/files/Leftovers.h"
#include "views/shell/AboutDialog.h"
#include "views/shell/HealthLine.h"
#include "views/shell/MainWindow.h"
#include "views/shell/NoticeBar.h"
#include "views/streams/StreamsPage.h"

#include <QAction>
#include <QApplication>
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QProcess>
#include <QTimer>

#include <cstdio>

namespace streamkeeper {

using namespace Qt::StringLiterals;

namespace {

constexpr int demoServers = 3;
constexpr int demoCameras = 12;

} // namespace

Console::Console(const ConsoleOptions &options, ConsoleSettings &settings, Keychain &keychain,
                 QString logFile, Clock clock, QObject *parent)
    : QObject(parent)
    , m_options(options)
    , m_settings(settings)
    , m_logFile(std::move(logFile))
    , m_session(std::make_unique<Session>(keychain, Session::Behaviour{.clock = std::move(clock)}))
    , m_window(std::make_unique<MainWindow>(m_session->fleet(), m_session->clusters(), m_session->devices(),
                                            m_session->clock()))
    , m_streams(std::make_unique<StreamsPresenter>(*m_session, *m_window))
    , m_servers(std::make_unique<ServersPresenter>(*m_session, *m_window))
    , m_clusters(std::make_unique<ClustersPresenter>(*m_session, *m_window))
    , m_operations(std::make_unique<OperationsPresenter>(*m_session, *m_window))
    , m_cameras(std::make_unique<CamerasPresenter>(*m_session, *m_window, *m_operations))
    , m_share(std::make_unique<SharePresenter>(*m_session, *m_window, *m_operations))
    , m_shareLinks(std::make_unique<ShareLinksPresenter>(*m_session, *m_window, *m_share))
    , m_signingKey(std::make_unique<SigningKeyPresenter>(*m_session, *m_window))
    , m_transfer(std::make_unique<TransferPresenter>(*m_session, *m_window, *m_operations))
    , m_archive(std::make_unique<ArchiveIndexPresenter>(*m_session, *m_window, *m_operations))
    , m_archiveExport(std::make_unique<ArchiveExportPresenter>(*m_session, *m_window, *m_streams))
    , m_newCamera(std::make_unique<NewCameraPresenter>(*m_session, *m_window, *m_operations))
    , m_cameraCsv(std::make_unique<CameraCsvPresenter>(*m_session, *m_window, *m_operations))
    , m_trouble(std::make_unique<TroublePresenter>(*m_session, *m_window, *m_operations))
    , m_alarms(std::make_unique<AlarmPresenter>(*m_session, *m_window, m_settings))
    , m_devices(std::make_unique<DevicesPresenter>(*m_session, *m_window))
    , m_events(std::make_unique<EventsPresenter>(*m_session, *m_window))
    , m_history(std::make_unique<HistoryPresenter>(*m_session, *m_window))
    , m_overview(std::make_unique<OverviewPresenter>(*m_session, *m_window))
    , m_vault(std::make_unique<VaultPresenter>(*m_session, *m_window))
{
    connectWindow();
}

Console::~Console()
{
    // Views first: nothing may paint from a fleet that is being taken apart.
    m_vault.reset();
    m_overview.reset();
    m_history.reset();
    m_events.reset();
    m_devices.reset();
    m_alarms.reset();
    m_trouble.reset();
    m_cameraCsv.reset();
    m_newCamera.reset();
    m_archiveExport.reset();
    m_archive.reset();
    m_transfer.reset();
    m_signingKey.reset();
    m_shareLinks.reset();
    m_share.reset();
    m_cameras.reset();
    m_operations.reset();
    m_clusters.reset();
    m_servers.reset();
    m_streams.reset();
    m_window.reset();
    m_session.reset();
}

void Console::connectWindow()
{
    m_window->restoreState(m_settings.window());
    m_window->setTheme(themeWord(m_options.theme.value_or(m_settings.theme())));
    m_window->setTextZoom(m_settings.textZoom());
    connect(m_window.get(), &MainWindow::textZoomChosen, this,
            [this](int percent) { m_settings.setTextZoom(percent); });
    m_window->setPollSeconds(int(m_settings.pollInterval().count()));
    m_session->polling().setInterval(m_settings.pollInterval());
    connect(m_window.get(), &MainWindow::themeChosen, this, [this](const QString &word) {
        m_settings.setTheme(themeFromWord(word));
        applyTheme(*qApp, themeFromWord(word));
    });
    connect(m_window.get(), &MainWindow::pollSecondsChosen, this, [this](int seconds) {
        m_settings.setPollInterval(std::chrono::seconds(seconds));
        m_session->polling().setInterval(std::chrono::seconds(seconds));
    });
    connect(m_window.get(), &MainWindow::aboutToClose, this, [this] {
        if (!m_options.isCapture())
            m_settings.setWindow(m_window->saveState());
    });
    connect(m_window->aboutAction(), &QAction::triggered, this, &Console::showAbout);
    const bool hasDemo = !DemoFleet::program().isEmpty() && !m_options.isDemo;
    m_window->demoAction()->setEnabled(hasDemo);
    m_window->demoAction()->setToolTip(
        hasDemo ? tr("Opens another window on a demo fleet with real video")
        : m_options.isDemo
            ? tr("This is the demo.")
            : tr("streamkeeper-fleet is not installed beside this program, so there is no demo."));
    const auto openDemo = [] {
        QProcess::startDetached(QCoreApplication::applicationFilePath(), {u"--demo"_s});
    };
    connect(m_window->demoAction(), &QAction::triggered, this, openDemo);
    connect(m_window->page<StreamsPage>(), &StreamsPage::demoRequested, m_window->demoAction(),
            &QAction::trigger);
    connect(m_session.get(), &Session::opened, this, &Console::handleOpened);
    connect(m_session.get(), &Session::openFailed, this, &Console::handleOpenFailure);
    connect(m_session.get(), &Session::registryFailed, this, [this](const Error &error) {
        m_window->registryNotice()->showNotice(error.message, {{tr("Dismiss"), u"dismiss"_s}});
    });
    connect(m_window->registryNotice(), &NoticeBar::choiceMade, this, [this](const QString &key) {
        if (key == u"dismiss")
            m_window->registryNotice()->clear();
        else if (key == u"choose")
            chooseRegistry();
        else if (key == u"quit")
            m_window->close();
    });
}

void Console::start()
{
    sweepLeftovers();
    QString registry = m_options.registryFile.isEmpty() ? defaultRegistryFile() : m_options.registryFile;
    if (m_options.isDemo) {
        m_demoFolder = std::make_unique<QTemporaryDir>();
        m_demoNote = noteLeftover(m_demoFolder->path());
        registry = m_demoFolder->filePath(u"demo.sqlite"_s);
    }
    m_session->open(QFileInfo(registry).absoluteFilePath());
    m_window->show();
    if (m_options.isCapture())
        QTimer::singleShot(int(m_options.afterSeconds * 1000), this, &Console::capture);
}

void Console::handleOpened()
{
    const QString name =
        m_options.isDemo ? tr("demo registry") : QFileInfo(m_session->registryPath()).fileName();
    m_window->healthLine()->setRegistryText(tr("registry: %1").arg(name), m_session->registryPath());
    if (m_options.isDemo)
        startDemo();
}

void Console::handleOpenFailure(const Error &error)
{
    std::fprintf(stderr, "streamkeeper: %s\n", qPrintable(error.message));
    if (m_options.isCapture()) {
        Q_EMIT finished(1);
        return;
    }
    m_window->page<StreamsPage>()->setEnabled(false);
    m_window->registryNotice()->showNotice(
        error.message, {{tr("Choose another registry…"), u"choose"_s}, {tr("Quit"), u"quit"_s}});
}

void Console::chooseRegistry()
{
    auto *dialog = new QFileDialog(m_window.get(), tr("Choose a registry"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::AnyFile);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setOption(QFileDialog::DontConfirmOverwrite); // an existing registry is opened, never overwritten
    dialog->setNameFilter(tr("Registries (*.sqlite)"));
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString &file) {
        // A new process: the lock of the window belongs to the registry it was started with.
        QProcess::startDetached(QCoreApplication::applicationFilePath(), {u"--registry"_s, file});
        m_window->close();
    });
    dialog->open();
}

void Console::startDemo()
{
    m_demoFleet = std::make_unique<DemoFleet>();
    connect(m_demoFleet.get(), &DemoFleet::failed, this, [this](const QString &sentence) {
        std::fprintf(stderr, "streamkeeper: %s\n", qPrintable(sentence));
        m_window->registryNotice()->showNotice(sentence, {{tr("Dismiss"), u"dismiss"_s}});
    });
    connect(m_demoFleet.get(), &DemoFleet::ready, this,
            [this](const std::vector<DemoFleet::Server> &servers) { addDemoServers(servers); });
    m_demoFleet->start(demoServers, demoCameras, m_demoFolder->path());
}

QCoro::Task<void> Console::addDemoServers(std::vector<DemoFleet::Server> servers)
{
    for (const DemoFleet::Server &entry : servers) {
        const auto added = co_await addDemoServer(entry);
        if (m_scope.isClosed())
            co_return; // the window is closed
        if (!added) {
            m_window->registryNotice()->showNotice(added.error().message, {{tr("Dismiss"), u"dismiss"_s}});
            co_return;
        }
    }
    // Once the first polls are in: a picture to look at from the start.
    connect(
        &m_window->page<StreamsPage>()->model(), &QAbstractItemModel::dataChanged, this,
        [this] { m_streams->selectFirstActive(); },
        Qt::ConnectionType(Qt::QueuedConnection | Qt::SingleShotConnection));
}

QCoro::Task<VoidResult> Console::addDemoServer(DemoFleet::Server entry)
{
    const auto saving = [this, &entry](auto done) {
        m_session->edits().servers.save(entry.server, entry.token, this, std::move(done));
    };
    const auto saved = co_await m_scope.call<void>(saving);
    if (!saved)
        co_return saved;
    const auto reading = [this, &entry](auto done) {
        m_session->readRemoteStreams(entry.server, entry.token, this, {}, std::move(done));
    };
    const auto found = co_await m_scope.call<std::vector<RemoteStream>>(reading);
    if (!found)
        co_return tl::unexpected(found.error());
    const auto adopting = [this, &entry, &found](auto done) {
        m_session->edits().streams.adopt(entry.server.id, *found, proposeAdoption(*found), this,
                                         std::move(done));
    };
    const auto adopted = co_await m_scope.call<int>(adopting);
    if (!adopted)
        co_return tl::unexpected(adopted.error());
    co_return VoidResult();
}

void Console::capture()
{
    int exitCode = 0;
    const auto note = [&](const Result<void> &result) {
        if (result)
            return;
        std::fprintf(stderr, "streamkeeper: %s\n", qPrintable(result.error().message));
        exitCode = 1;
    };
    if (!m_options.dumpTextFile.isEmpty())
        note(saveVisibleText(*m_window, m_options.dumpTextFile));
    if (!m_options.screenshotFile.isEmpty())
        note(saveScreenshot(*m_window, m_options.screenshotFile));
    Q_EMIT finished(exitCode);
}

void Console::bringForward()
{
    m_window->setWindowState(m_window->windowState() & ~Qt::WindowMinimized);
    m_window->show();
    m_window->raise();
    m_window->activateWindow();
}

void Console::end()
{
    m_window->closeAtOnce();
    QApplication::quit();
}

void Console::showAbout()
{
    auto *dialog = new AboutDialog(m_session->registryPath(), m_logFile, m_settings.file(), m_window.get());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

} // namespace streamkeeper
