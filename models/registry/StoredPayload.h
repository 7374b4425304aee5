#pragma once

#include "models/domain/OperationPayload.h"

namespace streamkeeper::stored {

/// The particulars of an operation as the journal keeps them. Keys are never to be changed: programs that
/// died years ago have written them.
[[nodiscard]] QJsonObject payloadToJson(const OperationPayload &payload);
/// Takes what is there; a key that is not known here is kept.
[[nodiscard]] OperationPayload payloadFromJson(QJsonObject json);

} // namespace streamkeeper::stored
