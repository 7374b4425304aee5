#include "app/cli/Naming.h"

#include "models/domain/CredentialMask.h"

#include <QStringList>

#include <algorithm>

namespace streamkeeper {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype shortestId = 4;
constexpr qsizetype mostNamed = 10;

template <typename Meant>
std::vector<size_t> matching(const std::vector<NamedThing> &things, Meant isMeant)
{
    std::vector<size_t> found;
    for (size_t i = 0; i < things.size(); ++i) {
        if (isMeant(things[i]))
            found.push_back(i);
    }
    return found;
}

QString listed(const QStringList &names)
{
    return names.mid(0, mostNamed).join(u", "_s) + (names.size() > mostNamed ? u" …"_s : QString());
}

tl::unexpected<CliFailure> severalMeant(const std::vector<NamedThing> &things,
                                        const std::vector<size_t> &found, const QString &typed)
{
    QStringList names;
    for (const size_t index : found)
        names.append(u"%1 (%2)"_s.arg(things[index].name, things[index].id));
    return cliFailure(u"\"%1\" may mean several: %2. Say more of it, or the id."_s.arg(maskCredentials(typed),
                                                                                       listed(names)));
}

tl::unexpected<CliFailure> nobodyMeant(const std::vector<NamedThing> &things, const QString &typed,
                                       const QString &kind)
{
    QStringList names;
    for (const NamedThing &thing : things)
        names.append(thing.name);
    names.sort();
    return cliFailure(names.isEmpty() ? u"The registry has no %1 yet."_s.arg(kind)
                                      : u"There is no %1 \"%2\". There are: %3."_s.arg(
                                            kind, maskCredentials(typed), listed(names)));
}

} // namespace

bool isBeginningOfId(const QString &typed)
{
    return typed.size() >= shortestId && std::ranges::all_of(typed, [](QChar c) {
               return c == u'-' || (c >= u'0' && c <= u'9') || (c.toLower() >= u'a' && c.toLower() <= u'f');
           });
}

CliExpected<size_t> findNamed(const std::vector<NamedThing> &things, const QString &typed,
                              const QString &kind, Shortening shortening)
{
    const bool isId = isBeginningOfId(typed);
    std::vector<size_t> found = matching(
        things, [&](const NamedThing &thing) { return thing.name == typed || thing.id == typed.toLower(); });
    if (found.empty())
        found = matching(things, [&](const NamedThing &thing) {
            return thing.name.compare(typed, Qt::CaseInsensitive) == 0;
        });
    if (found.empty() && !typed.isEmpty() && shortening == Shortening::Allowed)
        found = matching(things, [&](const NamedThing &thing) {
            return thing.name.startsWith(typed, Qt::CaseInsensitive) ||
                   (isId && thing.id.startsWith(typed, Qt::CaseInsensitive));
        });
    if (found.size() > 1)
        return severalMeant(things, found, typed);
    if (found.empty())
        return nobodyMeant(things, typed, kind);
    return found.front();
}

} // namespace streamkeeper
