#pragma once

#include <QStringList>

namespace streamkeeper {

/// What may stand in place of the last of `words` (those after the program's name), for the shell. Reads the
/// registry that the words name, without secrets and without changing anything; a registry that cannot be
/// read offers nothing. One word ":file" asks the shell for file names.
[[nodiscard]] QStringList completions(const QStringList &words);

} // namespace streamkeeper
