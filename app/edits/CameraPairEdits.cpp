#include "app/edits/CameraEdits.h"
#include "app/operations/AuditEntry.h"
#include "models/registry/FleetRepository.h"
#include "models/registry/OperationRepository.h"
#include "models/rules/FieldRules.h"
#include "models/texts/CameraTexts.h"

#include <QCoreApplication>

#include <algorithm>

namespace streamkeeper {

using namespace Qt::StringLiterals;

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(CameraPairEdits)
};

std::vector<Stream> streamsOf(const FleetState &fleet, const CameraId &camera)
{
    std::vector<Stream> streams;
    std::ranges::copy_if(fleet.streams(), std::back_inserter(streams),
                         [&](const Stream &stream) { return stream.camera == camera; });
    return streams;
}

/// Also of another program, of which memory does not know yet. An operation knows its camera from its start.
VoidResult refuseOpenOperations(RegistryDatabase &database, const std::vector<Stream> &streams)
{
    const auto open = OperationRepository(database).open();
    if (!open)
        return tl::unexpected(open.error());
    const bool isBusy = std::ranges::any_of(*open, [&](const Operation &operation) {
        return std::ranges::find(streams, operation.stream, &Stream::id) != streams.end();
    });
    return isBusy ? fail(ErrorCategory::Conflict, texts::pairObstacle(PairObstacle::Pending)) : VoidResult();
}

/// The streams are as the operator saw them, and no other one has come.
VoidResult checkStreams(RegistryDatabase &database, const std::vector<CameraId> &cameras, size_t count)
{
    const auto streams = FleetRepository(database).streams();
    if (!streams)
        return tl::unexpected(streams.error());
    const auto found = std::ranges::count_if(*streams, [&](const Stream &stream) {
        return std::ranges::find(cameras, stream.camera) != cameras.end();
    });
    return size_t(found) == count
               ? VoidResult()
               : fail(
                     ErrorCategory::Conflict,
                     Texts::tr("Somebody else has changed the streams of the camera meanwhile. Look again."));
}

RegistryEdit editOf(OperationKind kind, const QString &target, const Camera &camera)
{
    RegistryEdit edit;
    edit.entries = {auditEntry(kind, target)};
    edit.entries.front().camera = camera.id;
    return edit;
}

/// Memory as the registry has it now; `gone` may be null.
void remember(FleetState &fleet, const std::vector<MediaServer> &servers, std::vector<Camera> saved,
              const Stream &moved, const CameraId &gone)
{
    std::vector<Camera> cameras = fleet.cameras();
    std::erase_if(cameras, [&](const Camera &camera) {
        return camera.id == gone || std::ranges::find(saved, camera.id, &Camera::id) != saved.end();
    });
    std::ranges::move(saved, std::back_inserter(cameras));
    std::vector<Stream> streams = fleet.streams();
    const auto found = std::ranges::find(streams, moved.id, &Stream::id);
    if (found != streams.end()) { // what a poll has told of it meanwhile stays
        found->camera = moved.camera;
        found->revision = moved.revision;
    }
    fleet.setFleet(servers, std::move(cameras), std::move(streams));
}

Stream counted(Stream stream)
{
    ++stream.revision;
    return stream;
}

Camera counted(Camera camera)
{
    ++camera.revision;
    return camera;
}

} // namespace

void CameraEdits::split(const CameraId &id, const QString &name, QObject *context,
                        RegistryEditor::Done<CameraId> done)
{
    RegistryMemory &memory = m_editor.memory();
    const Camera *known = memory.fleet.camera(id);
    const PairFacts facts = known ? pairFactsOf(memory.fleet, *known) : PairFacts();
    const auto checked = fields::checkCameraName(name);
    if (const PairObstacle obstacle = splitObstacle(facts);
        !known || obstacle != PairObstacle::None || !checked) {
        done(checked ? fail(ErrorCategory::Invalid, texts::pairObstacle(obstacle))
                     : tl::unexpected(checked.error()));
        return;
    }
    const Camera before = *known;
    Camera fresh = before;
    fresh.id = CameraId::create();
    fresh.name = *checked;
    fresh.remoteUid.clear(); // a media server calls both by it: it would find the pair again
    fresh.createdAt = m_editor.clock().nowUtc();
    fresh.revision = 1;
    const std::vector<Stream> streams = streamsOf(memory.fleet, id);
    Stream low = *std::ranges::find(streams, Quality::Low, &Stream::quality);
    low.camera = fresh.id;
    RegistryEdit edit = editOf(OperationKind::SplitCamera, u"%1 → %2"_s.arg(before.name, fresh.name), before);
    // The camera is saved as it was: whoever changed it meanwhile would not find that in the copy.
    edit.write = [streams, before, fresh, low, id](RegistryDatabase &database) {
        FleetRepository fleet(database);
        return refuseOpenOperations(database, streams)
            .and_then([&] { return checkStreams(database, {id}, streams.size()); })
            .and_then([&] {
                return fleet.saveCameras({before, fresh});
            })
            .and_then([&] { return fleet.saveStreams({low}); });
    };
    edit.remember = [&memory, before, fresh, low] {
        remember(memory.fleet, memory.servers(), {counted(before), fresh}, counted(low), {});
    };
    m_editor.apply(std::move(edit), context,
                   [id = fresh.id, done = std::move(done)](const VoidResult &written) {
                       done(written ? Result<CameraId>(id) : tl::unexpected(written.error()));
                   });
}

void CameraEdits::join(const CameraId &keptId, const CameraId &otherId, QObject *context,
                       RegistryEditor::Done<void> done)
{
    RegistryMemory &memory = m_editor.memory();
    const Camera *knownKept = memory.fleet.camera(keptId);
    const Camera *knownOther = memory.fleet.camera(otherId);
    const PairObstacle obstacle =
        knownKept && knownOther
            ? joinObstacle(pairFactsOf(memory.fleet, *knownKept), pairFactsOf(memory.fleet, *knownOther))
            : PairObstacle::NoStream;
    if (obstacle != PairObstacle::None) {
        done(fail(ErrorCategory::Invalid, texts::pairObstacle(obstacle)));
        return;
    }
    const Camera kept = joinedCamera(*knownKept, *knownOther);
    const Camera other = *knownOther;
    std::vector<Stream> streams = streamsOf(memory.fleet, otherId);
    Stream moved = streams.front();
    moved.camera = keptId;
    std::ranges::copy(streamsOf(memory.fleet, keptId), std::back_inserter(streams));
    RegistryEdit edit = editOf(OperationKind::JoinCameras, u"%1 + %2"_s.arg(kept.name, other.name), kept);
    edit.leavesSecrets = true;
    // The other one is saved before it goes: nobody loses what somebody has changed meanwhile.
    edit.write = [streams, kept, other, moved](RegistryDatabase &database) {
        FleetRepository fleet(database);
        return refuseOpenOperations(database, streams)
            .and_then([&] {
                return checkStreams(database, {kept.id, other.id}, streams.size());
            })
            .and_then([&] {
                return fleet.saveCameras({kept, other});
            })
            .and_then([&] { return fleet.saveStreams({moved}); })
            .and_then([&] { return fleet.removeEmptyCamera(other.id); });
    };
    edit.remember = [&memory, kept, moved, gone = other.id] {
        remember(memory.fleet, memory.servers(), {counted(kept)}, counted(moved), gone);
    };
    m_editor.apply(std::move(edit), context, std::move(done));
}

} // namespace streamkeeper
