#include "app/edits/AdoptionPlan.h"

#include <QHash>
#include <QSet>

#include <algorithm>

namespace streamkeeper {

using namespace Qt::StringLiterals;

namespace {

class Planner
{
public:
    Planner(const ServerId &server, const std::vector<RemoteStream> &found,
            const std::vector<Camera> &cameras, const std::vector<Stream> &streams, const QDateTime &now)
        : m_server(server)
        , m_found(found)
        , m_now(now)
    {
        QSet<CameraId> onServer;
        for (const Stream &stream : streams) {
            m_usedIds.insert(stream.id);
            m_qualities[stream.camera].insert(int(stream.quality));
            if (!isOnServer(stream, server))
                continue;
            m_managed.insert(stream.remoteName);
            onServer.insert(stream.camera);
        }
        for (const Camera &camera : cameras) {
            if (!camera.remoteUid.isEmpty())
                m_cameraByUid.insert(camera.remoteUid, camera.id);
            if (onServer.contains(camera.id))
                m_cameraByName.insert(camera.name, camera.id);
        }
    }

    void add(const AdoptionProposal &proposal)
    {
        const bool hasHigh = isWanted(proposal.high);
        const bool hasLow = isWanted(proposal.low);
        if (!hasHigh && !hasLow)
            return;
        const CameraId camera = cameraFor(proposal, hasHigh, hasLow);
        if (hasHigh)
            addStream(camera, Quality::High, m_found[size_t(*proposal.high)]);
        if (hasLow)
            addStream(camera, Quality::Low, m_found[size_t(*proposal.low)]);
    }

    [[nodiscard]] AdoptionPlan take() { return std::move(m_plan); }

private:
    [[nodiscard]] bool isWanted(std::optional<int> index) const
    {
        return index && m_found[size_t(*index)].obstacle.isEmpty() &&
               !m_managed.contains(m_found[size_t(*index)].remoteName);
    }

    [[nodiscard]] bool hasRoom(const CameraId &camera, bool forHigh, bool forLow) const
    {
        const QSet<int> taken = m_qualities.value(camera);
        return !(forHigh && taken.contains(int(Quality::High))) &&
               !(forLow && taken.contains(int(Quality::Low)));
    }

    /// The longer of the two, so that nobody who is asked to keep the archive keeps less of it.
    [[nodiscard]] int archiveDays(const AdoptionProposal &proposal) const
    {
        int days = 1;
        for (const std::optional<int> &index : {proposal.high, proposal.low}) {
            if (isWanted(index))
                days = std::max(days, m_found[size_t(*index)].archiveDays);
        }
        return days;
    }

    CameraId cameraFor(const AdoptionProposal &proposal, bool forHigh, bool forLow)
    {
        CameraId known = proposal.cameraUid.isEmpty() ? CameraId() : m_cameraByUid.value(proposal.cameraUid);
        if (known.isNull())
            known = m_cameraByName.value(proposal.cameraName);
        if (!known.isNull() && hasRoom(known, forHigh, forLow))
            return known;
        Camera camera;
        camera.id = CameraId::create();
        camera.name = proposal.cameraName;
        camera.ipAddress = proposal.ipAddress;
        camera.remoteUid = proposal.cameraUid;
        camera.archiveDays = archiveDays(proposal);
        camera.createdAt = m_now;
        m_plan.newCameras.push_back(camera);
        return camera.id;
    }

    void addStream(const CameraId &camera, Quality quality, const RemoteStream &remote)
    {
        Stream stream;
        stream.id = StreamId::fromString(remote.remoteName);
        if (stream.id.isNull() || m_usedIds.contains(stream.id))
            stream.id = StreamId::create();
        m_usedIds.insert(stream.id);
        m_managed.insert(remote.remoteName);
        m_qualities[camera].insert(int(quality));
        stream.camera = camera;
        stream.quality = quality;
        stream.mainServer = m_server;
        stream.remoteName = remote.remoteName;
        stream.address = remote.address;
        stream.isEnabled = remote.isEnabled;
        stream.recording = remote.recording;
        stream.createdAt = m_now;
        m_plan.newStreams.push_back(std::move(stream));
    }

    ServerId m_server;
    const std::vector<RemoteStream> &m_found;
    QDateTime m_now;
    QSet<StreamId> m_usedIds;
    QSet<QString> m_managed;
    QHash<CameraId, QSet<int>> m_qualities;
    QHash<QString, CameraId> m_cameraByUid;
    QHash<QString, CameraId> m_cameraByName;
    AdoptionPlan m_plan;
};

} // namespace

AdoptionPlan planAdoption(const ServerId &server, const std::vector<RemoteStream> &found,
                          const std::vector<AdoptionProposal> &chosen, const std::vector<Camera> &cameras,
                          const std::vector<Stream> &streams, const QDateTime &now)
{
    Planner planner(server, found, cameras, streams, now);
    for (const AdoptionProposal &proposal : chosen)
        planner.add(proposal);
    return planner.take();
}

} // namespace streamkeeper
