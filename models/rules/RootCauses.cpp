#include "models/rules/RootCauses.h"

#include <QHash>
#include <QSet>
#include <queue>

#include <algorithm>
#include <array>
#include <optional>
#include <type_traits>
#include <utility>

namespace streamkeeper {

using namespace Qt::StringLiterals;

namespace {

constexpr std::array kinds{CauseKind::SwitchPort,  CauseKind::Switch, CauseKind::Subnet,
                           CauseKind::ServerGroup, CauseKind::Make,   CauseKind::Server};

/// What an administrator gives out as one piece mostly.
constexpr int prefixOf4 = 24;
constexpr int prefixOf6 = 64;

IpSubnet subnetOf(const IpAddress &address)
{
    IpSubnet subnet{address.plain(), 0};
    subnet.prefix = subnet.address.length == 4 ? prefixOf4 : prefixOf6;
    for (size_t i = size_t(subnet.prefix) / 8; i < subnet.address.bytes.size(); ++i)
        subnet.address.bytes[i] = 0;
    return subnet;
}

/// RootCause::key of what the place has of this kind.
QString textOf(const TroublePlace &place, CauseKind kind)
{
    switch (kind) {
    case CauseKind::SwitchPort:
        return place.switchId + u'/' + place.port;
    case CauseKind::Switch:
        return place.switchId;
    case CauseKind::Subnet:
        return place.address ? subnetOf(*place.address).toString() : QString();
    case CauseKind::ServerGroup:
        return place.group.toString();
    case CauseKind::Make:
        return place.make;
    case CauseKind::Server:
        return place.server.toString();
    }
    return {};
}

/// What the lost places have in common, one number for each key of a kind: comparing keys again and again is
/// dear.
struct Dimension
{
    std::vector<int> keyOfPlace;     ///< -1: unknown, or nothing was lost there
    std::vector<size_t> firstPlaces; ///< that has the key
    std::vector<int> totals;         ///< of all places
};

/// `keyOf` gives an optional without making anything anew: it is asked of all places, and only of few of them
/// is the key of interest.
template <typename KeyOf>
Dimension dimensionBy(const std::vector<TroublePlace> &places, const std::vector<LossFact> &losses,
                      const KeyOf &keyOf)
{
    Dimension dimension;
    QHash<typename std::invoke_result_t<KeyOf, const TroublePlace &>::value_type, int> known;
    dimension.keyOfPlace.assign(places.size(), -1);
    for (const LossFact &loss : losses) {
        const auto key = keyOf(places[loss.place]);
        if (!key)
            continue;
        auto found = known.find(*key);
        if (found == known.end()) {
            found = known.insert(*key, int(dimension.firstPlaces.size()));
            dimension.firstPlaces.push_back(loss.place);
        }
        dimension.keyOfPlace[loss.place] = *found;
    }
    dimension.totals.assign(known.size(), 0);
    if (known.isEmpty())
        return dimension;
    for (const TroublePlace &place : places) {
        const auto key = keyOf(place);
        if (const auto found = key ? known.constFind(*key) : known.cend(); found != known.cend())
            ++dimension.totals[size_t(*found)];
    }
    return dimension;
}

template <typename Key>
std::optional<Key> unless(bool isUnknown, const Key &key)
{
    return isUnknown ? std::nullopt : std::optional(key);
}

/// The bytes of its prefix, and how many they are.
std::pair<quint64, int> numberOf(const IpSubnet &subnet)
{
    quint64 number = 0;
    for (int i = 0; i < subnet.prefix / 8; ++i)
        number = number << 8U | subnet.address.bytes[size_t(i)];
    return {number, subnet.prefix};
}

Dimension dimensionOf(const std::vector<TroublePlace> &places, const std::vector<LossFact> &losses,
                      CauseKind kind)
{
    using Place = const TroublePlace &;
    switch (kind) {
    case CauseKind::SwitchPort:
        return dimensionBy(places, losses, [](Place place) {
            return unless(place.switchId.isEmpty() || place.port.isEmpty(),
                          std::pair(place.switchId, place.port));
        });
    case CauseKind::Switch:
        return dimensionBy(places, losses,
                           [](Place place) { return unless(place.switchId.isEmpty(), place.switchId); });
    case CauseKind::Subnet:
        return dimensionBy(places, losses, [](Place place) {
            return place.address ? std::optional(numberOf(subnetOf(*place.address))) : std::nullopt;
        });
    case CauseKind::ServerGroup:
        return dimensionBy(places, losses,
                           [](Place place) { return unless(place.group.isNull(), place.group); });
    case CauseKind::Make:
        return dimensionBy(places, losses,
                           [](Place place) { return unless(place.make.isEmpty(), place.make); });
    case CauseKind::Server:
        return dimensionBy(places, losses,
                           [](Place place) { return unless(place.server.isNull(), place.server); });
    }
    return {};
}

/// Losses of one key that lie together, as indexes into all of them, oldest first.
struct Burst
{
    CauseKind kind = CauseKind::Server;
    int key = 0;
    std::vector<size_t> losses;
    int lost = 0; ///< streams that nothing else explains

    /// How much it explains, and how well: 24 of 24 rather than 24 of 40, 500 of 500 rather than 40 of 40.
    [[nodiscard]] double weight(int total) const { return double(lost) * lost / total; }
};

class CauseSearch
{
public:
    CauseSearch(const std::vector<TroublePlace> &places, const std::vector<LossFact> &losses,
                const RootCauseRule &rule)
        : m_places(places)
        , m_losses(losses)
        , m_rule(rule)
        , m_isExplained(losses.size(), false)
    {
        for (const CauseKind kind : kinds)
            m_dimensions[size_t(kind)] = dimensionOf(places, losses, kind);
    }

    [[nodiscard]] std::vector<RootCause> run()
    {
        const auto isLess = [this](const Burst &one, const Burst &other) {
            const double left = one.weight(totalOf(one));
            const double right = other.weight(totalOf(other));
            return left != right ? left < right
                                 : std::pair(one.kind, one.key) > std::pair(other.kind, other.key);
        };
        std::priority_queue<Burst, std::vector<Burst>, decltype(isLess)> queue(isLess);
        for (const CauseKind kind : kinds)
            addBursts(kind, [&](Burst burst) { queue.push(std::move(burst)); });
        std::vector<RootCause> causes;
        while (!queue.empty()) {
            Burst burst = queue.top();
            queue.pop();
            const int before = std::exchange(burst.lost, countUnexplained(burst));
            if (!isCause(burst))
                continue;
            if (burst.lost == before)
                causes.push_back(accept(burst));
            else
                queue.push(std::move(burst)); // another cause has taken a part of it
        }
        return causes;
    }

private:
    template <typename Take>
    void addBursts(CauseKind kind, const Take &take) const
    {
        const Dimension &dimension = m_dimensions[size_t(kind)];
        const qint64 gapMs = std::chrono::milliseconds(m_rule.together).count();
        QHash<int, Burst> open;
        const auto close = [&](Burst &burst) {
            burst.lost = countUnexplained(burst);
            if (isCause(burst))
                take(std::move(burst));
        };
        for (size_t i = 0; i < m_losses.size(); ++i) {
            const int key = dimension.keyOfPlace[m_losses[i].place];
            if (key < 0)
                continue;
            Burst &burst = open[key];
            if (!burst.losses.empty() && m_losses[i].atMs - m_losses[burst.losses.back()].atMs > gapMs) {
                close(burst);
                burst.losses.clear();
            }
            burst.kind = kind;
            burst.key = key;
            burst.losses.push_back(i);
        }
        for (Burst &burst : open)
            close(burst);
    }

    [[nodiscard]] int totalOf(const Burst &burst) const
    {
        return m_dimensions[size_t(burst.kind)].totals[size_t(burst.key)];
    }

    [[nodiscard]] bool isCause(const Burst &burst) const
    {
        return burst.lost >= m_rule.leastLost && burst.lost * 100 >= m_rule.leastPercent * totalOf(burst);
    }

    /// A stream that flaps is lost once within one trouble.
    template <typename Each>
    void eachUnexplained(const Burst &burst, const Each &each) const
    {
        QSet<size_t> known;
        for (const size_t index : burst.losses) {
            const size_t place = m_losses[index].place;
            if (m_isExplained[index] || known.contains(place))
                continue;
            known.insert(place);
            each(m_losses[index]);
        }
    }

    [[nodiscard]] int countUnexplained(const Burst &burst) const
    {
        int count = 0;
        eachUnexplained(burst, [&](const LossFact &) { ++count; });
        return count;
    }

    [[nodiscard]] RootCause accept(const Burst &burst)
    {
        const size_t place = m_dimensions[size_t(burst.kind)].firstPlaces[size_t(burst.key)];
        RootCause cause{burst.kind, textOf(m_places[place], burst.kind), burst.lost, totalOf(burst), 0, 0,
                        {}};
        eachUnexplained(burst, [&](const LossFact &loss) {
            cause.fromMs = cause.streams.empty() ? loss.atMs : cause.fromMs;
            cause.untilMs = loss.atMs;
            cause.streams.push_back(m_places[loss.place].stream);
        });
        for (const size_t index : burst.losses)
            m_isExplained[index] = true;
        return cause;
    }

    const std::vector<TroublePlace> &m_places;
    const std::vector<LossFact> &m_losses;
    const RootCauseRule m_rule;
    std::vector<bool> m_isExplained;
    std::array<Dimension, kinds.size()> m_dimensions;
};

} // namespace

std::vector<RootCause> rootCausesOf(const std::vector<TroublePlace> &places, std::vector<LossFact> losses,
                                    const RootCauseRule &rule)
{
    std::ranges::stable_sort(losses, {}, &LossFact::atMs);
    std::vector<RootCause> causes = CauseSearch(places, losses, rule).run();
    std::ranges::stable_sort(causes, std::ranges::greater(), &RootCause::lost);
    return causes;
}

} // namespace streamkeeper
