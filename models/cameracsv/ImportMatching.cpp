#include "models/cameracsv/ImportMatching.h"

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
        m_serversByName.insert(source.servers[i].name, i);
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
    const auto found = m_serversByName.constFind(name);
    return {int(m_serversByName.count(name)),
            found == m_serversByName.cend() ? nullptr : &m_source.servers[*found]};
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
