#pragma once

#include "app/cli/Arguments.h"

namespace streamkeeper {

// What goes to standard output.

/// False: it did not get to whoever reads it, and that was said.
[[nodiscard]] bool writeOut(const QByteArray &text);
/// Whoever read it has gone: `| head` has read what it wanted.
[[nodiscard]] bool isReaderGone();
/// Colours are wanted, and can be shown (https://no-color.org).
[[nodiscard]] bool hasColours(const ParsedCommand &command);
/// One document with its line breaks.
[[nodiscard]] QByteArray documentOf(const QJsonValue &value);
/// One object in one line.
[[nodiscard]] QByteArray lineOf(const QJsonObject &object);
/// What servers and other people have named may hold anything, also what a terminal takes for a command.
[[nodiscard]] QByteArray textOf(const CliAnswer &answer, bool isColoured);

} // namespace streamkeeper
