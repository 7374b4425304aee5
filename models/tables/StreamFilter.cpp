#include "models/tables/StreamFilter.h"

#include "models/domain/SearchText.h"
#include "models/domain/Units.h"
#include "models/fleet/FleetState.h"

#include <algorithm>

namespace streamkeeper {

namespace {

bool compares(const QueryTerm &term, qint64 value)
{
    if (value < 0) // not known, or not provided
        return false;
    return term.compare == QueryCompare::Less   ? value < term.number
           : term.compare == QueryCompare::More ? value > term.number
                                                : value == term.number;
}

bool isInState(const FleetRow &row, StreamState state)
{
    return row.state() == state || toStreamState(row.status) == state;
}

} // namespace

StreamMatcher::StreamMatcher(const StreamFilter &filter, const FleetState &fleet)
    : m_fleet(fleet)
    , m_filter(filter)
    , m_query(parseStreamQuery(filter.search))
    , m_server(filter.server ? fleet.serverIndex(*filter.server) : -1)
{
    for (const QueryTerm &asked : m_query.terms) {
        Term term{asked, {}};
        if (asked.field == QueryField::Server) {
            for (const FleetServer &server : fleet.servers())
                term.servers.push_back(fitsPattern(foldedForSearch(server.server.name), asked.text));
        }
        m_terms.push_back(std::move(term));
    }
}

bool StreamMatcher::accepts(const FleetRow &row) const
{
    if (m_filter.state && !isInState(row, *m_filter.state))
        return false;
    if (m_filter.quality && row.quality != *m_filter.quality)
        return false;
    if (m_filter.characteristic && row.characteristic != *m_filter.characteristic)
        return false;
    if (m_filter.drift && row.drift != *m_filter.drift)
        return false;
    if (m_filter.server && (m_server < 0 || (row.mainServer != m_server && row.additionalServer != m_server)))
        return false;
    const auto isThere = [&](const QString &word) { return row.searchText.contains(word); };
    return std::ranges::all_of(m_query.words, isThere) &&
           std::ranges::none_of(m_query.excludedWords, isThere) &&
           std::ranges::all_of(m_terms, [&](const Term &term) { return holds(term, row); });
}

bool StreamMatcher::isOfThePast(const FleetRow &row) const
{
    if (!row.isStale)
        return false;
    const auto isOther = [](const std::optional<StreamState> &state) {
        return state && *state != StreamState::Stale;
    };
    return isOther(m_filter.state) || std::ranges::any_of(m_terms, [&](const Term &term) {
               return !term.asked.isNegated && isOther(term.asked.state);
           });
}

bool StreamMatcher::holds(const Term &term, const FleetRow &row) const
{
    return fits(term, row) != term.asked.isNegated;
}

bool StreamMatcher::fits(const Term &term, const FleetRow &row) const
{
    const QueryTerm &asked = term.asked;
    const auto isMeant = [&](int server) { return server >= 0 && term.servers[size_t(server)]; };
    const auto known = [&](auto ObservedStream::*member) -> qint64 {
        const ObservedStream *seen = m_fleet.observed(row);
        return seen ? qint64(seen->*member) : -1;
    };
    const auto rate = [&](auto ObservedStream::*member) {
        const qint64 bps = known(member);
        return bps < 0 ? bps : kbpsFromBps(bps);
    };
    const auto isSwitched = [&](Tristate ObservedStream::*member) {
        const ObservedStream *seen = m_fleet.observed(row);
        return seen && seen->*member == toTristate(asked.isOn);
    };
    switch (asked.field) {
    case QueryField::Status:
        return isInState(row, *asked.state);
    case QueryField::Server:
        return isMeant(row.mainServer) || isMeant(row.additionalServer);
    case QueryField::Quality:
        return row.isManaged() && row.quality == asked.quality;
    case QueryField::Camera:
        return fitsPattern(foldedForSearch(row.cameraName), asked.text);
    case QueryField::Location:
        return fitsPattern(foldedForSearch(row.location), asked.text);
    case QueryField::Address:
        return fitsPattern(foldedForSearch(row.ipAddress), asked.text) ||
               fitsPattern(foldedForSearch(row.maskedAddress), asked.text);
    case QueryField::Bitrate:
        return compares(asked, rate(&ObservedStream::bitrateInBps));
    case QueryField::Output:
        return compares(asked, rate(&ObservedStream::bitrateOutBps));
    case QueryField::Clients:
        return compares(asked, known(&ObservedStream::clients));
    case QueryField::Reconnects:
        return compares(asked, known(&ObservedStream::reconnectTotal));
    case QueryField::Audio:
        return isSwitched(&ObservedStream::hasAudio);
    case QueryField::Recording:
        return isSwitched(&ObservedStream::isRecording);
    case QueryField::Count:
        break;
    }
    return true;
}

} // namespace streamkeeper
