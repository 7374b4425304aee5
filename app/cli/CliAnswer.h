#pragma once

#include "models/domain/Result.h"

#include <QJsonObject>
#include <QJsonValue>
#include <QString>

namespace streamkeeper {

/// What the program ends with.
enum class ExitCode {
    Done = 0,
    Failed = 1,
    Usage = 2,
    Unconfirmed = 3, ///< asked, but the effect was not seen in time
    Interrupted = 130,
};

/// The result of a verb: one JSON document, and the same as text for people.
struct CliAnswer
{
    QJsonValue json;
    QString text; ///< ends with a line break unless it is empty
    ExitCode exitCode = ExitCode::Done;
    bool isFile = false; ///< `text` is for other programs, byte for byte, where nobody looks at it
    bool isTold = false; ///< everything has been written as it happened
};

/// Why a verb did nothing, or not all. Holds no secret.
struct CliFailure
{
    QString message;
    ExitCode exitCode = ExitCode::Failed;
    QJsonObject details; ///< joins "message" in the JSON document
};

using CliResult = tl::expected<CliAnswer, CliFailure>;
template <typename T>
using CliExpected = tl::expected<T, CliFailure>;

[[nodiscard]] inline tl::unexpected<CliFailure> cliFailure(QString message, QJsonObject details = {})
{
    return tl::unexpected<CliFailure>({std::move(message), ExitCode::Failed, std::move(details)});
}

[[nodiscard]] inline tl::unexpected<CliFailure> cliFailure(const Error &error)
{
    return cliFailure(error.message);
}

[[nodiscard]] inline tl::unexpected<CliFailure> wrongUsage(QString message)
{
    return tl::unexpected<CliFailure>({std::move(message), ExitCode::Usage, {}});
}

/// What a rule says of an option, as wrong usage of that option.
template <typename T>
[[nodiscard]] CliExpected<T> ofOption(const QString &name, const Result<T> &checked)
{
    using namespace Qt::StringLiterals;
    if (checked)
        return *checked;
    return wrongUsage(u"--"_s + name + u": "_s + checked.error().message);
}

} // namespace streamkeeper
