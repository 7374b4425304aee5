#include "models/texts/CameraTexts.h"

#include <QCoreApplication>

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
