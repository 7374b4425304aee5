// The stage of DeviceKeeper that makes the streams of a camera.

#include "app/onvif/OnvifReading.h"
#include "app/provisioning/DeviceKeeper.h"
#include "models/rules/OnvifStreams.h"
#include "models/texts/DeviceTexts.h"
#include "models/texts/OnvifTexts.h"

#include <algorithm>
#include <utility>

namespace streamkeeper {

/// What a device has told.
struct DeviceKeeper::Streams
{
    OnvifInformation information;
    bool isClockWrong = false;
    QStringList remarks;
    StreamAddress high;
    std::optional<StreamAddress> low;
};

bool DeviceKeeper::mayGoOn(const NetworkDeviceId &id) const
{
    const NetworkDevice *device = m_memory.devices.device(id);
    const Camera *camera = device ? m_memory.fleet.camera(device->camera) : nullptr;
    return camera && camera->activation == Activation::Auto && m_memory.devices.settings().isOn;
}

QCoro::Task<Result<DeviceKeeper::Streams>> DeviceKeeper::readStreams(NetworkDevice device, Camera camera)
{
    SecretText password;
    if (!camera.onvifSecret.isNull()) {
        auto unsealed = m_memory.secrets.unseal(camera.onvifSecret);
        if (!unsealed)
            co_return tl::unexpected(unsealed.error());
        password = std::move(*unsealed);
    }
    onvif::DevicePlace place;
    place.host = device.ipAddress;
    place.port = camera.onvifPort;
    const onvif::Account account{camera.onvifUser, password};
    const auto asking = [this, &place, &account](auto done) {
        onvif::readDevice(m_tools.network, place, account, this,
                          [done](onvif::DeviceReport report) mutable { done(std::move(report.device)); });
    };
    const Result<OnvifDevice> answer = co_await m_scope.call<OnvifDevice>(asking);
    if (!answer)
        co_return tl::unexpected(answer.error());
    const auto channels =
        onvifChannels(answer->information, answer->profiles, m_memory.devices.settings().choices);
    if (channels.empty())
        co_return fail(ErrorCategory::Unsupported, texts::noStreamOffered(device.ipAddress));
    const auto addressOf = [&](std::size_t profile) {
        return onvifStreamAddress(answer->profiles[profile], camera.onvifUser, password);
    };
    const OnvifChannel &channel = channels.front();
    co_return Streams{answer->information,
                      std::ranges::find(answer->remarks, OnvifRemark::ClockOff) != answer->remarks.end(),
                      texts::onvifRemarks(*answer), addressOf(channel.high),
                      channel.low ? std::optional(addressOf(*channel.low)) : std::nullopt};
}

QCoro::Task<void> DeviceKeeper::makeStreams(NetworkDevice device)
{
    const Camera *known = m_memory.fleet.camera(device.camera);
    if (!known)
        co_return;
    const Camera camera = *known;
    if (!m_memory.fleet.rowsOf(camera.id).isEmpty() && !device.hasBegunStreams && !device.renewsStreams) {
        Outcome outcome;
        outcome.device = provided(device);
        outcome.device.lastEvent = texts::streamsThereAlready();
        outcome.device.lastEventAtMs = m_tools.editor.clock().nowMs();
        outcome.events = {eventOf(EventType::ProvisioningDone, device, outcome.device.lastEvent)};
        co_await save(std::move(outcome));
        co_return;
    }
    const Result<Streams> streams = co_await readStreams(device, camera);
    if (m_scope.isClosed() || !mayGoOn(device.id))
        co_return; // what was asked for is kept for the day when it goes on
    if (!streams) {
        const bool isWithoutStreams = streams.error().category == ErrorCategory::Unsupported;
        const EventType type =
            isWithoutStreams ? EventType::ApHighRetrievalFailed : EventType::ApConnectionFailed;
        Outcome outcome = failure(device, streams.error(), {eventOf(type, device, streams.error().message)});
        co_await save(std::move(outcome));
        co_return;
    }

    // Written down before the first stream is ordered, so that whoever goes on makes the missing one.
    Outcome begun;
    begun.device = device;
    begun.device.stage = DeviceStage::Streams;
    begun.device.hasBegunStreams = true;
    for (const auto &[field, told] :
         {std::pair(&NetworkDevice::manufacturer, streams->information.manufacturer),
          std::pair(&NetworkDevice::model, streams->information.model),
          std::pair(&NetworkDevice::serialNumber, streams->information.serialNumber)}) {
        if ((begun.device.*field).isEmpty())
            begun.device.*field = told.left(255);
    }
    if (streams->isClockWrong && !device.hasBegunStreams)
        begun.events = {eventOf(EventType::ApClockWrong, device, streams->remarks.value(0))};
    if (begun.device != device) {
        const VoidResult saved = co_await save(begun);
        if (!saved || m_scope.isClosed())
            co_return;
        ++begun.device.revision;
    }

    std::vector<StreamCommand> commands;
    std::optional<StreamAddress> high = streams->high;
    std::optional<StreamAddress> low = streams->low;
    for (const int row : m_memory.fleet.rowsOf(camera.id)) {
        const Stream *stream = m_memory.fleet.stream(m_memory.fleet.row(row).id);
        if (!stream)
            continue;
        std::optional<StreamAddress> &address = stream->quality == Quality::High ? high : low;
        // What people typed is theirs.
        const bool isRenewed = begun.device.renewsStreams && stream->addition == Addition::Auto && address &&
                               address->fingerprint() != stream->address.fingerprint();
        if (isRenewed) {
            StreamCommand command;
            command.kind = OperationKind::ChangeAddress;
            command.stream = stream->id;
            command.address = *address;
            commands.push_back(std::move(command));
        }
        address.reset();
    }
    Outcome outcome;
    std::optional<Error> refusal;
    if (high || low) {
        auto planned = m_tools.planStreams(camera, high, low);
        if (planned) {
            for (StreamCommand &command : *planned) {
                command.newStream->addition = Addition::Auto;
                commands.push_back(std::move(command));
            }
        } else {
            refusal = planned.error();
        }
    }
    if (refusal) {
        outcome = failure(begun.device, *refusal,
                          {eventOf(EventType::ApHighCreationFailed, begun.device, refusal->message)});
    } else {
        outcome.device = begun.device;
        const bool isDone = co_await carryOut(std::move(commands), begun.device, &outcome);
        if (!isDone)
            co_return;
    }
    co_await save(std::move(outcome));
}

QCoro::Task<bool> DeviceKeeper::carryOut(std::vector<StreamCommand> commands, NetworkDevice device,
                                         Outcome *outcome)
{
    std::optional<Error> first;
    std::vector<Event> events;
    for (const StreamCommand &command : commands) {
        if (!mayGoOn(device.id))
            co_return false;
        const VoidResult result = co_await runOne(command);
        if (m_scope.isClosed())
            co_return false;
        if (result)
            continue;
        // A high stream that cannot be made does not keep the low one from being tried (domain.md 5).
        const bool isLow = command.newStream && command.newStream->quality == Quality::Low;
        const EventType type = !command.newStream ? EventType::ApStreamUpdateFailed
                               : isLow            ? EventType::ApLowCreationFailed
                                                  : EventType::ApHighCreationFailed;
        events.push_back(eventOf(type, device, result.error().message));
        if (!first)
            first = result.error();
    }
    if (first) {
        *outcome = failure(device, *first, std::move(events));
        co_return true;
    }
    outcome->device = provided(device);
    outcome->device.lastEvent = texts::streamsMade();
    outcome->device.lastEventAtMs = m_tools.editor.clock().nowMs();
    outcome->events = {eventOf(EventType::ProvisioningDone, device, device.ipAddress)};
    co_return true;
}

QCoro::Task<VoidResult> DeviceKeeper::runOne(StreamCommand command)
{
    const auto ordering = [this, &command](auto done) {
        auto *watch = new QObject(this);
        const std::function<void(Result<Operation>)> finish = [watch,
                                                               done](Result<Operation> result) mutable {
            watch->deleteLater();
            done(std::move(result));
        };
        connect(&m_tools.operations, &OperationRunner::operationChanged, watch,
                [stream = command.stream, kind = command.kind, finish](const Operation &operation) {
                    if (operation.stream == stream && operation.kind == kind && !isOpen(operation.state))
                        finish(operation);
                });
        connect(&m_tools.operations, &OperationRunner::refused, watch,
                [stream = command.stream, kind = command.kind, finish](const Operation &operation,
                                                                       const Error &error) {
                    if (operation.stream == stream && operation.kind == kind)
                        finish(tl::unexpected(error));
                });
        m_tools.operations.start({command});
    };
    const Result<Operation> ended = co_await m_scope.call<Operation>(ordering);
    if (!ended)
        co_return tl::unexpected(ended.error());
    switch (ended->state) {
    case OperationState::Waiting:
    case OperationState::Running:
    case OperationState::Confirmed:
    case OperationState::Unconfirmed: // the media server has taken it
        co_return {};
    case OperationState::Failed:
        co_return fail(ErrorCategory::HttpStatus, ended->message);
    case OperationState::Cancelled:
        co_return fail(ErrorCategory::Cancelled, texts::streamsCancelled());
    }
    co_return {};
}

} // namespace streamkeeper
