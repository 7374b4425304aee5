#pragma once

#include "app/onvif/DevicePlace.h"
#include "app/onvif/OnvifDecoder.h"
#include "app/onvif/SoapCaller.h"
#include "models/domain/OnvifDevice.h"

#include <chrono>
#include <memory>

namespace streamkeeper::onvif {

/// One ONVIF device (media-server-apis.md F): what it is, and where its streams are. Only asks; changes
/// nothing on it. Lives on the network thread; a call is a coroutine that finishes exactly once, also when
/// the channel is closed, and the client must outlive it.
class OnvifClient
{
public:
    /// `channel` leads to the place.
    OnvifClient(ServerChannel &channel, DevicePlace place, Account account, Clock clock = {});

    /// How long it waits for one answer, and for all of them.
    void setLimits(std::chrono::milliseconds answer, std::chrono::milliseconds all)
    {
        m_answerLimit = answer;
        m_wholeLimit = all;
    }

    /// Everything. Errors beside those of a channel: see SoapCaller::call(); Unsupported where it has no
    /// video.
    [[nodiscard]] QCoro::Task<Result<OnvifDevice>> readDevice(std::stop_token stop);

private:
    enum class Media : quint8 { One, Two };

    [[nodiscard]] QCoro::Task<VoidResult> readClock(std::stop_token stop);
    [[nodiscard]] QCoro::Task<Result<ServicePlaces>> readServices(std::stop_token stop);
    [[nodiscard]] QCoro::Task<VoidResult> readVideo(ServicePlaces places, std::stop_token stop);
    [[nodiscard]] QCoro::Task<Result<std::vector<OnvifProfile>>> readProfiles(Media media, ServicePlace place,
                                                                              std::stop_token stop);
    [[nodiscard]] QCoro::Task<VoidResult>
    readAddresses(Media media, Route route, std::vector<OnvifProfile> &profiles, std::stop_token stop);
    [[nodiscard]] QCoro::Task<Result<ToldAddress>> readAddress(Route route, SoapCall call,
                                                               QStringList schemes, std::stop_token stop);
    [[nodiscard]] QCoro::Task<void> readMacAddress(std::stop_token stop);

    [[nodiscard]] Route deviceRoute() const { return {m_place.path, m_place.port, m_place.useTls}; }
    /// Where to look for a service first, and then at the place that was asked.
    [[nodiscard]] std::vector<Route> routesTo(const ServicePlace &service);
    void remark(OnvifRemark what);
    void remarkPlace(const QString &told);

    DevicePlace m_place;
    Clock m_clock;
    SoapCaller m_caller;
    std::chrono::milliseconds m_answerLimit{5'000};
    std::chrono::milliseconds m_wholeLimit{60'000};
    bool m_hasSnapshots = true;
    OnvifDevice m_device; ///< what is known so far
};

} // namespace streamkeeper::onvif
