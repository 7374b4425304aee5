#pragma once

#include <QtGlobal>

#include <array>
#include <string_view>

namespace streamkeeper {

/// What can happen (domain.md 7). Each is one row of eventTable.
enum class EventType : quint8 {
    Unknown, ///< a newer program's word
    StreamInactive,
    ServerDown,
    ServerRestarted,
    ChangedByOthers, ///< not by an operation of ours
    TransferFailed,
    CameraCreated,
    CameraChanged,
    CameraDeleted,
    StreamCreated,
    StreamChanged,
    StreamDeleted,
    NewCamera,
    CameraAttached,
    CameraReplaced,
    DhcpAddress,
    DhcpReserved,
    DhcpReservationFailed,
    DhcpReservationChanged,
    DhcpReleased,
    DhcpReleaseFailed,
    ApConnectionFailed, ///< AP: auto-provisioning
    ApHighRetrievalFailed,
    ApLowRetrievalFailed,
    ApHighCreationFailed,
    ApLowCreationFailed,
    ApStreamUpdateFailed,
    ApDeviceInformationFailed,
    ApClockWrong,
    ApStaticAddress, ///< an address by hand
    ProvisioningStopped,
    ProvisioningDone,
    ActivationManual,
    ActivationAuto,
    SwitchedOff, ///< by this console
    StreamRestarted,
    OperationFailed,
    Acknowledged, ///< a stream in trouble, by an operator
    LinkShared,
    Count
};

/// What an operator looks for together; domain.md 7 has the vendor's tabs.
enum class EventGroup : quint8 {
    System,      ///< what people, and systems outside, have done
    Camera,      ///< what happened to cameras and their streams
    Device,      ///< what provisioning did with network devices
    MediaServer, ///< what happened to media servers, and on them
    Count
};

enum class EventSeverity : quint8 { Info, Warning, Error };

/// How an event lies in time, and who tells it.
enum class EventShape : quint8 {
    Moment, ///< told once, by the program that does it
    Seen,   ///< a moment that each program on the registry may see for itself
    Outage, ///< from a begin to an end, seen likewise; one at a time for what it is about
};

/// All that is particular to a type of event.
struct EventFacts
{
    EventType type = EventType::Unknown;
    const char *word = nullptr; ///< in the registry and in JSON; never to be changed
    const char *text = nullptr; ///< for people (texts::eventType)
    EventGroup group = EventGroup::System;
    EventSeverity severity = EventSeverity::Info;
    EventShape shape = EventShape::Moment;
};

inline constexpr auto eventTypeCount = size_t(EventType::Count);

/// In the order of the enum.
inline constexpr std::array<EventFacts, eventTypeCount> eventTable = [] {
    using Type = EventType;
    using Group = EventGroup;
    using Severity = EventSeverity;
    using Shape = EventShape;
    return std::array<EventFacts, eventTypeCount>{{
        {Type::Unknown, "unknown", QT_TRANSLATE_NOOP("EventTexts", "Unknown"), Group::System, Severity::Info,
         Shape::Moment},
        {Type::StreamInactive, "stream_inactive", QT_TRANSLATE_NOOP("EventTexts", "Stream inactive"),
         Group::Camera, Severity::Error, Shape::Outage},
        {Type::ServerDown, "server_down", QT_TRANSLATE_NOOP("EventTexts", "Media server down"),
         Group::MediaServer, Severity::Error, Shape::Outage},
        {Type::ServerRestarted, "server_restarted", QT_TRANSLATE_NOOP("EventTexts", "Media server restarted"),
         Group::MediaServer, Severity::Warning, Shape::Seen},
        {Type::ChangedByOthers, "changed_by_others",
         QT_TRANSLATE_NOOP("EventTexts", "Changed on the media server"), Group::MediaServer,
         Severity::Warning, Shape::Seen},
        {Type::TransferFailed, "transfer_failed", QT_TRANSLATE_NOOP("EventTexts", "Transfer failed"),
         Group::Camera, Severity::Error, Shape::Moment},
        {Type::CameraCreated, "camera_created", QT_TRANSLATE_NOOP("EventTexts", "Camera created"),
         Group::System, Severity::Info, Shape::Moment},
        {Type::CameraChanged, "camera_changed", QT_TRANSLATE_NOOP("EventTexts", "Camera changed"),
         Group::System, Severity::Info, Shape::Moment},
        {Type::CameraDeleted, "camera_deleted", QT_TRANSLATE_NOOP("EventTexts", "Camera deleted"),
         Group::System, Severity::Info, Shape::Moment},
        {Type::StreamCreated, "stream_created", QT_TRANSLATE_NOOP("EventTexts", "Stream created"),
         Group::System, Severity::Info, Shape::Moment},
        {Type::StreamChanged, "stream_changed", QT_TRANSLATE_NOOP("EventTexts", "Stream changed"),
         Group::System, Severity::Info, Shape::Moment},
        {Type::StreamDeleted, "stream_deleted", QT_TRANSLATE_NOOP("EventTexts", "Stream deleted"),
         Group::System, Severity::Info, Shape::Moment},
        {Type::NewCamera, "new_camera", QT_TRANSLATE_NOOP("EventTexts", "Billing. New Camera"), Group::Device,
         Severity::Info, Shape::Moment},
        {Type::CameraAttached, "camera_attached", QT_TRANSLATE_NOOP("EventTexts", "Camera attached"),
         Group::Device, Severity::Info, Shape::Moment},
        {Type::CameraReplaced, "camera_replaced", QT_TRANSLATE_NOOP("EventTexts", "Camera replaced"),
         Group::Device, Severity::Info, Shape::Moment},
        {Type::DhcpAddress, "dhcp_address", QT_TRANSLATE_NOOP("EventTexts", "DHCP. IP Address Allocation"),
         Group::Device, Severity::Info, Shape::Moment},
        {Type::DhcpReserved, "dhcp_reserved", QT_TRANSLATE_NOOP("EventTexts", "DHCP. Reservation Created"),
         Group::Device, Severity::Info, Shape::Moment},
        {Type::DhcpReservationFailed, "dhcp_reservation_failed",
         QT_TRANSLATE_NOOP("EventTexts", "DHCP. Failed to Create DHCP Reservation"), Group::Device,
         Severity::Error, Shape::Moment},
        {Type::DhcpReservationChanged, "dhcp_reservation_changed",
         QT_TRANSLATE_NOOP("EventTexts", "DHCP. Reservation Changed"), Group::Device, Severity::Info,
         Shape::Moment},
        {Type::DhcpReleased, "dhcp_released", QT_TRANSLATE_NOOP("EventTexts", "DHCP. Reservation Released"),
         Group::Device, Severity::Info, Shape::Moment},
        {Type::DhcpReleaseFailed, "dhcp_release_failed",
         QT_TRANSLATE_NOOP("EventTexts", "DHCP. Failed to Release DHCP Reservation"), Group::Device,
         Severity::Error, Shape::Moment},
        {Type::ApConnectionFailed, "ap_connection_failed",
         QT_TRANSLATE_NOOP("EventTexts", "AP. Connection Error"), Group::Device, Severity::Error,
         Shape::Moment},
        {Type::ApHighRetrievalFailed, "ap_high_retrieval_failed",
         QT_TRANSLATE_NOOP("EventTexts", "AP. High-Quality Stream Retrieval Error"), Group::Device,
         Severity::Error, Shape::Moment},
        {Type::ApLowRetrievalFailed, "ap_low_retrieval_failed",
         QT_TRANSLATE_NOOP("EventTexts", "AP. Low-Quality Stream Retrieval Error"), Group::Device,
         Severity::Error, Shape::Moment},
        {Type::ApHighCreationFailed, "ap_high_creation_failed",
         QT_TRANSLATE_NOOP("EventTexts", "AP. High-Quality Stream Creation Error"), Group::Device,
         Severity::Error, Shape::Moment},
        {Type::ApLowCreationFailed, "ap_low_creation_failed",
         QT_TRANSLATE_NOOP("EventTexts", "AP. Low-Quality Stream Creation Error"), Group::Device,
         Severity::Error, Shape::Moment},
        {Type::ApStreamUpdateFailed, "ap_stream_update_failed",
         QT_TRANSLATE_NOOP("EventTexts", "AP. Stream Update Error"), Group::Device, Severity::Error,
         Shape::Moment},
        {Type::ApDeviceInformationFailed, "ap_device_information_failed",
         QT_TRANSLATE_NOOP("EventTexts", "AP. Device Information Error"), Group::Device, Severity::Warning,
         Shape::Moment},
        {Type::ApClockWrong, "ap_clock_wrong",
         QT_TRANSLATE_NOOP("EventTexts", "AP. Date and Time of the Camera"), Group::Device, Severity::Warning,
         Shape::Moment},
        {Type::ApStaticAddress, "ap_static_address", QT_TRANSLATE_NOOP("EventTexts", "AP. Static Address"),
         Group::Device, Severity::Info, Shape::Moment},
        {Type::ProvisioningStopped, "provisioning_stopped",
         QT_TRANSLATE_NOOP("EventTexts", "Provisioning stopped"), Group::Device, Severity::Warning,
         Shape::Moment},
        {Type::ProvisioningDone, "provisioning_done", QT_TRANSLATE_NOOP("EventTexts", "Provisioning done"),
         Group::Device, Severity::Info, Shape::Moment},
        {Type::ActivationManual, "activation_manual",
         QT_TRANSLATE_NOOP("EventTexts", "Activation set to manual"), Group::System, Severity::Info,
         Shape::Moment},
        {Type::ActivationAuto, "activation_auto", QT_TRANSLATE_NOOP("EventTexts", "Activation set to auto"),
         Group::System, Severity::Info, Shape::Moment},
        {Type::SwitchedOff, "switched_off",
         QT_TRANSLATE_NOOP("EventTexts", "Switched off after too many reconnects"), Group::Camera,
         Severity::Warning, Shape::Moment},
        {Type::StreamRestarted, "stream_restarted", QT_TRANSLATE_NOOP("EventTexts", "Stream restarted"),
         Group::System, Severity::Info, Shape::Moment},
        {Type::OperationFailed, "operation_failed", QT_TRANSLATE_NOOP("EventTexts", "Operation failed"),
         Group::System, Severity::Warning, Shape::Moment},
        {Type::Acknowledged, "acknowledged", QT_TRANSLATE_NOOP("EventTexts", "Acknowledged"), Group::System,
         Severity::Info, Shape::Moment},
        {Type::LinkShared, "link_shared", QT_TRANSLATE_NOOP("EventTexts", "Link shared"), Group::System,
         Severity::Info, Shape::Moment},
    }};
}();

[[nodiscard]] constexpr const EventFacts &eventFacts(EventType type)
{
    return eventTable[size_t(type)];
}

static_assert(
    [] {
        for (size_t i = 0; i < eventTypeCount; ++i) {
            if (eventTable[i].type != EventType(i) || !eventTable[i].word || !eventTable[i].text)
                return false;
            for (size_t j = 0; j < i; ++j) {
                if (std::string_view(eventTable[i].word) == eventTable[j].word)
                    return false;
            }
        }
        return true;
    }(),
    "eventTable needs one complete row for each EventType, in the order of the enum, each with a word of its "
    "own");

} // namespace streamkeeper
