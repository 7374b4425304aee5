#pragma once

#include "app/onvif/OnvifClient.h"
#include "tests/core/Await.h"
#include "tests/core/SecretWatch.h"
#include "tests/support/OnvifCamera.h"

#include <memory>

namespace streamkeeper::test {

/// A camera with two channels' worth of everything: what tests of ONVIF share.
[[nodiscard]] inline OnvifPlan onvifPlan()
{
    OnvifPlan plan;
    plan.manufacturer = "Example & Sons";
    plan.model = "EX-1 <outdoor>";
    plan.firmware = "5.1.2";
    plan.serialNumber = "SN0042";
    plan.hardwareId = "rev B";
    plan.macAddress = "02-AA-BB-CC-DD-EE";
    plan.name = "Gate & yard";
    plan.user = "operator \"n°1\"";
    plan.password = "S3cret & pässword";
    plan.realm = "camera \"inside\""; // with what has to be escaped
    plan.rtspPort = 8554;
    plan.streams = {
        {"main", "Main <1>", "V0", "H264", 1920, 1080, 25, 4096, true, "/live?channel=1&stream=0"},
        {"sub", "Sub", "V0", "H264", 640, 360, 12, 512, false, "/live?channel=1&stream=1"}};
    return plan;
}

/// One camera, and the client that asks it.
class OnvifDesk
{
public:
    explicit OnvifDesk(OnvifPlan plan = onvifPlan())
        : camera(plan)
        , account{QString::fromUtf8(plan.user), SecretText(plan.password)}
    {
        isReady = camera.listen();
        place.host = QStringLiteral("127.0.0.1");
        place.port = camera.port();
    }

    [[nodiscard]] Result<OnvifDevice> read(std::stop_token stop = {})
    {
        channel = std::make_unique<ServerChannel>(
            transport, ChannelAddress{place.useTls, place.host, place.port, place.pinnedSha256});
        onvif::OnvifClient client(*channel, place, account);
        client.setLimits(answerLimit, wholeLimit);
        return run(client.readDevice(std::move(stop)));
    }

    OnvifCamera camera;
    onvif::DevicePlace place;
    onvif::Account account;
    std::chrono::milliseconds answerLimit{5'000};
    std::chrono::milliseconds wholeLimit{15'000};
    HttpTransport transport;
    std::unique_ptr<ServerChannel> channel;
    bool isReady = false;
};

} // namespace streamkeeper::test
