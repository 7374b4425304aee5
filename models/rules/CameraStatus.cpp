#include "models/rules/CameraStatus.h"

namespace streamkeeper {

CameraStatus judgeCamera(std::span<const StreamStatus> streams)
{
    int active = 0;
    int inactive = 0;
    int idle = 0;
    for (const StreamStatus status : streams) {
        switch (status) {
        case StreamStatus::Initialization:
            return CameraStatus::Initialization;
        case StreamStatus::Active:
            ++active;
            break;
        case StreamStatus::Inactive:
            ++inactive;
            break;
        case StreamStatus::Idle:
            ++idle;
            break;
        case StreamStatus::Empty:
            break;
        }
    }
    if (active > 0 && inactive > 0)
        return CameraStatus::PartiallyActive;
    if (active > 0)
        return CameraStatus::Active;
    if (inactive > 0)
        return CameraStatus::Inactive;
    return idle > 0 ? CameraStatus::Idle : CameraStatus::Empty;
}

} // namespace streamkeeper
