#include "models/cameracsv/ImportMatching.h"

#include <algorithm>

namespace streamkeeper {

using namespace Qt::StringLiterals;

ImportMatching::ImportMatching(const ImportSource &source)
    : m_source(source)
{
    m_cameras.reserve(qsizetype(source.cameras.size()));
    for (size_t i = 0; i < source.cameras.size(); ++i) {
        m_cameras.insert(source.cameras[i].id, i);
        ++m_cameraNames[source.cameras[i].name];
    }
    m_streams.reserve(qsizetype(source.streams.size()));
    m_users.reserve(qsizetype(source.streams.size()));
    for (size_t i = 0; i < source.streams.size(); ++i) {
        const Stream &stream = source.streams[i];
        m_streams.insert(stream.id, i);
        m_ofCamera[stream.camera][size_t(stream.quality)] = &stream;
        if (const quint64 fingerprint = stream.address.fingerprint(); fingerprint != 0)
            m_users.insert(fingerprint, i);
    }
    for (size_t i = 0; i < source.servers.size(); ++i) {
        m_servers.insert(source.servers[i].id, i);
        m_serversByName.insert(source.servers[i].name.toCaseFolded(), i);
    }
}

const Camera *ImportMatching::camera(const CameraId &id) const
{
    const auto found = m_cameras.constFind(id);
    return found == m_cameras.cend() ? nullptr : &m_source.cameras[*found];
}

const Stream *ImportMatching::stream(const StreamId &id) const
{
    const auto found = m_streams.constFind(id);
    return found == m_streams.cend() ? nullptr : &m_source.streams[*found];
}

const Stream *ImportMatching::streamOf(const CameraId &camera, Quality quality) const
{
    return m_ofCamera.value(camera)[size_t(quality)];
}

const MediaServer *ImportMatching::server(const ServerId &id) const
{
    const auto found = m_servers.constFind(id);
    return found == m_servers.cend() ? nullptr : &m_source.servers[*found];
}

std::pair<int, const MediaServer *> ImportMatching::serverNamed(const QString &name) const
{
    std::vector<const MediaServer *> found;
    const auto [begin, end] = m_serversByName.equal_range(name.trimmed().toCaseFolded());
    for (auto place = begin; place != end; ++place)
        found.push_back(&m_source.servers[*place]);
    // Names that differ by case alone: the one that is written so.
    const auto isExact = [&](const MediaServer *server) { return server->name == name.trimmed(); };
    if (std::ranges::count_if(found, isExact) == 1)
        return {1, *std::ranges::find_if(found, isExact)};
    if (found.empty())
        found = serversAt(name.trimmed());
    return {int(found.size()), found.empty() ? nullptr : found.front()};
}

std::vector<const MediaServer *> ImportMatching::serversAt(const QString &address) const
{
    std::vector<const MediaServer *> found;
    for (const MediaServer &server : m_source.servers) {
        const QString host = server.internalHost;
        const QStringList ways{host, u"%1:%2"_s.arg(host).arg(server.apiPort), server.externalHost};
        if (!address.isEmpty() && ways.contains(address, Qt::CaseInsensitive))
            found.push_back(&server);
    }
    return found;
}

QString ImportMatching::serverNames() const
{
    constexpr size_t most = 8;
    QStringList names;
    for (size_t i = 0; i < std::min(most, m_source.servers.size()); ++i)
        names.append(m_source.servers[i].name);
    return names.join(u", "_s) + (m_source.servers.size() > most ? u", …"_s : QString());
}

const Stream *ImportMatching::userOf(const StreamAddress &address, const StreamId &except) const
{
    const auto [begin, end] = m_users.equal_range(address.fingerprint());
    for (auto user = begin; user != end; ++user) {
        const Stream &stream = m_source.streams[*user];
        if (stream.id != except)
            return &stream;
    }
    return nullptr;
}

} // namespace streamkeeper
