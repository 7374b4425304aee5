#pragma once

#include "app/cli/CliAnswer.h"

#include <QList>
#include <QStringList>

#include <utility>
#include <variant>
#include <vector>

namespace streamkeeper {

class CliContext;

/// What a value is, so that the shell can complete it.
enum class ValueKind {
    Text,
    File,
    ServerName,
    StreamName, ///< as streamsOf() understands it
    CameraName,
    ClusterName,
    ServerGroupName,
    OperationUuid,
    OnOff,
    Word, ///< one of OptionSpec::words
};

/// One option of a verb, or of all verbs.
struct OptionSpec
{
    QString name;      ///< without dashes
    QString valueName; ///< empty: a switch
    QString help;
    ValueKind kind = ValueKind::Text;
    QStringList words = {}; ///< what a Word may be; checked
    bool isRepeatable = false;
    QChar letter = {}; ///< "-o" beside "--output"

    [[nodiscard]] bool takesValue() const { return !valueName.isEmpty(); }
};

/// How the result of a verb is written.
enum class OutputFormat { Table, Wide, Csv, Json };

/// One verb of the command line: how it is written, what it says of itself, what carries it out.
struct VerbSpec
{
    QString noun;
    QString verb;
    QString argumentsText; ///< "UUID ..."
    int minArguments = 0;
    int maxArguments = 0; ///< -1: any number
    ValueKind argumentKind = ValueKind::Text;
    QString summary;
    std::vector<OptionSpec> options = {};
    CliResult (*run)(CliContext &) = nullptr;
    bool lastIsFile = false; ///< the last argument names a file, whatever the others are
};

/// A command line that could be read.
struct ParsedCommand
{
    const VerbSpec *spec = nullptr;
    QStringList arguments;
    QList<std::pair<QString, QString>> options; ///< as given, in order; global ones too
    OutputFormat format = OutputFormat::Table;

    [[nodiscard]] bool isSet(const QString &name) const;
    [[nodiscard]] QString value(const QString &name) const; ///< the last one; empty if not set
    [[nodiscard]] QStringList values(const QString &name) const;
};

/// Takes what a rule made of an option's value, if the option is there.
template <typename Value>
[[nodiscard]] CliExpected<void> takeOption(const ParsedCommand &command, const QString &name,
                                           const Result<Value> &checked, Value &value)
{
    if (!command.isSet(name))
        return {};
    if (!checked)
        return tl::unexpected(ofOption(name, checked).error());
    value = *checked;
    return {};
}

/// Help or version: printed, and that is all.
struct Information
{
    QString text;
};

/// All verbs, in the order of the help.
[[nodiscard]] const std::vector<VerbSpec> &verbs();
/// Options that every verb takes, before or after it.
[[nodiscard]] const std::vector<OptionSpec> &globalOptions();
[[nodiscard]] const VerbSpec *findVerb(const QString &noun, const QString &verb);
[[nodiscard]] QStringList nouns();

using ParsedArguments = std::variant<ParsedCommand, Information, CliFailure>;
/// Reads the arguments after the program's name. Never repeats a value in an error: it might be a secret that
/// was given in the wrong way.
[[nodiscard]] ParsedArguments parseArguments(const QStringList &arguments);

/// Whether a command line, also one that could not be read, asks for JSON.
[[nodiscard]] bool wantsJson(const QStringList &arguments);

[[nodiscard]] QString programHelp();
[[nodiscard]] QString nounHelp(const QString &noun);
[[nodiscard]] QString verbHelp(const VerbSpec &verb);

} // namespace streamkeeper
