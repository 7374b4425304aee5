#pragma once

#include "app/edits/RegistryEditor.h"
#include "app/servers/ServerGateway.h"
#include "models/rules/Adoption.h"

#include <QHash>

namespace streamkeeper {

/// Streams enter and leave the registry, or take the settings that their server has; no server is asked to
/// change. The session's thread; see RegistryEditor.
class StreamEdits
{
public:
    /// Both outlive it.
    StreamEdits(RegistryEditor &editor, ServerGateway &servers)
        : m_editor(editor)
        , m_servers(servers)
    {
    }

    /// Takes streams over, all or none. Answers with the number of new streams.
    void adopt(const ServerId &server, const std::vector<RemoteStream> &found,
               const std::vector<AdoptionProposal> &chosen, QObject *context, RegistryEditor::Done<int> done);
    /// The registry takes what the server has: the way out of "different" that asks no server to change.
    void takeTheirs(const StreamId &stream, QObject *context, RegistryEditor::Done<void> done);
    /// What servers keep of streams in their own words (RemoteStream::others), to be written again elsewhere
    /// or later. Nothing is written where it is known already; while there is no key to seal it with, it
    /// waits for keepUnsealed().
    void keepOthers(const std::vector<std::pair<StreamId, SecretText>> &others, QObject *context,
                    RegistryEditor::Done<void> done);
    /// The same of what a poll has told. What the server does not take of what was known stays.
    void keepOthers(const ServerSnapshot &snapshot);
    /// The key is there.
    void keepUnsealed();
    /// The same for addresses whose secret an older program did not know for one.
    void sealStoredInClear();
    /// Streams leave the registry. Their cameras go with the last of them.
    void forget(const std::vector<StreamId> &streams, QObject *context, RegistryEditor::Done<void> done);

private:
    void take(Stream stream, const RemoteStream &theirs, QObject *context, RegistryEditor::Done<void> done);

    RegistryEditor &m_editor;
    ServerGateway &m_servers;
    QHash<StreamId, SecretText> m_unsealed; ///< what servers have told while there was no key
};

} // namespace streamkeeper
