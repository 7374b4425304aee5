#include "models/texts/ServerTexts.h"

#include <QCoreApplication>

namespace streamkeeper::texts {

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(ServerTexts)
};

const Error *failureOf(const FleetServer &server)
{
    return server.failure          ? &server.failure->error
           : server.earlierFailure ? &server.earlierFailure->error
                                   : nullptr;
}

} // namespace

QString serverState(const FleetServer &server)
{
    const Error *failure = server.failure ? &server.failure->error : nullptr;
    if (!failure)
        return server.snapshot && !server.isRestored ? Texts::tr("Answers") : Texts::tr("Waiting");
    switch (failure->category) {
    case ErrorCategory::Secret:
        return Texts::tr("Locked", "a server whose token cannot be unsealed");
    case ErrorCategory::Authentication:
    case ErrorCategory::AccountWithheld:
        return Texts::tr("Refuses the token", "a server");
    case ErrorCategory::Tls:
        return Texts::tr("Certificate", "a server whose certificate is not accepted");
    case ErrorCategory::HttpStatus:
    case ErrorCategory::Protocol:
    case ErrorCategory::Parse:
        return Texts::tr("Answers wrongly", "a server");
    case ErrorCategory::Network:
    case ErrorCategory::Timeout:
    case ErrorCategory::Storage:
    case ErrorCategory::Unsupported:
    case ErrorCategory::Invalid:
    case ErrorCategory::Conflict:
    case ErrorCategory::Cancelled:
        break;
    }
    return Texts::tr("Unreachable", "a server");
}

QString serverProblem(const FleetServer &server)
{
    const Error *failure = failureOf(server);
    if (!failure)
        return {};
    const QString &name = server.server.name;
    switch (failure->category) {
    case ErrorCategory::Secret:
        return Texts::tr("The token of %1 is locked").arg(name);
    case ErrorCategory::Authentication:
        return Texts::tr("%1 refuses the token or password").arg(name);
    case ErrorCategory::AccountWithheld:
        return Texts::tr("%1 wants an account that is withheld").arg(name);
    case ErrorCategory::Tls:
        return Texts::tr("The certificate of %1 is not accepted").arg(name);
    case ErrorCategory::HttpStatus:
    case ErrorCategory::Protocol:
    case ErrorCategory::Parse:
        return Texts::tr("%1 answers with an error").arg(name);
    case ErrorCategory::Network:
    case ErrorCategory::Timeout:
    case ErrorCategory::Storage:
    case ErrorCategory::Unsupported:
    case ErrorCategory::Invalid:
    case ErrorCategory::Conflict:
    case ErrorCategory::Cancelled:
        break;
    }
    return Texts::tr("%1 does not answer").arg(name);
}

} // namespace streamkeeper::texts
