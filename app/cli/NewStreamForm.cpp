#include "app/cli/NewStreamForm.h"

#include "app/cli/CommandRun.h"

namespace streamkeeper {

using namespace Qt::StringLiterals;

std::vector<OptionSpec> addressOptionsOf(const QString &name, const QString &what)
{
    return {{name, u"URL"_s, u"Address %1; only one without user and password."_s.arg(what)},
            {name + u"-stdin"_s, {}, u"The address %1 is the next line of standard input."_s.arg(what)},
            {name + u"-env"_s, u"VAR"_s, u"The address %1 is in this environment variable."_s.arg(what)}};
}

CliExpected<Camera> findCamera(CliContext &context, const QString &typed, Shortening shortening)
{
    return findNamed(context.fleet().cameras(), typed, u"camera"_s, shortening);
}

void warnOfUsers(CliContext &context, const StreamAddress &address, const StreamId &except)
{
    for (const StreamId &id : usersOf(address, context.fleet())) {
        if (id != except)
            context.note(u"Another stream has this address already: %1 (%2)."_s.arg(
                id.toString(), context.fleet().row(context.fleet().rowOf(id)).cameraName));
    }
}

namespace {

CliExpected<ServerId> serverFor(CliContext &context, const NewCamera &wanted, const QString &fromDocument)
{
    const QString given = context.command().value(u"server"_s);
    if (const QString name = given.isEmpty() ? fromDocument : given; !name.isEmpty()) {
        const auto server = context.findServer(name);
        if (!server)
            return tl::unexpected(server.error());
        return server->id;
    }
    // The choice is by what is, not by what was; a server that does not answer is no candidate.
    (void)context.tellFailures(context.poll(context.allServers(), true));
    if (context.isInterrupted())
        return CliContext::interruptedFailure();
    const auto chosen = chooseServer(context.fleet(), context.session().clusters(),
                                     context.session().placementPolicy(), wanted);
    if (!chosen)
        return cliFailure(
            u"No media server passes all checks (active, answering, limits, group type, storage). "
            "Name one with --server, or look at \"servers list --poll\"."_s);
    return *chosen;
}

} // namespace

CliResult addStreams(CliContext &context, const NewCamera &wanted, const QString &fromDocument)
{
    const bool hasSecret =
        (wanted.high && wanted.high->hasSecret()) || (wanted.low && wanted.low->hasSecret());
    if (hasSecret && !context.isUnsealed())
        return cliFailure(u"The address holds a password, which cannot be sealed. "_s +
                          context.lockedReason());
    if (const Camera *known = context.fleet().camera(wanted.camera.id)) {
        if (auto free = checkManualAdding(*known, context.session().devices(), context.nowMs()); !free)
            return cliFailure(free.error());
    }
    const auto server = serverFor(context, wanted, fromDocument);
    if (!server)
        return tl::unexpected(server.error());
    for (const auto &address : {wanted.high, wanted.low}) {
        if (address)
            warnOfUsers(context, *address);
    }
    const auto commands = planNewCamera(wanted, *server, context.fleet(), context.session().clock().nowUtc());
    if (!commands)
        return cliFailure(commands.error());
    const CameraId camera = commands->front().newStream->camera;
    return CommandRun(context).run(
        *commands, {{u"cameraId"_s, camera.toString()},
                    {u"camera"_s,
                     commands->front().newCamera ? commands->front().newCamera->name : wanted.camera.name}});
}

} // namespace streamkeeper
