#pragma once

#include "app/session/RegistryPath.h"
#include "models/domain/Result.h"
#include "views/theme/Theme.h"

#include <QStringList>

#include <optional>

namespace streamkeeper {

/// The command line of `streamkeeper`.
struct ConsoleOptions
{
    QString registryFile; ///< empty: the user's own
    bool isDemo = false;
    QString screenshotFile;
    QString dumpTextFile;
    double afterSeconds = 5;
    std::optional<ThemeChoice> theme;
    QString informationToPrint; ///< help or version: print and end

    /// The window is captured and the program ends by itself.
    [[nodiscard]] bool isCapture() const { return !screenshotFile.isEmpty() || !dumpTextFile.isEmpty(); }
};

[[nodiscard]] Result<ConsoleOptions> parseOptions(const QStringList &arguments);

} // namespace streamkeeper
