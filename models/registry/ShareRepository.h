#pragma once

#include "models/domain/ShareLink.h"
#include "models/domain/SigningKeyInfo.h"
#include "models/registry/RegistryDatabase.h"

#include <vector>

namespace streamkeeper {

/// Share links and the keys that sign their tokens. Used on the registry's thread, changes in a transaction
/// of the caller. The sealed whole of a link goes with its end.
class ShareRepository
{
public:
    explicit ShareRepository(RegistryDatabase &database)
        : m_database(database)
    {
    }

    /// The newest first.
    [[nodiscard]] Result<std::vector<ShareLink>> links();
    /// Those whose end has come by `nowMs`, or that were revoked, and that nobody has closed yet.
    [[nodiscard]] Result<std::vector<ShareLink>> ended(qint64 nowMs);
    [[nodiscard]] VoidResult insert(const ShareLink &link);
    /// Conflict: somebody has revoked it already, or it is gone.
    [[nodiscard]] VoidResult revoke(const ShareLinkId &id, qint64 atMs);
    /// The public links of a camera's streams open no more on servers that follow its External access: it is
    /// off.
    [[nodiscard]] VoidResult revokePublic(const CameraId &camera, qint64 atMs);
    /// The key that signed them is not taken by any server any more.
    [[nodiscard]] VoidResult revokeSignedBy(const QString &keyId, qint64 atMs);
    /// Its end is done: the sealed address leaves the registry.
    [[nodiscard]] VoidResult close(const ShareLinkId &id);
    /// Forgets links that are over, by their ids; what still opens stays in the list.
    [[nodiscard]] VoidResult removeClosed(const std::vector<ShareLinkId> &ids);

    /// The newest first; what was retired long ago is kept too: links tell which key had signed them.
    [[nodiscard]] Result<std::vector<SigningKeyInfo>> keys();
    /// Conflict: another console has made one meanwhile.
    [[nodiscard]] VoidResult insertKey(const SigningKeyInfo &key, const QString &replacedId);

private:
    RegistryDatabase &m_database;
};

} // namespace streamkeeper
