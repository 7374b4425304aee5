#include "models/rules/Adoption.h"

#include "models/rules/NaturalOrder.h"

#include <QRegularExpression>
#include <QSet>

#include <algorithm>
#include <map>

namespace streamkeeper {

using namespace Qt::StringLiterals;

namespace {

/// The name for people: the server's own if it has one, without the word for the quality.
QString cameraNameOf(const RemoteStream &stream)
{
    if (!stream.displayName.isEmpty() && stream.displayName != stream.remoteName) {
        static const QRegularExpression quality(uR"([\s\-_/.(]+(high|low)(\s+quality)?\)?(?=\s*(\(|$)))"_s,
                                                QRegularExpression::CaseInsensitiveOption);
        QString name = stream.displayName;
        name.remove(quality);
        return name.trimmed().isEmpty() ? stream.displayName : name.trimmed();
    }
    const QString stem = splitQualityName(stream.remoteName).stem;
    return stem.isEmpty() ? stream.remoteName : stem;
}

std::optional<Quality> qualityOf(const RemoteStream &stream)
{
    if (const auto quality = splitQualityName(stream.remoteName).quality)
        return quality;
    static const QRegularExpression words(
        uR"(\b(high|low|hi|lo|main|sub|hq|lq)\b(?:\s+quality)?\)?(?:\s*\(.*\))?$)"_s,
        QRegularExpression::CaseInsensitiveOption);
    const QString word = words.match(stream.displayName).captured(1).toLower();
    if (word.isEmpty())
        return {};
    return word == u"low" || word == u"lo" || word == u"sub" || word == u"lq" ? Quality::Low : Quality::High;
}

qint64 pixels(const RemoteStream &stream)
{
    return stream.width > 0 && stream.height > 0 ? qint64(stream.width) * stream.height : -1;
}

AdoptionProposal proposalFor(const std::vector<RemoteStream> &streams, std::optional<int> high,
                             std::optional<int> low)
{
    const RemoteStream &named = streams[size_t(high ? *high : *low)];
    AdoptionProposal proposal{cameraNameOf(named), named.cameraUid, named.address.ipAddress(), high, low};
    if (proposal.ipAddress.isEmpty() && low)
        proposal.ipAddress = streams[size_t(*low)].address.ipAddress();
    return proposal;
}

/// The streams of one camera. Told qualities win; of two untold ones the larger picture is high.
void proposeGroup(const std::vector<RemoteStream> &streams, std::vector<int> members,
                  std::vector<AdoptionProposal> &proposals)
{
    const auto &byName = [&](int left, int right) {
        return streams[size_t(left)].remoteName < streams[size_t(right)].remoteName;
    };
    std::sort(members.begin(), members.end(), byName);
    std::optional<int> high;
    std::optional<int> low;
    std::vector<int> rest;
    for (int member : members) {
        const auto quality = qualityOf(streams[size_t(member)]);
        if (quality == Quality::High && !high)
            high = member;
        else if (quality == Quality::Low && !low)
            low = member;
        else
            rest.push_back(member);
    }
    std::stable_sort(rest.begin(), rest.end(), [&](int left, int right) {
        return pixels(streams[size_t(left)]) > pixels(streams[size_t(right)]);
    });
    std::vector<int> alone;
    for (int member : rest) {
        if (!high)
            high = member;
        else if (!low && !qualityOf(streams[size_t(member)]))
            low = member;
        else
            alone.push_back(member);
    }
    proposals.push_back(proposalFor(streams, high, low));
    for (int member : alone)
        proposals.push_back(proposalFor(streams, member, std::nullopt));
}

} // namespace

QualityName splitQualityName(const QString &name)
{
    static const QRegularExpression suffix(uR"(^(.+)[-_/.](?:(high|hi|main|hq|1)|(low|lo|sub|lq|2))$)"_s,
                                           QRegularExpression::CaseInsensitiveOption);
    const auto match = suffix.match(name);
    if (!match.hasMatch())
        return {name, std::nullopt};
    return {match.captured(1), match.captured(2).isEmpty() ? Quality::Low : Quality::High};
}

std::vector<AdoptionProposal> proposeAdoption(const std::vector<RemoteStream> &streams)
{
    std::map<QString, std::vector<int>> byCamera;
    std::map<QString, std::vector<int>> byStem;
    std::vector<AdoptionProposal> proposals;
    const auto byName = [&](int i) {
        const QualityName name = splitQualityName(streams[size_t(i)].remoteName);
        if (name.quality)
            byStem[name.stem].push_back(i);
        else
            proposals.push_back(proposalFor(streams, i, std::nullopt));
    };
    for (int i = 0; i < int(streams.size()); ++i) {
        const RemoteStream &stream = streams[size_t(i)];
        if (!stream.obstacle.isEmpty())
            continue;
        if (!stream.cameraUid.isEmpty())
            byCamera[stream.cameraUid].push_back(i);
        else
            byName(i);
    }
    for (auto &[uid, members] : byCamera) {
        // Servers often give every stream a camera uid of its own: that pairs nothing, names may.
        if (members.size() == 1)
            byName(members.front());
        else
            proposeGroup(streams, std::move(members), proposals);
    }
    for (auto &[stem, members] : byStem) {
        // A low name without its high twin is "high and alone": there is nothing it could be low to.
        if (members.size() == 1)
            proposals.push_back(proposalFor(streams, members.front(), std::nullopt));
        else
            proposeGroup(streams, std::move(members), proposals);
    }
    const QCollator collator = naturalCollator();
    std::stable_sort(proposals.begin(), proposals.end(), [&](const auto &left, const auto &right) {
        return collator.compare(left.cameraName, right.cameraName) < 0;
    });
    return proposals;
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
