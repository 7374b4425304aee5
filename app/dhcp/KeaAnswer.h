#pragma once

#include "models/domain/Result.h"

#include <QByteArray>
#include <QJsonValue>
#include <QString>

namespace streamkeeper {

/// What Kea's control agent tells of a command for one daemon. HTTP is 200 whatever became of it.
struct KeaAnswer
{
    enum class Outcome {
        Done,
        Failed,      ///< `text` says why
        Unsupported, ///< the command is not known, or the hook for it is not loaded
        Empty        ///< carried out, and there is no such thing
    };

    Outcome outcome = Outcome::Done;
    QString text;         ///< for people, as the daemon says it
    QByteArray arguments; ///< JSON as it came; empty: none. A configuration holds passwords: never logged

    [[nodiscard]] QJsonValue value() const; ///< `arguments`, read
};

/// Pure. `where` names the agent in sentences. Any answer that is not one of Kea's is an error; of several
/// daemons the first one that failed counts.
[[nodiscard]] Result<KeaAnswer> readKeaAnswer(const QByteArray &body, const QString &where);
/// What the agent itself says beside an HTTP status other than 200; empty: nothing.
[[nodiscard]] QString keaRefusal(const QByteArray &body);

} // namespace streamkeeper
