#pragma once

#include "app/cli/Arguments.h"
#include "app/cli/SecretInput.h"
#include "app/session/NewStreams.h"

namespace streamkeeper {

/// Options that `cameras add` and `cameras edit` share.
[[nodiscard]] std::vector<OptionSpec> cameraSettingOptions();

/// Takes the options of a command line into the card of a camera. Wrong usage: a value that cannot be one.
[[nodiscard]] CliExpected<void> applyCameraOptions(const ParsedCommand &command, Camera &camera);

/// A camera with its addresses as one JSON object on standard input.
struct CameraDocument
{
    NewCamera camera;
    std::optional<SecretText> onvifPassword;
    QString serverGroup; ///< name or "none"; empty: not said
    QString server;      ///< empty: chosen by the rules
    QStringList notices; ///< what is to be said of its addresses
};
/// Wrong usage: no JSON, an unknown key, a value of the wrong kind. Never repeats a value.
[[nodiscard]] CliExpected<CameraDocument> readCameraDocument(const QByteArray &text);

} // namespace streamkeeper
