#include "app/session/Session.h"
#include "models/registry/ArchiveRepository.h"
#include "models/registry/OperationRepository.h"
#include "models/registry/ShareRepository.h"

#include <QDateTime>
#include <QPointer>

// The part of Session that changes single cameras and streams.

namespace streamkeeper {

using namespace Qt::StringLiterals;

namespace {

/// A camera without External access has no public links.
VoidResult revokePublicLinks(RegistryDatabase &database, const Camera &camera, qint64 nowMs)
{
    return camera.isPublic ? VoidResult() : ShareRepository(database).revokePublic(camera.id, nowMs);
}

} // namespace

BatchId Session::runCommands(const std::vector<StreamCommand> &commands)
{
    std::vector<OperationRunner::Order> orders;
    const Sealing sealing = [this](const SecretId &id, const QString &purpose, const SecretText &secret) {
        return m_secrets.seal(id, purpose, secret);
    };
    // The second stream of a new camera: the registry will know the camera by the first one.
    QHash<CameraId, QString> newCameras;
    for (const StreamCommand &command : commands) {
        if (command.newCamera)
            newCameras.insert(command.newCamera->id, command.newCamera->name);
    }
    for (const StreamCommand &command : commands) {
        auto order = makeOrder(command, m_fleet, sealing);
        if (!order) {
            OperationRunner::Order refusedOrder;
            refusedOrder.operation.kind = command.kind;
            refusedOrder.operation.stream = command.stream;
            refusedOrder.refusal = order.error();
            orders.push_back(std::move(refusedOrder));
            continue;
        }
        if (command.newStream && newCameras.contains(command.newStream->camera))
            order->operation.target =
                journalName(newCameras.value(command.newStream->camera), command.newStream->quality);
        if (order->secret)
            m_secrets.insert(*order->secret);
        orders.push_back(std::move(*order));
    }
    return m_operations->start(std::move(orders));
}

void Session::saveCamera(Camera camera, const std::optional<SecretText> &onvifPassword, QObject *context,
                         Done<void> done)
{
    std::vector<SealedSecret> secrets;
    if (onvifPassword) {
        camera.onvifSecret = onvifPassword->isEmpty() ? SecretId() : SecretId::create();
        if (!onvifPassword->isEmpty()) {
            auto sealed =
                m_secrets.seal(camera.onvifSecret, QString::fromLatin1(onvifPurpose), *onvifPassword);
            if (!sealed) {
                done(tl::unexpected(sealed.error()));
                return;
            }
            secrets.push_back(std::move(*sealed));
        }
    }
    Operation entry = auditEntry(OperationKind::EditCamera, camera.name, m_operations->owner());
    entry.camera = camera.id;
    const auto job = [camera, secrets, entry](RegistryDatabase &database) {
        return database.inTransaction([&]() -> VoidResult {
            if (auto saved = SecretRepository(database).save(secrets); !saved)
                return saved;
            FleetRepository fleet(database);
            if (auto saved = fleet.saveCameras({camera}); !saved)
                return saved;
            const qint64 now = QDateTime::currentMSecsSinceEpoch();
            if (auto revoked = revokePublicLinks(database, camera, now); !revoked)
                return revoked;
            if (auto noted = OperationRepository(database).addFinished(entry, now); !noted)
                return noted;
            return fleet.removeUnusedSecrets();
        });
    };
    QPointer<QObject> guard(context);
    onRegistry<void>(
        this, job, [this, camera, secrets, guard, done = std::move(done)](const Result<void> &saved) mutable {
            if (saved) {
                for (const SealedSecret &sealed : secrets)
                    m_secrets.insert(sealed);
                ++camera.revision;
                m_fleet.updateCamera(camera);
                Q_EMIT registryWritten();
                Q_EMIT m_sharing->linksChanged();
            }
            if (guard)
                done(saved);
        });
}

void Session::saveCameras(std::vector<Camera> cameras, const Progress &progress, std::stop_token stop,
                          QObject *context, Done<std::vector<VoidResult>> done)
{
    auto work = std::make_shared<ManyCameras>();
    work->cameras = std::move(cameras);
    work->progress = progress;
    work->stop = std::move(stop);
    work->context = context;
    work->done = std::move(done);
    saveNextCameras(work);
}

void Session::saveNextCameras(const std::shared_ptr<ManyCameras> &work)
{
    const size_t begin = work->results.size();
    if (begin == work->cameras.size() || work->stop.stop_requested()) {
        const auto cancelled = fail(ErrorCategory::Cancelled, tr("Cancelled before it was begun."));
        work->results.resize(work->cameras.size(), cancelled);
        m_fleet.updateCameras(work->saved);
        if (!work->saved.empty())
            Q_EMIT registryWritten();
        if (work->context)
            work->done(std::move(work->results));
        return;
    }
    // A few at a time, so that others get their turn, and Cancel is heard.
    constexpr size_t most = 250;
    const size_t end = std::min(work->cameras.size(), begin + most);
    std::vector<std::pair<Camera, Operation>> slice;
    for (size_t i = begin; i < end; ++i) {
        const Camera &camera = work->cameras[i];
        Operation entry = auditEntry(OperationKind::EditCamera, camera.name, m_operations->owner());
        entry.camera = camera.id;
        slice.emplace_back(camera, std::move(entry));
    }
    const auto job = [slice](RegistryDatabase &database) -> Result<std::vector<VoidResult>> {
        std::vector<VoidResult> results;
        for (const auto &[camera, entry] : slice) {
            results.push_back(database.inTransaction([&, &camera = camera, &entry = entry]() -> VoidResult {
                if (auto saved = FleetRepository(database).saveCameras({camera}); !saved)
                    return saved;
                const qint64 now = QDateTime::currentMSecsSinceEpoch();
                if (auto revoked = revokePublicLinks(database, camera, now); !revoked)
                    return revoked;
                return OperationRepository(database).addFinished(entry, now);
            }));
        }
        return results;
    };
    onRegistry<std::vector<VoidResult>>(
        this, job, [this, work, begin](const Result<std::vector<VoidResult>> &results) {
            for (size_t i = 0; i < results->size(); ++i) {
                work->results.push_back((*results)[i]);
                if (!(*results)[i])
                    continue;
                Camera saved = work->cameras[begin + i];
                ++saved.revision;
                work->saved.push_back(std::move(saved));
            }
            if (work->context && work->progress)
                work->progress(int(work->results.size()), int(work->cameras.size()));
            saveNextCameras(work);
        });
}

void Session::removeEmptyCamera(const CameraId &id, QObject *context, Done<void> done)
{
    const Camera *camera = m_fleet.camera(id);
    Operation entry =
        auditEntry(OperationKind::DeleteCamera, camera ? camera->name : QString(), m_operations->owner());
    entry.camera = id;
    const auto job = [id, entry](RegistryDatabase &database) {
        return database.inTransaction([&]() -> VoidResult {
            auto removed = database.run(u"DELETE FROM camera WHERE id = ? AND NOT EXISTS"
                                        " (SELECT 1 FROM stream WHERE camera_id = camera.id)"_s,
                                        {id.toString()});
            if (!removed)
                return tl::unexpected(removed.error());
            if (removed->numRowsAffected() == 0)
                return fail(ErrorCategory::Conflict, tr("The camera has streams, or is gone already."));
            const qint64 now = QDateTime::currentMSecsSinceEpoch();
            if (auto noted = OperationRepository(database).addFinished(entry, now); !noted)
                return noted;
            return FleetRepository(database).removeUnusedSecrets();
        });
    };
    QPointer<QObject> guard(context);
    onRegistry<void>(this, job, [this, id, guard, done = std::move(done)](const Result<void> &removed) {
        if (removed) {
            std::vector<Camera> cameras = m_fleet.cameras();
            std::erase_if(cameras, [&](const Camera &known) { return known.id == id; });
            reloadFleet(m_servers, std::move(cameras), m_fleet.streams());
        }
        if (guard)
            done(removed);
    });
}

void Session::takeTheirs(const StreamId &id, QObject *context, Done<void> done)
{
    const Stream *stream = m_fleet.stream(id);
    if (!stream || stream->mainServer.isNull()) {
        done(fail(ErrorCategory::Invalid, tr("The stream has no media server.")));
        return;
    }
    QPointer<QObject> guard(context);
    const auto answer = [guard, done = std::move(done)](const VoidResult &result) {
        if (guard)
            done(result);
    };
    m_serverCalls->read(
        stream->mainServer, stream->remoteName, this, [this, id, answer](const Result<RemoteStream> &read) {
            const Stream *now = m_fleet.stream(id);
            if (!read || !now) {
                answer(read ? fail(ErrorCategory::Invalid, tr("The stream is not in the registry any more."))
                            : tl::unexpected(read.error()));
                return;
            }
            Stream changed = *now;
            changed.isEnabled = read->isEnabled;
            if (read->audio != Tristate::Unknown)
                changed.audio = read->audio;
            if (read->recording != Tristate::Unknown)
                changed.recording = read->recording;
            std::vector<SealedSecret> secrets;
            if (!read->address.isEmpty() && read->address != changed.address) {
                changed.address = read->address;
                changed.addressSecret = {};
                if (changed.address.hasSecret()) {
                    changed.addressSecret = SecretId::create();
                    auto sealed = m_secrets.seal(changed.addressSecret, QString::fromLatin1(addressPurpose),
                                                 changed.address.full());
                    if (!sealed) {
                        answer(tl::unexpected(sealed.error()));
                        return;
                    }
                    secrets.push_back(std::move(*sealed));
                }
            }
            const Camera *camera = m_fleet.camera(changed.camera);
            Operation entry = auditEntry(OperationKind::TakeTheirs,
                                         journalName(camera ? camera->name : QString(), changed.quality),
                                         m_operations->owner());
            entry.stream = id;
            entry.camera = changed.camera;
            entry.server = changed.mainServer;
            if (const int index = m_fleet.serverIndex(changed.mainServer); index >= 0)
                entry.place = m_fleet.servers()[size_t(index)].server.name;
            const auto job = [changed, secrets, entry](RegistryDatabase &database) {
                return database.inTransaction([&]() -> VoidResult {
                    if (auto saved = SecretRepository(database).save(secrets); !saved)
                        return saved;
                    FleetRepository fleet(database);
                    if (auto saved = fleet.saveStreams({changed}); !saved)
                        return saved;
                    const qint64 now = QDateTime::currentMSecsSinceEpoch();
                    if (auto noted = OperationRepository(database).addFinished(entry, now); !noted)
                        return noted;
                    return fleet.removeUnusedSecrets();
                });
            };
            onRegistry<void>(this, job, [this, changed, secrets, answer](const Result<void> &saved) mutable {
                if (saved) {
                    for (const SealedSecret &sealed : secrets)
                        m_secrets.insert(sealed);
                    ++changed.revision;
                    m_fleet.updateStream(changed);
                    Q_EMIT registryWritten();
                }
                answer(saved);
            });
        });
}

void Session::forgetStreams(const std::vector<StreamId> &streams, QObject *context, Done<void> done)
{
    std::vector<Operation> entries;
    for (const StreamId &id : streams) {
        const Stream *stream = m_fleet.stream(id);
        if (!stream)
            continue;
        const Camera *camera = m_fleet.camera(stream->camera);
        Operation entry =
            auditEntry(OperationKind::Forget, journalName(camera ? camera->name : QString(), stream->quality),
                       m_operations->owner());
        entry.stream = id;
        entry.camera = stream->camera;
        entry.server = stream->mainServer;
        if (const int index = m_fleet.serverIndex(stream->mainServer); index >= 0)
            entry.place = m_fleet.servers()[size_t(index)].server.name;
        entries.push_back(std::move(entry));
    }
    const auto job = [streams, entries](RegistryDatabase &database) {
        return database.inTransaction([&]() -> VoidResult {
            for (const Operation &entry : entries) {
                const qint64 now = QDateTime::currentMSecsSinceEpoch();
                if (auto noted = OperationRepository(database).addFinished(entry, now); !noted)
                    return noted;
            }
            return FleetRepository(database).removeStreams(streams);
        });
    };
    QPointer<QObject> guard(context);
    onRegistry<void>(this, job, [this, streams, guard, done = std::move(done)](const Result<void> &removed) {
        if (removed) {
            m_fleet.removeStreams(streams);
            Q_EMIT registryWritten();
        }
        if (guard)
            done(removed);
    });
}

void Session::latestOperations(int count, QObject *context, Done<std::vector<Operation>> done)
{
    onRegistry<std::vector<Operation>>(
        context, [count](RegistryDatabase &database) { return OperationRepository(database).latest(count); },
        std::move(done));
}

void Session::archiveIndex(const StreamId &stream, QObject *context, Done<std::vector<ArchiveHolder>> done)
{
    const auto job = [stream](RegistryDatabase &database) {
        return ArchiveRepository(database).holdersOf(stream);
    };
    onRegistry<std::vector<ArchiveHolder>>(context, job, std::move(done));
}

void Session::operationEvents(const OperationId &id, QObject *context, Done<std::vector<OperationEvent>> done)
{
    onRegistry<std::vector<OperationEvent>>(
        context, [id](RegistryDatabase &database) { return OperationRepository(database).events(id); },
        std::move(done));
}

} // namespace streamkeeper
