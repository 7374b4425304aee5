#include "models/rules/CharacteristicRule.h"

namespace streamkeeper {

Characteristic judgeCharacteristic(const ObservedStream &observed, bool isWantedOn,
                                   bool isIncorrectCamerasEnabled)
{
    if (!isIncorrectCamerasEnabled)
        return Characteristic::None;
    if (!observed.isEnabled)
        return isWantedOn ? Characteristic::Disconnected : Characteristic::None;
    if (observed.status == StreamStatus::Idle)
        return Characteristic::None;
    return observed.reconnectAttempts > 0 ? Characteristic::Incorrect : Characteristic::None;
}

} // namespace streamkeeper
