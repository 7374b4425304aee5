#include "app/session/Session.h"
#include "app/session/StreamOrders.h"

#include <algorithm>

// The part of Session that decides who may watch.

namespace streamkeeper {

void Session::checkSwitchOver(const MediaServer &draft, QObject *context, SwitchOver::Done done)
{
    const auto key = m_signingKeys->current();
    const auto pem = m_signingKeys->privatePem();
    if (!key || !pem) {
        SwitchOverReport report;
        report.lines.push_back({pem ? QString() : pem.error().message, SwitchOverReport::Outcome::Failed});
        done(report);
        return;
    }
    SwitchOver::check(*m_network, draft, *pem, key->id, context, std::move(done));
}

void Session::changeSigningKey(QObject *context, KeyChange::Done done)
{
    std::vector<MediaServer> signedServers;
    std::ranges::copy_if(m_servers, std::back_inserter(signedServers),
                         [](const MediaServer &server) { return server.auth == ServerAuth::Jwt; });
    const KeyChange::Tools tools{*m_signingKeys, *m_registry, *m_network, *m_serverCalls, signedServers};
    KeyChange::start(tools, context, [this, done = std::move(done)](Result<KeyChange::Report> report) {
        Q_EMIT m_sharing->linksChanged();
        done(std::move(report));
    });
}

void Session::setExternalAccess(const CameraId &id, bool isPublic, QObject *context, Done<BatchId> done)
{
    const Camera *known = m_fleet.camera(id);
    if (!known) {
        done(fail(ErrorCategory::Invalid, tr("The camera is not in the registry any more.")));
        return;
    }
    Camera camera = *known;
    camera.isPublic = isPublic;
    if (!isPublic)
        camera.allowedSubnets.clear(); // they exist with External access only (domain.md 6)
    saveCamera(
        camera, std::nullopt, this,
        [this, id, guard = QPointer<QObject>(context), done = std::move(done)](const VoidResult &saved) {
            const auto commands = saved ? accessCommands(m_fleet, {id}) : std::vector<StreamCommand>();
            const BatchId batch = commands.empty() ? BatchId() : runCommands(commands);
            if (guard)
                done(saved ? Result<BatchId>(batch) : tl::unexpected(saved.error()));
        });
}

} // namespace streamkeeper
