#pragma once

#include "models/cameracsv/CameraCells.h"

#include <QList>

namespace streamkeeper {

/// What a column of a list can be: nothing that is wanted, something that only helps to find an address, or
/// one of our own columns (see ownField()).
enum class ListField : quint8 {
    NotImported,
    Host,     ///< where the camera is: an IP address, a name or a URL, of which the host counts
    User,     ///< of the camera's streams
    Password, ///< likewise; goes into the address, which is sealed
    RtspPort,
    Maker,
    Model,
    Server,     ///< the media server of all streams of the line
    AddingMode, ///< of iVMS-4200: only where it is 0 the address is the camera's
    MacOrId,    ///< a MAC address, or something else that is of no use
    Own,        ///< the first of our own columns
};

[[nodiscard]] constexpr ListField ownField(CsvColumn column)
{
    return ListField(int(ListField::Own) + int(column));
}
/// None: it is no column of ours.
[[nodiscard]] std::optional<CsvColumn> ownColumn(ListField field);

/// All of them, those that lists have most often first.
[[nodiscard]] const QList<ListField> &listFields();
/// "host", "high_address"; never translated. "none" for what is not imported.
[[nodiscard]] QString listFieldWord(ListField field);
/// Takes "camera" for the name, too, and words of our columns as columnFromName() does.
[[nodiscard]] std::optional<ListField> listFieldFromWord(const QString &word);
[[nodiscard]] QString listFieldWords(); ///< for a sentence

namespace texts {

/// "IP address, name or URL of the camera"
[[nodiscard]] QString listField(ListField field);

} // namespace texts

} // namespace streamkeeper
