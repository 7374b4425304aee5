#pragma once

#include "tests/fleet/HttpAnswer.h"
#include "tests/support/HttpServer.h"

#include <QByteArray>

#include <chrono>
#include <optional>

namespace streamkeeper::fleet {

/// One way in which a media server's API misbehaves, until told otherwise or for a number of requests.
struct Fault
{
    enum class Kind {
        None,
        Refuse,
        Hang,
        Slow,
        Cut,
        Status,
        Html,
        Garbage,
        Truncated,
        Huge,
        WrongTypes,
        Skew
    };

    Kind kind = Kind::None;
    int status = 503;                   ///< of Status
    std::chrono::milliseconds delay{0}; ///< before the answer; of Slow between two pieces of it
    std::chrono::seconds skew{0};       ///< of Skew
    QByteArray pathPrefix;              ///< only requests whose path begins so; empty: all
    std::optional<int> count;           ///< so many more requests; nullopt: until changed

    [[nodiscard]] static std::optional<Kind> kindFromName(const QByteArray &name);
    /// Whether a request is met by it. Refuse and Skew are no matter of single requests.
    [[nodiscard]] bool concerns(const QByteArray &path) const;
    /// Answers wrongly in place of `proper`. Returns the status that was sent, 0 for none.
    int answer(const HttpAnswer &proper, const test::HttpResponder &responder) const;
};

} // namespace streamkeeper::fleet
