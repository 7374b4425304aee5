#include "models/rules/Pairing.h"

#include "models/rules/AddressFamily.h"
#include "models/rules/QualityName.h"

#include <QRegularExpression>

#include <algorithm>
#include <map>
#include <tuple>

namespace streamkeeper {

using namespace Qt::StringLiterals;

namespace {

/// More streams than that no camera has: then they are counted cameras.
constexpr int mostStreams = 3;
constexpr int highestRank = 4;

/// A stream with what its name and address tell.
struct Candidate
{
    int index = 0;
    const RemoteStream *stream = nullptr;
    QualityName name;
    AddressFamily family;
    qint64 pixels = -1;
    bool isDone = false;
};

using Group = std::vector<Candidate *>;

QualityName nameOf(const RemoteStream &stream)
{
    QualityName name = splitQualityName(stream.remoteName);
    const bool hasOther = !stream.displayName.isEmpty() && stream.displayName != stream.remoteName;
    if (name.sign == QualitySign::Word || !hasOther)
        return name;
    const QualityName shown = splitQualityName(stream.displayName);
    return shown.sign == QualitySign::Word ? shown : name;
}

/// Words in the server's name for people, also with something in brackets behind them.
std::optional<Quality> qualityOf(const Candidate &candidate)
{
    if (candidate.name.quality)
        return candidate.name.quality;
    static const QRegularExpression words(
        uR"(\b(high|low|hi|lo|main|sub|hq|lq)\b(?:\s+quality)?\)?(?:\s*\([^)]*\))?$)"_s,
        QRegularExpression::CaseInsensitiveOption);
    const QString word = words.match(candidate.stream->displayName.left(256)).captured(1).toLower();
    if (word.isEmpty())
        return {};
    return word == u"low" || word == u"lo" || word == u"sub" || word == u"lq" ? Quality::Low : Quality::High;
}

qint64 pixelsOf(const RemoteStream &stream)
{
    return stream.width > 0 && stream.height > 0 ? qint64(stream.width) * stream.height : -1;
}

QString sizeOf(const RemoteStream &stream)
{
    return u"%1 × %2"_s.arg(stream.width).arg(stream.height);
}

/// One and the same for every order of the input.
bool isBefore(const Candidate &left, const Candidate &right)
{
    const auto place = [](const Candidate &one) {
        return std::tie(one.stream->remoteName, one.stream->address.masked(), one.stream->displayName,
                        one.stream->cameraUid, one.pixels);
    };
    return place(left) < place(right);
}

bool hasOneHost(const Candidate &left, const Candidate &right)
{
    return !left.family.host.isEmpty() && left.family.host == right.family.host;
}

bool isOtherChannel(const Candidate &left, const Candidate &right)
{
    const auto &[leftFamily, rightFamily] = std::tie(left.family, right.family);
    return hasOneHost(left, right) && !leftFamily.channel.isEmpty() && !rightFamily.channel.isEmpty() &&
           leftFamily.channel != rightFamily.channel;
}

/// "gate" of a camera and "gate_sub" of a relay beside it.
bool mayLieBehind(const Candidate &left, const Candidate &right)
{
    return left.family.isRelay != right.family.isRelay;
}

bool hasUnknownHost(const Candidate &left, const Candidate &right)
{
    return left.family.host.isEmpty() || right.family.host.isEmpty();
}

class Pairer
{
public:
    explicit Pairer(const std::vector<RemoteStream> &streams)
    {
        for (size_t i = 0; i < streams.size(); ++i) {
            const RemoteStream &stream = streams[i];
            if (stream.obstacle.isEmpty())
                m_candidates.push_back(
                    {int(i), &stream, nameOf(stream), familyOf(stream.address), pixelsOf(stream)});
        }
        std::stable_sort(m_candidates.begin(), m_candidates.end(), isBefore);
    }

    [[nodiscard]] std::vector<StreamPair> pairs()
    {
        pairByUid();
        pairByAddress();
        pairByName();
        for (Candidate &candidate : m_candidates) {
            if (!candidate.isDone)
                m_pairs.push_back({candidate.index, {}, {}});
        }
        return std::move(m_pairs);
    }

private:
    template <typename Key>
    [[nodiscard]] std::map<QString, Group> groupsBy(Key key)
    {
        std::map<QString, Group> groups;
        for (Candidate &candidate : m_candidates) {
            if (const QString text = candidate.isDone ? QString() : key(candidate); !text.isEmpty())
                groups[text].push_back(&candidate);
        }
        return groups;
    }

    void pair(Candidate &high, Candidate &low, PairedBy by);
    [[nodiscard]] static Pairing reason(const Candidate &high, const Candidate &low, PairedBy by);

    void pairByUid();
    void pairOfCamera(const Group &group);

    void pairByAddress();
    void pairFamily(const Group &group);
    void pairAxis(const Group &group);
    void pairRanks(const Group &highs, const Group &lows, bool isNameNeeded);

    void pairByName();
    void pairWords(const Group &group);
    void pairNumbers(const Group &group);

    std::vector<Candidate> m_candidates;
    std::vector<StreamPair> m_pairs;
};

Pairing Pairer::reason(const Candidate &high, const Candidate &low, PairedBy by)
{
    const bool isAddress = by == PairedBy::Address;
    const bool isSize = by == PairedBy::Resolution;
    const auto tell = [&](const Candidate &one) {
        return isAddress ? one.family.label : isSize ? sizeOf(*one.stream) : one.stream->remoteName;
    };
    return {by, isAddress ? high.family.host : QString(), isAddress ? high.family.channel : QString(),
            tell(high), tell(low)};
}

void Pairer::pair(Candidate &high, Candidate &low, PairedBy by)
{
    const bool isTurned = high.pixels > 0 && low.pixels > high.pixels;
    Candidate &first = isTurned ? low : high;
    Candidate &second = isTurned ? high : low;
    first.isDone = second.isDone = true;
    m_pairs.push_back({first.index, second.index, reason(first, second, by)});
}

// ---- by what the server says

void Pairer::pairByUid()
{
    for (const auto &[uid, group] : groupsBy([](const Candidate &one) { return one.stream->cameraUid; })) {
        // Servers often give every stream a camera uid of its own: that pairs nothing, names may.
        if (group.size() > 1)
            pairOfCamera(group);
    }
}

/// Told qualities count; of two untold ones the larger picture is high.
void Pairer::pairOfCamera(const Group &group)
{
    Candidate *high = nullptr;
    Candidate *low = nullptr;
    Group rest;
    for (Candidate *one : group) {
        const auto quality = qualityOf(*one);
        Candidate *&place = quality == Quality::High ? high : low;
        if (quality && !place)
            place = one;
        else
            rest.push_back(one);
    }
    std::ranges::stable_sort(rest, std::greater(), &Candidate::pixels);
    const bool isBySize =
        !high && !low && rest.size() > 1 && rest[1]->pixels > 0 && rest[0]->pixels > rest[1]->pixels;
    for (Candidate *one : rest) {
        if (!high)
            high = one;
        else if (!low && !qualityOf(*one))
            low = one;
    }
    if (high && low)
        pair(*high, *low, isBySize ? PairedBy::Resolution : PairedBy::CameraUid);
    for (Candidate *one : group) {
        if (!std::exchange(one->isDone, true))
            m_pairs.push_back({one->index, {}, {}});
    }
}

// ---- by addresses

void Pairer::pairByAddress()
{
    for (const auto &[key, group] : groupsBy([](const Candidate &one) { return one.family.key; })) {
        if (group.size() < 2)
            continue;
        if (key.startsWith(u"axis "))
            pairAxis(group);
        else
            pairFamily(group);
    }
}

void Pairer::pairFamily(const Group &group)
{
    std::map<int, Group> ranks;
    for (Candidate *one : group)
        ranks[one->family.rank].push_back(one);
    const AddressFamily &family = group.front()->family;
    if (!family.isNumber && ranks.contains(0))
        ranks.erase(-1); // beside "gate_main" a plain "gate" says nothing
    if (ranks.size() < 2 || int(ranks.size()) > mostStreams || ranks.rbegin()->first > highestRank)
        return;
    const auto high = ranks.begin();
    const auto low = std::next(high);
    if (!family.isNumber && low->first != 1)
        return;
    const bool isDoubtful = !family.isSure || (family.isCounted && ranks.size() > 2);
    // Two cameras of one recorder may be counted so, too; their pictures are of one size then.
    const auto hasOneSize = [&] { return group[0]->pixels > 0 && group[0]->pixels == group[1]->pixels; };
    if (!family.isSure &&
        (group.size() != 2 || low->first != high->first + 1 || family.isRelay || hasOneSize()))
        return;
    pairRanks(high->second, low->second, isDoubtful);
}

void Pairer::pairRanks(const Group &highs, const Group &lows, bool isNameNeeded)
{
    std::map<QString, Group> byName;
    for (Candidate *high : highs)
        byName[high->name.key].push_back(high);
    for (Candidate *low : lows) {
        Group &named = byName[low->name.key];
        if (named.empty())
            continue;
        pair(*named.front(), *low, PairedBy::Address);
        named.erase(named.begin());
    }
    auto high = highs.begin();
    for (Candidate *low : lows) {
        high = std::find_if(high, highs.end(), [](const Candidate *one) { return !one->isDone; });
        if (!isNameNeeded && !low->isDone && high != highs.end())
            pair(**high, *low, PairedBy::Address);
    }
}

/// The addresses of Axis ask for a size or a profile; without one they ask for the largest.
void Pairer::pairAxis(const Group &group)
{
    if (group.size() != 2 || group[0]->family.label == group[1]->family.label)
        return;
    const auto weight = [](const Candidate &one) {
        const qint64 asked = one.family.pixels > 0 ? one.family.pixels : one.pixels;
        const bool isWhole = one.family.label.isEmpty() || one.name.quality == Quality::High;
        return asked > 0                          ? asked
               : isWhole                          ? std::numeric_limits<qint64>::max()
               : one.name.quality == Quality::Low ? 0
                                                  : 1;
    };
    const bool isTurned = weight(*group[1]) > weight(*group[0]);
    pair(*group[isTurned ? 1 : 0], *group[isTurned ? 0 : 1], PairedBy::Address);
}

// ---- by names

void Pairer::pairByName()
{
    const auto isNumbered = [](const Candidate &one) { return one.name.sign == QualitySign::StreamNumber; };
    const auto word = [&](const Candidate &one) { return isNumbered(one) ? QString() : one.name.key; };
    for (const auto &[key, group] : groupsBy(word))
        pairWords(group);
    const auto number = [&](const Candidate &one) {
        return isNumbered(one) ? one.name.key + u'\n' + one.family.host : QString();
    };
    for (const auto &[key, group] : groupsBy(number))
        pairNumbers(group);
}

void Pairer::pairWords(const Group &group)
{
    Group highs;
    Group plains;
    Group lows;
    for (Candidate *one : group) {
        if (one->name.quality)
            (*one->name.quality == Quality::High ? highs : lows).push_back(one);
        else if (one->name.sign == QualitySign::None)
            plains.push_back(one);
    }
    const auto pairIf = [&](const Group &with, auto isRight) {
        for (Candidate *low : lows) {
            const auto high = std::ranges::find_if(with, [&](const Candidate *one) {
                return !low->isDone && !one->isDone && !isOtherChannel(*one, *low) && isRight(*one, *low);
            });
            if (high != with.end())
                pair(**high, *low, PairedBy::Name);
        }
    };
    pairIf(highs, hasOneHost);
    pairIf(highs, [](const Candidate &, const Candidate &) { return true; }); // both words say so
    pairIf(plains, hasOneHost);
    pairIf(plains, [](const Candidate &plain, const Candidate &low) {
        return hasUnknownHost(plain, low) || mayLieBehind(plain, low);
    });
}

/// "gate_stream1" and "gate_stream2", "gate_101" and "gate_102", of one host.
void Pairer::pairNumbers(const Group &group)
{
    std::map<int, Candidate *> numbers;
    for (Candidate *one : group)
        numbers.emplace(one->name.number, one);
    if (numbers.size() < 2 || int(numbers.size()) > mostStreams)
        return;
    Candidate &high = *numbers.begin()->second;
    Candidate &low = *std::next(numbers.begin())->second;
    if (!isOtherChannel(high, low))
        pair(high, low, PairedBy::Name);
}

} // namespace

bool isLower(const RemoteStream &one, const RemoteStream &other)
{
    const auto [pixels, otherPixels] = std::pair(pixelsOf(one), pixelsOf(other));
    if (pixels > 0 && otherPixels > 0 && pixels != otherPixels)
        return pixels < otherPixels;
    const auto [name, otherName] = std::pair(nameOf(one).quality, nameOf(other).quality);
    if (name != otherName)
        return name == Quality::Low || otherName == Quality::High;
    return familyOf(one.address).rank > familyOf(other.address).rank;
}

std::vector<StreamPair> pairStreams(const std::vector<RemoteStream> &streams)
{
    return Pairer(streams).pairs();
}

} // namespace streamkeeper
