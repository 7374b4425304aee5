#include "app/sharing/Sharing.h"

#include "app/async/ProcessIdentity.h"
#include "app/operations/AuditEntry.h"
#include "app/servers/ArchiveReader.h"
#include "app/servers/PolledServers.h"
#include "models/registry/ShareRepository.h"
#include "models/rules/ArchiveCoverage.h"
#include "models/texts/ShareTexts.h"

#include <QUrlQuery>

#include <algorithm>

namespace streamkeeper {

using namespace Qt::StringLiterals;

namespace {

/// The address without its token, as lists show it.
QString withoutToken(QUrl url)
{
    QUrlQuery query(url);
    query.removeQueryItem(u"token"_s);
    url.setQuery(query);
    return url.toString(QUrl::FullyEncoded);
}

Operation entryOf(OperationKind kind, const ShareLink &link)
{
    Operation entry = auditEntry(kind, link.target);
    entry.stream = link.stream;
    entry.server = link.server;
    entry.serverName = link.serverName;
    entry.message = texts::linkSummary(link);
    return entry;
}

/// A server that may have recorded the stream and did not answer.
std::optional<Error> silenceOf(const ArchiveReading &reading)
{
    const auto silent = std::ranges::find_if(reading.silent, [](const ArchiveReading::Silent &one) {
        return one.error.category != ErrorCategory::Unsupported;
    });
    return silent == reading.silent.end() ? std::nullopt : std::optional(silent->error);
}

} // namespace

Sharing::Sharing(RegistryEditor &editor, PolledServers &servers, ArchiveReader &archive, QObject *parent)
    : QObject(parent)
    , m_editor(editor)
    , m_servers(servers)
    , m_archive(archive)
{
    connect(&editor, &RegistryEditor::written, this, &Sharing::linksChanged);
}

std::optional<ShareFacts> Sharing::factsOf(const StreamId &id) const
{
    const Stream *stream = fleet().stream(id);
    if (!stream)
        return std::nullopt;
    ShareFacts facts;
    facts.quality = stream->quality;
    if (const Camera *camera = fleet().camera(stream->camera)) {
        facts.hasExternalAccess = camera->isPublic;
        facts.archiveDays = camera->archiveDays;
    }
    facts.nowMs = nowMs();
    return facts;
}

void Sharing::readOffer(const ServerId &server, const QString &remoteName, QObject *context,
                        Done<ShareOffer> done)
{
    ShareOffer offer;
    offer.server = server;
    offer.serverName = fleet().serverName(server);
    offer.remoteName = remoteName;
    m_servers.readShareAbilities(server, remoteName, context,
                                 [offer, done = std::move(done)](const Result<ShareAbilities> &read) mutable {
                                     if (!read) {
                                         done(tl::unexpected(read.error()));
                                         return;
                                     }
                                     offer.abilities = *read;
                                     done(offer);
                                 });
}

void Sharing::create(const StreamId &id, const ShareRequest &request, QObject *context, Done<NewLink> done)
{
    const auto facts = factsOf(id);
    const Stream *stream = fleet().stream(id);
    if (!facts || stream->mainServer.isNull()) {
        done(fail(ErrorCategory::Invalid, facts ? texts::noServer() : texts::noStream()));
        return;
    }
    if (request.mode == ShareMode::Live) {
        const ShareObstacle obstacle = obstacleFor(request, *facts);
        if (obstacle != ShareObstacle::None) {
            done(fail(ErrorCategory::Invalid, texts::shareObstacle(obstacle)));
            return;
        }
        make(id, request, *linkPlaceFor(request, *stream, *facts, {}), {}, context, std::move(done));
        return;
    }
    const auto withIndex = [this, id, request, facts = *facts, stream = *stream,
                            guard = QPointer<QObject>(context),
                            done = std::move(done)](const Result<ArchiveReading> &reading) mutable {
        if (!reading) {
            done(tl::unexpected(reading.error()));
            return;
        }
        facts.nowMs = nowMs();
        facts.recorded = coverageOf(reading->index, facts.nowMs);
        const ShareObstacle obstacle = obstacleFor(request, facts);
        const std::optional<Error> silence = silenceOf(*reading);
        if (obstacle == ShareObstacle::NothingRecorded && silence) {
            done(tl::unexpected(*silence)); // nobody knows that it is nothing
            return;
        }
        if (obstacle != ShareObstacle::None) {
            done(fail(ErrorCategory::Invalid, texts::shareObstacle(obstacle)));
            return;
        }
        const auto place = linkPlaceFor(request, stream, facts, reading->index);
        if (!place) {
            done(fail(ErrorCategory::Invalid, texts::shareObstacle(ShareObstacle::NothingRecorded)));
            return;
        }
        ShareRequest moved = request;
        moved.archiveFromMs = place->start->fromMs;
        QStringList notes;
        if (silence && place->start->reason != ArchiveStart::Reason::AsAsked)
            notes.append(silence->message); // it might have had the moment
        make(id, moved, *place, notes, guard, std::move(done));
    };
    m_archive.read(id, {}, context, withIndex);
}

void Sharing::make(const StreamId &id, const ShareRequest &request, const LinkPlace &place, QStringList notes,
                   QObject *context, Done<NewLink> done)
{
    const Stream *stream = fleet().stream(id);
    const Camera *camera = stream ? fleet().camera(stream->camera) : nullptr;
    NewLink made;
    made.start = place.start;
    made.notes = std::move(notes);
    ShareLink &link = made.link;
    link.id = ShareLinkId::create();
    link.stream = id;
    link.server = place.server;
    link.target = stream ? journalName(camera ? camera->name : QString(), stream->quality) : QString();
    link.serverName = fleet().serverName(place.server);
    link.remoteName = place.remoteName;
    link.mode = request.mode;
    link.protocol = request.protocol;
    link.isPublic = request.isPublic;
    link.archiveFromMs = request.mode == ShareMode::Archive ? request.archiveFromMs : 0;
    link.author = currentAuthor();
    link.note = request.note.trimmed();

    LinkOrder order;
    order.remoteName = place.remoteName;
    order.mode = request.mode;
    order.protocol = request.protocol;
    order.isPublic = request.isPublic;
    order.duration = request.isPublic ? std::chrono::seconds(0) : request.period.seconds();
    order.archiveFromMs = link.archiveFromMs;
    order.within = place.within;
    order.viewer = u"link-"_s + link.id.toString();
    const auto guard = QPointer<QObject>(context);
    // Listed in any case once the server has made it, also when whoever asked is gone.
    m_servers.makeLink(place.server, order, this,
                       [this, made, guard, done = std::move(done)](const Result<MadeLink> &answer) mutable {
                           if (!answer) {
                               if (guard)
                                   done(tl::unexpected(answer.error()));
                               return;
                           }
                           made.address = SecretText(answer->url.toString(QUrl::FullyEncoded));
                           made.link.address = withoutToken(answer->url);
                           made.link.keyId = answer->keyId;
                           made.link.createdAtMs = nowMs();
                           const QString warning =
                               texts::clockWarning(answer->clockOffsetMs, made.link.serverName);
                           if (!warning.isEmpty() && !made.link.isPublic)
                               made.notes.append(warning);
                           if (answer->expiresAtMs > 0)
                               made.link.expiresAtMs = answer->expiresAtMs;
                           store(std::move(made), guard, std::move(done));
                       });
}

void Sharing::store(NewLink made, QObject *context, Done<NewLink> done)
{
    RegistryEdit edit;
    if (!made.link.isPublic) {
        auto sealed = m_editor.memory().secrets.seal(linkPurpose, made.address);
        if (!sealed) {
            if (context)
                done(tl::unexpected(sealed.error()));
            return;
        }
        made.link.addressSecret = sealed->id;
        edit.secrets.push_back(std::move(*sealed));
    }
    edit.entries = {entryOf(OperationKind::ShareStream, made.link)};
    edit.write = [link = made.link](RegistryDatabase &database) {
        return ShareRepository(database).insert(link);
    };
    m_editor.apply(std::move(edit), context, [made, done = std::move(done)](const VoidResult &saved) {
        done(saved ? Result<NewLink>(made) : tl::unexpected(saved.error()));
    });
}

void Sharing::readLinks(QObject *context, Done<std::vector<ShareLink>> done)
{
    m_editor.registry().run(
        context, [](RegistryDatabase &database) { return ShareRepository(database).links(); },
        std::move(done));
}

Result<SecretText> Sharing::addressOf(const ShareLink &link) const
{
    if (link.isPublic)
        return SecretText(link.address);
    if (link.addressSecret.isNull())
        return fail(ErrorCategory::Invalid, texts::tokenDropped());
    return m_editor.memory().secrets.unseal(link.addressSecret);
}

Result<SecretText> Sharing::tokenOf(const ShareLink &link) const
{
    const auto address = addressOf(link);
    if (!address)
        return tl::unexpected(address.error());
    const QUrlQuery query(QUrl(address->revealText()));
    return SecretText(query.queryItemValue(u"token"_s, QUrl::FullyDecoded));
}

/// Also after a refusal the list is looked at again: somebody else was faster.
Sharing::Done<void> Sharing::afterwards(Done<void> done)
{
    return [this, done = std::move(done)](const VoidResult &result) {
        if (!result)
            Q_EMIT linksChanged();
        done(result);
    };
}

void Sharing::revoke(const ShareLink &link, QObject *context, Done<void> done)
{
    if (link.isPublic) {
        done(fail(ErrorCategory::Unsupported, texts::revocation(Revocation::ExternalAccess, link)));
        return;
    }
    RegistryEdit edit;
    edit.entries = {entryOf(OperationKind::RevokeLink, link)};
    edit.write = [id = link.id, now = nowMs()](RegistryDatabase &database) {
        return ShareRepository(database).revoke(id, now);
    };
    m_editor.apply(std::move(edit), context, afterwards(std::move(done)));
}

void Sharing::removeClosed(const std::vector<ShareLinkId> &links, QObject *context, Done<void> done)
{
    RegistryEdit edit;
    edit.write = [links](RegistryDatabase &database) {
        return ShareRepository(database).removeClosed(links);
    };
    m_editor.apply(std::move(edit), context, afterwards(std::move(done)));
}

} // namespace streamkeeper
