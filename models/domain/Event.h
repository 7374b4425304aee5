#pragma once

#include "models/domain/EventTypes.h"
#include "models/domain/Ids.h"
#include "models/domain/OperationKinds.h"

#include <QString>

#include <vector>

namespace streamkeeper {

/// Something that happened to a camera, a stream, a media server or a network device (domain.md 7): one line,
/// for an outage too, from its begin to its end. Texts are what things were called then; nothing here is a
/// secret.
struct Event
{
    qint64 id = 0; ///< 0: not stored
    EventType type = EventType::Unknown;
    qint64 atMs = 0;    ///< UTC; when it happened or began
    qint64 untilMs = 0; ///< UTC; 0: a moment, or still going on
    // What it is about; null where it is not about one.
    CameraId camera;
    StreamId stream;
    ServerId server;
    NetworkDeviceId device;
    QString subject;    ///< as it is shown: "Yard gate · high"
    QString serverName; ///< of the media server
    QString detail;     ///< the cause, the reason, or what was said
    QString author;     ///< a user, or the name of the outside system; empty: nobody's doing, or not known
    // The journal has the rest of it; null, Unknown: no operation of ours.
    OperationId operation;
    OperationKind operationKind = OperationKind::Unknown;

    [[nodiscard]] bool isGoingOn() const
    {
        return untilMs == 0 && eventFacts(type).shape == EventShape::Outage;
    }

    bool operator==(const Event &) const = default;
};

/// What an operation of ours that was carried out did to cameras and streams; Unknown: nothing that counts as
/// an event.
[[nodiscard]] constexpr EventType eventOf(OperationKind kind)
{
    switch (kind) {
    case OperationKind::AddStream:
    case OperationKind::Adopt:
        return EventType::StreamCreated;
    case OperationKind::DeleteStream:
    case OperationKind::Forget:
        return EventType::StreamDeleted;
    case OperationKind::Enable:
    case OperationKind::Disable:
    case OperationKind::AudioOn:
    case OperationKind::AudioOff:
    case OperationKind::ChangeAddress:
    case OperationKind::ChangeSettings:
    case OperationKind::Transfer:
    case OperationKind::Push:
    case OperationKind::Recreate:
    case OperationKind::TakeTheirs:
        return EventType::StreamChanged;
    case OperationKind::AddCamera:
        return EventType::CameraCreated;
    case OperationKind::EditCamera:
    case OperationKind::SplitCamera:
    case OperationKind::JoinCameras:
        return EventType::CameraChanged;
    case OperationKind::DeleteCamera:
        return EventType::CameraDeleted;
    case OperationKind::Restart:
        return EventType::StreamRestarted;
    case OperationKind::AcknowledgeTrouble:
        return EventType::Acknowledged;
    case OperationKind::ShareStream:
        return EventType::LinkShared;
    case OperationKind::Unknown:
    case OperationKind::UpdateIndexes:
    case OperationKind::ReleaseCopy:
    case OperationKind::AddServer:
    case OperationKind::EditServer:
    case OperationKind::RemoveServer:
    case OperationKind::AddCluster:
    case OperationKind::EditCluster:
    case OperationKind::RemoveCluster:
    case OperationKind::AddServerGroup:
    case OperationKind::EditServerGroup:
    case OperationKind::RemoveServerGroup:
    case OperationKind::SetAccess:
    case OperationKind::RevokeLink:
    case OperationKind::EditSearchSettings:
    case OperationKind::ChangeSigningKey:
    case OperationKind::EditRetention:
    case OperationKind::SilenceTrouble:
    case OperationKind::EditTroubleSteps:
    case OperationKind::EditAlarmRules:
    case OperationKind::EditDhcp:
    case OperationKind::EditInlet:
    case OperationKind::EditProvisioning:
    case OperationKind::AddDevice: // these tell their own events
    case OperationKind::AttachCamera:
    case OperationKind::ReportAddress:
    case OperationKind::EditDevice:
    case OperationKind::RemoveDevice:
    case OperationKind::ReserveAddress:
    case OperationKind::ReleaseAddress:
    case OperationKind::SetActivation:
    case OperationKind::Count:
        return EventType::Unknown;
    }
    return EventType::Unknown;
}

/// Which events are meant; what is not set does not count.
struct EventFilter
{
    qint64 fromMs = 0;  ///< UTC; an outage counts from its begin to its end
    qint64 untilMs = 0; ///< UTC; 0: until now
    std::vector<EventType> types = {};
    CameraId camera = {}; ///< its streams too
    StreamId stream = {};
    ServerId server = {};
    NetworkDeviceId device = {};
    QString text = {}; ///< in any of its texts, in any case

    bool operator==(const EventFilter &) const = default;
};

/// Where a portion of a list ends, and the next one goes on: older than this one.
struct EventPlace
{
    qint64 atMs = 0; ///< 0: from the newest on
    qint64 id = 0;

    bool operator==(const EventPlace &) const = default;
};

} // namespace streamkeeper
