#include "app/cli/Completion.h"

#include "app/cli/Arguments.h"
#include "app/session/RegistryPath.h"
#include "models/registry/ClusterRepository.h"
#include "models/registry/FleetRepository.h"
#include "models/registry/OperationRepository.h"
#include "models/registry/ServerRepository.h"
#include "models/registry/StoredNames.h"

#include <QFileInfo>

#include <algorithm>

namespace streamkeeper {

using namespace Qt::StringLiterals;

namespace {

constexpr int offeredOperations = 50;

/// As people name them, and by their UUIDs.
QStringList streamNames(FleetRepository repository)
{
    QHash<CameraId, QString> cameras;
    for (const Camera &camera : repository.cameras().value_or(std::vector<Camera>()))
        cameras.insert(camera.id, camera.name);
    QStringList names;
    for (const Stream &stream : repository.streams().value_or(std::vector<Stream>())) {
        names.append(stream.id.toString());
        names.append(cameras.value(stream.camera) + u'/' + stored::word(stored::qualities, stream.quality));
    }
    return names;
}

QStringList namesOf(ValueKind kind, const QString &registry)
{
    RegistryDatabase database;
    if (!QFileInfo(registry).isFile() || !database.open(registry))
        return {};
    QStringList names;
    if (kind == ValueKind::ServerName) {
        for (const MediaServer &server :
             ServerRepository(database).all().value_or(std::vector<MediaServer>()))
            names.append(server.name);
    } else if (kind == ValueKind::StreamName) {
        names = streamNames(FleetRepository(database));
    } else if (kind == ValueKind::CameraName) {
        for (const Camera &camera : FleetRepository(database).cameras().value_or(std::vector<Camera>()))
            names.append(camera.name);
    } else if (kind == ValueKind::ClusterName) {
        for (const Cluster &cluster : ClusterRepository(database).clusters().value_or(std::vector<Cluster>()))
            names.append(cluster.name);
    } else if (kind == ValueKind::ServerGroupName) {
        for (const ServerGroup &group :
             ClusterRepository(database).groups().value_or(std::vector<ServerGroup>()))
            names.append(group.name);
    } else if (kind == ValueKind::OperationUuid) {
        const auto latest = OperationRepository(database).latest(offeredOperations);
        for (const Operation &operation : latest.value_or(std::vector<Operation>()))
            names.append(operation.id.toString());
    }
    names.sort();
    names.removeDuplicates();
    return names;
}

QStringList valuesOf(const OptionSpec &option, const QString &registry)
{
    switch (option.kind) {
    case ValueKind::File:
        return {u":file"_s};
    case ValueKind::OnOff:
        return {u"on"_s, u"off"_s};
    case ValueKind::Word:
        return option.words;
    case ValueKind::Text:
        return {};
    case ValueKind::ServerName:
    case ValueKind::StreamName:
    case ValueKind::CameraName:
    case ValueKind::ClusterName:
    case ValueKind::ServerGroupName:
    case ValueKind::OperationUuid:
        break;
    }
    return namesOf(option.kind, registry);
}

/// The words before the one that is being typed, understood as far as they go.
struct Situation
{
    QStringList plain;
    QStringList given; ///< names of options
    const VerbSpec *verb = nullptr;
    const OptionSpec *awaited = nullptr; ///< this option's value is being typed
    QString registry = defaultRegistryFile();
};

const OptionSpec *optionNamed(const QString &name, const VerbSpec *verb)
{
    for (const auto *options : {verb ? &verb->options : nullptr, &globalOptions()}) {
        if (!options)
            continue;
        const auto found = std::ranges::find(*options, name, &OptionSpec::name);
        if (found != options->end())
            return &*found;
    }
    return nullptr;
}

Situation understand(const QStringList &words)
{
    Situation situation;
    for (const QString &word : words) {
        if (const OptionSpec *option = std::exchange(situation.awaited, nullptr)) {
            if (word == u"=") { // bash takes --option=value apart
                situation.awaited = option;
                continue;
            }
            if (option->name == u"registry")
                situation.registry = word;
            continue;
        }
        if (word.startsWith(u"--")) {
            const qsizetype equals = word.indexOf(u'=');
            const QString name = word.mid(2, equals < 0 ? -1 : equals - 2);
            situation.given.append(name);
            const OptionSpec *option = optionNamed(name, situation.verb);
            if (option && option->takesValue() && equals < 0)
                situation.awaited = option;
            else if (name == u"registry" && equals >= 0)
                situation.registry = word.mid(equals + 1);
            continue;
        }
        situation.plain.append(word);
        if (situation.plain.size() == 2)
            situation.verb = findVerb(situation.plain[0], situation.plain[1]);
    }
    return situation;
}

QStringList optionNames(const Situation &situation)
{
    QStringList names;
    const auto add = [&](const std::vector<OptionSpec> &options) {
        for (const OptionSpec &option : options) {
            const bool isOver = situation.given.contains(option.name) && !option.isRepeatable;
            if (!isOver && !names.contains(u"--"_s + option.name))
                names.append(u"--"_s + option.name);
        }
    };
    if (situation.verb)
        add(situation.verb->options);
    add(globalOptions());
    return names;
}

QStringList candidates(const Situation &situation, const QString &typed)
{
    if (situation.awaited)
        return valuesOf(*situation.awaited, situation.registry);
    if (typed.startsWith(u'-'))
        return optionNames(situation);
    if (situation.plain.isEmpty())
        return nouns();
    if (situation.plain.size() == 1) {
        QStringList names;
        for (const VerbSpec &spec : verbs()) {
            if (spec.noun == situation.plain[0])
                names.append(spec.verb);
        }
        return names;
    }
    if (!situation.verb)
        return {};
    const auto given = int(situation.plain.size()) - 2;
    const bool hasRoom = situation.verb->maxArguments < 0 || given < situation.verb->maxArguments;
    const bool isFilesTurn = situation.verb->argumentKind == ValueKind::File ||
                             (situation.verb->lastIsFile && given == situation.verb->maxArguments - 1);
    if (hasRoom && isFilesTurn)
        return {u":file"_s};
    QStringList names = hasRoom ? namesOf(situation.verb->argumentKind, situation.registry) : QStringList();
    for (const QString &used : situation.plain.mid(2))
        names.removeAll(used);
    if (situation.verb->argumentsText.endsWith(u"on|off") && given > 0)
        names += QStringList{u"on"_s, u"off"_s};
    return names;
}

} // namespace

QStringList completions(const QStringList &words)
{
    QStringList before = words;
    QString typed = before.isEmpty() ? QString() : before.takeLast();
    const Situation situation = understand(before);
    if (situation.awaited && typed == u"=")
        typed.clear();
    QStringList found;
    for (const QString &candidate : candidates(situation, typed)) {
        if (candidate.startsWith(u':') || candidate.startsWith(typed))
            found.append(candidate);
    }
    return found;
}

} // namespace streamkeeper
