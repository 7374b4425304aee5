#pragma once

#include <QString>

#include <tl/expected.hpp>

namespace streamkeeper {

/// What kind of thing went wrong; decides what the console does next (retry, ask, give up).
enum class ErrorCategory {
    Network,         ///< no connection, connection lost
    Timeout,         ///< no complete answer within the deadline
    Tls,             ///< certificate unknown, changed, or no TLS spoken
    Authentication,  ///< the server refused the token or password
    AccountWithheld, ///< it asks for the account, which may not go in clear (MediaServer::unencryptedAccount)
    HttpStatus,      ///< another HTTP error; `httpStatus` has the code
    Protocol,        ///< an answer, but not one of the expected server
    Parse,           ///< the answer cannot be read as what it claims to be
    Storage,         ///< registry, settings, files
    Secret,          ///< keychain, sealing
    Unsupported,     ///< not provided by this server
    Invalid,         ///< refused before anything was tried: bad input
    Conflict,        ///< somebody else changed it meanwhile, or is just working on it
    Cancelled,       ///< the operator or a shutdown stopped it
};

/// A failure. `message` is a sentence for people (what was tried, where, what to do), already
/// translated; `detail` is for the log. Neither ever holds a secret.
struct Error
{
    ErrorCategory category = ErrorCategory::Protocol;
    QString message;
    QString detail;
    int httpStatus = 0;

    bool operator==(const Error &) const = default;
};

/// Nobody answered: the same may work when the server is back.
[[nodiscard]] inline bool isUnanswered(const Error &error)
{
    return error.category == ErrorCategory::Network || error.category == ErrorCategory::Timeout;
}

template <typename T>
using Result = tl::expected<T, Error>;

using VoidResult = Result<void>;

[[nodiscard]] inline tl::unexpected<Error> fail(ErrorCategory category, QString message, QString detail = {},
                                                int httpStatus = 0)
{
    return tl::unexpected<Error>(Error{category, std::move(message), std::move(detail), httpStatus});
}

} // namespace streamkeeper
