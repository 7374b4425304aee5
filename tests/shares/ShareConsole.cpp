#include "tests/shares/ShareConsole.h"

#include "tests/core/OtherProgram.h"

#include <QFile>
#include <QSignalSpy>

namespace streamkeeper::test {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

OperationPace quickPace()
{
    OperationPace pace;
    pace.retryDelays = {50ms, 100ms, 200ms};
    pace.confirmDelays = {50ms, 100ms, 200ms, 400ms};
    pace.pictureDelays = {100ms, 100ms, 200ms, 200ms, 400ms, 400ms, 800ms, 800ms};
    pace.sourceDelays = {50ms, 100ms, 200ms};
    pace.jitter = 10ms;
    return pace;
}

} // namespace

ShareConsole::ShareConsole(ShareFleet &fleet, FakeKeychain &keychain, QString registry)
    : ShareConsole(fleet, keychain, std::move(registry), Session::Behaviour())
{
}

ShareConsole::ShareConsole(ShareFleet &fleet, FakeKeychain &keychain, QString registry,
                           Session::Behaviour behaviour)
    : m_fleet(fleet)
    , m_registry(std::move(registry))
    , m_session(std::make_unique<Session>(keychain, behaviour))
{
    m_session->polling().setInterval(300ms);
    m_session->operations().setPace(quickPace());
    m_session->linkKeeper().setPace(200ms, 300ms);
}

bool ShareConsole::open(bool isLocked)
{
    m_session->open(m_registry);
    return QTest::qWaitFor(
        [&] {
            const auto state = m_session->vaultOpener().state();
            return m_session->isOpen() &&
                   state == (isLocked ? VaultOpener::State::KeyMissing : VaultOpener::State::Open);
        },
        patienceMs);
}

MediaServer ShareConsole::cardOf(int server) const
{
    const QJsonObject told = m_fleet.process().server(server);
    MediaServer card;
    card.id = ServerId::create();
    card.name = ShareFleet::serverName(server);
    card.type = m_fleet.isMediaMtx(server) ? ServerType::MediaMtx : ServerType::MediaServerV2;
    card.useTls = false;
    card.internalHost = u"127.0.0.1"_s;
    card.apiPort = quint16(told[u"apiPort"_s].toInt());
    card.hlsPort = quint16(told[u"hlsPort"_s].toInt());
    card.rtspPort = quint16(told[u"rtspPort"_s].toInt());
    card.userName = told[u"user"_s].toString();
    card.nodeName = card.name;
    card.createdAt = QDateTime::currentDateTimeUtc();
    return card;
}

SecretText ShareConsole::secretOf(int server) const
{
    const QJsonObject told = m_fleet.process().server(server);
    return SecretText(told[m_fleet.isMediaMtx(server) ? u"password"_s : u"token"_s].toString());
}

bool ShareConsole::addServer(int server)
{
    const MediaServer card = cardOf(server);
    const SecretText secret = secretOf(server);
    const auto saved = await<void>([&](QObject *listener, auto done) {
        m_session->edits().servers.save(card, secret, listener, std::move(done));
    });
    const auto found = await<std::vector<RemoteStream>>([&](QObject *listener, auto done) {
        m_session->readRemoteStreams(card, secret, listener, {}, std::move(done));
    });
    if (!saved || !found)
        return false;
    const auto adopted = await<int>([&](QObject *listener, auto done) {
        m_session->edits().streams.adopt(card.id, *found, proposeAdoption(*found), listener, std::move(done));
    });
    return adopted && *adopted > 0;
}

bool ShareConsole::signIn(int server)
{
    SigningKeys &keys = m_session->signingKeys();
    const auto key =
        await<SigningKeyInfo>([&](QObject *listener, auto done) { keys.ensure(listener, std::move(done)); });
    if (!key)
        return false;
    const auto exported = await<void>([&](QObject *listener, auto done) {
        keys.exportTo(m_fleet.keysAddress(), {key->publicJwk}, listener, std::move(done));
    });
    const int index = m_session->fleet().serverIndex(serverId(server));
    if (!exported || index < 0 || !m_fleet.useTokens(server))
        return false;
    MediaServer card = m_session->fleet().servers()[size_t(index)].server;
    card.auth = ServerAuth::Jwt;
    card.userName.clear();
    const auto saved = await<void>([&](QObject *listener, auto done) {
        m_session->edits().servers.save(card, {}, listener, std::move(done));
    });
    return saved && answers(server);
}

bool ShareConsole::setTokens(int server, const TokenSettings &tokens)
{
    MediaServer card = *m_session->fleet().mediaServer(serverId(server));
    card.tokens = tokens;
    return await<void>([&](QObject *listener, auto done) {
               m_session->edits().servers.save(card, {}, listener, std::move(done));
           })
        .has_value();
}

QString ShareConsole::problemOf(int server) const
{
    const FleetServer *entry = m_session->fleet().server(serverId(server));
    return entry && entry->failure ? entry->failure->error.message : QString();
}

bool ShareConsole::waitForPolls()
{
    return QTest::qWaitFor(
        [&] {
            const FleetState &fleet = m_session->fleet();
            return std::ranges::none_of(fleet.servers(), &FleetServer::isStale) &&
                   fleet.counts().of(StreamState::Active) == fleet.rowCount();
        },
        patienceMs);
}

ServerId ShareConsole::serverId(int server) const
{
    for (const FleetServer &entry : m_session->fleet().servers()) {
        if (entry.server.name == ShareFleet::serverName(server))
            return entry.server.id;
    }
    return {};
}

StreamId ShareConsole::stream(int camera, const QString &quality) const
{
    const QString name = m_fleet.remoteName(camera, quality);
    for (const Stream &one : m_session->fleet().streams()) {
        if (one.remoteName == name)
            return one.id;
    }
    return {};
}

QString ShareConsole::mainServerOf(const StreamId &stream) const
{
    const Stream *known = m_session->fleet().stream(stream);
    const int index = known ? m_session->fleet().serverIndex(known->mainServer) : -1;
    return index < 0 ? QString() : m_session->fleet().servers()[size_t(index)].server.name;
}

Result<NewLink> ShareConsole::make(const StreamId &stream, const ShareRequest &request)
{
    return await<NewLink>([&](QObject *listener, auto done) {
        m_session->sharing().create(stream, request, listener, std::move(done));
    });
}

std::vector<ShareLink> ShareConsole::links()
{
    return await<std::vector<ShareLink>>([&](QObject *listener, auto done) {
               m_session->sharing().readLinks(listener, std::move(done));
           })
        .value_or(std::vector<ShareLink>());
}

ShareLink ShareConsole::link(const ShareLinkId &id)
{
    const auto all = links();
    const auto found = std::ranges::find(all, id, &ShareLink::id);
    return found == all.end() ? ShareLink() : *found;
}

VoidResult ShareConsole::revoke(const ShareLink &link)
{
    return await<void>(
        [&](QObject *listener, auto done) { m_session->sharing().revoke(link, listener, std::move(done)); });
}

bool ShareConsole::runToEnd(const BatchId &batch)
{
    OperationRunner &runner = m_session->operations();
    if (!QTest::qWaitFor([&] { return runner.batch(batch)->isOver() && runner.isIdle(); }, patienceMs))
        return false;
    const BatchProgress &progress = *runner.batch(batch);
    return progress.confirmed == progress.total;
}

bool ShareConsole::setExternalAccess(const StreamId &stream, bool isPublic)
{
    const Stream *known = m_session->fleet().stream(stream);
    if (!known)
        return false;
    const auto batch = await<BatchId>([&](QObject *listener, auto done) {
        m_session->setExternalAccess(known->camera, isPublic, listener, std::move(done));
    });
    return batch && (batch->isNull() || runToEnd(*batch));
}

bool ShareConsole::transfer(const StreamId &stream, int server)
{
    const Stream *known = m_session->fleet().stream(stream);
    if (!known)
        return false;
    StreamCommand command;
    command.kind = OperationKind::Transfer;
    command.stream = stream;
    command.wanted.seenRevision = known->revision;
    command.wanted.transfer.emplace().to = serverId(server);
    return runToEnd(m_session->runCommands({command}));
}

std::vector<ArchiveHolder> ShareConsole::readArchive(const StreamId &stream)
{
    const auto reading = await<ArchiveReading>([&](QObject *listener, auto done) {
        m_session->archive().read(stream, {}, listener, std::move(done));
    });
    return reading ? reading->index : std::vector<ArchiveHolder>();
}

Result<KeyChange::Report> ShareConsole::changeKey()
{
    return await<KeyChange::Report>(
        [&](QObject *listener, auto done) { m_session->signingKeys().change(listener, std::move(done)); });
}

bool ShareConsole::answers(int server)
{
    const ServerId id = serverId(server);
    const QSignalSpy snapshots(&m_session->polling(), &FleetPolling::snapshotApplied);
    m_session->polling().pollNow(id);
    return QTest::qWaitFor(
        [&] {
            return std::ranges::any_of(snapshots, [&](const QVariantList &signal) {
                return signal.first().value<SnapshotPtr>()->server == id;
            });
        },
        patienceMs);
}

int ShareConsole::secretCount(const QString &purpose) const
{
    const OtherProgram reader(m_registry);
    return reader.ask(u"SELECT COUNT(*) FROM secret WHERE purpose = '%1'"_s.arg(purpose)).toInt();
}

bool ShareConsole::isInRegistry(const QByteArray &text) const
{
    for (const QString &end : {u""_s, u"-wal"_s, u"-shm"_s}) {
        QFile file(m_registry + end);
        if (file.open(QIODevice::ReadOnly) && file.readAll().contains(text))
            return true;
    }
    return false;
}

} // namespace streamkeeper::test
