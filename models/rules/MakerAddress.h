#pragma once

#include "models/domain/Types.h"

#include <QList>
#include <QString>

namespace streamkeeper {

/// Makers whose cameras have the same addresses of streams in nearly all models.
enum class CameraMaker : quint8 { Unknown, Hikvision, Dahua, Axis };

/// "hikvision"; empty: not known.
[[nodiscard]] QString makerWord(CameraMaker maker);
[[nodiscard]] CameraMaker makerFromWord(const QString &word);
/// A name, which no language translates; empty: not known.
[[nodiscard]] QString makerName(CameraMaker maker);
[[nodiscard]] const QList<CameraMaker> &knownMakers();
/// Of a cell "make" or "model": "HIKVISION", "DS-2CD2143G2-I", "DH-IPC-HFW2431S", "AXIS P3245-LVE". What
/// others sell under a name of their own is not known.
[[nodiscard]] CameraMaker makerOf(const QString &makeOrModel);
/// Recorders, access controllers and the like, which the same tools list: no address of theirs is proposed.
[[nodiscard]] bool isNoCamera(const QString &model);

/// Where a camera is, and who may look.
struct CameraPlace
{
    QString host; ///< without brackets
    quint16 port = 554;
    QString user;
    QString password;
};

/// The complete address of the first channel's stream in the well-known form of the maker; empty: there is
/// none. A guess: whoever gets it has to be told so.
[[nodiscard]] QString makerAddress(CameraMaker maker, Quality quality, const CameraPlace &place);
/// "//user:password@" in front of a host, encoded; "//" without a user.
[[nodiscard]] QString accountPart(const QString &user, const QString &password);

} // namespace streamkeeper
