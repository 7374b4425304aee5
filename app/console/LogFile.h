#pragma once

#include <QString>

namespace streamkeeper {

/// The console's log: one file in the state directory, rotated at 5 MB with one older file kept.
/// Every line is masked once more on its way, whoever wrote it.
class LogFile
{
public:
    /// Installs the message handler. Without a writable folder, lines go to stderr only.
    static void install(const QString &file);
    [[nodiscard]] static QString defaultFile();
};

} // namespace streamkeeper
