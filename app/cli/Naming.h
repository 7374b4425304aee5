#pragma once

#include "app/cli/CliAnswer.h"

#include <vector>

namespace streamkeeper {

/// One of several things that a person may mean.
struct NamedThing
{
    QString id;
    QString name;
};

/// The beginning of a name is enough to look at something, but nothing is deleted by it.
enum class Shortening { Allowed, Refused };

/// Which of `things` is meant: by id, by name, by name without regard to case, and then by the beginning of
/// an id (four letters at least) or of a name, where only one begins so. `kind` is told in the failure:
/// "media server".
[[nodiscard]] CliExpected<size_t> findNamed(const std::vector<NamedThing> &things, const QString &typed,
                                            const QString &kind, Shortening shortening = Shortening::Allowed);

/// Long enough to be meant as the beginning of an id: four of its letters, and nothing else.
[[nodiscard]] bool isBeginningOfId(const QString &typed);

/// The same for values with `id` and `name`.
template <typename Value>
[[nodiscard]] CliExpected<Value> findNamed(const std::vector<Value> &values, const QString &typed,
                                           const QString &kind, Shortening shortening = Shortening::Allowed)
{
    std::vector<NamedThing> things;
    things.reserve(values.size());
    for (const Value &value : values)
        things.push_back({value.id.toString(), value.name});
    const auto found = findNamed(things, typed, kind, shortening);
    if (!found)
        return tl::unexpected(found.error());
    return values[*found];
}

} // namespace streamkeeper
