#pragma once

#include "models/domain/StreamAction.h"
#include "models/domain/StreamSettings.h"

#include <QtGlobal>

#include <array>
#include <optional>
#include <string_view>

namespace streamkeeper {

/// What an operator can have done. Each is one row of the journal (design.md, "Operations"), and one row of
/// operationTable.
enum class OperationKind : quint8 {
    Unknown, ///< a newer program's word: shown, and carried out by nobody here
    AddStream,
    DeleteStream,
    Restart,
    Enable,
    Disable,
    AudioOn,
    AudioOff,
    ChangeAddress,
    ChangeSettings, ///< several of address, switched on or off, sound at once (an import)
    Transfer,       ///< to other media servers; the recordings stay where they are
    UpdateIndexes,  ///< what every server that held the stream has recorded is read anew
    ReleaseCopy,    ///< what a transfer left on a server is stopped, or removed when it has expired
    Push,           ///< the server takes the registry's settings
    Recreate,       ///< a missing stream is made anew from the registry
    TakeTheirs,     ///< the registry takes the server's settings
    Adopt,
    Forget, ///< a stream leaves the registry, the server is not asked
    AddServer,
    EditServer,
    RemoveServer,
    AddCamera,
    EditCamera,
    DeleteCamera,
    AddCluster,
    EditCluster,
    RemoveCluster,
    AddServerGroup,
    EditServerGroup,
    RemoveServerGroup,
    SetAccess,   ///< who may watch, as the camera's External access says
    ShareStream, ///< a link was handed out
    RevokeLink,  ///< and taken back, as far as the server can
    EditSearchSettings,
    ChangeSigningKey,
    SplitCamera,        ///< its low stream became a camera of its own
    JoinCameras,        ///< two with one stream each became one
    EditRetention,      ///< how long ended operations and links are kept
    AcknowledgeTrouble, ///< an operator has seen it, or takes that back
    SilenceTrouble,     ///< no alarm of a stream until a time, or again
    EditTroubleSteps,   ///< what counts as trouble
    EditAlarmRules,     ///< what operators are told without looking for it
    EditDhcp,           ///< where the DHCP server is asked
    EditInlet,          ///< where orders of other programs are taken
    EditProvisioning,   ///< how cameras come by themselves
    AddDevice,          ///< `new_camera`
    AttachCamera,       ///< `attach_camera`: a device became a camera, or took the place of another one
    ReportAddress,      ///< `dhcp`: a device got an IP address
    EditDevice,         ///< its next step is to be tried again
    RemoveDevice,
    ReserveAddress, ///< at the DHCP server
    ReleaseAddress,
    SetActivation, ///< the streams of an automatic camera are kept by provisioning, or by people
    Count
};

/// Who carries an operation out, from its turn to its end, also after the death of a program.
enum class RunnerKind : quint8 {
    Nobody,       ///< it is another program's
    Change,       ///< StreamRun: settings, new streams included
    Restart,      ///< StreamRun
    Delete,       ///< StreamRun
    Transfer,     ///< TransferRun
    Index,        ///< IndexRun
    Copy,         ///< CopyKeeper: a claim on a copy that a poll has shown; ends with the program
    RegistryOnly, ///< nobody has to be asked: the row is written as it is done (RegistryEdit::entries)
};

/// What a change of settings means beyond telling the servers.
enum class StreamEffect : quint8 {
    None,
    EditsStream,   ///< the registry's row is changed first, and put back when the servers refuse
    CreatesStream, ///< a server that does not have the stream gets it
};

/// All that is particular to a kind of operation.
struct OperationFacts
{
    OperationKind kind = OperationKind::Unknown;
    const char *word = nullptr;     ///< in the journal and in JSON; never to be changed
    const char *text = nullptr;     ///< for people (texts::operationKind)
    const char *underWay = nullptr; ///< what the row of the stream says meanwhile (texts::pending)
    RunnerKind runner = RunnerKind::Nobody;
    /// What the operator chose, and whose rule says why it is not possible (obstacleFor); none: it is not
    /// chosen from a row of the stream table.
    std::optional<StreamAction> action = {};
    StreamSettingFlags settings = {}; ///< that servers are asked to keep
    StreamEffect effect = StreamEffect::None;
    std::optional<bool> turns = {}; ///< the one setting on or off; none: the payload says what is wanted
};

inline constexpr auto operationKindCount = size_t(OperationKind::Count);

/// In the order of the enum; of two kinds with one action the first is what choosing it does.
inline constexpr std::array<OperationFacts, operationKindCount> operationTable = [] {
    using Kind = OperationKind;
    return std::array<OperationFacts, operationKindCount>{{
        {.kind = Kind::Unknown,
         .word = "unknown",
         .text = QT_TRANSLATE_NOOP("StreamActionTexts", "Unknown"),
         .underWay = QT_TRANSLATE_NOOP("StreamActionTexts", "working"),
         .runner = RunnerKind::Nobody},
        {.kind = Kind::AddStream,
         .word = "add_stream",
         .text = QT_TRANSLATE_NOOP("StreamActionTexts", "Add stream"),
         .underWay = QT_TRANSLATE_NOOP("StreamActionTexts", "creating"),
         .runner = RunnerKind::Change,
         .settings = allStreamSettings(),
         .effect = StreamEffect::CreatesStream},
        {.kind = Kind::DeleteStream,
         .word = "delete_stream",
         .text = QT_TRANSLATE_NOOP("StreamActionTexts", "Delete stream"),
         .underWay = QT_TRANSLATE_NOOP("StreamActionTexts", "deleting"),
         .runner = RunnerKind::Delete,
         .action = StreamAction::Delete},
        {.kind = Kind::Restart,
         .word = "restart",
         .text = QT_TRANSLATE_NOOP("StreamActionTexts", "Restart"),
         .underWay = QT_TRANSLATE_NOOP("StreamActionTexts", "restarting"),
         .runner = RunnerKind::Restart,
         .action = StreamAction::Restart},
        {.kind = Kind::Enable,
         .word = "enable",
         .text = QT_TRANSLATE_NOOP("StreamActionTexts", "Enable"),
         .underWay = QT_TRANSLATE_NOOP("StreamActionTexts", "enabling"),
         .runner = RunnerKind::Change,
         .action = StreamAction::Enable,
         .settings = StreamSetting::Enabled,
         .effect = StreamEffect::EditsStream,
         .turns = true},
        {.kind = Kind::Disable,
         .word = "disable",
         .text = QT_TRANSLATE_NOOP("StreamActionTexts", "Disable"),
         .underWay = QT_TRANSLATE_NOOP("StreamActionTexts", "disabling"),
         .runner = RunnerKind::Change,
         .action = StreamAction::Disable,
         .settings = StreamSetting::Enabled,
         .effect = StreamEffect::EditsStream,
         .turns = false},
        {.kind = Kind::AudioOn,
         .word = "audio_on",
         .text = QT_TRANSLATE_NOOP("StreamActionTexts", "Audio on"),
         .underWay = QT_TRANSLATE_NOOP("StreamActionTexts", "saving"),
         .runner = RunnerKind::Change,
         .action = StreamAction::AudioOn,
         .settings = StreamSetting::Audio,
         .effect = StreamEffect::EditsStream,
         .turns = true},
        {.kind = Kind::AudioOff,
         .word = "audio_off",
         .text = QT_TRANSLATE_NOOP("StreamActionTexts", "Audio off"),
         .underWay = QT_TRANSLATE_NOOP("StreamActionTexts", "saving"),
         .runner = RunnerKind::Change,
         .action = StreamAction::AudioOff,
         .settings = StreamSetting::Audio,
         .effect = StreamEffect::EditsStream,
         .turns = false},
        {.kind = Kind::ChangeAddress,
         .word = "change_address",
         .text = QT_TRANSLATE_NOOP("StreamActionTexts", "Change address"),
         .underWay = QT_TRANSLATE_NOOP("StreamActionTexts", "saving"),
         .runner = RunnerKind::Change,
         .action = StreamAction::EditAddress,
         .settings = StreamSetting::Address,
         .effect = StreamEffect::EditsStream},
        {.kind = Kind::ChangeSettings,
         .word = "change_settings",
         .text = QT_TRANSLATE_NOOP("StreamActionTexts", "Change settings"),
         .underWay = QT_TRANSLATE_NOOP("StreamActionTexts", "saving"),
         .runner = RunnerKind::Change,
         .action = StreamAction::EditAddress,
         .settings = StreamSettingFlags(StreamSetting::Address) | StreamSetting::Enabled |
                     StreamSetting::Audio | StreamSetting::Access,
         .effect = StreamEffect::EditsStream},
        {.kind = Kind::Transfer,
         .word = "transfer",
         .text = QT_TRANSLATE_NOOP("StreamActionTexts", "Transfer"),
         .underWay = QT_TRANSLATE_NOOP("StreamActionTexts", "transferring"),
         .runner = RunnerKind::Transfer,
         .action = StreamAction::Transfer,
         .settings = allStreamSettings(),
         .effect = StreamEffect::CreatesStream},
        {.kind = Kind::UpdateIndexes,
         .word = "update_indexes",
         .text = QT_TRANSLATE_NOOP("StreamActionTexts", "Update indexes"),
         .underWay = QT_TRANSLATE_NOOP("StreamActionTexts", "reading indexes"),
         .runner = RunnerKind::Index,
         .action = StreamAction::ArchiveIndex},
        {.kind = Kind::ReleaseCopy,
         .word = "release_copy",
         .text = QT_TRANSLATE_NOOP("StreamActionTexts", "Release an old copy"),
         .underWay = QT_TRANSLATE_NOOP("StreamActionTexts", "releasing"),
         .runner = RunnerKind::Copy},
        {.kind = Kind::Push,
         .word = "push",
         .text = QT_TRANSLATE_NOOP("StreamActionTexts", "Push ours"),
         .underWay = QT_TRANSLATE_NOOP("StreamActionTexts", "saving"),
         .runner = RunnerKind::Change,
         .action = StreamAction::Push,
         .settings =
             StreamSettingFlags(StreamSetting::Address) | StreamSetting::Enabled | StreamSetting::Audio},
        {.kind = Kind::Recreate,
         .word = "recreate",
         .text = QT_TRANSLATE_NOOP("StreamActionTexts", "Re-create"),
         .underWay = QT_TRANSLATE_NOOP("StreamActionTexts", "creating"),
         .runner = RunnerKind::Change,
         .action = StreamAction::Recreate,
         .settings = allStreamSettings(),
         .effect = StreamEffect::CreatesStream},
        {.kind = Kind::TakeTheirs,
         .word = "take_theirs",
         .text = QT_TRANSLATE_NOOP("StreamActionTexts", "Take theirs"),
         .underWay = QT_TRANSLATE_NOOP("StreamActionTexts", "saving"),
         .runner = RunnerKind::RegistryOnly,
         .action = StreamAction::TakeTheirs},
        {.kind = Kind::Adopt,
         .word = "adopt",
         .text = QT_TRANSLATE_NOOP("StreamActionTexts", "Adopt"),
         .underWay = QT_TRANSLATE_NOOP("StreamActionTexts", "saving"),
         .runner = RunnerKind::RegistryOnly,
         .action = StreamAction::Adopt},
        {.kind = Kind::Forget,
         .word = "forget",
         .text = QT_TRANSLATE_NOOP("StreamActionTexts", "Remove from the registry"),
         .underWay = QT_TRANSLATE_NOOP("StreamActionTexts", "saving"),
         .runner = RunnerKind::RegistryOnly,
         .action = StreamAction::Forget},
        {.kind = Kind::AddServer,
         .word = "add_server",
         .text = QT_TRANSLATE_NOOP("StreamActionTexts", "Add media server"),
         .underWay = QT_TRANSLATE_NOOP("StreamActionTexts", "saving"),
         .runner = RunnerKind::RegistryOnly},
        {.kind = Kind::EditServer,
         .word = "edit_server",
         .text = QT_TRANSLATE_NOOP("StreamActionTexts", "Edit media server"),
         .underWay = QT_TRANSLATE_NOOP("StreamActionTexts", "saving"),
         .runner = RunnerKind::RegistryOnly},
        {.kind = Kind::RemoveServer,
         .word = "remove_server",
         .text = QT_TRANSLATE_NOOP("StreamActionTexts", "Remove media server"),
         .underWay = QT_TRANSLATE_NOOP("StreamActionTexts", "saving"),
         .runner = RunnerKind::RegistryOnly},
        {.kind = Kind::AddCamera,
         .word = "add_camera",
         .text = QT_TRANSLATE_NOOP("StreamActionTexts", "Add camera"),
         .underWay = QT_TRANSLATE_NOOP("StreamActionTexts", "saving"),
         .runner = RunnerKind::RegistryOnly},
        {.kind = Kind::EditCamera,
         .word = "edit_camera",
         .text = QT_TRANSLATE_NOOP("StreamActionTexts", "Edit camera"),
         .underWay = QT_TRANSLATE_NOOP("StreamActionTexts", "saving"),
         .runner = RunnerKind::RegistryOnly},
        {.kind = Kind::DeleteCamera,
         .word = "delete_camera",
         .text = QT_TRANSLATE_NOOP("StreamActionTexts", "Delete camera"),
         .underWay = QT_TRANSLATE_NOOP("StreamActionTexts", "saving"),
         .runner = RunnerKind::RegistryOnly},
        {.kind = Kind::AddCluster,
         .word = "add_cluster",
         .text = QT_TRANSLATE_NOOP("StreamActionTexts", "Add cluster"),
         .underWay = QT_TRANSLATE_NOOP("StreamActionTexts", "saving"),
         .runner = RunnerKind::RegistryOnly},
        {.kind = Kind::EditCluster,
         .word = "edit_cluster",
         .text = QT_TRANSLATE_NOOP("StreamActionTexts", "Edit cluster"),
         .underWay = QT_TRANSLATE_NOOP("StreamActionTexts", "saving"),
         .runner = RunnerKind::RegistryOnly},
        {.kind = Kind::RemoveCluster,
         .word = "remove_cluster",
         .text = QT_TRANSLATE_NOOP("StreamActionTexts", "Delete cluster"),
         .underWay = QT_TRANSLATE_NOOP("StreamActionTexts", "saving"),
         .runner = RunnerKind::RegistryOnly},
        {.kind = Kind::AddServerGroup,
         .word = "add_server_group",
         .text = QT_TRANSLATE_NOOP("StreamActionTexts", "Add server group"),
         .underWay = QT_TRANSLATE_NOOP("StreamActionTexts", "saving"),
         .runner = RunnerKind::RegistryOnly},
        {.kind = Kind::EditServerGroup,
         .word = "edit_server_group",
         .text = QT_TRANSLATE_NOOP("StreamActionTexts", "Edit server group"),
         .underWay = QT_TRANSLATE_NOOP("StreamActionTexts", "saving"),
         .runner = RunnerKind::RegistryOnly},
        {.kind = Kind::RemoveServerGroup,
         .word = "remove_server_group",
         .text = QT_TRANSLATE_NOOP("StreamActionTexts", "Delete server group"),
         .underWay = QT_TRANSLATE_NOOP("StreamActionTexts", "saving"),
         .runner = RunnerKind::RegistryOnly},
        {.kind = Kind::SetAccess,
         .word = "set_access",
         .text = QT_TRANSLATE_NOOP("StreamActionTexts", "Set access"),
         .underWay = QT_TRANSLATE_NOOP("StreamActionTexts", "saving"),
         .runner = RunnerKind::Change,
         .settings = StreamSetting::Access},
        {.kind = Kind::ShareStream,
         .word = "share_stream",
         .text = QT_TRANSLATE_NOOP("StreamActionTexts", "Share"),
         .underWay = QT_TRANSLATE_NOOP("StreamActionTexts", "saving"),
         .runner = RunnerKind::RegistryOnly,
         .action = StreamAction::Share},
        {.kind = Kind::RevokeLink,
         .word = "revoke_link",
         .text = QT_TRANSLATE_NOOP("StreamActionTexts", "Revoke a link"),
         .underWay = QT_TRANSLATE_NOOP("StreamActionTexts", "saving"),
         .runner = RunnerKind::RegistryOnly},
        {.kind = Kind::EditSearchSettings,
         .word = "edit_search_settings",
         .text = QT_TRANSLATE_NOOP("StreamActionTexts", "Edit search settings"),
         .underWay = QT_TRANSLATE_NOOP("StreamActionTexts", "saving"),
         .runner = RunnerKind::RegistryOnly},
        {.kind = Kind::ChangeSigningKey,
         .word = "change_signing_key",
         .text = QT_TRANSLATE_NOOP("StreamActionTexts", "Change signing key"),
         .underWay = QT_TRANSLATE_NOOP("StreamActionTexts", "saving"),
         .runner = RunnerKind::RegistryOnly},
        {.kind = Kind::SplitCamera,
         .word = "split_camera",
         .text = QT_TRANSLATE_NOOP("StreamActionTexts", "Split camera"),
         .underWay = QT_TRANSLATE_NOOP("StreamActionTexts", "saving"),
         .runner = RunnerKind::RegistryOnly},
        {.kind = Kind::JoinCameras,
         .word = "join_cameras",
         .text = QT_TRANSLATE_NOOP("StreamActionTexts", "Join cameras"),
         .underWay = QT_TRANSLATE_NOOP("StreamActionTexts", "saving"),
         .runner = RunnerKind::RegistryOnly},
        {.kind = Kind::EditRetention,
         .word = "edit_retention",
         .text = QT_TRANSLATE_NOOP("StreamActionTexts", "Edit how long records are kept"),
         .underWay = QT_TRANSLATE_NOOP("StreamActionTexts", "saving"),
         .runner = RunnerKind::RegistryOnly},
        {.kind = Kind::AcknowledgeTrouble,
         .word = "acknowledge_trouble",
         .text = QT_TRANSLATE_NOOP("StreamActionTexts", "Acknowledge"),
         .underWay = QT_TRANSLATE_NOOP("StreamActionTexts", "saving"),
         .runner = RunnerKind::RegistryOnly},
        {.kind = Kind::SilenceTrouble,
         .word = "silence_trouble",
         .text = QT_TRANSLATE_NOOP("StreamActionTexts", "Silence"),
         .underWay = QT_TRANSLATE_NOOP("StreamActionTexts", "saving"),
         .runner = RunnerKind::RegistryOnly},
        {.kind = Kind::EditTroubleSteps,
         .word = "edit_trouble_steps",
         .text = QT_TRANSLATE_NOOP("StreamActionTexts", "Edit what counts as incorrect"),
         .underWay = QT_TRANSLATE_NOOP("StreamActionTexts", "saving"),
         .runner = RunnerKind::RegistryOnly},
        {.kind = Kind::EditAlarmRules,
         .word = "edit_alarm_rules",
         .text = QT_TRANSLATE_NOOP("StreamActionTexts", "Edit alarm rules"),
         .underWay = QT_TRANSLATE_NOOP("StreamActionTexts", "saving"),
         .runner = RunnerKind::RegistryOnly},
        {.kind = Kind::EditDhcp,
         .word = "edit_dhcp",
         .text = QT_TRANSLATE_NOOP("StreamActionTexts", "Edit DHCP settings"),
         .underWay = QT_TRANSLATE_NOOP("StreamActionTexts", "saving"),
         .runner = RunnerKind::RegistryOnly},
        {.kind = Kind::EditInlet,
         .word = "edit_inlet",
         .text = QT_TRANSLATE_NOOP("StreamActionTexts", "Edit inlet settings"),
         .underWay = QT_TRANSLATE_NOOP("StreamActionTexts", "saving"),
         .runner = RunnerKind::RegistryOnly},
        {.kind = Kind::EditProvisioning,
         .word = "edit_provisioning",
         .text = QT_TRANSLATE_NOOP("StreamActionTexts", "Edit provisioning"),
         .underWay = QT_TRANSLATE_NOOP("StreamActionTexts", "saving"),
         .runner = RunnerKind::RegistryOnly},
        {.kind = Kind::AddDevice,
         .word = "new_camera",
         .text = QT_TRANSLATE_NOOP("StreamActionTexts", "New network device"),
         .underWay = QT_TRANSLATE_NOOP("StreamActionTexts", "saving"),
         .runner = RunnerKind::RegistryOnly},
        {.kind = Kind::AttachCamera,
         .word = "attach_camera",
         .text = QT_TRANSLATE_NOOP("StreamActionTexts", "Attach camera"),
         .underWay = QT_TRANSLATE_NOOP("StreamActionTexts", "saving"),
         .runner = RunnerKind::RegistryOnly},
        {.kind = Kind::ReportAddress,
         .word = "report_address",
         .text = QT_TRANSLATE_NOOP("StreamActionTexts", "IP address of a device"),
         .underWay = QT_TRANSLATE_NOOP("StreamActionTexts", "saving"),
         .runner = RunnerKind::RegistryOnly},
        {.kind = Kind::EditDevice,
         .word = "edit_device",
         .text = QT_TRANSLATE_NOOP("StreamActionTexts", "Try again"),
         .underWay = QT_TRANSLATE_NOOP("StreamActionTexts", "saving"),
         .runner = RunnerKind::RegistryOnly},
        {.kind = Kind::RemoveDevice,
         .word = "remove_device",
         .text = QT_TRANSLATE_NOOP("StreamActionTexts", "Remove network device"),
         .underWay = QT_TRANSLATE_NOOP("StreamActionTexts", "saving"),
         .runner = RunnerKind::RegistryOnly},
        {.kind = Kind::ReserveAddress,
         .word = "reserve_address",
         .text = QT_TRANSLATE_NOOP("StreamActionTexts", "Reserve IP address"),
         .underWay = QT_TRANSLATE_NOOP("StreamActionTexts", "saving"),
         .runner = RunnerKind::RegistryOnly},
        {.kind = Kind::ReleaseAddress,
         .word = "release_address",
         .text = QT_TRANSLATE_NOOP("StreamActionTexts", "Release IP address"),
         .underWay = QT_TRANSLATE_NOOP("StreamActionTexts", "saving"),
         .runner = RunnerKind::RegistryOnly},
        {.kind = Kind::SetActivation,
         .word = "set_activation",
         .text = QT_TRANSLATE_NOOP("StreamActionTexts", "Stream activation"),
         .underWay = QT_TRANSLATE_NOOP("StreamActionTexts", "saving"),
         .runner = RunnerKind::RegistryOnly},
    }};
}();

[[nodiscard]] constexpr const OperationFacts &operationFacts(OperationKind kind)
{
    return operationTable[size_t(kind)];
}

/// What choosing this action has done.
[[nodiscard]] constexpr OperationKind kindOf(StreamAction action)
{
    for (const OperationFacts &facts : operationTable) {
        if (facts.action == action)
            return facts.kind;
    }
    return OperationKind::Unknown;
}

/// True: an order of an operator for media servers; false: of the registry, of this program, or not known.
[[nodiscard]] constexpr bool isOrder(OperationKind kind)
{
    switch (operationFacts(kind).runner) {
    case RunnerKind::Change:
    case RunnerKind::Restart:
    case RunnerKind::Delete:
    case RunnerKind::Transfer:
    case RunnerKind::Index:
        return true;
    case RunnerKind::Nobody:
    case RunnerKind::Copy:
    case RunnerKind::RegistryOnly:
        return false;
    }
    return false;
}

// A kind without its row, or an action without its kind, is found here.

static_assert(
    [] {
        for (size_t i = 0; i < operationKindCount; ++i) {
            const OperationFacts &facts = operationTable[i];
            if (facts.kind != OperationKind(i) || !facts.word || !facts.text || !facts.underWay ||
                (facts.runner == RunnerKind::Nobody) != (facts.kind == OperationKind::Unknown))
                return false;
        }
        return true;
    }(),
    "operationTable needs one complete row for each OperationKind, in the order of the enum");

static_assert(
    [] {
        for (size_t i = 0; i < operationKindCount; ++i) {
            for (size_t j = 0; j < i; ++j) {
                if (std::string_view(operationTable[i].word) == operationTable[j].word)
                    return false;
            }
        }
        return true;
    }(),
    "two kinds of operations have the same word");

static_assert(
    [] {
        for (int i = 0; i < streamActionCount; ++i) {
            if (kindOf(StreamAction(i)) == OperationKind::Unknown)
                return false;
        }
        return true;
    }(),
    "operationTable needs a row for each StreamAction");

} // namespace streamkeeper
