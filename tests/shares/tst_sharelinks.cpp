#include "tests/shares/ShareTest.h"

#include <QRandomGenerator>
#include <QUrlQuery>

using namespace Qt::StringLiterals;
using namespace streamkeeper;
using test::errorOf;
using test::live;
using test::ShareConsole;
using test::ShareTest;
using test::view;
using test::Viewing;

namespace {

constexpr qint64 toleranceMs = 2000;
constexpr int patienceMs = ShareConsole::patienceMs;

QString withToken(const QString &address, const QString &token)
{
    QUrl url(address);
    QUrlQuery query(url);
    query.removeQueryItem(u"token"_s);
    if (!token.isEmpty())
        query.addQueryItem(u"token"_s, token);
    url.setQuery(query);
    return url.toString(QUrl::FullyEncoded);
}

QString tokenIn(const QString &address)
{
    return QUrlQuery(QUrl(address)).queryItemValue(u"token"_s);
}

/// One character of its signature is another.
QString altered(const QString &token)
{
    QString other = token;
    QChar &character = other[other.size() - 12];
    character = character == u'A' ? u'B' : u'A';
    return other;
}

ShareRequest archive(ShareProtocol protocol, qint64 fromMs, bool isPublic = false)
{
    ShareRequest request = live(protocol, isPublic);
    request.mode = ShareMode::Archive;
    request.archiveFromMs = fromMs;
    return request;
}

} // namespace

/// Every kind of link is made against the fleet and played as an outsider plays it: with the address alone.
class ShareLinksTest : public ShareTest
{
    Q_OBJECT

    /// A moment that the main server has recorded: not of its first seconds, in which the fleet starts and
    /// pictures come late.
    [[nodiscard]] qint64 recordedMs(int camera)
    {
        const auto index = m_console->readArchive(m_console->stream(camera));
        return index.empty() ? 0 : index.back().untilMs.value_or(QDateTime::currentMSecsSinceEpoch()) - 3000;
    }
    [[nodiscard]] bool hasRecorded(int camera, int seconds)
    {
        const auto index = m_console->readArchive(m_console->stream(camera));
        const qint64 now = QDateTime::currentMSecsSinceEpoch();
        return !index.empty() &&
               index.back().untilMs.value_or(now) - index.back().fromMs >= qint64(seconds) * 1000;
    }
    /// A MediaMTX stops recording for some seconds, and goes on.
    [[nodiscard]] bool leaveGap(int camera)
    {
        const int server = camera - 1;
        const StreamId stream = m_console->stream(camera);
        const size_t count = m_console->readArchive(stream).size();
        if (!m_fleet.record(server, camera, false))
            return false;
        const auto isGap = [&] {
            const qint64 untilMs = m_console->readArchive(stream).back().untilMs.value_or(0);
            return QDateTime::currentMSecsSinceEpoch() > untilMs + 4'000;
        };
        if (!QTest::qWaitFor(isGap, patienceMs) || !m_fleet.record(server, camera))
            return false;
        return QTest::qWaitFor(
            [&] { return m_console->readArchive(stream).size() > count && hasRecorded(camera, 3); },
            patienceMs);
    }
    [[nodiscard]] QString made(int camera, const ShareRequest &request, const QString &quality = u"high"_s)
    {
        return make(m_console->stream(camera, quality), request).address.revealText();
    }
    [[nodiscard]] QString refusal(int camera, const ShareRequest &request)
    {
        const auto link = m_console->make(m_console->stream(camera), request);
        return link ? QString() : link.error().message;
    }
    /// Nobody is let in, and that is because of the token.
    [[nodiscard]] bool isRefused(const QString &address)
    {
        const int status = m_fleet.statusOf(address);
        const Viewing seen = view(address);
        if ((status == 401 || status == 403) && !seen.hasPicture())
            return true;
        qWarning("%s: %d, camera %d", qPrintable(withToken(address, {})), status, seen.camera);
        return false;
    }
    [[nodiscard]] static bool shows(const QString &address, int camera, qint64 fromMs)
    {
        const Viewing seen = view(address);
        const qint64 wantedMs = fromMs > 0 ? fromMs : QDateTime::currentMSecsSinceEpoch();
        const qint64 awayMs = std::abs(seen.utcMs - wantedMs);
        // HLS shows what is some segments old.
        const bool isRight = seen.camera == camera && awayMs <= (fromMs > 0 ? toleranceMs : 15'000);
        if (!isRight)
            qWarning("%s: camera %d, %lld ms away; %s", qPrintable(withToken(address, {})), seen.camera,
                     awayMs, seen.problem.constData());
        return isRight;
    }

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY(m_fleet.start());
        QVERIFY(m_fleet.record(2, 3) && m_fleet.record(3, 4));
        startConsole({0, 1, 2, 3}, {2});
        QVERIFY(!QTest::currentTestFailed());
        for (int camera = 1; camera <= 5; ++camera)
            QTRY_VERIFY_WITH_TIMEOUT(hasRecorded(camera, 6), patienceMs);
    }
    void cleanup() { QVERIFY(m_fleet.liftFaults()); }
    void cleanupTestCase() { m_console.reset(); }

    void theRightTokenPlaysAndNoOther_data()
    {
        QTest::addColumn<int>("camera");
        QTest::addColumn<ShareMode>("mode");
        QTest::addColumn<ShareProtocol>("protocol");
        const auto live = ShareMode::Live;
        const auto archive = ShareMode::Archive;
        QTest::newRow("media_server_v2, live by RTSP") << 1 << live << ShareProtocol::Rtsp;
        QTest::newRow("media_server_v2, live by HLS") << 1 << live << ShareProtocol::Hls;
        QTest::newRow("media_server_v2, archive by RTSP") << 1 << archive << ShareProtocol::Rtsp;
        QTest::newRow("media_server_v2, archive by HLS") << 1 << archive << ShareProtocol::Hls;
        QTest::newRow("MediaMTX, live by RTSP") << 3 << live << ShareProtocol::Rtsp;
        QTest::newRow("MediaMTX, live by HLS") << 3 << live << ShareProtocol::Hls;
        QTest::newRow("MediaMTX, archive as a file") << 3 << archive << ShareProtocol::File;
    }
    void theRightTokenPlaysAndNoOther()
    {
        QFETCH(int, camera);
        QFETCH(ShareMode, mode);
        QFETCH(ShareProtocol, protocol);
        const int server = (camera - 1) % 4;
        const qint64 fromMs = mode == ShareMode::Archive ? recordedMs(camera) : 0;
        const ShareRequest request = fromMs > 0 ? archive(protocol, fromMs) : live(protocol);
        const QString link = made(camera, request);
        QVERIFY(!link.isEmpty());
        QVERIFY(shows(link, camera, fromMs));

        QVERIFY2(isRefused(withToken(link, {})), "no token");
        QVERIFY2(isRefused(withToken(link, altered(tokenIn(link)))), "altered");
        const QString other = made(camera, live(ShareProtocol::Rtsp), u"low"_s);
        QVERIFY2(isRefused(withToken(link, tokenIn(other))), "of another stream");
        // An hour and a minute later, by the clock of the server.
        QVERIFY(m_fleet.setClock(server, 3660));
        QVERIFY2(isRefused(link), "expired");
        QVERIFY(m_fleet.setClock(server, 0));
        QCOMPARE(m_fleet.statusOf(link), 200);
    }

    void aTokenOpensTheWholeStreamOfAMediaServerV2()
    {
        // As the dialog says: live and archive, by every protocol.
        const qint64 fromMs = recordedMs(1);
        const QString token = tokenIn(made(1, live(ShareProtocol::Rtsp)));
        for (const ShareProtocol protocol : {ShareProtocol::Rtsp, ShareProtocol::Hls})
            QVERIFY(shows(withToken(made(1, archive(protocol, fromMs)), token), 1, fromMs));
    }

    void aSignedTokenForWatchingOpensNoRecordings()
    {
        const QString token = tokenIn(made(3, live(ShareProtocol::Rtsp)));
        QVERIFY(isRefused(withToken(made(3, archive(ShareProtocol::File, recordedMs(3))), token)));
    }

    void whatAServerCannotDoIsRefusedWithItsReason()
    {
        for (const ShareProtocol protocol : {ShareProtocol::Rtsp, ShareProtocol::Hls})
            QVERIFY(
                refusal(3, archive(protocol, recordedMs(3))).contains(u"MediaMTX delivers no recordings"));
        QVERIFY(!refusal(3, live(ShareProtocol::File)).isEmpty());
        QVERIFY(!refusal(1, live(ShareProtocol::File)).isEmpty());
        // Its settings, at the moment the link is made.
        QVERIFY(m_fleet.setAuth(2, {{u"method"_s, u"jwt"_s}}));
        QVERIFY(refusal(3, live(ShareProtocol::Hls)).contains(u"authJWTInHTTPQuery"));
        QVERIFY(refusal(3, archive(ShareProtocol::File, recordedMs(3))).contains(u"takes no token"));
        QVERIFY(refusal(3, live(ShareProtocol::Rtsp)).isEmpty());
        QVERIFY(m_fleet.useTokens(2));
        QVERIFY(refusal(4, live(ShareProtocol::Rtsp)).contains(u"checks no tokens"));
    }

    void publicLinksOpenAsLongAsTheCamerasAccessIsOn()
    {
        const StreamId stream = m_console->stream(5);
        const ShareRequest first = live(ShareProtocol::Rtsp, true);
        QVERIFY(refusal(5, first).contains(u"External access"));
        QVERIFY(m_console->setExternalAccess(stream, true));
        const qint64 fromMs = recordedMs(5);
        QList<QPair<QString, qint64>> open;
        for (const ShareProtocol protocol : {ShareProtocol::Rtsp, ShareProtocol::Hls}) {
            open.append({made(5, live(protocol, true)), 0});
            open.append({made(5, archive(protocol, fromMs, true)), fromMs});
        }
        for (const auto &[address, beginMs] : open) {
            QVERIFY(tokenIn(address).isEmpty());
            QVERIFY(shows(address, 5, beginMs));
        }
        const QString ending = made(5, live(ShareProtocol::Rtsp));
        QVERIFY(m_console->setExternalAccess(stream, false));
        for (const auto &[address, beginMs] : open)
            QVERIFY(isRefused(address));
        // That one has a token of its own; settings that are written begin the capture anew.
        QTRY_COMPARE_WITH_TIMEOUT(m_fleet.statusOf(ending), 200, patienceMs);
        QVERIFY(shows(ending, 5, 0));
        int revoked = 0;
        for (const ShareLink &link : m_console->links()) {
            if (link.stream == stream && link.isPublic)
                revoked += link.revokedAtMs && link.isClosed ? 1 : 0;
        }
        QCOMPARE(revoked, 4);
        QVERIFY(refusal(5, first).contains(u"External access"));
    }

    void aServerThatDoesNotKnowOfTheAccessIsNoticed()
    {
        const StreamId stream = m_console->stream(5);
        QVERIFY(m_console->setExternalAccess(stream, true));
        QVERIFY(
            m_fleet.process().control(u"/stream"_s, {{u"uid"_s, m_fleet.remoteName(5, u"high"_s)},
                                                     {u"set"_s, QJsonObject{{u"access"_s, u"private"_s}}}}));
        QVERIFY(refusal(5, live(ShareProtocol::Rtsp, true)).contains(u"asks for a token"));
        QVERIFY(m_console->setExternalAccess(stream, false));
    }

    void anOpenMediaMtxHasPublicLinks()
    {
        QVERIFY(m_console->setExternalAccess(m_console->stream(4), true));
        const qint64 oldestMs = m_console->readArchive(m_console->stream(4)).front().fromMs;
        const qint64 fromMs = recordedMs(4);
        for (const ShareProtocol protocol : {ShareProtocol::Rtsp, ShareProtocol::Hls})
            QVERIFY(shows(made(4, live(protocol, true)), 4, 0));
        QVERIFY(shows(made(4, archive(ShareProtocol::File, fromMs, true)), 4, fromMs));
        // What is recorded is kept for a day: nothing of it went meanwhile. (The server's clock is known
        // better with each answer.)
        const qint64 stillMs = m_console->readArchive(m_console->stream(4)).front().fromMs;
        QVERIFY2(std::llabs(stillMs - oldestMs) < 1'000, qPrintable(QString::number(stillMs - oldestMs)));
        QVERIFY(m_fleet.setAuth(3, {{u"method"_s, u"internal"_s}, {u"openRead"_s, false}}));
        QVERIFY(refusal(4, live(ShareProtocol::Rtsp, true)).contains(u"account"));
        QVERIFY(m_fleet.useAccounts(3));
        // One that asks everybody for a token has none.
        QVERIFY(m_console->setExternalAccess(m_console->stream(3), true));
        QVERIFY(refusal(3, live(ShareProtocol::Rtsp, true)).contains(u"asks every viewer for a token"));
    }

    void aMomentThatWasNotRecordedIsMovedToTheNext()
    {
        const auto index = m_console->readArchive(m_console->stream(1));
        const qint64 begin = index.front().fromMs;
        const auto link =
            m_console->make(m_console->stream(1), archive(ShareProtocol::Hls, begin - 3'600'000));
        QVERIFY2(link, errorOf(link).constData());
        QCOMPARE(link->start->reason, ArchiveStart::Reason::BeforeArchive);
        QVERIFY(shows(link->address.revealText(), 1, link->start->fromMs));
        const qint64 now = QDateTime::currentMSecsSinceEpoch();
        QVERIFY(refusal(1, archive(ShareProtocol::Hls, now + 60'000)).contains(u"has not come yet"));
    }

    void linksIntoGapsOfAMediaMtxOpen()
    {
        const StreamId stream = m_console->stream(4);
        QVERIFY(m_console->setExternalAccess(stream, true));
        for (int gap = 0; gap < 3; ++gap)
            QVERIFY(leaveGap(4));
        const auto index = m_console->readArchive(stream);
        QRandomGenerator random(7);
        for (int i = 0; i < 10; ++i) {
            const auto &before = index[index.size() - 2 - i % 3];
            const auto &after = index[index.size() - 1 - i % 3];
            const qint64 gapMs = after.fromMs - *before.untilMs;
            // Some of them at the very ends of the gap.
            const qint64 into = i < 3 ? 0 : i < 6 ? gapMs - 1 : random.bounded(int(gapMs));
            const qint64 wanted = *before.untilMs + into;
            const auto link = m_console->make(stream, archive(ShareProtocol::File, wanted, true));
            QVERIFY2(link, errorOf(link).constData());
            QCOMPARE(link->start->reason, ArchiveStart::Reason::InGap);
            QCOMPARE(link->link.archiveFromMs, after.fromMs);
            QVERIFY(shows(link->address.revealText(), 4, after.fromMs));
            // The last moment before it is recorded.
            const auto last =
                m_console->make(stream, archive(ShareProtocol::File, *before.untilMs - 1, true));
            QCOMPARE(last->start->reason, ArchiveStart::Reason::AsAsked);
            QCOMPARE(m_fleet.statusOf(last->address.revealText()), 200);
        }
    }

    void theMomentIsOnTheClockOfTheServer()
    {
        // What the console's clock calls the moment is told in the server's, and the same picture is shown.
        QVERIFY(m_fleet.setClock(0, -7200));
        QVERIFY(m_console->answers(0));
        const qint64 fromMs = recordedMs(1);
        const auto link = m_console->make(m_console->stream(1), archive(ShareProtocol::Hls, fromMs));
        QVERIFY2(link, errorOf(link).constData());
        QVERIFY(shows(link->address.revealText(), 1, fromMs));
        QVERIFY(link->notes.join(u' ').contains(u"120 minute"));
    }

    void anArchiveLinkPlaysFromWhoHoldsIt()
    {
        const StreamId stream = m_console->stream(2);
        const qint64 before = recordedMs(2);
        QCOMPARE(m_console->mainServerOf(stream), u"ms-02"_s);
        QVERIFY(m_console->transfer(stream, 0));
        QCOMPARE(m_console->mainServerOf(stream), u"ms-01"_s);
        qint64 after = 0;
        QTRY_VERIFY_WITH_TIMEOUT(
            [&] {
                const qint64 now = QDateTime::currentMSecsSinceEpoch();
                for (const ArchiveHolder &holder : m_console->readArchive(stream)) {
                    if (holder.server == m_console->serverId(0) &&
                        holder.untilMs.value_or(now) - holder.fromMs > 5000)
                        after = holder.fromMs + 2000;
                }
                return after > 0;
            }(),
            patienceMs);
        for (const ShareProtocol protocol : {ShareProtocol::Rtsp, ShareProtocol::Hls}) {
            const QString port = protocol == ShareProtocol::Rtsp ? u"rtspPort"_s : u"hlsPort"_s;
            const auto portOf = [&](int server) { return m_fleet.process().server(server)[port].toInt(); };
            const QString old = made(2, archive(protocol, before));
            QCOMPARE(QUrl(old).port(), portOf(1));
            QVERIFY(shows(old, 2, before));
            QVERIFY(isRefused(withToken(old, {})));
            const QString fresh = made(2, archive(protocol, after));
            QCOMPARE(QUrl(fresh).port(), portOf(0));
            QVERIFY(shows(fresh, 2, after));
            QVERIFY(isRefused(withToken(fresh, {})));
        }
        QVERIFY(shows(made(2, live(ShareProtocol::Rtsp)), 2, 0));
        // The holder of the moment is silent: no link, and no other moment in its place without a word.
        QVERIFY(m_fleet.fault(1, {{u"kind"_s, u"refuse"_s}}));
        const auto silent = m_console->make(stream, archive(ShareProtocol::Hls, before - 3'600'000));
        QVERIFY(!silent || !silent->notes.isEmpty());
    }
};

QTEST_GUILESS_MAIN(ShareLinksTest)
#include "tst_sharelinks.moc"
