#include "app/console/StreamsPresenter.h"

#include "app/archive/PieceLocator.h"
#include "models/texts/StreamTexts.h"
#include "views/preview/PreviewPanel.h"
#include "views/servers/ServersPage.h"
#include "views/shell/MainWindow.h"
#include "views/streams/DetailPanel.h"
#include "views/streams/StreamTableView.h"
#include "views/streams/StreamsPage.h"

#include <QAction>

namespace streamkeeper {

using namespace Qt::StringLiterals;

StreamsPresenter::StreamsPresenter(Session &session, MainWindow &window, QObject *parent)
    : QObject(parent)
    , m_session(session)
    , m_window(window)
    , m_fetcher(std::make_shared<TransportMediaFetcher>(session.network()))
    , m_panel(new PreviewPanel)
    , m_preview(std::make_unique<PreviewPresenter>(m_panel, m_fetcher, session.clock()))
    , m_archive(std::make_unique<ArchivePlaybackPresenter>(m_panel, *m_preview, m_fetcher, session.clock()))
    , m_accountQuestion(session, &window)
{
    StreamsPage *page = window.page<StreamsPage>();
    page->detail()->setPreview(m_panel);
    connect(page, &StreamsPage::playRequested, m_panel->action(PreviewAction::Pause), &QAction::trigger);
    m_preview->setResolve(
        [this](const QString &key, MediaProtocol protocol, PreviewPresenter::Answer answer) {
            resolve(key, protocol, std::move(answer));
        });
    connectArchive();
    connectQuestion();
    connect(page, &StreamsPage::currentStreamChanged, this, &StreamsPresenter::showStream);
    connect(&session.fleet(), &FleetState::structureChanged, this, &StreamsPresenter::followTransfer);
    connect(page, &StreamsPage::serverActivated, &m_window, &MainWindow::openServer);
    connect(page->pauseAction(), &QAction::toggled, this,
            [this](bool isPaused) { m_session.polling().setPaused(isPaused); });
    connect(page->pollAction(), &QAction::triggered, this, [this] { m_session.polling().pollAllNow(); });
}

StreamsPresenter::~StreamsPresenter()
{
    m_archive.reset();
    m_preview.reset();
    m_fetcher->detach();
}

void StreamsPresenter::connectArchive()
{
    m_archive->setServerNames([this](const ServerId &id) { return m_session.fleet().serverName(id); });
    m_archive->setLocate([this](const ArchivePlace &place, const RecordedPeriod &period,
                                const ArchivePlayer::PieceAnswer &answer) {
        locatePiece(m_session.archive(), place, period, PieceUse::Playing, this, answer);
    });
}

void StreamsPresenter::connectQuestion()
{
    connect(m_preview.get(), &PreviewPresenter::accountWithheld, this,
            [this](const QString &key, const QString &reason) {
                if (const int row = rowOfKey(key); row >= 0)
                    m_accountQuestion.ask(serverShowing(m_session.fleet().row(row)), reason, this,
                                          [this] { m_preview->start(); });
            });
    connect(m_archive.get(), &ArchivePlaybackPresenter::accountWithheld, this,
            [this](const ServerId &server, const QString &reason) {
                m_accountQuestion.ask(server, reason, this, [this] { m_archive->readAgain(); });
            });
}

/// The one that a viewer of the stream is sent to.
ServerId StreamsPresenter::serverShowing(const FleetRow &row) const
{
    const FleetState &fleet = m_session.fleet();
    const int server = fleet.observedServer(row) >= 0 ? fleet.observedServer(row) : row.mainServer;
    return server < 0 ? ServerId() : fleet.servers()[size_t(server)].server.id;
}

void StreamsPresenter::showInArchive(int fleetRow, const QString &title)
{
    const FleetRow &row = m_session.fleet().row(fleetRow);
    ArchivePlaybackPresenter::Subject subject;
    subject.streamKey = keyOf(fleetRow);
    subject.title = title;
    subject.mainServer = mainServerOf(row);
    if (!row.isManaged())
        subject.obstacle = tr("The archive is looked up for streams of the registry. Adopt this one first.");
    subject.read = [this, id = row.id](const auto &progress, auto done) {
        m_session.archive().read(id, progress, this, std::move(done));
    };
    m_archive->showStream(std::move(subject));
}

QString StreamsPresenter::keyOf(int fleetRow) const
{
    const FleetRow &row = m_session.fleet().row(fleetRow);
    if (row.isManaged())
        return row.id.toString();
    return m_session.fleet().servers()[size_t(row.mainServer)].server.id.toString() + u'/' + row.remoteName;
}

int StreamsPresenter::rowOfKey(const QString &streamKey) const
{
    const int row = m_session.fleet().rowOf(StreamId::fromString(streamKey));
    if (row >= 0)
        return row;
    for (int i = 0; i < m_session.fleet().rowCount(); ++i) {
        if (!m_session.fleet().row(i).isManaged() && keyOf(i) == streamKey)
            return i;
    }
    return -1;
}

std::optional<MediaSource> StreamsPresenter::sourceOf(int fleetRow, const LiveUrls &urls,
                                                      MediaProtocol protocol) const
{
    const QUrl &url = protocol == MediaProtocol::Rtsp ? urls.rtsp : urls.hls;
    if (url.isEmpty())
        return {};
    const FleetState &fleet = m_session.fleet();
    const FleetServer *server = fleet.server(serverShowing(fleet.row(fleetRow)));
    MediaSource source;
    source.url = url;
    source.protocol = protocol;
    source.streamKey = keyOf(fleetRow);
    if (protocol == MediaProtocol::Hls) {
        source.authorization = urls.hlsAuthorization;
        source.refusal = urls.hlsRefusal;
    } else {
        source.account = urls.rtspAccount;
        source.refusal = urls.rtspRefusal;
    }
    const QByteArray pin = server ? server->server.pinnedSha256 : QByteArray();
    if (!pin.isEmpty() && (url.scheme() == u"https" || url.scheme() == u"rtsps"))
        source.pinnedCertificateSha256 = pin;
    return source;
}

ServerId StreamsPresenter::mainServerOf(const FleetRow &row) const
{
    return row.mainServer < 0 ? ServerId() : m_session.fleet().servers()[size_t(row.mainServer)].server.id;
}

void StreamsPresenter::followTransfer()
{
    const int row = m_session.fleet().rowOf(StreamId::fromString(m_shownKey));
    if (row >= 0 && mainServerOf(m_session.fleet().row(row)) != m_shownServer)
        showStream(row);
}

void StreamsPresenter::showStream(int fleetRow)
{
    if (fleetRow < 0) {
        m_shownKey.clear();
        m_archive->clear();
        m_preview->clear({});
        return;
    }
    const QString key = keyOf(fleetRow);
    m_shownKey = key;
    const FleetRow &row = m_session.fleet().row(fleetRow);
    m_shownServer = mainServerOf(row);
    const QString title =
        row.isManaged() ? tr("%1 · %2", "camera · quality").arg(row.cameraName, texts::quality(row.quality))
                        : row.cameraName;
    showInArchive(fleetRow, title);
    m_session.refreshStream(fleetRow);
    m_session.liveUrls(fleetRow, this, [this, key, title](const Result<LiveUrls> &urls) {
        const int rowNow = rowOfKey(key);
        if (key != m_shownKey || rowNow < 0)
            return;
        if (!urls) {
            m_preview->showStream(key, title, {}, {}, urls.error().message);
            return;
        }
        const QString reason = urls->rtspReason.isEmpty() ? urls->hlsReason : urls->rtspReason;
        m_preview->showStream(key, title, sourceOf(rowNow, *urls, MediaProtocol::Rtsp),
                              sourceOf(rowNow, *urls, MediaProtocol::Hls), reason);
    });
}

void StreamsPresenter::resolve(const QString &streamKey, MediaProtocol protocol,
                               PreviewPresenter::Answer answer)
{
    const int row = rowOfKey(streamKey);
    if (row < 0) {
        answer(fail(ErrorCategory::Invalid, tr("The stream is gone.")));
        return;
    }
    m_session.liveUrls(
        row, this, [this, streamKey, protocol, answer = std::move(answer)](const Result<LiveUrls> &urls) {
            const int rowNow = rowOfKey(streamKey);
            if (!urls || rowNow < 0) {
                answer(urls ? fail(ErrorCategory::Invalid, tr("The stream is gone."))
                            : tl::unexpected(urls.error()));
                return;
            }
            const bool isRtsp = protocol == MediaProtocol::Rtsp;
            const auto source = sourceOf(rowNow, *urls, protocol);
            if (source)
                answer(*source);
            else
                answer(fail(ErrorCategory::Unsupported, isRtsp ? urls->rtspReason : urls->hlsReason));
        });
}

void StreamsPresenter::selectFirstActive()
{
    const StreamTableModel &model = m_window.page<StreamsPage>()->model();
    for (int row = 0; row < model.rowCount(); ++row) {
        const int fleetRow = model.fleetRow(row);
        const FleetRow &candidate = m_session.fleet().row(fleetRow);
        if (candidate.status == StreamStatus::Active && candidate.quality == Quality::High) {
            m_window.page<StreamsPage>()->table()->selectFleetRow(fleetRow);
            return;
        }
    }
}

} // namespace streamkeeper
