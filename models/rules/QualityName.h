#pragma once

#include "models/domain/Types.h"

#include <QString>

#include <optional>

namespace streamkeeper {

/// What in a name tells one stream of a camera from the other.
enum class QualitySign : quint8 {
    None,
    Word,         ///< main, sub, hd, low …
    StreamNumber, ///< stream1, profile2, 102: the second stream of channel 1
    BareNumber    ///< 0, 1, 2: may as well count cameras
};

/// A name taken apart: "yard-high" → {"yard", High}. Separators, large letters and the place of the word do
/// not matter: "main/lobby", "lobbyMain" and "Lobby main stream" are alike.
struct QualityName
{
    QString stem; ///< for people
    QString key;  ///< the same in one spelling
    QualitySign sign = QualitySign::None;
    std::optional<Quality> quality; ///< of a word
    int number = -1;                ///< of a number; the lowest of a camera is its high stream
    bool isAtEnd = false;           ///< where the sign stands
};
[[nodiscard]] QualityName splitQualityName(const QString &name);

} // namespace streamkeeper
