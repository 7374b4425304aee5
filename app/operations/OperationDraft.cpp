#include "app/operations/OperationDraft.h"

#include "models/registry/EventRepository.h"
#include "models/registry/FleetRepository.h"
#include "models/registry/OperationRepository.h"

#include <QCoreApplication>

namespace streamkeeper {

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(OperationDraft)
};

/// What this program has in memory may be a moment old: another one may have moved the stream since.
VoidResult checkUnchanged(RegistryDatabase &database, const JournalEntry &entry)
{
    if (entry.revision == 0)
        return {};
    const auto stored = FleetRepository(database).stream(entry.operation.stream);
    if (!stored)
        return tl::unexpected(stored.error());
    if (*stored && (*stored)->revision == entry.revision)
        return {};
    return fail(
        ErrorCategory::Conflict,
        Texts::tr("Somebody else changed %1 a moment ago. Look at it again.").arg(entry.operation.target));
}

VoidResult writeEntry(RegistryDatabase &database, const JournalEntry &entry)
{
    if (auto same = checkUnchanged(database, entry); !same)
        return same;
    if (entry.secret) {
        if (auto saved = SecretRepository(database).save({*entry.secret}); !saved)
            return saved;
    }
    if (entry.cameraSecret) {
        if (auto saved = SecretRepository(database).save({*entry.cameraSecret}); !saved)
            return saved;
    }
    if (entry.newCamera) {
        if (auto saved = FleetRepository(database).saveCameras({*entry.newCamera}); !saved)
            return saved;
        if (auto noted = EventRepository(database).addNewCamera(entry.operation, entry.newCamera->name,
                                                                entry.operation.createdAtMs);
            !noted)
            return noted;
    }
    if (entry.newStream) {
        if (auto saved = FleetRepository(database).saveStreams({*entry.newStream}); !saved)
            return saved;
    }
    return OperationRepository(database).add(entry.operation);
}

VoidResult writeOpening(RegistryDatabase &database, const OperationRun::Opening &opening)
{
    if (opening.stream) {
        if (auto saved = FleetRepository(database).saveStreams({*opening.stream}); !saved)
            return saved;
    }
    return opening.also ? opening.also(database) : VoidResult();
}

} // namespace

Result<Operation> OperationDraft::write(RegistryDatabase &database) const
{
    if (entry.refusal)
        return tl::unexpected(*entry.refusal);
    bool isOpeningRefused = false;
    const auto written = database.inTransaction([&]() -> VoidResult {
        if (auto added = writeEntry(database, entry); !added)
            return added;
        auto opened = writeOpening(database, opening);
        isOpeningRefused = !opened;
        return opened;
    });
    if (written)
        return entry.operation;
    return isOpeningRefused ? writeFailed(database, written.error()) : tl::unexpected(written.error());
}

Result<Operation> OperationDraft::writeFailed(RegistryDatabase &database, const Error &error) const
{
    Operation failed = entry.operation;
    failed.state = OperationState::Failed;
    failed.phase = OperationPhase::Finished;
    failed.finishedAtMs = clock.nowMs();
    failed.message = error.message;
    const auto written = database.inTransaction([&]() -> VoidResult {
        if (auto added = writeEntry(database, entry); !added)
            return added;
        if (auto ended = OperationRepository(database).advance(failed, failed.message, clock.nowMs()); !ended)
            return ended;
        if (auto noted = EventRepository(database).addEndOf(failed, clock.nowMs()); !noted)
            return noted;
        return SecretRepository(database).removeUnused();
    });
    return written ? Result<Operation>(failed) : tl::unexpected(written.error());
}

} // namespace streamkeeper
