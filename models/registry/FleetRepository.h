#pragma once

#include "models/domain/Camera.h"
#include "models/domain/Stream.h"
#include "models/registry/RegistryDatabase.h"

#include <optional>
#include <vector>

namespace streamkeeper {

/// What becomes of the streams of a server that is removed from the registry. The server itself is
/// not touched: it goes on capturing them.
enum class StreamsOfRemovedServer {
    Remove, ///< they leave the registry, and so do cameras that have none left
    Keep,   ///< they stay without a media server, to be placed on another one later
};

/// Cameras and their streams: desired state. Used on the registry's thread.
class FleetRepository
{
public:
    explicit FleetRepository(RegistryDatabase &database)
        : m_database(database)
    {
    }

    [[nodiscard]] Result<std::vector<Camera>> cameras();
    /// Addresses come masked; complete ones are unsealed by the caller.
    [[nodiscard]] Result<std::vector<Stream>> streams();

    [[nodiscard]] Result<std::optional<Stream>> stream(const StreamId &id);
    [[nodiscard]] Result<std::optional<Camera>> camera(const CameraId &id);

    /// New ones are added. A known one is replaced, but for its `othersSecret`, if its revision is still the
    /// registry's, which then counts on; else nothing more is written and the error is Conflict.
    [[nodiscard]] VoidResult saveCameras(const std::vector<Camera> &cameras);
    [[nodiscard]] VoidResult saveStreams(const std::vector<Stream> &streams);
    /// Seals what lies in clear (StreamAddress::isStoredInClear()), if nobody changed it meanwhile. The
    /// address stays what it is, so that revisions do not count on.
    [[nodiscard]] VoidResult sealAddresses(const std::vector<Stream> &streams);
    /// Names the sealed Stream::othersSecret of known streams; the one thing of a stream that a poll changes,
    /// so that revisions do not count on.
    [[nodiscard]] VoidResult saveOthers(const std::vector<std::pair<StreamId, SecretId>> &others);
    /// Forgets streams with their sealed addresses, and cameras whose last stream that was, but for those
    /// that were added automatically.
    [[nodiscard]] VoidResult removeStreams(const std::vector<StreamId> &ids);
    /// A camera goes with the last of its streams; this is for one that has none. Conflict: it has, or is
    /// gone.
    [[nodiscard]] VoidResult removeEmptyCamera(const CameraId &id);
    [[nodiscard]] VoidResult detachServer(const ServerId &server, StreamsOfRemovedServer fate);

private:
    /// A camera's server group may have been deleted by somebody else.
    [[nodiscard]] VoidResult checkGroup(const Camera &camera);

    RegistryDatabase &m_database;
};

} // namespace streamkeeper
