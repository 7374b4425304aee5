#include "app/cli/AdoptVerb.h"

#include "app/cli/CliContext.h"
#include "app/cli/JsonOf.h"
#include "app/cli/TextTable.h"
#include "models/rules/Adoption.h"
#include "models/texts/AdoptionTexts.h"

#include <algorithm>
#include <map>

namespace streamkeeper {

using namespace Qt::StringLiterals;

namespace {

/// What pairs two streams, for scripts; null: nothing does.
QJsonValue pairedByJson(PairedBy by)
{
    switch (by) {
    case PairedBy::Nothing:
        break;
    case PairedBy::CameraUid:
        return u"camera_uid"_s;
    case PairedBy::Address:
        return u"address"_s;
    case PairedBy::Name:
        return u"name"_s;
    case PairedBy::Resolution:
        return u"resolution"_s;
    case PairedBy::Operator:
        return u"operator"_s;
    }
    return {};
}

QJsonObject adoptableJson(const RemoteStream &stream, const QString &camera, const QString &quality,
                          const Pairing &pairing)
{
    return {{u"remoteName"_s, stream.remoteName},      {u"camera"_s, json::text(camera)},
            {u"quality"_s, json::text(quality)},       {u"address"_s, json::text(stream.address.masked())},
            {u"enabled"_s, stream.isEnabled},          {u"obstacle"_s, json::text(stream.obstacle)},
            {u"pairedBy"_s, pairedByJson(pairing.by)}, {u"pairing"_s, json::text(texts::pairing(pairing))}};
}

CliAnswer adoptable(const AdoptionOffer &offer)
{
    const std::vector<RemoteStream> &found = offer.found;
    QJsonArray array;
    TextTable table(
        {{u"CAMERA"_s}, {u"QUALITY"_s}, {u"REMOTE NAME"_s}, {u"ADDRESS"_s}, {u"PAIRED"_s}, {u"OBSTACLE"_s}});
    const auto add = [&](const RemoteStream &stream, const QString &camera, const QString &quality,
                         const Pairing &pairing) {
        array.append(adoptableJson(stream, camera, quality, pairing));
        table.add({camera, quality, stream.remoteName, stream.address.masked(), texts::pairing(pairing),
                   stream.obstacle});
    };
    for (const AdoptionProposal &proposal : offer.proposals) {
        if (proposal.high)
            add(found[size_t(*proposal.high)], proposal.cameraName, u"high"_s, proposal.pairing);
        if (proposal.low)
            add(found[size_t(*proposal.low)], proposal.cameraName, u"low"_s, proposal.pairing);
    }
    for (const RemoteStream &stream : found) {
        if (!stream.obstacle.isEmpty())
            add(stream, {}, {}, {});
    }
    return {QJsonObject{{u"adopted"_s, 0}, {u"adoptable"_s, array}},
            array.isEmpty() ? u"There is nothing to adopt.\n"_s : table.text(), ExitCode::Done};
}

/// What was chosen, and why the rest of it cannot be adopted, by name.
struct Choice
{
    std::vector<AdoptionProposal> proposals;
    std::vector<std::pair<QString, QString>> refused;
};

/// Only the streams that were named.
Choice chooseNamed(const QStringList &names, const AdoptionOffer &offer)
{
    Choice choice{chooseStreams(offer, names), {}};
    for (const QString &name : names) {
        const auto stream = std::ranges::find(offer.found, name, &RemoteStream::remoteName);
        if (stream == offer.found.end())
            choice.refused.emplace_back(name, u"The server has no such stream that could be adopted."_s);
        else if (!stream->obstacle.isEmpty())
            choice.refused.emplace_back(name, stream->obstacle);
    }
    return choice;
}

/// Takes out those whose passwords could not be kept.
void leaveOutSealed(Choice &choice, const AdoptionOffer &offer, const QString &reason)
{
    for (AdoptionProposal &proposal : choice.proposals) {
        for (std::optional<int> *side : {&proposal.high, &proposal.low}) {
            if (!*side || !offer.found[size_t(**side)].address.hasSecret())
                continue;
            choice.refused.emplace_back(offer.found[size_t(**side)].remoteName,
                                        u"Its address holds a password, which cannot be sealed. "_s + reason);
            side->reset();
        }
    }
    std::erase_if(choice.proposals, [](const AdoptionProposal &one) { return !one.high && !one.low; });
}

/// Tells each reason once, with the streams that it keeps out; their list for JSON.
QJsonArray tellRefused(CliContext &context, const Choice &choice)
{
    QJsonArray array;
    std::map<QString, QStringList> namesByReason;
    for (const auto &[name, reason] : choice.refused) {
        namesByReason[reason].append(name);
        array.append(QJsonObject{{u"remoteName"_s, name}, {u"reason"_s, reason}});
    }
    for (const auto &[reason, names] : namesByReason)
        context.note(u"%1 cannot be adopted: %2"_s.arg(names.join(u", "_s), reason));
    return array;
}

} // namespace

CliResult adoptFrom(CliContext &context)
{
    const ParsedCommand &command = context.command();
    if (command.isSet(u"all"_s) && command.isSet(u"stream"_s))
        return wrongUsage(u"--all and --stream exclude each other."_s);
    if (auto opened = context.open(); !opened)
        return tl::unexpected(opened.error());
    const auto server = context.findServer(command.arguments.first());
    if (!server)
        return tl::unexpected(server.error());
    auto found = context.await<std::vector<RemoteStream>>([&](QObject *listener, auto done) {
        context.session().readRemoteStreams(*server, context.session().secretOf(*server), listener, {},
                                            std::move(done));
    });
    if (!found)
        return tl::unexpected(found.error());
    const AdoptionOffer offer = offerAdoption(std::move(*found), server->id, context.fleet().streams(),
                                              context.fleet().holderCopies());
    if (!command.isSet(u"all"_s) && !command.isSet(u"stream"_s))
        return adoptable(offer);
    Choice choice = command.isSet(u"stream"_s) ? chooseNamed(command.values(u"stream"_s), offer)
                                               : Choice{offer.proposals, {}};
    if (!context.isUnsealed())
        leaveOutSealed(choice, offer, context.lockedReason());
    const QJsonArray refused = tellRefused(context, choice);
    if (choice.proposals.empty() && !refused.isEmpty())
        return cliFailure(u"Nothing was adopted."_s, {{u"refused"_s, refused}});
    auto adopted = context.await<int>([&](QObject *listener, auto done) {
        context.session().edits().streams.adopt(server->id, offer.found, choice.proposals, listener,
                                                std::move(done));
    });
    if (!adopted)
        return tl::unexpected(adopted.error());
    (void)context.tellFailures(context.poll({server->id}, true));
    return CliAnswer{
        QJsonObject{{u"adopted"_s, *adopted}, {u"server"_s, server->name}, {u"refused"_s, refused}},
        u"Adopted %1 stream(s).\n"_s.arg(*adopted), refused.isEmpty() ? ExitCode::Done : ExitCode::Failed};
}

} // namespace streamkeeper
