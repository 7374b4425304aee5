#pragma once

#include "models/cameracsv/ImportPlan.h"

#include <QHash>

#include <array>

namespace streamkeeper {

/// Finds things of the registry by what a file says of them: ids, names, addresses. Refers to the source,
/// which has to outlive it.
class ImportMatching
{
public:
    explicit ImportMatching(const ImportSource &source);

    [[nodiscard]] const Camera *camera(const CameraId &id) const;
    [[nodiscard]] const Stream *stream(const StreamId &id) const;
    /// The camera's stream of a quality; null if it has none.
    [[nodiscard]] const Stream *streamOf(const CameraId &camera, Quality quality) const;
    [[nodiscard]] const MediaServer *server(const ServerId &id) const;
    /// How many servers have this name, case apart, or (if none has) this address, and the first of them.
    [[nodiscard]] std::pair<int, const MediaServer *> serverNamed(const QString &name) const;
    [[nodiscard]] bool hasCameraNamed(const QString &name) const { return m_cameraNames.contains(name); }
    [[nodiscard]] QString serverNames() const; ///< for a sentence
    /// Another stream that has this address; null if there is none.
    [[nodiscard]] const Stream *userOf(const StreamAddress &address, const StreamId &except) const;

private:
    [[nodiscard]] std::vector<const MediaServer *> serversAt(const QString &address) const;

    const ImportSource &m_source;
    QHash<CameraId, size_t> m_cameras;
    QHash<QString, int> m_cameraNames;
    QHash<StreamId, size_t> m_streams;
    QHash<CameraId, std::array<const Stream *, 2>> m_ofCamera;
    QHash<ServerId, size_t> m_servers;
    QMultiHash<QString, size_t> m_serversByName;
    QMultiHash<quint64, size_t> m_users; ///< streams by the fingerprint of their address
};

} // namespace streamkeeper
