#pragma once

#include "app/cli/Arguments.h"
#include "models/cameracsv/ImportPlan.h"
#include "models/domain/Camera.h"
#include "models/domain/MediaServer.h"

#include <QStringList>
#include <QWidget>

#include <map>
#include <optional>
#include <utility>

namespace streamkeeper::test {

// The ways in which something can be entered, each as what it makes of a text: for comparing them.

/// What became of a text that was given in one of the ways there are.
struct Outcome
{
    std::optional<QString> kept; ///< none: it was refused
    QString sentence;            ///< why
};

/// A setting of a camera by its names in the window, on the command line, in a document and in a file.
struct CameraSetting
{
    const char *widget;
    const char *option;
    const char *key;
    const char *column;
    QString (*read)(const Camera &camera);
};

[[nodiscard]] const std::map<QString, CameraSetting> &cameraSettings();

/// One setting of a media server.
struct ServerSetting
{
    const char *widget;
    const char *option;
    QString (*read)(const MediaServer &server);
};

[[nodiscard]] const std::map<QString, ServerSetting> &serverSettings();

/// As somebody would: what was there goes, then the new text comes.
void type(QWidget &form, const char *field, const QString &text);

[[nodiscard]] Camera storedCamera();
[[nodiscard]] MediaServer storedServer();
[[nodiscard]] ImportSource sourceWith(const Camera &camera);

[[nodiscard]] Outcome inTheWindow(const CameraSetting &setting, const Camera &stored, const QString &text);
[[nodiscard]] Outcome onTheCommandLine(const CameraSetting &setting, const Camera &stored,
                                       const QString &text);
/// The JSON document of `cameras add --stdin`.
[[nodiscard]] Outcome inADocument(const CameraSetting &setting, const QString &text);
[[nodiscard]] Outcome inAFile(const CameraSetting &setting, const Camera &stored, const QString &text);
[[nodiscard]] Outcome inTheWindow(const ServerSetting &setting, const MediaServer &stored,
                                  const QString &text);
[[nodiscard]] Outcome onTheCommandLine(const ServerSetting &setting, const MediaServer &stored,
                                       const QString &text);

/// `servers edit` with these options; none: they cannot be read.
[[nodiscard]] std::optional<ParsedCommand> editServer(const QStringList &options);
/// "--mac: This is not …": the option is the command line's, the sentence everybody's.
[[nodiscard]] QString withoutOption(const QString &message);
/// Exit code and standard error of the command line where there is no registry: 2 is wrong usage, 1 that all
/// was right but for the registry. `address` is in the variable CAMERA_ADDRESS.
[[nodiscard]] std::pair<int, QString> runWithoutRegistry(const QStringList &arguments,
                                                         const QString &address = {});
/// As a cell of a file.
[[nodiscard]] QString quoted(QString text);
[[nodiscard]] QString numberText(const std::optional<qint64> &number);
[[nodiscard]] QString placeText(const MediaServer &server);

} // namespace streamkeeper::test
