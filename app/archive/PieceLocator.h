#pragma once

#include "app/player/ArchivePiece.h"
#include "models/domain/Result.h"
#include "models/rules/ArchivePlayback.h"

#include <functional>

class QObject;

namespace streamkeeper {

class ArchiveReader;

/// Playing wants the first picture soon: a playlist, where there is one. An export takes the file that the
/// server makes, where it makes one.
enum class PieceUse { Playing, Export };

/// Asks the server of a place how a period of it can be fetched. Answers on the session's thread, not after
/// `context` is gone. Unsupported: the server hands it out in no way that can be used here.
void locatePiece(ArchiveReader &archive, const ArchivePlace &place, const RecordedPeriod &period,
                 PieceUse use, QObject *context, std::function<void(Result<ArchivePiece>)> done);

} // namespace streamkeeper
