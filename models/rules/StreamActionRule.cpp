#include "models/rules/StreamActionRule.h"

#include <algorithm>

namespace streamkeeper {

namespace {

/// What every request to a media server needs.
Obstacle serverObstacle(const StreamFacts &facts)
{
    if (!facts.isManaged)
        return Obstacle::NotManaged;
    if (facts.isPending)
        return Obstacle::Pending;
    if (!facts.hasServer)
        return Obstacle::NoServer;
    return facts.serverAnswers ? Obstacle::None : Obstacle::ServerSilent;
}

Obstacle first(std::initializer_list<Obstacle> obstacles)
{
    for (const Obstacle obstacle : obstacles) {
        if (obstacle != Obstacle::None)
            return obstacle;
    }
    return Obstacle::None;
}

Obstacle when(bool applies, Obstacle obstacle)
{
    return applies ? obstacle : Obstacle::None;
}

Obstacle audioObstacle(const StreamFacts &facts, bool isOn)
{
    const bool is = facts.audio == (isOn ? Tristate::Yes : Tristate::No);
    return first({serverObstacle(facts),
                  when(!facts.capabilities.testFlag(Capability::AudioSwitch), Obstacle::NotProvided),
                  when(facts.drift == Drift::Missing, Obstacle::Missing),
                  when(is, isOn ? Obstacle::AudioAlreadyOn : Obstacle::AudioAlreadyOff),
                  // Captured with sound and none came: the camera has none to switch.
                  when(!isOn && facts.audio == Tristate::Unknown && facts.hasAudioTrack == Tristate::No,
                       Obstacle::NoAudio)});
}

} // namespace

Obstacle obstacleFor(StreamAction action, const StreamFacts &facts)
{
    const Obstacle missing = when(facts.drift == Drift::Missing, Obstacle::Missing);
    const Obstacle sealed = when(facts.isAddressSealed, Obstacle::SecretsLocked);
    switch (action) {
    case StreamAction::Restart:
        return first({serverObstacle(facts), missing, when(!facts.isEnabled, Obstacle::SwitchedOff)});
    case StreamAction::Enable:
        return first({serverObstacle(facts),
                      when(!facts.capabilities.testFlag(Capability::SwitchOff), Obstacle::NotProvided),
                      missing, when(facts.isEnabled, Obstacle::AlreadyEnabled), sealed});
    case StreamAction::Disable:
        return first({serverObstacle(facts),
                      when(!facts.capabilities.testFlag(Capability::SwitchOff), Obstacle::NotProvided),
                      missing, when(!facts.isEnabled, Obstacle::AlreadyDisabled)});
    case StreamAction::AudioOn:
        return audioObstacle(facts, true);
    case StreamAction::AudioOff:
        return audioObstacle(facts, false);
    case StreamAction::EditAddress:
        return first({serverObstacle(facts),
                      when(facts.cameraAddition == Addition::Auto && facts.activation == Activation::Auto,
                           Obstacle::AutoAddress),
                      missing});
    case StreamAction::Delete:
        return first({serverObstacle(facts),
                      when(facts.addition == Addition::Auto && facts.cameraAddition == Addition::Auto,
                           Obstacle::AutoStream)});
    case StreamAction::Forget:
        return first(
            {when(!facts.isManaged, Obstacle::NotManaged), when(facts.isPending, Obstacle::Pending)});
    case StreamAction::Adopt:
        return when(facts.isManaged, Obstacle::Managed);
    case StreamAction::Recreate:
        return first(
            {serverObstacle(facts), when(facts.drift != Drift::Missing, Obstacle::NotMissing), sealed});
    case StreamAction::Push:
        return first({serverObstacle(facts), missing,
                      when(facts.drift != Drift::Different, Obstacle::NotDifferent), sealed});
    case StreamAction::TakeTheirs:
        return first(
            {serverObstacle(facts), missing, when(facts.drift != Drift::Different, Obstacle::NotDifferent)});
    case StreamAction::ArchiveIndex:
        // A silent server is no obstacle: others may hold something, and what is known can be looked at.
        return first(
            {when(!facts.isManaged, Obstacle::NotManaged), when(!facts.hasServer, Obstacle::NoServer)});
    case StreamAction::Share:
        // What is recorded elsewhere can be shared while the main server is silent; the dialog tells.
        return first({when(!facts.isManaged, Obstacle::NotManaged),
                      when(!facts.hasServer, Obstacle::NoServer), missing});
    case StreamAction::Transfer:
        // No word of a server that is silent, or has lost the stream: that is what a transfer is for. Nor of
        // provisioning: the address goes along as it is.
        return first({when(!facts.isManaged, Obstacle::NotManaged), when(facts.isPending, Obstacle::Pending),
                      when(!facts.hasServer, Obstacle::NoServer),
                      when(!facts.hasAddress, Obstacle::NoAddress), sealed,
                      when(facts.transferLockLeftMs > 0, Obstacle::TransferLocked)});
    }
    return Obstacle::None;
}

qint64 transferLockLeftMs(qint64 transferredAtMs, std::chrono::minutes lock, qint64 nowMs)
{
    if (transferredAtMs == 0)
        return 0;
    const qint64 lockMs = std::chrono::milliseconds(lock).count();
    return std::clamp<qint64>(transferredAtMs + lockMs - nowMs, 0, lockMs);
}

} // namespace streamkeeper
