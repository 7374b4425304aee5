#include "app/console/NewCameraPresenter.h"

#include "app/console/FindCamerasPresenter.h"
#include "app/console/OperationsPresenter.h"
#include "app/console/PreviewPresenter.h"
#include "app/session/NewStreams.h"
#include "models/texts/PlacementTexts.h"
#include "views/cameras/CameraCard.h"
#include "views/preview/PreviewPanel.h"
#include "views/shell/MainWindow.h"
#include "views/streams/AddCameraDialog.h"
#include "views/streams/FindCamerasDialog.h"
#include "views/streams/StreamsPage.h"

#include <QAction>

namespace streamkeeper {

using namespace Qt::StringLiterals;

namespace {

NewCamera wantedOf(const AddCameraDialog &dialog)
{
    return {dialog.camera(), dialog.address(Quality::High), dialog.address(Quality::Low)};
}

} // namespace

NewCameraPresenter::NewCameraPresenter(Session &session, MainWindow &window, OperationsPresenter &operations,
                                       QObject *parent)
    : QObject(parent)
    , m_session(session)
    , m_window(window)
    , m_operations(operations)
    , m_fetcher(std::make_shared<TransportMediaFetcher>(session.network()))
{
    connect(window.page<StreamsPage>()->addCameraAction(), &QAction::triggered, this,
            &NewCameraPresenter::addCamera);
    connect(window.page<CameraCard>(), &CameraCard::addStreamRequested, this, &NewCameraPresenter::addStream);
}

NewCameraPresenter::~NewCameraPresenter()
{
    m_fetcher->detach();
}

void NewCameraPresenter::addCamera()
{
    auto *dialog = new AddCameraDialog(&m_window);
    open(*dialog);
}

void NewCameraPresenter::addStream(const CameraId &camera, Quality missing)
{
    const Camera *known = m_session.fleet().camera(camera);
    if (!known)
        return;
    auto *dialog = new AddCameraDialog(&m_window);
    dialog->setCamera(*known, missing);
    open(*dialog);
}

void NewCameraPresenter::open(AddCameraDialog &dialog)
{
    dialog.setAttribute(Qt::WA_DeleteOnClose);
    connect(&dialog, &AddCameraDialog::changed, this, [this, &dialog] { propose(dialog); });
    connect(&dialog, &AddCameraDialog::testRequested, this,
            [this, &dialog](const StreamAddress &address) { play(dialog, address); });
    connect(&dialog, &AddCameraDialog::findRequested, this, [this, &dialog] { find(dialog); });
    connect(&dialog, &AddCameraDialog::submitted, this, [this, &dialog] { submit(dialog); });
    propose(dialog);
    dialog.open();
}

void NewCameraPresenter::find(AddCameraDialog &dialog)
{
    auto *found = new FindCamerasDialog(&dialog);
    found->setAttribute(Qt::WA_DeleteOnClose);
    auto *presenter = new FindCamerasPresenter(m_session, *found);
    connect(presenter, &FindCamerasPresenter::chosen, &dialog, &AddCameraDialog::fill);
    found->open();
}

void NewCameraPresenter::propose(AddCameraDialog &dialog)
{
    const FleetState &fleet = m_session.fleet();
    const NewCamera wanted = wantedOf(dialog);
    const PlacementNeeds needs = needsOf(wanted);
    const PlacementPolicy &policy = m_session.placementPolicy();
    const PlacementField field = placementField(fleet, m_session.clusters(), policy);
    const auto allowed = standingsForNewStreams(field, wanted.camera.serverGroup, addressOf(wanted));
    const auto found = findLeastLoaded(allowed, needs, policy);
    std::vector<AddCameraDialog::ServerChoice> choices;
    choices.push_back({found ? allowed[*found].id : ServerId(),
                       found ? tr("Automatic: %1 (least loaded)").arg(allowed[*found].name)
                             : tr("No media server fits. Choose one by hand."),
                       {}});
    for (const PlacementCandidate &standing : field.servers) {
        QString reason = texts::failedChecks(judgeServer(standing, needs, policy));
        const bool isAllowed =
            std::ranges::find(allowed, standing.id, &PlacementCandidate::id) != allowed.end();
        if (reason.isEmpty() && !isAllowed)
            reason = tr("not where the camera's server group or address leads to");
        choices.push_back({standing.id,
                           reason.isEmpty() ? standing.name : tr("%1 (%2)").arg(standing.name, reason),
                           reason});
    }
    dialog.setServers(choices);

    QStringList users;
    for (const auto &address : {wanted.high, wanted.low}) {
        if (!address)
            continue;
        for (const StreamId &id : usersOf(*address, fleet)) {
            const FleetRow &row = fleet.row(fleet.rowOf(id));
            users.append(journalName(row.cameraName, row.quality));
        }
    }
    dialog.setWarning(users.isEmpty() ? QString()
                                      : tr("This address is used already by %1.").arg(users.join(u", "_s)));
}

void NewCameraPresenter::play(AddCameraDialog &dialog, const StreamAddress &address)
{
    auto *controller = dialog.findChild<PreviewPresenter *>();
    if (!controller) {
        auto *panel = new PreviewPanel;
        dialog.setPreview(panel);
        controller = new PreviewPresenter(panel, m_fetcher, m_session.clock(), &dialog);
        // While the dialog is closing its panel goes first.
        connect(&dialog, &QDialog::finished, controller, [controller] { delete controller; });
    }
    MediaSource source;
    source.url = QUrl(address.full().revealText());
    source.streamKey = u"test"_s;
    const bool isRtsp = source.url.scheme().startsWith(u"rtsp"_s);
    source.protocol = isRtsp ? MediaProtocol::Rtsp : MediaProtocol::Hls;
    const std::optional<MediaSource> none;
    controller->clear({});
    controller->showStream(source.streamKey, address.masked(), isRtsp ? std::optional(source) : none,
                           isRtsp ? none : std::optional(source), {});
}

void NewCameraPresenter::submit(AddCameraDialog &dialog)
{
    NewCamera wanted = wantedOf(dialog);
    if (const Camera *known = m_session.fleet().camera(wanted.camera.id)) {
        const auto free = checkManualAdding(*known, m_session.devices(), m_session.clock().nowMs());
        if (!free) {
            dialog.setError(free.error().message);
            return;
        }
    }
    if (const SecretText password = dialog.onvifPassword(); !password.isEmpty()) {
        auto sealed = m_session.sealOnvifPassword(password);
        if (!sealed) {
            dialog.setError(sealed.error().message);
            return;
        }
        wanted.camera.onvifSecret = sealed->id;
        wanted.onvifPassword = std::move(*sealed);
    }
    const auto commands =
        planNewCamera(wanted, dialog.server(), m_session.fleet(), m_session.clock().nowUtc());
    if (!commands) {
        dialog.setError(commands.error().message);
        return;
    }
    m_operations.run(*commands);
    dialog.accept();
}

} // namespace streamkeeper
