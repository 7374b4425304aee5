#include "models/tables/StreamCells.h"

#include "models/fleet/StreamStates.h"
#include "models/texts/Formatting.h"
#include "models/texts/StreamTexts.h"

namespace streamkeeper {

using namespace Qt::StringLiterals;

namespace {

/// Triage order: what needs a look comes first. States in their order; within one, what is in trouble before
/// what is not, and stale streams by what they were last seen as. Switched off on purpose is nobody's
/// trouble.
int severity(const FleetRow &row)
{
    const bool isTroubled = row.characteristic != Characteristic::None;
    if (row.isStale)
        return 10 * int(StreamState::Stale) + int(toStreamState(row.status));
    const bool isCalmlyOff = row.status == StreamStatus::Inactive && row.isOff && !isTroubled;
    const int state = int(isCalmlyOff ? StreamState::Empty : toStreamState(row.status));
    return 10 * state + (isCalmlyOff ? 0 : isTroubled ? 1 : 2);
}

} // namespace

QString StreamCells::serverName(int server) const
{
    return server < 0 ? format::unknown() : m_fleet.servers()[size_t(server)].server.name;
}

QString StreamCells::observedText(const ObservedStream *seen, StreamColumn column) const
{
    if (!seen)
        return format::unknown();
    if (column == StreamColumn::Bitrate)
        return format::kbps(seen->bitrateInBps);
    if (column == StreamColumn::Output)
        return format::kbps(seen->bitrateOutBps);
    if (column == StreamColumn::Resolution)
        return format::resolution(seen->width, seen->height);
    if (column == StreamColumn::Clients)
        return format::count(seen->clients);
    if (column == StreamColumn::ReconnectAttempts)
        return format::count(seen->reconnectAttempts);
    if (column == StreamColumn::ReconnectTotal)
        return format::count(seen->reconnectTotal);
    if (column == StreamColumn::Audio)
        return texts::onOff(seen->hasAudio);
    return texts::onOff(seen->isRecording);
}

QString StreamCells::text(const FleetRow &row, StreamColumn column, qint64 nowMs) const
{
    switch (column) {
    case StreamColumn::Status:
        return texts::statusOf(row, m_fleet.polledAtMs(row), nowMs);
    case StreamColumn::Since:
        return texts::since(sinceOf(m_fleet, row), nowMs);
    case StreamColumn::Last24Hours:
        return texts::dayInWords(m_fleet, row, nowMs);
    case StreamColumn::Camera:
        return row.cameraName;
    case StreamColumn::Quality:
        return row.isManaged() ? texts::quality(row.quality) : format::unknown();
    case StreamColumn::Address:
        return row.maskedAddress.isEmpty() ? (row.isManaged() ? tr("no address") : format::unknown())
                                           : row.maskedAddress;
    case StreamColumn::Bitrate:
    case StreamColumn::Output:
    case StreamColumn::Resolution:
    case StreamColumn::Clients:
    case StreamColumn::ReconnectAttempts:
    case StreamColumn::ReconnectTotal:
    case StreamColumn::Audio:
    case StreamColumn::Recording:
        return observedText(m_fleet.observed(row), column);
    case StreamColumn::MainServer:
        return serverName(row.mainServer);
    case StreamColumn::AdditionalServer:
        return row.additionalServer < 0 ? QString() : serverName(row.additionalServer);
    case StreamColumn::CapturedBy:
        return texts::capturedBy(m_fleet, row, nowMs);
    case StreamColumn::Addition:
        return row.isManaged() ? texts::addition(row.addition) : format::unknown();
    case StreamColumn::Drift:
        return texts::drift(row.drift);
    case StreamColumn::Polled:
        return format::age(m_fleet.polledAtMs(row), nowMs);
    case StreamColumn::Location:
        return row.location;
    case StreamColumn::Uuid:
        return row.isManaged() ? row.id.toString() : row.remoteName;
    case StreamColumn::Count:
        break;
    }
    return {};
}

bool StreamCells::isProvided(const FleetRow &row, StreamColumn column) const
{
    const int server = m_fleet.observedServer(row) >= 0 ? m_fleet.observedServer(row) : row.mainServer;
    if (server < 0)
        return true;
    const Capabilities capabilities = m_fleet.servers()[size_t(server)].capabilities();
    if (column == StreamColumn::ReconnectAttempts)
        return capabilities.testFlag(Capability::ReconnectAttempts);
    if (column == StreamColumn::ReconnectTotal)
        return capabilities.testFlag(Capability::ReconnectTotal);
    if (column == StreamColumn::Output)
        return capabilities.testFlag(Capability::OutputRate);
    return true;
}

QString StreamCells::toolTip(const FleetRow &row, StreamColumn column, qint64 nowMs) const
{
    if (column == StreamColumn::Status || column == StreamColumn::Drift)
        return texts::statusStory(m_fleet, row, nowMs);
    if (column == StreamColumn::Since)
        return texts::sinceStory(sinceOf(m_fleet, row));
    if (!isProvided(row, column)) {
        QString line = texts::notProvided();
        const ObservedStream *seen = m_fleet.observed(row);
        if (seen && seen->lostSinceMs > 0 && row.status != StreamStatus::Active)
            line += u'\n' + tr("Down for %1.").arg(format::duration(nowMs - seen->lostSinceMs));
        return line;
    }
    if (column == StreamColumn::CapturedBy && row.additionalServer >= 0 &&
        m_fleet.observedServer(row) == row.additionalServer)
        return tr("The main media server is out: the additional one captures.");
    if (column == StreamColumn::Polled && m_fleet.polledAtMs(row) > 0)
        return format::moment(m_fleet.polledAtMs(row));
    if (column == StreamColumn::Bitrate && text(row, column, nowMs) == format::unknown() &&
        row.status == StreamStatus::Active)
        return tr("The rate is computed from two polls; the next one tells it.");
    return text(row, column, nowMs);
}

QVariant StreamCells::raw(const FleetRow &row, StreamColumn column, qint64 nowMs) const
{
    if (column == StreamColumn::Status)
        return int(row.status);
    if (column == StreamColumn::Polled) // sorts by age, but is stored as a time
        return m_fleet.polledAtMs(row) > 0 ? QVariant(m_fleet.polledAtMs(row)) : QVariant();
    if (column == StreamColumn::Since) {
        const StateSince since = sinceOf(m_fleet, row);
        return since.atMs > 0 && !since.isAtLeast ? QVariant(since.atMs) : QVariant();
    }
    const qint64 number = sortNumber(row, column, nowMs);
    switch (column) {
    case StreamColumn::Last24Hours: // the time without picture
    case StreamColumn::Bitrate:
    case StreamColumn::Output:
    case StreamColumn::Clients:
    case StreamColumn::ReconnectAttempts:
    case StreamColumn::ReconnectTotal:
    case StreamColumn::Resolution:
        return number == missing ? QVariant() : QVariant(number);
    case StreamColumn::Status:
    case StreamColumn::Since:
    case StreamColumn::Camera:
    case StreamColumn::Quality:
    case StreamColumn::Address:
    case StreamColumn::MainServer:
    case StreamColumn::AdditionalServer:
    case StreamColumn::CapturedBy:
    case StreamColumn::Addition:
    case StreamColumn::Drift:
    case StreamColumn::Audio:
    case StreamColumn::Recording:
    case StreamColumn::Polled:
    case StreamColumn::Location:
    case StreamColumn::Uuid:
    case StreamColumn::Count:
        break;
    }
    return text(row, column, nowMs);
}

QVariant StreamCells::linkOf(const FleetRow &row, StreamColumn column) const
{
    const int server = column == StreamColumn::MainServer         ? row.mainServer
                       : column == StreamColumn::AdditionalServer ? row.additionalServer
                                                                  : -1;
    return server < 0 ? QVariant() : QVariant(m_fleet.servers()[size_t(server)].server.id.uuid());
}

qint64 StreamCells::sortNumber(const FleetRow &row, StreamColumn column, qint64 nowMs) const
{
    const ObservedStream *seen = m_fleet.observed(row);
    const auto known = [&](qint64 ObservedStream::*member) {
        return seen && seen->*member >= 0 ? seen->*member : missing;
    };
    const auto knownSmall = [&](qint32 ObservedStream::*member) {
        return seen && seen->*member >= 0 ? qint64(seen->*member) : missing;
    };
    const auto told = [](Tristate value) { return value == Tristate::Unknown ? missing : qint64(value); };
    switch (column) {
    case StreamColumn::Status:
        return severity(row);
    case StreamColumn::Since: {
        const StateSince since = sinceOf(m_fleet, row);
        return since.atMs > 0 ? -since.atMs : missing; // the longest is the greatest
    }
    case StreamColumn::Last24Hours: {
        const qint64 lostMs = lostWithin(m_fleet, row, dayMs, nowMs);
        return lostMs < 0 ? missing : lostMs;
    }
    case StreamColumn::Camera:
        return row.nameRank;
    case StreamColumn::Quality:
        return row.isManaged() ? qint64(row.quality) : missing;
    case StreamColumn::Bitrate:
        return known(&ObservedStream::bitrateInBps);
    case StreamColumn::Output:
        return known(&ObservedStream::bitrateOutBps);
    case StreamColumn::Resolution:
        return seen && seen->width > 0 ? qint64(seen->width) * seen->height : missing;
    case StreamColumn::Clients:
        return knownSmall(&ObservedStream::clients);
    case StreamColumn::ReconnectAttempts:
        return knownSmall(&ObservedStream::reconnectAttempts);
    case StreamColumn::ReconnectTotal:
        return knownSmall(&ObservedStream::reconnectTotal);
    case StreamColumn::MainServer:
        return row.mainServer < 0 ? missing : row.mainServer; // servers come in order of their names
    case StreamColumn::AdditionalServer:
        return row.additionalServer < 0 ? missing : row.additionalServer;
    case StreamColumn::CapturedBy:
        return seen && seen->status == StreamStatus::Active ? m_fleet.observedServer(row) : missing;
    case StreamColumn::Audio:
        return seen ? told(seen->hasAudio) : missing;
    case StreamColumn::Recording:
        return seen ? told(seen->isRecording) : missing;
    case StreamColumn::Addition:
        return row.isManaged() ? qint64(row.addition) : missing;
    case StreamColumn::Drift:
        return row.drift == Drift::None ? missing : qint64(row.drift);
    case StreamColumn::Polled:
        return m_fleet.polledAtMs(row) > 0 ? -m_fleet.polledAtMs(row) : missing;
    case StreamColumn::Address:
    case StreamColumn::Location:
    case StreamColumn::Uuid:
    case StreamColumn::Count:
        break;
    }
    return missing;
}

} // namespace streamkeeper
