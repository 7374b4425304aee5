#include "models/registry/ArchiveRepository.h"
#include "models/registry/ClusterRepository.h"
#include "models/registry/EventRepository.h"
#include "models/registry/FleetRepository.h"
#include "models/registry/HistoryRepository.h"
#include "models/registry/KeyChangeRepository.h"
#include "models/registry/Migrations.h"
#include "models/registry/ObservationRepository.h"
#include "models/registry/OperationRepository.h"
#include "models/registry/RegistryContent.h"
#include "models/registry/SecretRepository.h"
#include "models/registry/ServerRepository.h"
#include "models/registry/ShareRepository.h"
#include "tests/core/OtherProgram.h"
#include "tests/core/RegistryTest.h"

#include <QElapsedTimer>
#include <QFile>
#include <QTest>
#include <QThread>

#include <algorithm>
#include <memory>

using namespace Qt::StringLiterals;
using namespace streamkeeper;
using test::bytesOf;
using test::moment;
using test::OtherProgram;
using test::server;

/// Registries as files: what is none, what is damaged, locked or full, and those of old schemas.
class RegistryFilesTest : public test::RegistryTest
{
    Q_OBJECT

    /// Puts a frozen registry of an old schema in place of the test's, and opens it.
    void thaw(const QString &file)
    {
        m_database.reset();
        QFile::remove(path());
        QFile frozen(QStringLiteral(STREAMKEEPER_TEST_DATA "/registry/") + file);
        QVERIFY(frozen.open(QIODevice::ReadOnly));
        {
            const OtherProgram old(path());
            QString statement;
            while (!frozen.atEnd()) {
                const QString line = QString::fromUtf8(frozen.readLine());
                if (line.startsWith(u"--"))
                    continue;
                statement += line;
                if (!line.trimmed().endsWith(u';'))
                    continue;
                QVERIFY(old.run(statement));
                statement.clear();
            }
        }
        reopen();
    }

    [[nodiscard]] Error refusalOf(const QString &file)
    {
        RegistryDatabase database;
        const auto opened = database.open(file);
        return opened ? Error{} : opened.error();
    }

    /// Must hold for whatever was refused.
    void expectRefusal(const QString &file, const QStringList &words)
    {
        const Error error = refusalOf(file);
        QCOMPARE(error.category, ErrorCategory::Storage);
        QVERIFY2(error.message.contains(file), qPrintable(error.message));
        for (const QString &word : words)
            QVERIFY2(error.message.contains(word), qPrintable(error.message));
    }

private Q_SLOTS:
    void init() { makeRegistry(); }
    void cleanup() { m_database.reset(); }

    void aForeignDatabaseIsRefusedAndUntouched_data()
    {
        QTest::addColumn<QString>("mode");
        QTest::newRow("rollback journal") << u"DELETE"_s;
        QTest::newRow("write-ahead log") << u"WAL"_s;
    }

    void aForeignDatabaseIsRefusedAndUntouched()
    {
        QFETCH(QString, mode);
        const QString file = m_dir->filePath(u"foreign.db"_s);
        {
            const OtherProgram owner(file);
            QVERIFY(owner.run(u"PRAGMA journal_mode="_s + mode));
            QVERIFY(owner.run(u"CREATE TABLE meta (key TEXT, value TEXT)"_s));
            QVERIFY(owner.run(u"INSERT INTO meta VALUES('schema', '1')"_s));
        }
        const QByteArray before = bytesOf(file);
        const auto permissions = QFile::permissions(file);
        expectRefusal(file, {u"another program"_s});
        QCOMPARE(bytesOf(file), before);
        QCOMPARE(QFile::permissions(file), permissions);
    }

    void whatIsNoDatabaseIsRefusedAndUntouched()
    {
        const QString file = m_dir->filePath(u"notes.txt"_s);
        QFile notes(file);
        QVERIFY(notes.open(QIODevice::WriteOnly));
        notes.write("Shopping list\n" + QByteArray(5000, 'x'));
        notes.close();
        const QByteArray before = bytesOf(file);
        expectRefusal(file, {u"not a Streamkeeper registry"_s});
        QCOMPARE(bytesOf(file), before);
    }

    void aDamagedRegistryIsRefusedAndUntouched()
    {
        QVERIFY(ServerRepository(*m_database).save(server(u"a"_s)));
        m_database.reset();
        QByteArray damaged = bytesOf(path());
        QVERIFY(damaged.size() > 8192);
        damaged.replace(100, 3000, QByteArray(3000, '\x5a'));
        QFile file(path());
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(damaged);
        file.close();
        const Error error = refusalOf(path());
        QCOMPARE(error.category, ErrorCategory::Storage);
        QVERIFY2(error.message.contains(u"damaged"), qPrintable(error.message + error.detail));
        QCOMPARE(bytesOf(path()), damaged);
    }

    void aFolderIsNoRegistry() { expectRefusal(m_dir->path(), {u"folder"_s}); }

    void aPlaceThatCannotBeWrittenIsNamed()
    {
        // The kernel refuses these to everybody, also to root.
        expectRefusal(u"/proc/registry.sqlite"_s, {u"cannot be opened"_s});
        const Error noFolder = refusalOf(u"/proc/none/registry.sqlite"_s);
        QVERIFY2(noFolder.message.contains(u"/proc/none"), qPrintable(noFolder.message));
    }

    void aRegistryThatBecameReadOnlyIsNamed()
    {
        QVERIFY(m_database->run(u"PRAGMA query_only=ON"_s));
        const auto saved = ServerRepository(*m_database).save(server(u"a"_s));
        QVERIFY(!saved);
        QCOMPARE(saved.error().category, ErrorCategory::Storage);
        QVERIFY2(saved.error().message.contains(u"cannot be written"), qPrintable(saved.error().message));
    }

    void aFullDiskChangesNothing()
    {
        QVERIFY(ServerRepository(*m_database).save(server(u"before"_s)));
        auto pages = m_database->run(u"PRAGMA page_count"_s);
        QVERIFY(pages && pages->next());
        const int count = pages->value(0).toInt();
        pages->finish();
        QVERIFY(m_database->run(u"PRAGMA max_page_count=%1"_s.arg(count + 3)));
        const auto written = m_database->inTransaction([&]() -> VoidResult {
            for (int i = 0; i < 1000; ++i) {
                if (auto saved = ServerRepository(*m_database).save(server(u"server %1"_s.arg(i))); !saved)
                    return saved;
            }
            return {};
        });
        QVERIFY(!written);
        QCOMPARE(written.error().category, ErrorCategory::Storage);
        QVERIFY2(written.error().message.contains(u"full"), qPrintable(written.error().message));
        QCOMPARE(ServerRepository(*m_database).all()->size(), 1u);
        QVERIFY(m_database->run(u"PRAGMA max_page_count=100000"_s)); // some space was freed
        QVERIFY(ServerRepository(*m_database).save(server(u"after"_s)));
        reopen();
        QCOMPARE(ServerRepository(*m_database).all()->size(), 2u);
    }

    void aNewerSchemaIsRefusedWithBothNumbersAndUntouched()
    {
        QVERIFY(m_database->setMeta(u"schema"_s, u"99"_s));
        m_database.reset();
        const QByteArray before = bytesOf(path());
        expectRefusal(path(), {u"99"_s, QString::number(currentSchemaVersion()), u"newer"_s});
        QCOMPARE(bytesOf(path()), before);
    }

    void aSchemaNumberThatIsNoneIsRefused()
    {
        for (const QString &odd : {u""_s, u"x"_s, u"0"_s, u"-1"_s, u"1.5"_s, u"99999999999"_s}) {
            reopen();
            QVERIFY(m_database->setMeta(u"schema"_s, odd));
            m_database.reset();
            QVERIFY2(!refusalOf(path()).message.isEmpty(), qPrintable(odd));
            const OtherProgram repair(path());
            QVERIFY(repair.run(
                u"UPDATE meta SET value = '%1' WHERE key = 'schema'"_s.arg(currentSchemaVersion())));
        }
    }

    void aLockedRegistryIsSaidWithinTheBusyTimeout()
    {
        m_database.reset();
        const OtherProgram other(path());
        QVERIFY(other.run(u"BEGIN EXCLUSIVE"_s));
        QElapsedTimer clock;
        clock.start();
        expectRefusal(path(), {u"locked"_s});
        QVERIFY2(clock.elapsed() < 8'000, qPrintable(QString::number(clock.elapsed())));
        QVERIFY(other.run(u"ROLLBACK"_s));
        reopen();
    }

    void twoConnectionsWorkOnOneFile()
    {
        RegistryDatabase second;
        QVERIFY(second.open(path()));
        const auto writeMany = [](RegistryDatabase &database, const QString &prefix) {
            for (int i = 0; i < 20; ++i) {
                const auto done = database.inTransaction(
                    [&] { return ServerRepository(database).save(server(prefix + QString::number(i))); });
                if (!done)
                    return done.error().message;
            }
            return QString();
        };
        QString problem = u"not run"_s;
        std::unique_ptr<QThread> thread(QThread::create([&] {
            RegistryDatabase third;
            problem = third.open(path()) ? writeMany(third, u"c"_s) : u"not opened"_s;
        }));
        thread->start();
        QCOMPARE(writeMany(*m_database, u"a"_s), QString());
        QCOMPARE(writeMany(second, u"b"_s), QString());
        QVERIFY(thread->wait());
        QCOMPARE(problem, QString());
        QCOMPARE(ServerRepository(second).all()->size(), 60u);
    }

    void theFrozenSchemaTwelveIsOpened()
    {
        thaw(u"schema-12.sql"_s);
        if (QTest::currentTestFailed())
            return;
        QCOMPARE(schemaVersionOf(*m_database).value(), currentSchemaVersion());
        const auto content = readRegistry(*m_database, true).value();
        QCOMPARE(EventRepository(*m_database).list({}, 10)->front().detail, u"no RTP"_s);
        QCOMPARE(content->devices.size(), 1u);
        QCOMPARE(content->cameras.front().activation, Activation::Manual);
        QCOMPARE(content->switchedOff.size(), 1);
        // Nobody is known to have looked; what is heard from now on is kept.
        QVERIFY(content->heard.isEmpty());
        const ServerId rack = content->servers.front().id;
        ServerSample sample(7'200'000);
        sample.set(ServerValue::CpuPercent, 42);
        QVERIFY(HistoryRepository(*m_database).saveServers({{rack, 2, 1, {sample}}}));
        reopen();
        QCOMPARE(HistoryRepository(*m_database).heard()->value(rack).value(2), quint64(1));
        QCOMPARE(HistoryRepository(*m_database).server(rack, 0, 10'000'000).value(),
                 std::vector<ServerSample>{sample});
    }

    void theFrozenSchemaTenIsOpened()
    {
        thaw(u"schema-10.sql"_s);
        if (QTest::currentTestFailed())
            return;
        QCOMPARE(schemaVersionOf(*m_database).value(), currentSchemaVersion());
        const auto content = readRegistry(*m_database, true).value();
        QCOMPARE(content->troubleMarks.size(), 1);
        QCOMPARE(content->troubleMarks.cbegin()->note, u"ladder needed"_s);
        QCOMPARE(content->alarms.size(), 1u);
        QCOMPARE(content->alarms.front().name, u"mtx"_s);
        // Nothing was logged yet; what happens from now on is kept.
        QVERIFY(EventRepository(*m_database).list({}, 10)->empty());
        Event event;
        event.type = EventType::StreamInactive;
        event.atMs = 1'000;
        event.stream = content->streams.front().id;
        event.subject = u"Yard · high"_s;
        QVERIFY(EventRepository(*m_database).add({event}));
        reopen();
        const auto kept = EventRepository(*m_database).list({}, 10).value();
        QCOMPARE(kept.size(), 1u);
        QVERIFY(kept.front().isGoingOn());
        QCOMPARE(kept.front().subject, event.subject);
    }

    void theFrozenSchemaNineIsOpened()
    {
        thaw(u"schema-9.sql"_s);
        if (QTest::currentTestFailed())
            return;
        QCOMPARE(schemaVersionOf(*m_database).value(), currentSchemaVersion());
        const auto content = readRegistry(*m_database, true).value();
        const TroubleHistory kept{{1'795'000'000'000, 0, TroubleKind::Lost},
                                  {1'795'000'060'000, 3, TroubleKind::Reconnects}};
        QCOMPARE(content->troubles.size(), 1);
        const StreamId stream = content->troubles.cbegin().key();
        QCOMPARE(*content->troubles.cbegin(), kept);
        // Nobody has said anything of it yet.
        QVERIFY(content->troubleMarks.isEmpty());
        const TroubleMark mark{u"ann"_s, 5, u"cable"_s, u"bob"_s, 7};
        QVERIFY(TroubleRepository(*m_database).acknowledge({stream}, mark));
        QVERIFY(TroubleRepository(*m_database).silence({stream, StreamId::create()}, mark));
        reopen();
        QCOMPARE(TroubleRepository(*m_database).marks().value(), (TroubleRepository::Marks{{stream, mark}}));
        // Each half is written by itself: who silences does not withdraw what another one has seen.
        QVERIFY(TroubleRepository(*m_database).silence({stream}, {}));
        QCOMPARE(TroubleRepository(*m_database).marks().value().value(stream),
                 (TroubleMark{u"ann"_s, 5, u"cable"_s, {}, 0}));
        // What is older than the history is goes with it.
        QVERIFY(TroubleRepository(*m_database).add({}, 6 + longestTroubleMinutes * 60'000LL, 10));
        QVERIFY(TroubleRepository(*m_database).marks().value().isEmpty());
    }

    void theFrozenSchemaEightIsOpened()
    {
        thaw(u"schema-8.sql"_s);
        if (QTest::currentTestFailed())
            return;
        QCOMPARE(schemaVersionOf(*m_database).value(), currentSchemaVersion());
        const auto content = readRegistry(*m_database, true).value();
        const auto mtx = std::ranges::find(content->servers, ServerType::MediaMtx, &MediaServer::type);
        QVERIFY(mtx != content->servers.end());
        QCOMPARE(mtx->unencryptedAccount, UnencryptedAccount::Withhold);
        // Nothing is known of troubles, and what counts is the usual.
        QVERIFY(content->troubles.isEmpty());
        QCOMPARE(content->troublePolicy, TroublePolicy());
        const StreamId stream = content->streams.front().id;
        const TroubleHistory history{{1'000, 0, TroubleKind::Lost}, {2'000, 3, TroubleKind::Reconnects}};
        QVERIFY(TroubleRepository(*m_database).add({{stream, history}}, 3'000, 10));
        reopen();
        QCOMPARE(TroubleRepository(*m_database).load().value().value(stream), history);
    }

    void theFrozenSchemaSevenIsOpened()
    {
        thaw(u"schema-7.sql"_s);
        if (QTest::currentTestFailed())
            return;
        QCOMPARE(schemaVersionOf(*m_database).value(), currentSchemaVersion());
        const auto content = readRegistry(*m_database, true).value();
        QCOMPARE(std::ranges::count_if(content->streams,
                                       [](const Stream &one) { return !one.othersSecret.isNull(); }),
                 1);
        const auto change = KeyChangeRepository(*m_database).pending().value();
        QVERIFY(change && change->key.id == u"key-2"_s && change->replacedId == u"key-1"_s);
        auto mtx = std::ranges::find(content->servers, ServerType::MediaMtx, &MediaServer::type);
        QVERIFY(mtx != content->servers.end());
        QCOMPARE(mtx->tokens.claimKey, u"realm.access"_s);
        // Nobody was asked yet whether the account may go in clear.
        QCOMPARE(mtx->unencryptedAccount, UnencryptedAccount::Ask);
        mtx->unencryptedAccount = UnencryptedAccount::Withhold;
        QVERIFY(ServerRepository(*m_database).save(*mtx));
        reopen();
        const auto servers = ServerRepository(*m_database).all().value();
        QCOMPARE(std::ranges::find(servers, mtx->id, &MediaServer::id)->unencryptedAccount,
                 UnencryptedAccount::Withhold);
    }

    void theFrozenSchemaSixIsOpened()
    {
        thaw(u"schema-6.sql"_s);
        if (QTest::currentTestFailed())
            return;
        QCOMPARE(schemaVersionOf(*m_database).value(), currentSchemaVersion());
        const auto content = readRegistry(*m_database, true).value();
        QCOMPARE(content->pollFailures.size(), 1u);
        QCOMPARE(content->pollFailures.front().error.message, u"mtx did not answer."_s);
        // Nothing was known of what servers keep in their own words; it can be noted with an old stream.
        const Stream stream = content->streams.front();
        QVERIFY(stream.othersSecret.isNull());
        SecretRepository secrets(*m_database);
        const SealedSecret sealed{SecretId::create(), othersPurpose, QByteArray("\1\2")};
        QVERIFY(secrets.save({sealed}));
        QVERIFY(FleetRepository(*m_database).saveOthers({{stream.id, sealed.id}}));
        // Saving the stream as somebody had it before leaves them.
        QVERIFY(FleetRepository(*m_database).saveStreams({stream}));
        reopen();
        QCOMPARE(FleetRepository(*m_database).stream(stream.id).value()->othersSecret, sealed.id);
        const auto has = [&] {
            const auto all = SecretRepository(*m_database).all().value();
            return std::ranges::find(all, sealed.id, &SealedSecret::id) != all.end();
        };
        QVERIFY(has());
        QVERIFY(FleetRepository(*m_database).saveOthers({{stream.id, SecretId()}}));
        QVERIFY(!has());
    }

    void theFrozenSchemaFiveIsOpened()
    {
        thaw(u"schema-5.sql"_s);
        if (QTest::currentTestFailed())
            return;
        QCOMPARE(schemaVersionOf(*m_database).value(), currentSchemaVersion());
        const auto content = readRegistry(*m_database, true).value();
        QCOMPARE(content->registryId, u"88888888-8888-4888-8888-888888888888"_s);
        QCOMPARE(content->keyExportTarget, u"/var/www/jwks.json"_s);
        QCOMPARE(content->signingKeys.size(), 1u);
        QCOMPARE(content->signingKeys.front().id, u"key-1"_s);
        const auto mtx = std::ranges::find(content->servers, ServerType::MediaMtx, &MediaServer::type);
        QVERIFY(mtx != content->servers.end());
        QCOMPARE(mtx->auth, ServerAuth::Jwt);
        const auto links = ShareRepository(*m_database).links().value();
        QCOMPARE(links.size(), 2u); // the newest first
        QVERIFY(links.front().isPublic && links.front().revokedAtMs && links.front().isClosed);
        const ShareLink &police = links.back();
        QCOMPARE(police.mode, ShareMode::Archive);
        QCOMPARE(police.protocol, ShareProtocol::Hls);
        QCOMPARE(police.serverName, u"rack '1' 📷"_s);
        QCOMPARE(police.note, u"police"_s);
        QCOMPARE(police.expiresAtMs, std::optional<qint64>(1'795'172'800'000));
        // What is sealed stays as long as somebody refers to it.
        QVERIFY(SecretRepository(*m_database).removeUnused());
        const auto secrets = SecretRepository(*m_database).all().value();
        QVERIFY(std::ranges::find(secrets, police.addressSecret, &SealedSecret::id) != secrets.end());
        QVERIFY(std::ranges::find(secrets, content->signingKeys.front().secret, &SealedSecret::id) !=
                secrets.end());
        // Polls that failed were not noted then; what was seen stays, and a failure can be noted beside it.
        QVERIFY(content->pollFailures.empty());
        QVERIFY(!content->observations.empty());
        const PollFailure failure{mtx->id, 9, 9, 1, Error{ErrorCategory::Timeout, u"no answer"_s, {}, 0}};
        QVERIFY(ObservationRepository(*m_database).saveFailures({failure}));
        reopen();
        const auto later = readRegistry(*m_database, true).value();
        QCOMPARE(later->observations.size(), content->observations.size());
        QCOMPARE(later->pollFailures.size(), 1u);
        QCOMPARE(later->pollFailures.front().error.category, ErrorCategory::Timeout);
    }

    void theFrozenSchemaSixTakesTokenSettings()
    {
        thaw(u"schema-6.sql"_s);
        if (QTest::currentTestFailed())
            return;
        QCOMPARE(schemaVersionOf(*m_database).value(), currentSchemaVersion());
        const auto content = readRegistry(*m_database, true).value();
        QCOMPARE(content->pollFailures.size(), 1u);
        QCOMPARE(content->signingKeys.size(), 1u);
        // Servers look for nothing in tokens beside the usual claim, and no change of the key is under way.
        auto mtx = std::ranges::find(content->servers, ServerType::MediaMtx, &MediaServer::type);
        QVERIFY(mtx != content->servers.end());
        QCOMPARE(mtx->auth, ServerAuth::Jwt);
        QVERIFY(mtx->tokens == TokenSettings());
        QVERIFY(!KeyChangeRepository(*m_database).pending().value());
        mtx->tokens = {u"https://noc.example"_s, u"ms-02"_s, u"realm.access"_s};
        QVERIFY(ServerRepository(*m_database).save(*mtx));
        PendingKeyChange change;
        change.key = {u"key-2"_s, "{}", SecretId::create(), 9, std::nullopt};
        change.replacedId = u"key-1"_s;
        change.owner = {u"here"_s, u"boot"_s, 7, 8};
        change.leaseUntilMs = 10;
        QVERIFY(KeyChangeRepository(*m_database).begin(change));
        QVERIFY(!KeyChangeRepository(*m_database).begin(change));
        // Who has lost it to another program neither takes it back nor ends it.
        PendingKeyChange stale = change;
        stale.owner.pid = 70;
        QCOMPARE(KeyChangeRepository(*m_database).withdraw(stale).error().category, ErrorCategory::Conflict);
        QCOMPARE(KeyChangeRepository(*m_database).end(stale).error().category, ErrorCategory::Conflict);
        reopen();
        const auto servers = ServerRepository(*m_database).all().value();
        const auto later = std::ranges::find(servers, mtx->id, &MediaServer::id);
        QVERIFY(later->tokens == mtx->tokens);
        QVERIFY(KeyChangeRepository(*m_database).pending().value() == change);
        QVERIFY(KeyChangeRepository(*m_database).withdraw(change));
        QVERIFY(KeyChangeRepository(*m_database).end(change));
        QVERIFY(!KeyChangeRepository(*m_database).pending().value());
    }

    void theFrozenSchemaFourIsOpened()
    {
        thaw(u"schema-4.sql"_s);
        if (QTest::currentTestFailed())
            return;
        QCOMPARE(schemaVersionOf(*m_database).value(), currentSchemaVersion());
        const auto copies = ArchiveRepository(*m_database).copies().value();
        QCOMPARE(copies.size(), 1u);
        QCOMPARE(copies.front().remoteName, u"yard-high"_s);
        QCOMPARE(copies.front().keepUntilMs, 1'797'592'000'000);
        QVERIFY(FleetRepository(*m_database).cameras()->front().hasSingleSession);
        // Nobody was signed in to by tokens of the registry then, and nothing was shared.
        const auto servers = ServerRepository(*m_database).all().value();
        QCOMPARE(servers.size(), 2u);
        QVERIFY(std::ranges::all_of(
            servers, [](const MediaServer &one) { return one.auth == ServerAuth::Credentials; }));
        ShareRepository shares(*m_database);
        QVERIFY(shares.links()->empty());
        QVERIFY(shares.keys()->empty());
        // What is new can be written to the old registry.
        MediaServer gate = servers.front();
        gate.auth = ServerAuth::Jwt;
        QVERIFY(ServerRepository(*m_database).save(gate));
        ShareLink link;
        link.id = ShareLinkId::create();
        link.stream = FleetRepository(*m_database).streams()->front().id;
        link.server = gate.id;
        QVERIFY(shares.insert(link));
        reopen();
        QCOMPARE(ServerRepository(*m_database).all()->front().auth, ServerAuth::Jwt);
        QCOMPARE(ShareRepository(*m_database).links()->front().id, link.id);
    }

    void theFrozenSchemaThreeIsOpened()
    {
        thaw(u"schema-3.sql"_s);
        if (QTest::currentTestFailed())
            return;
        QCOMPARE(schemaVersionOf(*m_database).value(), currentSchemaVersion());
        const auto clusters = ClusterRepository(*m_database).clusters().value();
        QCOMPARE(clusters.size(), 1u);
        QCOMPARE(clusters.front().members().size(), 2u);
        QCOMPARE(clusters.front().common.streamsLimit, std::optional(100));
        QCOMPARE(ClusterRepository(*m_database).groups()->front().subnets, QStringList(u"10.1.0.0/16"_s));
        const Camera yard = FleetRepository(*m_database).cameras().value().front();
        QVERIFY(yard.serverGroup);
        QVERIFY(!yard.hasSingleSession);
        const auto streams = FleetRepository(*m_database).streams().value();
        const auto high = std::ranges::find(streams, u"yard-high"_s, &Stream::remoteName);
        QVERIFY(high != streams.end() && high->lastTransferAt);
        QCOMPARE(ArchiveRepository(*m_database).holdersOf(high->id)->size(), 1u);
        QVERIFY(ArchiveRepository(*m_database).copies()->empty());
    }

    void theFrozenSchemaTwoIsOpened()
    {
        thaw(u"schema-2.sql"_s);
        if (QTest::currentTestFailed())
            return;
        QCOMPARE(schemaVersionOf(*m_database).value(), currentSchemaVersion());
        const auto servers = ServerRepository(*m_database).all().value();
        QCOMPARE(servers[1].storages, QStringList({u"/var/a"_s, u"/var/b"_s}));
        QCOMPARE(servers[1].revision, 7);
        // The cards' settings stay, and nobody is in a group or was ever transferred.
        const Camera yard = FleetRepository(*m_database).cameras()->front();
        QCOMPARE(yard.macAddress, u"00:11:22:33:44:55"_s);
        QCOMPARE(yard.groupType, GroupType::Private);
        QCOMPARE(yard.archiveDays, 30);
        QCOMPARE(yard.revision, 4);
        QVERIFY(!yard.serverGroup);
        const auto streams = FleetRepository(*m_database).streams().value();
        QCOMPARE(streams.size(), 2u);
        QVERIFY(
            std::ranges::none_of(streams, [](const Stream &one) { return one.lastTransferAt.has_value(); }));
        const auto high = std::ranges::find(streams, u"yard-high"_s, &Stream::remoteName);
        QVERIFY(high != streams.end() && high->isOurs && high->revision == 5);
        QCOMPARE(OperationRepository(*m_database).latest(10)->size(), 1u);
        QVERIFY(ClusterRepository(*m_database).clusters()->empty());
        QVERIFY(ClusterRepository(*m_database).groups()->empty());
        QVERIFY(ArchiveRepository(*m_database).holdersOf(high->id)->empty());
        // What is new can be written to the old rows.
        Stream moved = *high;
        moved.lastTransferAt = moment(9);
        QVERIFY(FleetRepository(*m_database).saveStreams({moved}));
        QCOMPARE(FleetRepository(*m_database).stream(moved.id).value()->lastTransferAt, moved.lastTransferAt);
    }

    void theFrozenSchemaOneIsOpened()
    {
        thaw(u"schema-1.sql"_s);
        if (QTest::currentTestFailed())
            return;
        QCOMPARE(schemaVersionOf(*m_database).value(), currentSchemaVersion());
        QCOMPARE(m_database->meta(u"registry_id"_s).value(), u"88888888-8888-4888-8888-888888888888"_s);
        const auto servers = ServerRepository(*m_database).all().value();
        QCOMPARE(servers.size(), 2u);
        const MediaServer &rack = servers[1];
        QCOMPARE(rack.name, u"rack '1' 📷"_s);
        QCOMPARE(rack.type, ServerType::MediaServerV2);
        QCOMPARE(int(rack.rtspPort), 5554);
        QCOMPARE(rack.pinnedSha256, QByteArray(32, '\xab'));
        QCOMPARE(rack.groupType, GroupType::Private);
        QCOMPARE(rack.streamsLimit, 100);
        QVERIFY(!rack.isIncorrectCamerasEnabled);
        QCOMPARE(rack.createdAt, QDateTime(QDate(2026, 11, 22), QTime(10, 0), Qt::UTC));
        QCOMPARE(servers[0].type, ServerType::MediaMtx);
        QVERIFY(!servers[0].isActive && !servers[0].bitrateLimitBps);
        QCOMPARE(FleetRepository(*m_database).cameras()->front().location, u"Gate 2"_s);
        const auto streams = FleetRepository(*m_database).streams().value();
        const auto high = std::ranges::find(streams, u"yard-high"_s, &Stream::remoteName);
        QVERIFY(high != streams.end());
        QVERIFY(high->address.hasSecret());
        QCOMPARE(high->address.masked(), u"rtsp://•••@10.0.0.7/h"_s);
        QVERIFY(high->additionalServer == servers[0].id);
        QCOMPARE(high->recording, Tristate::Yes);
        const auto low = std::ranges::find(streams, u"yard-low"_s, &Stream::remoteName);
        QVERIFY(low != streams.end() && !low->isEnabled && low->quality == Quality::Low);
        QCOMPARE(SecretRepository(*m_database).all()->size(), 2u);
        const auto observations = ObservationRepository(*m_database).load().value();
        QCOMPARE(observations.size(), 1u);
        QCOMPARE(observations[0]->streams[0].width, 2048);
        QCOMPARE(observations[0]->streams[0].bitrateOutBps, ObservedStream::unknown);
        QCOMPARE(observations[0]->streams[1].rawStatus, u"broken pipe"_s);
    }
};

QTEST_GUILESS_MAIN(RegistryFilesTest)
#include "tst_registryfiles.moc"
