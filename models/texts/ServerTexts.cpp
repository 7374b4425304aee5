#include "models/texts/ServerTexts.h"

#include <QCoreApplication>

namespace streamkeeper::texts {

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(ServerTexts)
};

/// What is wrong, as far as words tell it apart.
enum class Trouble { Locked, Refused, Withheld, Certificate, Answer, Silence };

Trouble troubleOf(const Error &error)
{
    switch (error.category) {
    case ErrorCategory::Secret:
        return Trouble::Locked;
    case ErrorCategory::Authentication:
        return Trouble::Refused;
    case ErrorCategory::AccountWithheld:
        return Trouble::Withheld;
    case ErrorCategory::Tls:
        return Trouble::Certificate;
    case ErrorCategory::HttpStatus:
    case ErrorCategory::Protocol:
    case ErrorCategory::Parse:
        return Trouble::Answer;
    case ErrorCategory::Network:
    case ErrorCategory::Timeout:
    case ErrorCategory::Storage:
    case ErrorCategory::Unsupported:
    case ErrorCategory::Invalid:
    case ErrorCategory::Conflict:
    case ErrorCategory::Cancelled:
        break;
    }
    return Trouble::Silence;
}

} // namespace

QString serverState(const FleetServer &server)
{
    if (!server.failure)
        return server.snapshot && !server.isRestored ? Texts::tr("Answers") : Texts::tr("Waiting");
    switch (troubleOf(server.failure->error)) {
    case Trouble::Locked:
        return Texts::tr("Locked", "a server whose token cannot be unsealed");
    case Trouble::Refused:
    case Trouble::Withheld:
        return Texts::tr("Refuses the token", "a server");
    case Trouble::Certificate:
        return Texts::tr("Certificate", "a server whose certificate is not accepted");
    case Trouble::Answer:
        return Texts::tr("Answers wrongly", "a server");
    case Trouble::Silence:
        break;
    }
    return Texts::tr("Unreachable", "a server");
}

QString serverProblem(const FleetServer &server)
{
    const auto &failure = server.failure ? server.failure : server.earlierFailure;
    if (!failure)
        return {};
    const QString &name = server.server.name;
    switch (troubleOf(failure->error)) {
    case Trouble::Locked:
        return Texts::tr("The token of %1 is locked").arg(name);
    case Trouble::Refused:
        return Texts::tr("%1 refuses the token or password").arg(name);
    case Trouble::Withheld:
        return Texts::tr("%1 wants an account that is withheld").arg(name);
    case Trouble::Certificate:
        return Texts::tr("The certificate of %1 is not accepted").arg(name);
    case Trouble::Answer:
        return Texts::tr("%1 answers with an error").arg(name);
    case Trouble::Silence:
        break;
    }
    return Texts::tr("%1 does not answer").arg(name);
}

} // namespace streamkeeper::texts
