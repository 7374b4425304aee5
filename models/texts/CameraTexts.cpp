#include "models/texts/CameraTexts.h"

#include "models/texts/Formatting.h"

#include <QCoreApplication>
#include <QSet>

#include <vector>

namespace streamkeeper {

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(CameraTexts)
};

} // namespace

CameraRows rowsOfCamera(const FleetState &fleet, const CameraId &camera)
{
    CameraRows found;
    for (const Stream &stream : fleet.streams()) {
        if (stream.camera == camera)
            found.rows[size_t(stream.quality)] = fleet.rowOf(stream.id);
    }
    return found;
}

CameraStatus statusOfCamera(const FleetState &fleet, const CameraRows &rows)
{
    std::vector<StreamStatus> streams;
    for (const int row : rows.rows) {
        if (row >= 0)
            streams.push_back(fleet.row(row).status);
    }
    return judgeCamera(streams);
}

PairFacts pairFactsOf(const FleetState &fleet, int index)
{
    PairFacts facts;
    const FleetRow &row = fleet.row(index);
    if (const Camera *camera = fleet.camera(row.camera))
        facts.camera = *camera;
    for (const int one : {index, fleet.siblingOf(index)}) {
        if (one < 0)
            continue;
        const FleetRow &stream = fleet.row(one);
        (stream.quality == Quality::High ? facts.hasHigh : facts.hasLow) = true;
        facts.isPending = facts.isPending || stream.pending.has_value();
    }
    return facts;
}

PairFacts pairFactsOf(const FleetState &fleet, const Camera &camera)
{
    for (const int row : rowsOfCamera(fleet, camera.id).rows) {
        if (row >= 0)
            return pairFactsOf(fleet, row);
    }
    PairFacts facts;
    facts.camera = camera;
    return facts;
}

QString proposedSplitName(const FleetState &fleet, const Camera &camera)
{
    QSet<QString> names;
    for (const Camera &known : fleet.cameras())
        names.insert(known.name);
    return proposedSplitName(camera.name, Texts::tr("(low)", "end of the name of a camera that is split off"),
                             [&](const QString &name) { return names.contains(name); });
}

Camera joinedCamera(const Camera &kept, const Camera &other)
{
    Camera joined = kept;
    if (joined.remoteUid.isEmpty())
        joined.remoteUid = other.remoteUid;
    return joined;
}

std::vector<SettingChange> lostByJoining(const Camera &kept, const Camera &other)
{
    std::vector<SettingChange> lost = changesOf(joinedCamera(kept, other), other);
    std::erase_if(lost, [](const SettingChange &change) { return change.after == format::unknown(); });
    return lost;
}

QString texts::pairObstacle(PairObstacle obstacle)
{
    switch (obstacle) {
    case PairObstacle::None:
        return {};
    case PairObstacle::NothingChosen:
        return Texts::tr("Select a stream first.");
    case PairObstacle::NotManaged:
        return Texts::tr("The stream is not in the registry. Adopt it first.");
    case PairObstacle::Pending:
        return Texts::tr("An operation is under way on one of the streams. Wait until it has ended.");
    case PairObstacle::OneStream:
        return Texts::tr("The camera has one stream: there is nothing to split.");
    case PairObstacle::NotOne:
        return Texts::tr("Select streams of one camera.");
    case PairObstacle::NotTwo:
        return Texts::tr("Select two streams, one high and one low, of two cameras.");
    case PairObstacle::SameCamera:
        return Texts::tr("The two streams are of one camera already.");
    case PairObstacle::WholeCamera:
        return Texts::tr("One of the cameras has both streams already. Split it first.");
    case PairObstacle::NoStream:
        return Texts::tr("One of the cameras has no stream.");
    case PairObstacle::SameQuality:
        return Texts::tr("Both streams are of the same quality: a camera has one high and one low stream.");
    case PairObstacle::OtherAccess:
        return Texts::tr("External access of the two cameras differs, and the media servers are not asked "
                         "here. Make it the same first.");
    case PairObstacle::OtherAddition:
        return Texts::tr("One of the cameras is kept by provisioning, the other one is not.");
    }
    return {};
}

QString texts::cameraStatus(CameraStatus status)
{
    switch (status) {
    case CameraStatus::Empty:
        return Texts::tr("Empty", "camera status: no stream");
    case CameraStatus::Initialization:
        return Texts::tr("Initialization", "camera status");
    case CameraStatus::Active:
        return Texts::tr("Active", "camera status");
    case CameraStatus::PartiallyActive:
        return Texts::tr("Partially active", "camera status");
    case CameraStatus::Inactive:
        return Texts::tr("Inactive", "camera status");
    case CameraStatus::Idle:
        return Texts::tr("Idle, on demand", "camera status");
    }
    return {};
}

QString texts::cameraStatusStory(CameraStatus status)
{
    switch (status) {
    case CameraStatus::Empty:
        return Texts::tr("The camera has no stream with an address.");
    case CameraStatus::Initialization:
        return Texts::tr("The media server has not told of every stream yet.");
    case CameraStatus::Active:
        return Texts::tr("Every stream of the camera works.");
    case CameraStatus::PartiallyActive:
        return Texts::tr("One stream of the camera works, the other one does not.");
    case CameraStatus::Inactive:
        return Texts::tr("No stream of the camera works.");
    case CameraStatus::Idle:
        return Texts::tr("Its server pulls the camera only while somebody watches, and nobody does.");
    }
    return {};
}

} // namespace streamkeeper
