#include "app/cli/CommandLine.h"

#include "app/cli/Arguments.h"
#include "app/cli/CliContext.h"
#include "app/cli/Completion.h"
#include "app/cli/Output.h"
#include "app/cli/TextTable.h"

#include <QCoreApplication>
#include <QLoggingCategory>

#include <csignal>
#include <cstdio>

using namespace Qt::StringLiterals;

namespace streamkeeper {

namespace {

/// What was asked for is done only once it was told.
ExitCode codeAfter(bool isPrinted, ExitCode code)
{
    return isPrinted || code != ExitCode::Done ? code : ExitCode::Failed;
}

int tell(const CliFailure &failure, bool isJson)
{
    if (isJson) {
        QJsonObject details = failure.details;
        details.insert(u"message"_s, failure.message);
        (void)writeOut(documentOf(QJsonObject{{u"error"_s, details}})); // it has failed anyway
    }
    // Names in it may come from a server; line breaks are ours.
    std::fprintf(stderr, "streamkeeper-cli: %s\n", linesForTerminal(failure.message).toUtf8().constData());
    return int(failure.exitCode);
}

/// `--timeout` is the same everywhere.
std::optional<CliFailure> checkTimeout(const ParsedCommand &command)
{
    if (!command.isSet(u"timeout"_s))
        return {};
    bool isNumber = false;
    const double seconds = command.value(u"timeout"_s).toDouble(&isNumber);
    if (isNumber && seconds > 0 && seconds <= 86'400)
        return {};
    return CliFailure{u"--timeout takes a number of seconds."_s, ExitCode::Usage, {}};
}

int run(const ParsedCommand &command)
{
    const bool isJson = command.format == OutputFormat::Json;
    if (!command.isSet(u"verbose"_s))
        QLoggingCategory::setFilterRules(u"*=false"_s); // what the operator has to know is told by the result
    if (const auto failure = checkTimeout(command))
        return tell(*failure, isJson);
    CliContext context(command);
    const CliResult result = command.spec->run(context);
    context.hearOutCopies();
    if (!result)
        return tell(result.error(), isJson);
    if (result->isTold)
        return int(result->exitCode);
    const bool isPrinted = writeOut(isJson ? documentOf(result->json) : textOf(*result, hasColours(command)));
    return int(codeAfter(isPrinted, result->exitCode));
}

} // namespace

int runCommandLine(int argc, char *argv[])
{
    QCoreApplication application(argc, argv);
    QCoreApplication::setApplicationName(u"streamkeeper"_s); // the console's: it names the default registry
    QCoreApplication::setApplicationVersion(u"" STREAMKEEPER_VERSION ""_s);
    std::signal(SIGPIPE, SIG_IGN); // `| head` is no accident

    const QStringList arguments = QCoreApplication::arguments().mid(1);
    if (arguments.value(0) == u"complete" && arguments.value(1) == u"--") {
        QLoggingCategory::setFilterRules(u"*=false"_s);
        QByteArray words;
        for (const QString &word : completions(arguments.mid(2)))
            words += forTerminal(word).toUtf8() + '\n';
        return int(codeAfter(writeOut(words), ExitCode::Done));
    }
    const ParsedArguments parsed = parseArguments(arguments);
    if (const auto *information = std::get_if<Information>(&parsed)) {
        return int(codeAfter(writeOut(information->text.toUtf8()), ExitCode::Done));
    }
    if (const auto *failure = std::get_if<CliFailure>(&parsed))
        return tell(*failure, wantsJson(arguments));
    return run(std::get<ParsedCommand>(parsed));
}

} // namespace streamkeeper
