#include "app/session/Session.h"
#include "app/sharing/RtspTry.h"
#include "tests/core/Await.h"
#include "tests/core/FakeKeychain.h"
#include "tests/core/MediaMtxGate.h"
#include "tests/core/OtherProgram.h"

#include <QElapsedTimer>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QSignalSpy>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTemporaryDir>
#include <QTest>

#include <memory>
#include <sys/stat.h>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace streamkeeper;
using test::FakeKeychain;
using test::OtherProgram;
using test::Recording;

namespace {

/// Says the same to whoever connects and asks, or nothing.
class Speaker : public QTcpServer
{
public:
    QByteArray answer;
    bool closesAfter = false;
    bool closesAtOnce = false;
    QByteArray heard;

    Speaker()
    {
        connect(this, &QTcpServer::newConnection, this, [this] {
            QTcpSocket *socket = nextPendingConnection();
            connect(socket, &QTcpSocket::readyRead, this, [this, socket] {
                heard += socket->readAll();
                if (closesAtOnce || !heard.contains("\r\n\r\n"))
                    return socket->abort();
                socket->write(answer);
                if (closesAfter)
                    socket->disconnectFromHost();
            });
        });
    }
    [[nodiscard]] bool start() { return listen(QHostAddress::LocalHost); }
    [[nodiscard]] QUrl url(const QString &path = u"/yard"_s) const
    {
        return QUrl(u"rtsp://127.0.0.1:%1%2"_s.arg(serverPort()).arg(path));
    }
};

/// A MediaMTX that lets in whoever brings a token, with one stream.
class Gate : public test::MediaMtxGate
{
public:
    QByteArray listOfPaths = Recording::load(u"mediamtx"_s, u"011-config-list-one.json"_s).body;
    int refusal = 0;
    bool hangs = false;

    Gate()
        : http([this](const test::HttpRequest &request, const test::HttpResponder &responder) {
            answer(request, responder);
        })
    {
        checkTokens();
    }

    [[nodiscard]] MediaServer card() const
    {
        MediaServer server = cardAt(http.port());
        server.auth = ServerAuth::Jwt;
        return server;
    }

    test::HttpServer http;

private:
    void answer(const test::HttpRequest &request, const test::HttpResponder &responder)
    {
        if (hangs)
            return responder.hang();
        if (refusal != 0)
            return refuse(responder, refusal);
        if (request.path == "/v3/config/global/get")
            return answerGlobal(responder);
        const QString file = request.path == "/v3/info"         ? u"001-info.json"_s
                             : request.path == "/v3/paths/list" ? u"009-list-one.json"_s
                                                                : QString();
        if (request.path == "/v3/config/paths/list")
            return answerJson(responder, 200, listOfPaths);
        if (file.isEmpty())
            return answerNotFound(responder);
        answerJson(responder, 200, Recording::load(u"mediamtx"_s, file).body);
    }
};

} // namespace

/// The parts of sharing that talk to somebody else: the export of keys, the check before a server is signed
/// in to by tokens, and the try whether a viewer is let in.
class SharingPartsTest : public QObject
{
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_dir;
    FakeKeychain m_keychain;
    std::unique_ptr<Session> m_session;
    std::unique_ptr<Gate> m_gate;
    std::unique_ptr<Speaker> m_rtsp;

    /// What was put by an export.
    QList<test::HttpRequest> m_put;
    int m_putStatus = 200;
    int m_getStatus = 404;
    bool m_putHangs = false;
    std::unique_ptr<test::HttpServer> m_web;

    [[nodiscard]] QString path(const QString &name) const { return m_dir->filePath(name); }
    [[nodiscard]] SigningKeys &keys() { return m_session->signingKeys(); }

    [[nodiscard]] SigningKeyInfo key()
    {
        return test::answerOf<SigningKeyInfo>(
                   [&](QObject *listener, auto done) { keys().ensure(listener, std::move(done)); })
            .value_or(SigningKeyInfo());
    }
    [[nodiscard]] VoidResult exportTo(const QString &target)
    {
        const QByteArray jwk = key().publicJwk;
        return test::answerOf<void>(
            [&](QObject *listener, auto done) { keys().exportTo(target, {jwk}, listener, std::move(done)); });
    }
    [[nodiscard]] QString remembered() const
    {
        return OtherProgram(path(u"fleet.sqlite"_s))
            .ask(u"SELECT value FROM meta WHERE key = 'jwks_target'"_s)
            .toString();
    }
    [[nodiscard]] Result<int> tryRtsp(const QUrl &url, std::chrono::milliseconds deadline = 10s)
    {
        return test::answerOf<int>([&](QObject *listener, auto done) {
            RtspTry::start(url, {}, listener, std::move(done), deadline);
        });
    }
    [[nodiscard]] SignedAccessReport check(const MediaServer &draft)
    {
        std::optional<SignedAccessReport> report;
        QObject listener;
        m_session->signingKeys().checkServer(draft, &listener,
                                             [&](const SignedAccessReport &found) { report = found; });
        (void)QTest::qWaitFor([&] { return report.has_value(); }, 15'000);
        return report.value_or(SignedAccessReport());
    }
    /// "passed failed not-tried", in the order of the report.
    [[nodiscard]] static QString outcomes(const SignedAccessReport &report)
    {
        QStringList words;
        for (const SignedAccessReport::Line &line : report.lines)
            words.append(line.outcome == SignedAccessReport::Outcome::Passed   ? u"passed"_s
                         : line.outcome == SignedAccessReport::Outcome::Failed ? u"failed"_s
                                                                               : u"not-tried"_s);
        return words.join(u' ');
    }

private Q_SLOTS:
    void init()
    {
        m_dir = std::make_unique<QTemporaryDir>();
        m_session = std::make_unique<Session>(m_keychain);
        m_session->open(path(u"fleet.sqlite"_s));
        QTRY_COMPARE(m_session->vaultOpener().state(), VaultOpener::State::Open);
        m_put.clear();
        m_putStatus = 200;
        m_getStatus = 404;
        m_putHangs = false;
        m_web = std::make_unique<test::HttpServer>([this](const test::HttpRequest &request,
                                                          const test::HttpResponder &responder) {
            if (request.method == "PUT")
                m_put.append(request);
            if (m_putHangs)
                responder.hang();
            else if (request.method == "GET" && !m_put.isEmpty() && m_putStatus == 200 && m_getStatus == 404)
                responder.answer(200, m_put.last().body);
            else
                responder.answer(request.method == "GET" ? m_getStatus : m_putStatus);
        });
        QVERIFY(m_web->listen());
        m_rtsp = std::make_unique<Speaker>();
        m_rtsp->answer = "RTSP/1.0 200 OK\r\nCSeq: 1\r\n\r\n";
        QVERIFY(m_rtsp->start());
        m_gate = std::make_unique<Gate>();
        QVERIFY(m_gate->http.listen());
        m_gate->global[u"rtspAddress"] = u":%1"_s.arg(m_rtsp->serverPort());
        m_gate->global[u"authJWTJWKS"] = m_web->url(u"/jwks.json"_s).toString();
    }
    void cleanup() { m_session.reset(); }

    // ---- keys

    void oneKeyIsMadeAndKept()
    {
        QVERIFY(!keys().current());
        QCOMPARE(keys().privatePem().error().category, ErrorCategory::Secret);
        const QSignalSpy changed(m_session.get(), &Session::registryWritten);
        const SigningKeyInfo made = key();
        QVERIFY(!made.id.isEmpty());
        QCOMPARE(changed.size(), 1);
        QCOMPARE(key(), made);
        QCOMPARE(changed.size(), 1);
        QCOMPARE(SigningKey::fromPem(*keys().privatePem())->id(), made.id);
        // The next run has the same one.
        m_session = std::make_unique<Session>(m_keychain);
        m_session->open(path(u"fleet.sqlite"_s));
        QTRY_COMPARE(m_session->vaultOpener().state(), VaultOpener::State::Open);
        QCOMPARE(key(), made);
        QFile file(path(u"fleet.sqlite"_s));
        QVERIFY(file.open(QIODevice::ReadOnly));
        QVERIFY(!file.readAll().contains("PRIVATE KEY"));
    }

    void anExportIsSeenWholeOrNotAtAll()
    {
        const QString target = path(u"jwks.json"_s);
        QFile before(target);
        QVERIFY(before.open(QIODevice::WriteOnly) && before.write("{\"keys\":[]}") > 0);
        before.close();
        QVERIFY(before.open(QIODevice::ReadOnly)); // a web server that is just reading it
        QVERIFY(exportTo(target));
        QCOMPARE(before.readAll(), "{\"keys\":[]}");
        QFile after(target);
        QVERIFY(after.open(QIODevice::ReadOnly));
        QCOMPARE(keyIdsIn(after.readAll()).value(), QStringList{key().id});
        QCOMPARE(keys().exportTarget(), target);
        QCOMPARE(remembered(), target);
        // Nothing is left beside it.
        QCOMPARE(QDir(m_dir->path()).entryList({u"jwks*"_s}, QDir::Files), QStringList{u"jwks.json"_s});
    }

    void keysOfOthersStayInAFile()
    {
        const QString target = path(u"others.json"_s);
        QVERIFY(QFile::copy(QStringLiteral(STREAMKEEPER_TEST_DATA "/keysets/jwks-of-somebody.json"), target));
        const auto names = [&] {
            QFile file(target);
            return file.open(QIODevice::ReadOnly) ? keyIdsIn(file.readAll()).value_or(QStringList())
                                                  : QStringList();
        };
        for (int turn = 0; turn < 2; ++turn) {
            QVERIFY(exportTo(target));
            QCOMPARE(names(), QStringList({u"viewer-portal"_s, key().id}));
        }
        // Another key of ours: the one before goes, what is another's stays.
        const QString before = key().id;
        QVERIFY(test::answerOf<KeyChange::Report>(
            [&](QObject *listener, auto done) { keys().change(listener, std::move(done)); }));
        QVERIFY(key().id != before);
        QCOMPARE(names(), QStringList({u"viewer-portal"_s, key().id}));
    }

    void whatIsNoSetOfKeysIsLeftAlone_data()
    {
        QTest::addColumn<bool>("isFile");
        QTest::newRow("file") << true;
        QTest::newRow("address") << false;
    }
    void whatIsNoSetOfKeysIsLeftAlone()
    {
        QFETCH(bool, isFile);
        const QByteArray page("<html>It works!</html>");
        const QString target = isFile ? path(u"page.html"_s) : m_web->url(u"/page.html"_s).toString();
        QVERIFY(key().id.size() > 0);
        if (isFile) {
            QFile file(target);
            QVERIFY(file.open(QIODevice::WriteOnly) && file.write(page) == page.size());
        } else {
            m_put.append(test::HttpRequest());
            m_put.last().body = page;
        }
        const auto refused = exportTo(target);
        QVERIFY(!refused);
        QCOMPARE(refused.error().category, ErrorCategory::Invalid);
        QVERIFY2(refused.error().message.contains(u"page.html"), qPrintable(refused.error().message));
        QCOMPARE(m_put.size(), isFile ? 0 : 1);
        QCOMPARE(remembered(), QString());
        QFile file(target);
        if (isFile)
            QVERIFY(file.open(QIODevice::ReadOnly) && file.readAll() == page);
    }

    void keysOfOthersStayAtAnAddress()
    {
        m_put.append(test::HttpRequest());
        m_put.last().body = R"({"keys":[{"kid":"portal"}]})";
        QVERIFY(exportTo(m_web->url(u"/jwks.json"_s).toString()));
        QCOMPARE(m_put.size(), 2);
        QCOMPARE(keyIdsIn(m_put.last().body).value(), QStringList({u"portal"_s, key().id}));
        // Where it cannot be seen what is there, nothing is replaced.
        m_getStatus = 403;
        const auto refused = exportTo(m_web->url(u"/jwks.json"_s).toString());
        QVERIFY(!refused);
        QCOMPARE(refused.error().category, ErrorCategory::HttpStatus);
        QVERIFY2(refused.error().message.contains(u"403"), qPrintable(refused.error().message));
        QCOMPARE(m_put.size(), 2);
    }

    void theWebServerMayReadTheFile_data()
    {
        QTest::addColumn<int>("mask");
        for (const int mask : {0022, 0077, 0177})
            QTest::addRow("%o", uint(mask)) << mask;
    }
    void theWebServerMayReadTheFile()
    {
        QFETCH(int, mask);
        const QString target = path(u"readable.json"_s);
        const SigningKeyInfo made = key(); // the registry is of nobody else's business
        const mode_t before = umask(mode_t(mask));
        const auto written = exportTo(target);
        umask(before);
        QVERIFY(written && !made.id.isEmpty());
        struct stat found
        {
        };
        QCOMPARE(stat(target.toLocal8Bit().constData(), &found), 0);
        QCOMPARE(int(found.st_mode & 0777), 0644);
    }

    void anExportThatFailsIsSaidAndForgotten_data()
    {
        QTest::addColumn<QString>("target");
        QTest::addColumn<ErrorCategory>("category");
        QTest::addColumn<QString>("word");
        QTest::newRow("no folder") << u"@dir/none/jwks.json"_s << ErrorCategory::Storage << u"none"_s;
        QTest::newRow("a folder") << u"@dir"_s << ErrorCategory::Storage << u"could not be written"_s;
        QTest::newRow("ftp") << u"ftp://x"_s << ErrorCategory::Invalid << u"neither a file"_s;
        QTest::newRow("rtsp") << u"rtsp://x/y"_s << ErrorCategory::Invalid << u"neither a file"_s;
        QTest::newRow("no host") << u"https:///jwks.json"_s << ErrorCategory::Invalid << u"neither a file"_s;
        QTest::newRow("nothing") << QString() << ErrorCategory::Invalid << u"neither a file"_s;
        QTest::newRow("refuses PUT") << u"@web/405"_s << ErrorCategory::HttpStatus << u"405"_s;
        QTest::newRow("out of order") << u"@web/500"_s << ErrorCategory::HttpStatus << u"500"_s;
        QTest::newRow("down") << u"http://127.0.0.1:1/jwks.json"_s << ErrorCategory::Network
                              << u"127.0.0.1:1"_s;
        QTest::newRow("hangs") << u"@web/hang"_s << ErrorCategory::Timeout << u"127.0.0.1"_s;
        QTest::newRow("password") << u"http://me:s3cret@127.0.0.1:1/x"_s << ErrorCategory::Invalid
                                  << u"password"_s;
    }
    void anExportThatFailsIsSaidAndForgotten()
    {
        QFETCH(QString, target);
        QFETCH(ErrorCategory, category);
        QFETCH(QString, word);
        QVERIFY(exportTo(path(u"good.json"_s)));
        m_putStatus = target.section(u'/', -1).toInt();
        m_putHangs = target.endsWith(u"hang");
        m_session->limitDeadlines(m_putHangs ? 300ms : 10'000ms);
        target.replace(u"@dir"_s, m_dir->path()).replace(u"@web"_s, m_web->url().toString());
        const auto refused = exportTo(target);
        QVERIFY(!refused);
        QCOMPARE(refused.error().category, category);
        QVERIFY2(refused.error().message.contains(word), qPrintable(refused.error().message));
        QVERIFY(!refused.error().message.contains(u"s3cret"));
        QCOMPARE(remembered(), path(u"good.json"_s));
        QCOMPARE(keys().exportTarget(), path(u"good.json"_s));
    }

    void anAddressGetsTheKeysByPut()
    {
        const QString target = m_web->url(u"/files/jwks.json"_s).toString() + u"?space=a%20b&v=1"_s;
        QVERIFY(exportTo(target));
        QCOMPARE(m_put.size(), 1);
        QCOMPARE(m_put.first().path, "/files/jwks.json");
        QCOMPARE(m_put.first().queryValue("space").value_or(QByteArray()), "a b");
        QCOMPARE(m_put.first().queryValue("v").value_or(QByteArray()), "1");
        QCOMPARE(keyIdsIn(m_put.first().body).value(), QStringList{key().id});
        QVERIFY(!m_put.first().body.contains("\"d\""));
        QCOMPARE(remembered(), target);
    }

    void ofTwoConsolesOneMakesTheKey()
    {
        Session second(m_keychain);
        second.open(path(u"fleet.sqlite"_s));
        QTRY_COMPARE(second.vaultOpener().state(), VaultOpener::State::Open);
        const SigningKeyInfo made = key();
        const auto late = test::answerOf<SigningKeyInfo>(
            [&](QObject *listener, auto done) { second.signingKeys().ensure(listener, std::move(done)); });
        // It may have heard of it by now; then it has the same one.
        if (late)
            QCOMPARE(late->id, made.id);
        else
            QCOMPARE(late.error().category, ErrorCategory::Conflict);
        QTRY_VERIFY(second.signingKeys().current() && second.signingKeys().current()->id == made.id);
        // One of them is in the audit trail, with the key that it made.
        const OtherProgram reader(path(u"fleet.sqlite"_s));
        const QString entries =
            u" FROM operation WHERE kind = 'change_signing_key' AND state = 'confirmed'"_s;
        QCOMPARE(reader.ask(u"SELECT count(*)"_s + entries).toInt(), 1);
        QCOMPARE(reader.ask(u"SELECT target"_s + entries).toString(), made.id);
    }

    // ---- the try of a viewer

    void aViewerIsLetInOrNot_data()
    {
        QTest::addColumn<QByteArray>("answer");
        QTest::addColumn<int>("status");
        QTest::newRow("in") << QByteArray("RTSP/1.0 200 OK\r\nCSeq: 1\r\n\r\n") << 200;
        QTest::newRow("token") << QByteArray("RTSP/1.0 401 Unauthorized\r\nCSeq: 1\r\n\r\n") << 401;
        QTest::newRow("no picture") << QByteArray("RTSP/1.0 404 Not Found\r\n\r\n") << 404;
        QTest::newRow("no reason") << QByteArray("RTSP/1.0 503\r\n\r\n") << 503;
        QTest::newRow("HTTP") << QByteArray("HTTP/1.1 400 Bad Request\r\n\r\n") << 0;
        QTest::newRow("garbage") << QByteArray("\x01\x02\x03 what\r\n") << 0;
        QTest::newRow("no number") << QByteArray("RTSP/1.0 yes\r\n") << 0;
        QTest::newRow("one word") << QByteArray("RTSP/1.0\r\n") << 0;
        QTest::newRow("empty line") << QByteArray("\r\n") << 0;
        QTest::newRow("endless") << QByteArray(10'000, 'x') << 0;
    }
    void aViewerIsLetInOrNot()
    {
        QFETCH(QByteArray, answer);
        QFETCH(int, status);
        m_rtsp->answer = answer;
        const auto tried = tryRtsp(m_rtsp->url(u"/yard?token=a.b-c"_s));
        QVERIFY(m_rtsp->heard.startsWith("DESCRIBE rtsp://127.0.0.1:"));
        QVERIFY(m_rtsp->heard.contains("/yard?token=a.b-c RTSP/1.0\r\n"));
        if (status > 0) {
            QCOMPARE(tried.value_or(-1), status);
            return;
        }
        QVERIFY(!tried);
        QCOMPARE(tried.error().category, ErrorCategory::Protocol);
        QVERIFY(!tried.error().message.contains(u"token"));
    }

    void aServerWithoutAnAnswerIsNotWaitedForEver()
    {
        m_rtsp->answer.clear();
        QElapsedTimer timer;
        timer.start();
        const auto silent = tryRtsp(m_rtsp->url(), 200ms);
        QVERIFY(!silent);
        QCOMPARE(silent.error().category, ErrorCategory::Timeout);
        QVERIFY(timer.elapsed() >= 190 && timer.elapsed() < 5000);
        m_rtsp->closesAtOnce = true;
        const auto closed = tryRtsp(m_rtsp->url());
        QVERIFY(!closed);
        QCOMPARE(closed.error().category, ErrorCategory::Network);
        const QUrl nobody(u"rtsp://127.0.0.1:1/yard"_s);
        const auto refused = tryRtsp(nobody);
        QVERIFY(!refused);
        QCOMPARE(refused.error().category, ErrorCategory::Network);
        QVERIFY(refused.error().message.contains(u"127.0.0.1:1"));
    }

    void nobodyIsToldWhoHasGone()
    {
        m_rtsp->answer.clear();
        bool wasTold = false;
        {
            QObject listener;
            RtspTry::start(
                m_rtsp->url(), {}, &listener, [&](const Result<int> &) { wasTold = true; }, 10s);
            QTRY_VERIFY(!m_rtsp->heard.isEmpty());
        }
        QVERIFY(tryRtsp(QUrl(u"rtsp://127.0.0.1:1/yard"_s)).error().category == ErrorCategory::Network);
        QVERIFY(!wasTold);
    }

    // ---- the check before a server is saved

    void everythingIsTriedOnAServerThatTakesOurTokens()
    {
        QVERIFY(exportTo(m_web->url(u"/jwks.json"_s).toString()));
        // Its card does not know the ports yet.
        const SignedAccessReport report = check(m_gate->card());
        QCOMPARE(outcomes(report), u"passed passed passed"_s);
        QVERIFY(report.isPassed());
        QVERIFY(m_rtsp->heard.contains("?token="));
        QVERIFY(m_put.first().body.contains(key().id.toUtf8()));
    }

    void aStreamWithoutAPictureLetsAViewerInToo()
    {
        QVERIFY(exportTo(m_web->url(u"/jwks.json"_s).toString()));
        m_rtsp->answer = "RTSP/1.0 404 Not Found\r\n\r\n";
        QCOMPARE(outcomes(check(m_gate->card())), u"passed passed passed"_s);
    }

    void whatIsWrongWithAServerIsSaid_data()
    {
        QTest::addColumn<QString>("what");
        QTest::addColumn<QString>("outcome");
        QTest::newRow("refuses the API") << u"401"_s << u"failed not-tried"_s;
        QTest::newRow("out of order") << u"500"_s << u"failed not-tried"_s;
        QTest::newRow("hangs") << u"hang"_s << u"failed not-tried"_s;
        QTest::newRow("down") << u"down"_s << u"failed not-tried"_s;
        QTest::newRow("other keys there") << u"others"_s << u"passed failed passed"_s;
        QTest::newRow("no document") << u"nodocument"_s << u"passed failed passed"_s;
        QTest::newRow("not reached from here") << u"unreachable"_s << u"passed not-tried passed"_s;
        QTest::newRow("tells no address") << u"noaddress"_s << u"passed not-tried passed"_s;
        QTest::newRow("no stream") << u"nostream"_s << u"passed passed not-tried"_s;
        QTest::newRow("no RTSP") << u"nortsp"_s << u"passed passed not-tried"_s;
        QTest::newRow("viewer refused") << u"viewer"_s << u"passed passed failed"_s;
        QTest::newRow("no RTSP server there") << u"nobody"_s << u"passed passed failed"_s;
        QTest::newRow("another server there") << u"http"_s << u"passed passed failed"_s;
    }
    void whatIsWrongWithAServerIsSaid()
    {
        QFETCH(QString, what);
        QFETCH(QString, outcome);
        QVERIFY(exportTo(m_web->url(u"/jwks.json"_s).toString()));
        const SigningKey stranger = SigningKey::create().value();
        m_gate->refusal = what.toInt();
        m_gate->hangs = what == u"hang";
        if (what == u"hang")
            m_session->limitDeadlines(300ms);
        if (what == u"down")
            m_gate->http.stopListening();
        if (what == u"others")
            m_put.last().body = keySetDocument({QJsonDocument(stranger.publicJwk()).toJson()});
        if (what == u"nodocument")
            m_put.last().body = "<html>It works!</html>";
        if (what == u"unreachable")
            m_gate->global[u"authJWTJWKS"] = u"http://127.0.0.1:1/jwks.json"_s;
        if (what == u"noaddress")
            m_gate->global[u"authJWTJWKS"] = QString();
        if (what == u"nostream")
            m_gate->listOfPaths = Recording::load(u"mediamtx"_s, u"003-config-list-empty.json"_s).body;
        if (what == u"nortsp")
            m_gate->global[u"rtsp"] = false;
        if (what == u"viewer")
            m_rtsp->answer = "RTSP/1.0 401 Unauthorized\r\n\r\n";
        if (what == u"nobody")
            m_rtsp->close();
        if (what == u"http")
            m_rtsp->answer = "HTTP/1.1 400 Bad Request\r\n\r\n";
        const SignedAccessReport report = check(m_gate->card());
        QCOMPARE(outcomes(report), outcome);
        QCOMPARE(report.isPassed(), !outcome.contains(u"failed"));
        for (const SignedAccessReport::Line &line : report.lines) {
            QVERIFY(!line.text.isEmpty());
            QVERIFY2(!line.text.contains(u"token="), qPrintable(line.text));
        }
    }

    void withoutAKeyThereIsNothingToTry()
    {
        const SignedAccessReport report = check(m_gate->card());
        QCOMPARE(outcomes(report), u"failed"_s);
        QVERIFY(!report.lines.front().text.isEmpty());
        QCOMPARE(m_gate->http.requestCount(), 0);
    }
};

QTEST_GUILESS_MAIN(SharingPartsTest)
#include "tst_sharingparts.moc"
