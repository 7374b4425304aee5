#pragma once

#include "tests/fleet/HttpAnswer.h"
#include "tests/support/HttpServer.h"

#include <QByteArray>

#include <chrono>
#include <optional>

namespace streamkeeper::fleet {

/// One way in which a media server's API misbehaves, until told otherwise or for a number of requests.
///
/// | kind | the client sees | a command takes effect |
/// |---|---|---|
/// | `refuse` | connections are refused; with `scope` writes or reads: as drop | no |
/// | `drop` | the connection is closed without a byte of answer | no |
/// | `hang` | no answer, ever | no |
/// | `late` | the proper answer after `delayMs` | yes, at once |
/// | `slow` | the proper answer in small pieces, `delayMs` between them | yes, at once |
/// | `cut` | half of the answer, then the connection is closed | yes, at once |
/// | `status` | `status` (401, 403, 409, 500, 503, ...) with JSON in the dialect's form | no |
/// | `html` | 200 with the page of a gateway | no |
/// | `garbage`, `truncated`, `huge`, `wrongtypes` | 200 with a spoiled body | yes, at once |
/// | `skew` | Date and times are `skewSeconds` off | as ever |
///
/// `scope` limits a fault to commands (`writes`) or to everything else (`reads`). `effect` (true or false)
/// overrules the last column: `hang` with `effect` true is the command that is done and never confirmed.
struct Fault
{
    enum class Kind {
        None,
        Refuse,
        Drop,
        Hang,
        Late,
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
    enum class Scope { All, Reads, Writes };

    Kind kind = Kind::None;
    Scope scope = Scope::All;
    int status = 503;                   ///< of Status
    std::chrono::milliseconds delay{0}; ///< before the answer; of Slow between two pieces of it
    std::chrono::seconds skew{0};       ///< of Skew
    QByteArray pathPrefix;              ///< only requests whose path begins so; empty: all
    std::optional<int> count;           ///< so many more requests; nullopt: until changed
    std::optional<bool> effect;         ///< whether commands happen; nullopt: see the table

    [[nodiscard]] static std::optional<Kind> kindFromName(const QByteArray &name);
    [[nodiscard]] static std::optional<Scope> scopeFromName(const QByteArray &name);
    /// The port is closed: nobody gets as far as a request.
    [[nodiscard]] bool closesPort() const { return kind == Kind::Refuse && scope == Scope::All; }
    /// Whether a request is met by it. A closed port and Skew are no matter of single requests.
    [[nodiscard]] bool concerns(const QByteArray &path, bool isWrite) const;
    /// Whether a command that is met by it happens all the same.
    [[nodiscard]] bool letsHappen() const;
    /// The status that answer() sends; 0 for none.
    [[nodiscard]] int statusFor(const HttpAnswer &proper) const;
    /// Answers wrongly in place of `proper`; `refusal` is what Status sends.
    void answer(const HttpAnswer &proper, const HttpAnswer &refusal,
                const test::HttpResponder &responder) const;
};

} // namespace streamkeeper::fleet
