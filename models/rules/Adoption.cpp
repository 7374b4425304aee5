#include "models/rules/Adoption.h"

#include "models/rules/NaturalOrder.h"
#include "models/rules/QualityName.h"

#include <QHash>
#include <QRegularExpression>
#include <QSet>

#include <algorithm>

namespace streamkeeper {

using namespace Qt::StringLiterals;

namespace {

bool hasNameForPeople(const RemoteStream &stream)
{
    return !stream.displayName.isEmpty() && stream.displayName != stream.remoteName;
}

/// The server's own name without the word for the quality.
QString shownNameOf(const RemoteStream &stream)
{
    static const QRegularExpression quality(uR"([\s\-_/.(]+(high|low)(\s+quality)?\)?(?=\s*(\(|$)))"_s,
                                            QRegularExpression::CaseInsensitiveOption);
    QString name = stream.displayName;
    name.remove(quality);
    return name.trimmed().isEmpty() ? stream.displayName : name.trimmed();
}

/// The name for people: the server's own if it has one, else what both streams have in common.
QString cameraNameOf(const RemoteStream &stream, const RemoteStream *low)
{
    if (hasNameForPeople(stream))
        return shownNameOf(stream);
    const QualityName name = splitQualityName(stream.remoteName);
    // A number alone may count cameras, and "Main Hall" is a place.
    const bool isCommon = low && splitQualityName(low->remoteName).key == name.key;
    const bool isQuality = isCommon || (name.sign == QualitySign::Word && (low || name.isAtEnd));
    return name.stem.isEmpty() || !isQuality ? stream.remoteName : name.stem;
}

AdoptionProposal proposalFor(const std::vector<RemoteStream> &streams, const StreamPair &pair)
{
    const RemoteStream &named = streams[size_t(pair.high)];
    AdoptionProposal proposal{cameraNameOf(named, pair.low ? &streams[size_t(*pair.low)] : nullptr),
                              named.cameraUid,
                              named.address.ipAddress(),
                              pair.high,
                              pair.low,
                              pair.pairing};
    if (proposal.ipAddress.isEmpty() && pair.low)
        proposal.ipAddress = streams[size_t(*pair.low)].address.ipAddress();
    return proposal;
}

/// Where a stem would name several cameras, each has the name of its stream.
void tellApart(const std::vector<RemoteStream> &streams, std::vector<AdoptionProposal> &proposals)
{
    QHash<QString, int> counts;
    for (const AdoptionProposal &proposal : proposals)
        ++counts[proposal.cameraName];
    for (AdoptionProposal &proposal : proposals) {
        const RemoteStream &named = streams[size_t(proposal.high ? *proposal.high : *proposal.low)];
        if (counts.value(proposal.cameraName) > 1 && !hasNameForPeople(named))
            proposal.cameraName = named.remoteName;
    }
}

} // namespace

std::vector<AdoptionProposal> proposeAdoption(const std::vector<RemoteStream> &streams)
{
    std::vector<AdoptionProposal> proposals;
    for (const StreamPair &pair : pairStreams(streams))
        proposals.push_back(proposalFor(streams, pair));
    tellApart(streams, proposals);
    const QCollator collator = naturalCollator();
    std::stable_sort(proposals.begin(), proposals.end(), [&](const auto &left, const auto &right) {
        return collator.compare(left.cameraName, right.cameraName) < 0;
    });
    return proposals;
}

AdoptionProposal pairByHand(const std::vector<RemoteStream> &streams, int first, int second)
{
    const RemoteStream &one = streams[size_t(first)];
    const RemoteStream &other = streams[size_t(second)];
    StreamPair pair{first, second, {PairedBy::Operator, {}, {}, one.remoteName, other.remoteName}};
    if (isLower(one, other)) {
        pair.high = second;
        pair.low = first;
        std::swap(pair.pairing.high, pair.pairing.low);
    }
    return proposalFor(streams, pair);
}

std::vector<AdoptionProposal> splitByHand(const std::vector<RemoteStream> &streams,
                                          const AdoptionProposal &proposal)
{
    std::vector<AdoptionProposal> alone;
    for (const auto &side : {proposal.high, proposal.low}) {
        if (side)
            alone.push_back(proposalFor(streams, {*side, {}, {}}));
    }
    return alone;
}

bool isOnServer(const Stream &stream, const ServerId &server)
{
    return stream.mainServer == server || stream.additionalServer == server;
}

AdoptionOffer offerAdoption(std::vector<RemoteStream> found, const ServerId &server,
                            const std::vector<Stream> &registered, const std::vector<HolderCopy> &copies)
{
    QSet<QString> known;
    for (const Stream &stream : registered) {
        if (isOnServer(stream, server))
            known.insert(stream.remoteName);
    }
    for (const HolderCopy &copy : copies) {
        if (copy.server == server)
            known.insert(copy.remoteName);
    }
    std::erase_if(found, [&](const RemoteStream &stream) { return known.contains(stream.remoteName); });
    auto proposals = proposeAdoption(found);
    return {std::move(found), std::move(proposals)};
}

std::vector<AdoptionProposal> chooseStreams(const AdoptionOffer &offer, const QStringList &names)
{
    std::vector<AdoptionProposal> chosen = offer.proposals;
    for (AdoptionProposal &proposal : chosen) {
        for (std::optional<int> *side : {&proposal.high, &proposal.low}) {
            if (*side && !names.contains(offer.found[size_t(**side)].remoteName))
                side->reset();
        }
    }
    std::erase_if(chosen, [](const AdoptionProposal &proposal) { return !proposal.high && !proposal.low; });
    return chosen;
}

bool needsSealing(const std::vector<RemoteStream> &found, const std::vector<AdoptionProposal> &chosen)
{
    const auto isSecret = [&](const std::optional<int> &index) {
        return index &&
               (found[size_t(*index)].address.hasSecret() || !found[size_t(*index)].others.isEmpty());
    };
    return std::ranges::any_of(chosen, [&](const AdoptionProposal &proposal) {
        return isSecret(proposal.high) || isSecret(proposal.low);
    });
}

} // namespace streamkeeper
