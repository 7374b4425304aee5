#include "app/edits/CameraEdits.h"

#include "app/operations/AuditEntry.h"
#include "models/registry/FleetRepository.h"
#include "models/registry/ShareRepository.h"

#include <algorithm>

namespace streamkeeper {

namespace {

RegistryEdit savingOf(const Camera &camera, const Clock &clock)
{
    RegistryEdit edit;
    edit.entries = {auditEntry(OperationKind::EditCamera, camera.name)};
    edit.entries.front().camera = camera.id;
    edit.write = [camera, clock](RegistryDatabase &database) -> VoidResult {
        if (auto saved = FleetRepository(database).saveCameras({camera}); !saved)
            return saved;
        // A camera without External access has no public links.
        return camera.isPublic ? VoidResult()
                               : ShareRepository(database).revokePublic(camera.id, clock.nowMs());
    };
    return edit;
}

} // namespace

void CameraEdits::save(Camera camera, const std::optional<SecretText> &onvifPassword, QObject *context,
                       RegistryEditor::Done<void> done)
{
    RegistryMemory &memory = m_editor.memory();
    std::vector<SealedSecret> secrets;
    const bool isGiven = onvifPassword && !onvifPassword->isEmpty();
    // The next run has the key again, and the password that was sealed with it.
    const bool isForThisRun = isGiven && memory.secrets.outlastsThisRun(camera.onvifSecret);
    if (onvifPassword && !isForThisRun)
        camera.onvifSecret = {};
    if (isGiven && !isForThisRun) {
        auto sealed = memory.secrets.seal(onvifPurpose, *onvifPassword);
        if (!sealed) {
            done(tl::unexpected(sealed.error()));
            return;
        }
        camera.onvifSecret = sealed->id;
        secrets.push_back(std::move(*sealed));
    }
    RegistryEdit edit = savingOf(camera, m_editor.clock());
    edit.secrets = std::move(secrets);
    edit.leavesSecrets = true;
    edit.remember = [&memory, camera, lent = isForThisRun ? *onvifPassword : SecretText()]() mutable {
        ++camera.revision;
        if (!lent.isEmpty())
            memory.secrets.replaceForThisRun(camera.onvifSecret, lent);
        memory.fleet.updateCamera(camera);
    };
    m_editor.apply(std::move(edit), context, std::move(done));
}

void CameraEdits::saveMany(const std::vector<Camera> &cameras, Progress progress, std::stop_token stop,
                           QObject *context, RegistryEditor::Done<std::vector<VoidResult>> done)
{
    std::vector<RegistryEdit> edits;
    edits.reserve(cameras.size());
    for (const Camera &camera : cameras)
        edits.push_back(savingOf(camera, m_editor.clock()));
    const auto remember = [this, cameras](const std::vector<VoidResult> &results) {
        std::vector<Camera> saved;
        for (size_t i = 0; i < results.size(); ++i) {
            if (!results[i])
                continue;
            saved.push_back(cameras[i]);
            ++saved.back().revision;
        }
        m_editor.memory().fleet.updateCameras(saved);
    };
    m_editor.applyEach(std::move(edits), std::move(progress), std::move(stop), remember, context,
                       std::move(done));
}

void CameraEdits::removeEmpty(const CameraId &id, QObject *context, RegistryEditor::Done<void> done)
{
    RegistryMemory &memory = m_editor.memory();
    const Camera *camera = memory.fleet.camera(id);
    RegistryEdit edit;
    edit.entries = {auditEntry(OperationKind::DeleteCamera, camera ? camera->name : QString())};
    edit.entries.front().camera = id;
    edit.leavesSecrets = true;
    edit.write = [id](RegistryDatabase &database) { return FleetRepository(database).removeEmptyCamera(id); };
    edit.remember = [&memory, id] {
        std::vector<Camera> cameras = memory.fleet.cameras();
        std::erase_if(cameras, [&](const Camera &known) { return known.id == id; });
        memory.setFleet(memory.servers(), std::move(cameras), memory.fleet.streams());
    };
    m_editor.apply(std::move(edit), context, std::move(done));
}

} // namespace streamkeeper
