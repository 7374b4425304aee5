#pragma once

#include "models/domain/OnvifDevice.h"
#include "models/domain/SecretText.h"

#include <QString>

#include <optional>
#include <span>
#include <vector>

namespace streamkeeper {

/// One channel of a device, as a camera: indexes into its profiles.
struct OnvifChannel
{
    QString videoSource;
    std::size_t high = 0;
    std::optional<std::size_t> low;

    bool operator==(const OnvifChannel &) const = default;
};

/// Which profile of each channel is its high stream and which the low one (media-server-apis.md F): grouped
/// by video source, sorted by size of the picture, then by limit of the bitrate; the first is high, the last
/// low. Left out are profiles without video or address, those that send JPEG where the channel has another
/// one, and those that lead to the same stream as one before. Channels in the order of the device; none: it
/// has no stream. The first of `choices` that fits the model counts.
[[nodiscard]] std::vector<OnvifChannel> onvifChannels(const OnvifInformation &device,
                                                      const std::vector<OnvifProfile> &profiles,
                                                      std::span<const OnvifChoice> choices = {});

/// The address of a profile with the account of the device, as a media server has to be told it.
[[nodiscard]] StreamAddress onvifStreamAddress(const OnvifProfile &profile, const QString &user,
                                               const SecretText &password);

} // namespace streamkeeper
