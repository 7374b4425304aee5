#pragma once

#include "models/domain/Alarm.h"
#include "models/domain/EventTypes.h"
#include "models/domain/NetworkDevice.h"
#include "models/domain/Operation.h"
#include "models/domain/Result.h"
#include "models/domain/ServerMakes.h"
#include "models/domain/ShareLink.h"
#include "models/domain/Trouble.h"
#include "models/domain/Types.h"

#include <QDateTime>
#include <QJsonValue>
#include <QString>
#include <QVariant>

#include <array>
#include <optional>
#include <utility>

namespace streamkeeper::stored {

// How values are written in the registry: words instead of numbers, so that the file explains itself
// and an enum may be reordered. An unknown word (a newer program's) reads as the first of its table.

template <typename Enum, size_t N>
using Words = std::array<std::pair<Enum, const char *>, N>;

inline constexpr Words<Quality, 2> qualities{{{Quality::High, "high"}, {Quality::Low, "low"}}};
inline constexpr Words<Addition, 2> additions{{{Addition::Manual, "manual"}, {Addition::Auto, "auto"}}};
inline constexpr Words<Activation, 2> activations{
    {{Activation::Auto, "auto"}, {Activation::Manual, "manual"}}};
// A newer program's stage reads as done: nobody here touches it.
inline constexpr Words<DeviceStage, 4> deviceStages{{{DeviceStage::Done, "done"},
                                                     {DeviceStage::Profile, "profile"},
                                                     {DeviceStage::Address, "address"},
                                                     {DeviceStage::Streams, "streams"}}};
inline constexpr auto serverTypes = [] {
    Words<ServerType, serverMakes.size()> words;
    for (size_t i = 0; i < serverMakes.size(); ++i)
        words[i] = {serverMakes[i].type, serverMakes[i].word};
    return words;
}();
inline constexpr Words<GroupType, 3> groupTypes{
    {{GroupType::All, "all"}, {GroupType::Public, "public"}, {GroupType::Private, "private"}}};
inline constexpr Words<ServerAuth, 2> serverAuths{
    {{ServerAuth::Credentials, "credentials"}, {ServerAuth::Jwt, "jwt"}}};
inline constexpr Words<UnencryptedAccount, 3> unencryptedAccounts{
    {{UnencryptedAccount::Ask, "ask"},
     {UnencryptedAccount::Send, "send"},
     {UnencryptedAccount::Withhold, "withhold"}}};
inline constexpr Words<ShareMode, 2> shareModes{{{ShareMode::Live, "live"}, {ShareMode::Archive, "archive"}}};
inline constexpr Words<ShareProtocol, 3> shareProtocols{
    {{ShareProtocol::Rtsp, "rtsp"}, {ShareProtocol::Hls, "hls"}, {ShareProtocol::File, "file"}}};
inline constexpr Words<StreamStatus, 5> statuses{{{StreamStatus::Inactive, "inactive"},
                                                  {StreamStatus::Active, "active"},
                                                  {StreamStatus::Initialization, "initialization"},
                                                  {StreamStatus::Empty, "empty"},
                                                  {StreamStatus::Idle, "idle"}}};
inline constexpr Words<StreamState, 6> states{{{StreamState::Inactive, "inactive"},
                                               {StreamState::Stale, "stale"},
                                               {StreamState::Initialization, "initialization"},
                                               {StreamState::Empty, "empty"},
                                               {StreamState::Idle, "idle"},
                                               {StreamState::Active, "active"}}};
inline constexpr Words<AlarmKind, 5> alarmKinds{{{AlarmKind::ServerDown, "server_down"},
                                                 {AlarmKind::RootCause, "root_cause"},
                                                 {AlarmKind::StreamsLost, "streams_lost"},
                                                 {AlarmKind::StorageFull, "storage_full"},
                                                 {AlarmKind::LinkEnding, "link_ending"}}};
inline constexpr Words<TroubleKind, 4> troubleKinds{{{TroubleKind::Lost, "lost"},
                                                     {TroubleKind::Back, "back"},
                                                     {TroubleKind::Reconnects, "reconnects"},
                                                     {TroubleKind::SwitchedOff, "switched_off"}}};
inline constexpr Words<ErrorCategory, 14> errorCategories{
    {{ErrorCategory::Network, "network"},
     {ErrorCategory::Timeout, "timeout"},
     {ErrorCategory::Tls, "tls"},
     {ErrorCategory::Authentication, "authentication"},
     {ErrorCategory::AccountWithheld, "account_withheld"},
     {ErrorCategory::HttpStatus, "http_status"},
     {ErrorCategory::Protocol, "protocol"},
     {ErrorCategory::Parse, "parse"},
     {ErrorCategory::Storage, "storage"},
     {ErrorCategory::Secret, "secret"},
     {ErrorCategory::Unsupported, "unsupported"},
     {ErrorCategory::Invalid, "invalid"},
     {ErrorCategory::Conflict, "conflict"},
     {ErrorCategory::Cancelled, "cancelled"}}};
inline constexpr Words<StreamRole, 2> roles{
    {{StreamRole::Main, "main"}, {StreamRole::Additional, "additional"}}};
inline constexpr Words<Tristate, 3> tristates{
    {{Tristate::Unknown, "unknown"}, {Tristate::Yes, "yes"}, {Tristate::No, "no"}}};
// Of the table of kinds: an unknown word reads as Unknown, which nobody carries out.
inline constexpr Words<OperationKind, operationKindCount> operationKinds = [] {
    Words<OperationKind, operationKindCount> words{};
    for (size_t i = 0; i < operationKindCount; ++i)
        words[i] = {operationTable[i].kind, operationTable[i].word};
    return words;
}();
// Likewise of the table of types.
inline constexpr Words<EventType, eventTypeCount> eventTypes = [] {
    Words<EventType, eventTypeCount> words{};
    for (size_t i = 0; i < eventTypeCount; ++i)
        words[i] = {eventTable[i].type, eventTable[i].word};
    return words;
}();
// An unknown state must read as an ended one: nobody may touch what a newer program is doing.
inline constexpr Words<Picture, 3> pictures{
    {{Picture::None, "none"}, {Picture::Active, "active"}, {Picture::OnDemand, "on_demand"}}};
inline constexpr Words<OperationState, 6> operationStates{{{OperationState::Failed, "failed"},
                                                           {OperationState::Waiting, "waiting"},
                                                           {OperationState::Running, "running"},
                                                           {OperationState::Confirmed, "confirmed"},
                                                           {OperationState::Unconfirmed, "unconfirmed"},
                                                           {OperationState::Cancelled, "cancelled"}}};
inline constexpr Words<OperationPhase, 6> operationPhases{{{OperationPhase::Prepared, "prepared"},
                                                           {OperationPhase::Asking, "asking"},
                                                           {OperationPhase::Asked, "asked"},
                                                           {OperationPhase::Retrying, "retrying"},
                                                           {OperationPhase::Undoing, "undoing"},
                                                           {OperationPhase::Finished, "finished"}}};

template <typename Enum, size_t N>
[[nodiscard]] QString word(const Words<Enum, N> &words, Enum value)
{
    for (const auto &[candidate, text] : words) {
        if (candidate == value)
            return QString::fromLatin1(text);
    }
    return QString::fromLatin1(words.front().second);
}

template <typename Enum, size_t N>
[[nodiscard]] Enum fromWord(const Words<Enum, N> &words, const QString &text)
{
    for (const auto &[value, candidate] : words) {
        if (text == QLatin1StringView(candidate))
            return value;
    }
    return words.front().first;
}

/// The word for the kind of an operation, also for one that only a newer program knows.
[[nodiscard]] inline QString kindWord(const Operation &operation)
{
    return operation.kind == OperationKind::Unknown && !operation.unknownKind.isEmpty()
               ? operation.unknownKind
               : word(operationKinds, operation.kind);
}

/// A number of a JSON text; the usual one where there is none, or none that makes sense.
[[nodiscard]] inline int bounded(const QJsonValue &value, int least, int most, int usual)
{
    const int number = value.toInt(usual);
    return number >= least && number <= most ? number : usual;
}

/// QString() binds as NULL, and text columns are NOT NULL: an absent text is an empty one.
[[nodiscard]] inline QString text(const QString &value)
{
    return value.isNull() ? QStringLiteral("") : value;
}

/// An unset time is an empty text, like any other absent one.
[[nodiscard]] inline QString dateTime(const QDateTime &utc)
{
    return text(utc.toUTC().toString(Qt::ISODateWithMs));
}

[[nodiscard]] inline QDateTime dateTime(const QString &text)
{
    return QDateTime::fromString(text, Qt::ISODateWithMs).toUTC();
}

/// An id that may be absent is NULL, so that foreign keys hold.
template <typename IdType>
[[nodiscard]] QVariant idOrNull(const IdType &id)
{
    return id.isNull() ? QVariant(QMetaType::fromType<QString>()) : QVariant(id.toString());
}

template <typename Number>
[[nodiscard]] QVariant numberOrNull(const std::optional<Number> &number)
{
    return number ? QVariant(qint64(*number)) : QVariant(QMetaType::fromType<qint64>());
}

/// Short texts without line breaks (paths, subnets), one per line.
[[nodiscard]] inline QString lines(const QStringList &list)
{
    return text(list.join(u'\n'));
}

[[nodiscard]] inline QStringList lines(const QString &text)
{
    return text.split(u'\n', Qt::SkipEmptyParts);
}

/// ObservedStream's "unknown" (negative) is NULL in the registry.
[[nodiscard]] inline QVariant knownOrNull(qint64 number)
{
    return number >= 0 ? QVariant(number) : QVariant(QMetaType::fromType<qint64>());
}

} // namespace streamkeeper::stored
