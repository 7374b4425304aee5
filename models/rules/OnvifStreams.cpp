#include "models/rules/OnvifStreams.h"

#include <QRegularExpression>
#include <QUrl>

#include <algorithm>
#include <tuple>

namespace streamkeeper {

using namespace Qt::StringLiterals;

namespace {

using Indexes = std::vector<std::size_t>;
using Profiles = std::vector<OnvifProfile>;

bool isJpeg(const OnvifProfile &profile)
{
    return profile.encoding.compare(u"JPEG", Qt::CaseInsensitive) == 0;
}

/// More is better: pixels, then kilobits.
std::tuple<qint64, int> weightOf(const OnvifProfile &profile)
{
    const bool isKnown = profile.width > 0 && profile.height > 0;
    return {isKnown ? qint64(profile.width) * profile.height : -1, profile.bitrateKbps};
}

/// QRegularExpression's own wildcards are those of paths, where a star stops at a slash.
bool fits(const QString &pattern, const QString &text)
{
    QString expression = QRegularExpression::escape(pattern);
    expression.replace(u"\\*"_s, u".*"_s).replace(u"\\?"_s, u"."_s);
    const QRegularExpression whole(QRegularExpression::anchoredPattern(expression),
                                   QRegularExpression::CaseInsensitiveOption);
    return pattern.isEmpty() || whole.match(text).hasMatch();
}

/// Two addresses of one stream are one stream; the first keeps its place.
void dropRepeated(Indexes &channel, const Profiles &profiles)
{
    Indexes kept;
    for (const std::size_t index : channel) {
        const bool isThere = std::ranges::any_of(
            kept, [&](std::size_t other) { return profiles[other].address == profiles[index].address; });
        if (!isThere)
            kept.push_back(index);
    }
    channel = std::move(kept);
}

/// What can be captured of one channel, the best first.
Indexes sorted(Indexes channel, const Profiles &profiles)
{
    const auto isPicture = [&](std::size_t index) { return isJpeg(profiles[index]); };
    if (!std::ranges::all_of(channel, isPicture))
        std::erase_if(channel, isPicture);
    std::ranges::stable_sort(channel, [&](std::size_t left, std::size_t right) {
        return weightOf(profiles[left]) > weightOf(profiles[right]);
    });
    dropRepeated(channel, profiles);
    return channel;
}

std::optional<std::size_t> named(const QString &name, const Indexes &channel, const Profiles &profiles)
{
    const auto found = std::ranges::find_if(channel, [&](std::size_t index) {
        return !name.isEmpty() && (profiles[index].token == name ||
                                   profiles[index].name.compare(name, Qt::CaseInsensitive) == 0);
    });
    return found == channel.end() ? std::nullopt : std::optional(*found);
}

OnvifChannel chosen(const Indexes &channel, const Profiles &profiles, const OnvifChoice &choice)
{
    OnvifChannel result;
    result.videoSource = profiles[channel.front()].videoSource;
    const auto low = named(choice.low, channel, profiles);
    // Without the profile that is to be the low one.
    Indexes others = channel;
    std::erase_if(others, [&](std::size_t index) { return low == index && channel.size() > 1; });
    result.high = named(choice.high, channel, profiles).value_or(others.front());
    std::erase(others, result.high);
    if (low && *low != result.high)
        result.low = low;
    else if (!others.empty())
        result.low = others.back();
    return result;
}

} // namespace

std::vector<OnvifChannel> onvifChannels(const OnvifInformation &device, const Profiles &profiles,
                                        std::span<const OnvifChoice> choices)
{
    const auto choice = std::ranges::find_if(choices, [&](const OnvifChoice &one) {
        return fits(one.manufacturer, device.manufacturer) && fits(one.model, device.model);
    });
    std::vector<std::pair<QString, Indexes>> sources; // in the order of the device
    for (std::size_t index = 0; index < profiles.size(); ++index) {
        const OnvifProfile &profile = profiles[index];
        if (profile.encoding.isEmpty() || profile.address.isEmpty())
            continue;
        auto source = std::ranges::find(sources, profile.videoSource, &std::pair<QString, Indexes>::first);
        if (source == sources.end())
            source = sources.insert(sources.end(), {profile.videoSource, {}});
        source->second.push_back(index);
    }
    std::vector<OnvifChannel> channels;
    for (const auto &[source, indexes] : sources)
        channels.push_back(
            chosen(sorted(indexes, profiles), profiles, choice == choices.end() ? OnvifChoice() : *choice));
    return channels;
}

StreamAddress onvifStreamAddress(const OnvifProfile &profile, const QString &user, const SecretText &password)
{
    if (user.isEmpty())
        return profile.address;
    QUrl url(profile.address.full().revealText());
    url.setUserName(user, QUrl::DecodedMode);
    url.setPassword(password.revealText(), QUrl::DecodedMode);
    return StreamAddress::fromText(url.toString(QUrl::FullyEncoded));
}

} // namespace streamkeeper
