#include "app/onvif/OnvifReading.h"

namespace streamkeeper::onvif {

namespace {

QCoro::Task<DeviceReport> report(ServerChannel &channel, DevicePlace place, Account account,
                                 std::stop_token stop)
{
    OnvifClient client(channel, std::move(place), std::move(account));
    DeviceReport result;
    result.device = co_await client.readDevice(std::move(stop));
    result.certificate = channel.presentedCertificate();
    co_return result;
}

} // namespace

void readDevice(NetworkThread &network, DevicePlace place, Account account, QObject *context,
                std::function<void(DeviceReport)> done, std::stop_token stop)
{
    const ChannelAddress address{place.useTls, place.host, place.port, place.pinnedSha256};
    const auto work = [place = std::move(place), account = std::move(account),
                       stop = std::move(stop)](ServerChannel &channel, AsyncScope &) {
        return report(channel, place, account, stop);
    };
    network.runWithChannel<DeviceReport>(context, address, work, std::move(done));
}

} // namespace streamkeeper::onvif
