#include "models/registry/FleetRepository.h"
#include "models/registry/SecretRepository.h"
#include "models/registry/ServerRepository.h"
#include "models/registry/ShareRepository.h"
#include "tests/core/OtherProgram.h"

#include <QTemporaryDir>
#include <QTest>

#include <memory>

using namespace Qt::StringLiterals;
using namespace streamkeeper;
using test::OtherProgram;

namespace {

constexpr qint64 hourMs = 3'600'000;
constexpr qint64 nowMs = 1'795'000'000'000;

ShareLink link(const StreamId &stream, const ServerId &server)
{
    ShareLink one;
    one.id = ShareLinkId::create();
    one.stream = stream;
    one.server = server;
    one.target = u"Yard · high"_s;
    one.serverName = u"rack '1' 📷"_s;
    one.remoteName = u"cam-01/high"_s;
    one.address = u"rtsp://video.example:554/cam-01/high"_s;
    one.keyId = u"key-1"_s;
    one.author = u"operator@desk"_s;
    one.createdAtMs = nowMs - hourMs;
    one.expiresAtMs = nowMs + hourMs;
    return one;
}

SigningKeyInfo signingKey(const QString &id, qint64 createdAtMs)
{
    SigningKeyInfo key;
    key.id = id;
    key.publicJwk = "{\"kid\":\"" + id.toUtf8() + "\"}";
    key.secret = SecretId::create();
    key.createdAtMs = createdAtMs;
    return key;
}

} // namespace

/// Share links and signing keys as the registry keeps them.
class ShareRegistryTest : public QObject
{
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_dir;
    std::unique_ptr<RegistryDatabase> m_database;
    std::unique_ptr<ShareRepository> m_shares;
    MediaServer m_server;
    Camera m_yard;
    Camera m_gate;
    Stream m_yardHigh;
    Stream m_yardLow;
    Stream m_gateHigh;

    [[nodiscard]] QString path() const { return m_dir->filePath(u"fleet.sqlite"_s); }

    void reopen()
    {
        m_shares.reset();
        m_database = std::make_unique<RegistryDatabase>();
        const auto opened = m_database->open(path());
        QVERIFY2(opened, opened ? "" : qPrintable(opened.error().message));
        m_shares = std::make_unique<ShareRepository>(*m_database);
    }

    [[nodiscard]] static Camera camera(const QString &name)
    {
        Camera one;
        one.id = CameraId::create();
        one.name = name;
        return one;
    }

    [[nodiscard]] Stream stream(const Camera &camera, Quality quality) const
    {
        Stream one;
        one.id = StreamId::create();
        one.camera = camera.id;
        one.quality = quality;
        one.mainServer = m_server.id;
        one.remoteName = camera.name + (quality == Quality::High ? u"/high"_s : u"/low"_s);
        one.address = StreamAddress::fromText(u"rtsp://10.0.0.1/x"_s);
        return one;
    }

    /// A link whose whole address is sealed in the registry, too.
    [[nodiscard]] ShareLink sealedLink(const Stream &stream)
    {
        ShareLink one = link(stream.id, m_server.id);
        one.addressSecret = SecretId::create();
        if (!SecretRepository(*m_database).save({{one.addressSecret, u"link"_s, "sealed"}}) ||
            !m_shares->insert(one))
            qWarning("the link was not saved");
        return one;
    }

    [[nodiscard]] ShareLink publicLink(const Stream &stream)
    {
        ShareLink one = link(stream.id, m_server.id);
        one.isPublic = true;
        one.keyId.clear();
        one.expiresAtMs.reset();
        if (!m_shares->insert(one))
            qWarning("the link was not saved");
        return one;
    }

    [[nodiscard]] ShareLink stored(const ShareLinkId &id)
    {
        const auto all = m_shares->links().value();
        const auto found = std::ranges::find(all, id, &ShareLink::id);
        return found == all.end() ? ShareLink() : *found;
    }

    [[nodiscard]] size_t secretCount() { return SecretRepository(*m_database).all()->size(); }

private Q_SLOTS:
    void init()
    {
        m_dir = std::make_unique<QTemporaryDir>();
        reopen();
        m_server.id = ServerId::create();
        m_server.name = u"ms-01"_s;
        m_server.internalHost = u"127.0.0.1"_s;
        QVERIFY(ServerRepository(*m_database).save(m_server));
        m_yard = camera(u"yard"_s);
        m_gate = camera(u"gate"_s);
        m_yardHigh = stream(m_yard, Quality::High);
        m_yardLow = stream(m_yard, Quality::Low);
        m_gateHigh = stream(m_gate, Quality::High);
        FleetRepository fleet(*m_database);
        QVERIFY(fleet.saveCameras({m_yard, m_gate}));
        QVERIFY(fleet.saveStreams({m_yardHigh, m_yardLow, m_gateHigh}));
    }

    void cleanup()
    {
        m_shares.reset();
        m_database.reset();
    }

    void aLinkComesBackAsItWasWritten_data()
    {
        QTest::addColumn<ShareMode>("mode");
        QTest::addColumn<ShareProtocol>("protocol");
        QTest::newRow("live, rtsp") << ShareMode::Live << ShareProtocol::Rtsp;
        QTest::newRow("live, hls") << ShareMode::Live << ShareProtocol::Hls;
        QTest::newRow("archive, rtsp") << ShareMode::Archive << ShareProtocol::Rtsp;
        QTest::newRow("archive, hls") << ShareMode::Archive << ShareProtocol::Hls;
        QTest::newRow("archive, file") << ShareMode::Archive << ShareProtocol::File;
    }
    void aLinkComesBackAsItWasWritten()
    {
        QFETCH(ShareMode, mode);
        QFETCH(ShareProtocol, protocol);
        ShareLink ending = link(m_yardHigh.id, m_server.id);
        ending.mode = mode;
        ending.protocol = protocol;
        ending.archiveFromMs = mode == ShareMode::Archive ? nowMs - 7 * hourMs : 0;
        ending.addressSecret = SecretId::create();
        ending.note = u"Smith & «Söhne»; 'x'"_s;
        ShareLink over = ending;
        over.id = ShareLinkId::create();
        over.addressSecret = SecretId();
        over.createdAtMs += 1;
        over.revokedAtMs = nowMs;
        over.isClosed = true;
        ShareLink open = over;
        open.id = ShareLinkId::create();
        open.createdAtMs += 1;
        open.isPublic = true;
        open.isClosed = false;
        open.keyId.clear();
        open.note.clear();
        open.expiresAtMs.reset();
        open.revokedAtMs.reset();
        for (const ShareLink &one : {ending, over, open})
            QVERIFY(m_shares->insert(one));
        reopen();
        // The newest first.
        QCOMPARE(m_shares->links().value(), (std::vector<ShareLink>{open, over, ending}));
    }

    void theFileExplainsItself()
    {
        ShareLink one = link(m_yardHigh.id, m_server.id);
        one.mode = ShareMode::Archive;
        one.protocol = ShareProtocol::Hls;
        QVERIFY(m_shares->insert(one));
        const OtherProgram reader(path());
        QCOMPARE(reader.ask(u"SELECT mode || ' ' || protocol FROM share_link"_s).toString(),
                 u"archive hls"_s);
        // What a newer program wrote reads as the first of its kind, and the link stays in the list.
        QVERIFY(reader.run(u"UPDATE share_link SET mode = 'mosaic', protocol = 'webrtc'"_s));
        const ShareLink read = m_shares->links()->front();
        QCOMPARE(read.mode, ShareMode::Live);
        QCOMPARE(read.protocol, ShareProtocol::Rtsp);
    }

    void linksOutliveWhatTheyShow()
    {
        const ShareLink one = sealedLink(m_yardHigh);
        QVERIFY(FleetRepository(*m_database).removeStreams({m_yardHigh.id}));
        QVERIFY(FleetRepository(*m_database).detachServer(m_server.id, StreamsOfRemovedServer::Remove));
        QVERIFY(ServerRepository(*m_database).remove(m_server.id));
        QCOMPARE(stored(one.id), one);
        // Its token too: whoever clears up what streams left behind leaves that alone.
        QCOMPARE(secretCount(), 1u);
    }

    void theEndedAreThoseThatNobodyHasClosed()
    {
        ShareLink soon = link(m_yardHigh.id, m_server.id);
        soon.expiresAtMs = nowMs + 1;
        ShareLink past = link(m_yardHigh.id, m_server.id);
        past.expiresAtMs = nowMs;
        past.createdAtMs = nowMs - 3 * hourMs;
        ShareLink closed = past;
        closed.id = ShareLinkId::create();
        closed.isClosed = true;
        ShareLink revoked = link(m_yardHigh.id, m_server.id);
        for (const ShareLink &one : {soon, past, closed, revoked})
            QVERIFY(m_shares->insert(one));
        const ShareLink open = publicLink(m_yardHigh);
        QVERIFY(m_shares->revoke(revoked.id, nowMs - 5));
        const auto ended = m_shares->ended(nowMs).value();
        QCOMPARE(ended.size(), 2u);
        QCOMPARE(ended[0].id, past.id); // the oldest first
        QCOMPARE(ended[1].id, revoked.id);
        QCOMPARE(ended[1].revokedAtMs, std::optional(nowMs - 5));
        QCOMPARE(m_shares->ended(nowMs + 1)->size(), 3u);
        QVERIFY(m_shares->close(past.id));
        QVERIFY(m_shares->close(revoked.id));
        QVERIFY(m_shares->ended(nowMs)->empty());
        QVERIFY(!stored(open.id).isClosed);
    }

    void closingDropsItsTokenAndNoOther()
    {
        const ShareLink first = sealedLink(m_yardHigh);
        const ShareLink second = sealedLink(m_yardHigh);
        QCOMPARE(secretCount(), 2u);
        QVERIFY(m_shares->close(first.id));
        QCOMPARE(secretCount(), 1u);
        QCOMPARE(SecretRepository(*m_database).all()->front().id, second.addressSecret);
        QVERIFY(stored(first.id).isClosed);
        QVERIFY(stored(first.id).addressSecret.isNull());
        QCOMPARE(stored(second.id), second);
        // Twice, or one that is gone: another console was faster.
        QVERIFY(m_shares->close(first.id));
        QVERIFY(m_shares->close(ShareLinkId::create()));
        QCOMPARE(secretCount(), 1u);
    }

    void aLinkIsRevokedOnce()
    {
        const ShareLink one = sealedLink(m_yardHigh);
        QVERIFY(m_shares->revoke(one.id, nowMs));
        QCOMPARE(stored(one.id).revokedAtMs, std::optional(nowMs));
        QVERIFY(!stored(one.id).isClosed); // its sessions are still to be ended
        QCOMPARE(secretCount(), 1u);
        for (const ShareLinkId &id : {one.id, ShareLinkId::create()}) {
            const auto again = m_shares->revoke(id, nowMs + 1);
            QVERIFY(!again);
            QCOMPARE(again.error().category, ErrorCategory::Conflict);
            QVERIFY(!again.error().message.isEmpty());
        }
        QCOMPARE(stored(one.id).revokedAtMs, std::optional(nowMs));
    }

    void publicLinksEndWithTheirCamerasAccess()
    {
        const ShareLink high = publicLink(m_yardHigh);
        const ShareLink low = publicLink(m_yardLow);
        const ShareLink other = publicLink(m_gateHigh);
        const ShareLink ending = sealedLink(m_yardHigh);
        QVERIFY(m_shares->revokePublic(m_yard.id, nowMs));
        for (const ShareLink &one : {high, low}) {
            QCOMPARE(stored(one.id).revokedAtMs, std::optional(nowMs));
            QVERIFY(stored(one.id).isClosed); // no token, no sessions to tell apart
        }
        QCOMPARE(stored(other.id), other);
        QCOMPARE(stored(ending.id), ending);
        QVERIFY(m_shares->revokePublic(m_yard.id, nowMs + 7));
        QCOMPARE(stored(high.id).revokedAtMs, std::optional(nowMs));
    }

    /// A MediaMTX that is open to everybody does not know of External access.
    void publicLinksOfAMediaMtxGoOn()
    {
        MediaServer open;
        open.id = ServerId::create();
        open.name = u"mtx"_s;
        open.type = ServerType::MediaMtx;
        open.internalHost = u"127.0.0.1"_s;
        QVERIFY(ServerRepository(*m_database).save(open));
        ShareLink link = publicLink(m_yardHigh);
        ShareLink there = link;
        there.id = ShareLinkId::create();
        there.server = open.id;
        QVERIFY(m_shares->insert(there));
        QVERIFY(m_shares->revokePublic(m_yard.id, nowMs));
        QVERIFY(stored(link.id).revokedAtMs.has_value());
        QCOMPARE(stored(there.id), there);
    }

    void linksEndWithTheKeyThatSignedThem()
    {
        const ShareLink signedByIt = sealedLink(m_yardHigh);
        ShareLink byAnother = link(m_yardHigh.id, m_server.id);
        byAnother.keyId = u"key-2"_s;
        ShareLink byServer = link(m_yardHigh.id, m_server.id);
        byServer.keyId.clear();
        ShareLink expired = link(m_yardHigh.id, m_server.id);
        expired.expiresAtMs = nowMs - 1;
        ShareLink revoked = link(m_yardHigh.id, m_server.id);
        revoked.revokedAtMs = nowMs - 9;
        for (const ShareLink &one : {byAnother, byServer, expired, revoked})
            QVERIFY(m_shares->insert(one));
        QVERIFY(m_shares->revokeSignedBy(u"key-1"_s, nowMs));
        QCOMPARE(stored(signedByIt.id).revokedAtMs, std::optional(nowMs));
        for (const ShareLink &one : {byAnother, byServer, expired, revoked})
            QCOMPARE(stored(one.id), one);
        // A registry that had no key has signed nothing.
        QVERIFY(m_shares->revokeSignedBy({}, nowMs));
        QCOMPARE(stored(byServer.id), byServer);
    }

    void onlyWhatIsOverLeavesTheList()
    {
        const ShareLink valid = sealedLink(m_yardHigh);
        const ShareLink open = publicLink(m_yardHigh);
        ShareLink waiting = link(m_yardHigh.id, m_server.id);
        waiting.revokedAtMs = nowMs; // its sessions are not ended yet
        QVERIFY(m_shares->insert(waiting));
        const ShareLink over = sealedLink(m_yardHigh);
        const ShareLink other = sealedLink(m_yardHigh);
        QVERIFY(m_shares->close(over.id));
        QVERIFY(m_shares->close(other.id));
        QVERIFY(m_shares->removeClosed({valid.id, open.id, waiting.id, over.id, ShareLinkId::create()}));
        QCOMPARE(stored(valid.id), valid);
        QCOMPARE(stored(open.id), open);
        QCOMPARE(stored(waiting.id), waiting);
        QVERIFY(stored(over.id).id.isNull());
        QVERIFY(stored(other.id).isClosed); // nobody asked for that
        QCOMPARE(secretCount(), 1u);
    }

    void oneKeySignsAtATime()
    {
        const SigningKeyInfo first = signingKey(u"k1"_s, nowMs);
        QVERIFY(m_shares->insertKey(first, {}));
        QCOMPARE(m_shares->keys().value(), std::vector{first});
        const SigningKeyInfo second = signingKey(u"k2"_s, nowMs + 10);
        QVERIFY(m_shares->insertKey(second, u"k1"_s));
        reopen();
        SigningKeyInfo retired = first;
        retired.retiredAtMs = nowMs + 10;
        QCOMPARE(m_shares->keys().value(), (std::vector{second, retired}));
    }

    void whoeverDoesNotKnowTheNewestKeyMakesNone()
    {
        const SigningKeyInfo first = signingKey(u"k1"_s, nowMs);
        QVERIFY(m_shares->insertKey(first, {}));
        // A console that has seen no key yet, and one that has seen another.
        for (const QString &known : {QString(), u"k0"_s}) {
            const auto late = m_shares->insertKey(signingKey(u"k2"_s, nowMs + 10), known);
            QVERIFY(!late);
            QCOMPARE(late.error().category, ErrorCategory::Conflict);
        }
        QCOMPARE(m_shares->keys().value(), std::vector{first});
        // A registry without a key: none can be replaced.
        const OtherProgram writer(path());
        QVERIFY(writer.run(u"DELETE FROM signing_key"_s));
        QVERIFY(!m_shares->insertKey(signingKey(u"k3"_s, nowMs), u"k1"_s));
        QVERIFY(m_shares->keys()->empty());
    }

    void whatCannotBeWrittenIsSaid()
    {
        const ShareLink one = sealedLink(m_yardHigh);
        const auto again = m_shares->insert(one);
        QVERIFY(!again);
        QCOMPARE(again.error().category, ErrorCategory::Storage);
        QVERIFY(again.error().message.contains(path()));
    }
};

QTEST_GUILESS_MAIN(ShareRegistryTest)
#include "tst_shareregistry.moc"
