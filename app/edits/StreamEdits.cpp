#include "app/edits/StreamEdits.h"

#include "app/edits/AdoptionPlan.h"
#include "app/operations/AuditEntry.h"
#include "models/registry/FleetRepository.h"
#include "models/rules/OtherSettings.h"

#include <QCoreApplication>
#include <QHash>
#include <QPointer>

#include <algorithm>

namespace streamkeeper {

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(StreamEdits)
};

/// Seals a text under a new id, if there is any.
Result<SecretId> seal(QLatin1StringView purpose, const SecretText &text, const SealedSecrets &seals,
                      std::vector<SealedSecret> &secrets)
{
    if (text.isEmpty())
        return SecretId();
    auto sealed = seals.seal(purpose, text);
    if (!sealed)
        return tl::unexpected(sealed.error());
    secrets.push_back(*sealed);
    return sealed->id;
}

VoidResult sealAddress(Stream &stream, const SealedSecrets &seals, std::vector<SealedSecret> &secrets)
{
    const SecretText full = stream.address.hasSecret() ? stream.address.full() : SecretText();
    const auto id = seal(addressPurpose, full, seals, secrets);
    if (!id)
        return tl::unexpected(id.error());
    stream.addressSecret = *id;
    return {};
}

VoidResult sealOthers(Stream &stream, const SecretText &others, const SealedSecrets &seals,
                      std::vector<SealedSecret> &secrets)
{
    const auto id = seal(othersPurpose, others, seals, secrets);
    if (!id)
        return tl::unexpected(id.error());
    stream.othersSecret = *id;
    return {};
}

} // namespace

void StreamEdits::adopt(const ServerId &server, const std::vector<RemoteStream> &found,
                        const std::vector<AdoptionProposal> &chosen, QObject *context,
                        RegistryEditor::Done<int> done)
{
    RegistryMemory &memory = m_editor.memory();
    AdoptionPlan plan = planAdoption(server, found, chosen, memory.fleet.cameras(), memory.fleet.streams(),
                                     m_editor.clock().nowUtc());
    RegistryEdit edit;
    QHash<QString, SecretText> others;
    for (const RemoteStream &stream : found)
        others.insert(stream.remoteName, stream.others);
    for (Stream &stream : plan.newStreams) {
        auto sealed = sealAddress(stream, memory.secrets, edit.secrets);
        if (sealed)
            sealed = sealOthers(stream, others.value(stream.remoteName), memory.secrets, edit.secrets);
        if (!sealed) {
            done(tl::unexpected(sealed.error()));
            return;
        }
    }
    const int count = int(plan.newStreams.size());
    Operation entry = auditEntry(OperationKind::Adopt, Texts::tr("%n stream(s)", nullptr, count));
    entry.server = server;
    entry.serverName = memory.fleet.serverName(server);
    edit.entries = {entry};
    edit.write = [plan](RegistryDatabase &database) -> VoidResult {
        FleetRepository fleet(database);
        if (auto saved = fleet.saveCameras(plan.newCameras); !saved)
            return saved;
        return fleet.saveStreams(plan.newStreams);
    };
    edit.remember = [this, &memory, plan, server] {
        memory.fleet.addStreams(plan.newCameras, plan.newStreams);
        m_servers.pollNow(server);
    };
    m_editor.apply(std::move(edit), context, [count, done = std::move(done)](const VoidResult &written) {
        done(written ? Result<int>(count) : tl::unexpected(written.error()));
    });
}

void StreamEdits::takeTheirs(const StreamId &id, QObject *context, RegistryEditor::Done<void> done)
{
    const Stream *stream = m_editor.memory().fleet.stream(id);
    if (!stream || stream->mainServer.isNull()) {
        done(fail(ErrorCategory::Invalid, Texts::tr("The stream has no media server.")));
        return;
    }
    // Done in any case once it was ordered, also when whoever asked is gone.
    const auto answered = [this, id, guard = QPointer<QObject>(context),
                           done = std::move(done)](const Result<RemoteStream> &read) {
        const Stream *now = m_editor.memory().fleet.stream(id);
        if (read && now)
            take(*now, *read, guard, done);
        else if (guard)
            done(read ? fail(ErrorCategory::Invalid, Texts::tr("The stream is not in the registry any more."))
                      : tl::unexpected(read.error()));
    };
    m_servers.read(stream->mainServer, stream->remoteName, &m_editor, answered);
}

void StreamEdits::take(Stream stream, const RemoteStream &theirs, QObject *context,
                       RegistryEditor::Done<void> done)
{
    RegistryMemory &memory = m_editor.memory();
    stream.isEnabled = theirs.isEnabled;
    if (theirs.audio != Tristate::Unknown)
        stream.audio = theirs.audio;
    if (theirs.recording != Tristate::Unknown)
        stream.recording = theirs.recording;
    RegistryEdit edit;
    if (!theirs.address.isEmpty() && theirs.address != stream.address) {
        stream.address = theirs.address;
        if (auto sealed = sealAddress(stream, memory.secrets, edit.secrets); !sealed) {
            if (context)
                done(sealed);
            return;
        }
    }
    edit.entries = {auditEntry(OperationKind::TakeTheirs, stream, memory.fleet)};
    edit.leavesSecrets = true;
    edit.write = [stream](RegistryDatabase &database) {
        return FleetRepository(database).saveStreams({stream});
    };
    // What is off tells nothing of its own; when it told something last is known.
    edit.remember = [this, &memory, stream, others = theirs.others]() mutable {
        ++stream.revision;
        memory.fleet.updateStream(stream);
        if (!others.isEmpty())
            keepOthers({{stream.id, others}}, nullptr, {});
    };
    m_editor.apply(std::move(edit), context, std::move(done));
}

void StreamEdits::keepOthers(const std::vector<std::pair<StreamId, SecretText>> &others, QObject *context,
                             RegistryEditor::Done<void> done)
{
    RegistryMemory &memory = m_editor.memory();
    RegistryEdit edit;
    std::vector<std::pair<StreamId, SecretId>> kept;
    for (const auto &[id, text] : others) {
        const Stream *stream = memory.fleet.stream(id);
        if (!stream || memory.secrets.outlastsThisRun(stream->othersSecret) ||
            memory.secrets.unseal(stream->othersSecret).value_or(SecretText()) == text)
            continue;
        if (const auto sealed = seal(othersPurpose, text, memory.secrets, edit.secrets))
            kept.emplace_back(id, *sealed);
        else
            m_unsealed.insert(id, text);
    }
    if (kept.empty()) {
        if (done)
            done({});
        return;
    }
    edit.write = [kept](RegistryDatabase &database) { return FleetRepository(database).saveOthers(kept); };
    edit.remember = [&memory, kept] { memory.fleet.setOthers(kept); };
    m_editor.apply(std::move(edit), context, std::move(done));
}

void StreamEdits::keepOthers(const ServerSnapshot &snapshot)
{
    if (snapshot.others.empty())
        return;
    QHash<QString, StreamId> streams;
    for (const Stream &stream : m_editor.memory().fleet.streams()) {
        if (stream.mainServer == snapshot.server)
            streams.insert(stream.remoteName, stream.id);
    }
    if (streams.isEmpty())
        return;
    std::vector<std::pair<StreamId, SecretText>> others;
    const RegistryMemory &memory = m_editor.memory();
    for (const auto &[name, text] : snapshot.others) {
        const Stream *stream = memory.fleet.stream(streams.value(name));
        if (!stream)
            continue;
        const auto known = memory.secrets.unseal(stream->othersSecret).value_or(SecretText());
        others.emplace_back(stream->id, withOthersNotTaken(text, known, snapshot.takenSettings));
    }
    keepOthers(others, nullptr, {});
}

void StreamEdits::keepUnsealed()
{
    std::vector<std::pair<StreamId, SecretText>> others;
    const auto unsealed = std::exchange(m_unsealed, {});
    for (auto it = unsealed.cbegin(); it != unsealed.cend(); ++it)
        others.emplace_back(it.key(), it.value());
    keepOthers(others, nullptr, {});
}

void StreamEdits::sealStoredInClear()
{
    RegistryMemory &memory = m_editor.memory();
    RegistryEdit edit;
    std::vector<Stream> sealed;
    for (const Stream &known : memory.fleet.streams()) {
        if (!known.address.isStoredInClear() || !known.addressSecret.isNull())
            continue;
        Stream stream = known;
        if (sealAddress(stream, memory.secrets, edit.secrets))
            sealed.push_back(std::move(stream));
    }
    if (sealed.empty())
        return;
    edit.write = [sealed](RegistryDatabase &database) {
        return FleetRepository(database).sealAddresses(sealed);
    };
    edit.remember = [&memory, sealed] {
        for (const Stream &stream : sealed)
            memory.fleet.updateStream(stream);
    };
    m_editor.apply(std::move(edit), nullptr, {});
}

void StreamEdits::forget(const std::vector<StreamId> &streams, QObject *context,
                         RegistryEditor::Done<void> done)
{
    RegistryMemory &memory = m_editor.memory();
    RegistryEdit edit;
    for (const StreamId &id : streams) {
        if (const Stream *stream = memory.fleet.stream(id))
            edit.entries.push_back(auditEntry(OperationKind::Forget, *stream, memory.fleet));
    }
    edit.write = [streams](RegistryDatabase &database) {
        return FleetRepository(database).removeStreams(streams);
    };
    edit.remember = [&memory, streams] { memory.fleet.removeStreams(streams); };
    m_editor.apply(std::move(edit), context, std::move(done));
}

} // namespace streamkeeper
