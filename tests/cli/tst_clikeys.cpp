#include "tests/cli/CliHarness.h"
#include "tests/fleet/AvFrameReader.h"
#include "tests/fleet/RtspProbe.h"

#include <QDeadlineTimer>
#include <QFile>
#include <QJsonDocument>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace streamkeeper;
using test::CliHarness;
using Outcome = CliHarness::Outcome;

/// Keys that sign tokens, and MediaMTX servers that are signed in to by them: ms-01 speaks media_server_v2,
/// ms-02 and ms-03 are MediaMTX. Each test has a registry of its own that knows no server yet.
class CliKeysTest : public QObject
{
    Q_OBJECT

    std::unique_ptr<CliHarness> m_cli;
    int m_registries = 0;

    [[nodiscard]] QJsonValue done(const QStringList &arguments)
    {
        const Outcome outcome = m_cli->json(arguments);
        if (outcome.code != 0)
            qWarning("%s", outcome.all().constData());
        return outcome.code == 0 ? outcome.json() : QJsonValue(QJsonValue::Undefined);
    }
    [[nodiscard]] bool isRefused(const QStringList &arguments, int code, const QByteArrayList &words)
    {
        const Outcome outcome = m_cli->json(arguments);
        bool isRight = outcome.code == code && outcome.json()[u"error"].isObject();
        for (const QByteArray &word : words)
            isRight = isRight && outcome.err.contains(word);
        if (!isRight)
            qWarning("%s", outcome.all().constData());
        return isRight;
    }
    [[nodiscard]] QStringList add(int server, const QStringList &more = {u"--auth"_s, u"jwt"_s})
    {
        return QStringList{u"servers"_s, u"add"_s,           u"--type"_s, u"mediamtx"_s,
                           u"--url"_s,   m_cli->api(server), u"--name"_s, u"ms-0%1"_s.arg(server + 1)} +
               more;
    }
    [[nodiscard]] QJsonArray servers() { return done({u"servers"_s, u"list"_s}).toArray(); }
    /// The operator's web server: the fleet's control port.
    [[nodiscard]] QString web() const
    {
        return m_cli->fleet().description()[u"control"_s].toString() + u"/jwks.json"_s;
    }
    [[nodiscard]] QStringList servedKeys()
    {
        QStringList ids;
        const QJsonArray keys = m_cli->fleet().control("GET", u"/jwks.json"_s).json()[u"keys"_s].toArray();
        for (const QJsonValue &key : keys)
            ids.append(key[u"kid"].toString());
        return ids;
    }
    [[nodiscard]] bool setAuth(int server, const QJsonObject &settings)
    {
        const QByteArray body = QJsonDocument(settings).toJson(QJsonDocument::Compact);
        return m_cli->fleet().control("PUT", u"/servers/ms-0%1/auth"_s.arg(server + 1), body).status == 200;
    }
    [[nodiscard]] bool usesTokens(int server)
    {
        return setAuth(server, {{u"method"_s, u"jwt"_s}, {u"inHttpQuery"_s, true}});
    }
    [[nodiscard]] bool fault(int server, const QString &kind)
    {
        return m_cli->fault(u"ms-0%1"_s.arg(server + 1), {{u"kind"_s, kind}});
    }
    [[nodiscard]] QString keyId() { return done({u"keys"_s, u"show"_s})[u"id"].toString(); }
    /// ms-02 is in the registry by tokens, with the streams of its paths.
    void signIn(int server)
    {
        QVERIFY(usesTokens(server));
        QVERIFY(done(add(server, {u"--auth"_s, u"jwt"_s, u"--jwks-export"_s, web()})).isObject());
        QVERIFY(done({u"servers"_s, u"adopt"_s, u"ms-0%1"_s.arg(server + 1), u"--all"_s}).isObject());
    }
    [[nodiscard]] QString makeLink(const QString &camera)
    {
        const QJsonValue made = done({u"share"_s, u"create"_s, m_cli->uuidOf(camera, u"high"_s), u"--mode"_s,
                                      u"live"_s, u"--protocol"_s, u"rtsp"_s, u"--hours"_s, u"1"_s});
        return made[u"links"][0][u"link"].toString();
    }
    [[nodiscard]] static int describe(const QString &link) { return fleet::rtspProbe::describe(link).status; }

private Q_SLOTS:
    void initTestCase()
    {
        m_cli = std::make_unique<CliHarness>();
        QVERIFY(m_cli->startFleet(1, 2));
    }
    void init()
    {
        m_cli->setRegistry(m_cli->path(u"keys-%1.sqlite"_s.arg(++m_registries)));
        m_cli->setKey(CliHarness::Key::Keychain);
        (void)m_cli->fleet().control("DELETE", u"/jwks.json"_s);
        for (int server : {1, 2}) {
            QVERIFY(fault(server, u"none"_s));
            QVERIFY(setAuth(server, {{u"method"_s, u"internal"_s}}));
        }
    }
    void cleanup() { QCOMPARE(m_cli->findSecret(), QString()); }
    void cleanupTestCase() { m_cli.reset(); }

    void aKeyIsMadeWhenItIsExported()
    {
        QVERIFY(done(add(1, {u"--user"_s, u"admin"_s, u"--secret-env"_s, u"CLI_SECRET_1"_s})).isObject());
        QCOMPARE(done({u"keys"_s, u"show"_s}).toObject(), QJsonObject());
        QVERIFY(m_cli->text({u"keys"_s, u"show"_s}).out.contains("no signing key"));
        const QString file = m_cli->path(u"keys.json"_s);
        const QJsonValue answer = done({u"keys"_s, u"export"_s, file});
        QCOMPARE(answer[u"exportedTo"].toString(), file);
        QCOMPARE(answer[u"servers"].toArray(), QJsonArray());
        QFile document(file);
        QVERIFY(document.open(QIODevice::ReadOnly));
        const QJsonValue keys = QJsonDocument::fromJson(document.readAll()).object()[u"keys"_s];
        QCOMPARE(keys.toArray().size(), 1);
        QCOMPARE(keys[0][u"kid"].toString(), answer[u"id"].toString());
        QVERIFY(keys[0][u"d"].isUndefined()); // the private half stays here
        // A second export has the same key, elsewhere.
        QCOMPARE(done({u"keys"_s, u"export"_s, web()})[u"id"].toString(), answer[u"id"].toString());
        QCOMPARE(servedKeys(), QStringList{answer[u"id"].toString()});
        QCOMPARE(done({u"keys"_s, u"show"_s})[u"exportedTo"].toString(), web());
    }

    void aRegistryIsMadeByAnExport()
    {
        const QString file = m_cli->path(u"first.json"_s);
        QVERIFY(done({u"keys"_s, u"export"_s, file}).isObject());
        QVERIFY(QFile::exists(m_cli->registry()));
        QVERIFY(!keyId().isEmpty());
    }

    void aFileIsRememberedByItsWholeName()
    {
        // Elsewhere the next command would write another file, which nobody fetches.
        const QString folder = QDir::currentPath();
        QVERIFY(QDir::setCurrent(m_cli->path({})));
        const QJsonValue answer = done({u"keys"_s, u"export"_s, u"here.json"_s});
        QVERIFY(QDir::setCurrent(folder));
        QCOMPARE(answer[u"exportedTo"].toString(), m_cli->path(u"here.json"_s));
        QVERIFY(QFile::exists(m_cli->path(u"here.json"_s)));
    }

    void keysGoOnlyWhereTheyCanBeFetched()
    {
        const QString control = m_cli->fleet().description()[u"control"_s].toString();
        QVERIFY(isRefused({u"keys"_s, u"export"_s, u"ftp://files.example/jwks.json"_s}, 1, {"neither"}));
        QVERIFY(isRefused({u"keys"_s, u"export"_s, m_cli->path(u"nowhere/jwks.json"_s)}, 1, {"nowhere"}));
        QVERIFY(isRefused({u"keys"_s, u"export"_s, control + u"/elsewhere.json"_s}, 1, {"404"}));
        QVERIFY(isRefused({u"keys"_s, u"export"_s, u"http://127.0.0.1:1/jwks.json"_s}, 1, {"127.0.0.1"}));
        // Arguments are seen by every user of the machine, and the address is kept and shown.
        const QString withPassword = QString(web()).replace(u"://"_s, u"://web:s3cret@"_s);
        const Outcome refused = m_cli->json({u"keys"_s, u"export"_s, withPassword});
        QCOMPARE(refused.code, 1);
        QVERIFY2(!refused.err.contains("s3cret") && !refused.out.contains("s3cret"),
                 refused.all().constData());
        QCOMPARE(servedKeys(), QStringList());
        // Nothing of that is remembered.
        QCOMPARE(done({u"keys"_s, u"show"_s})[u"exportedTo"], QJsonValue(QJsonValue::Null));
    }

    void withoutThePassphraseNoKeyIsMade()
    {
        m_cli->setKey(CliHarness::Key::None);
        QVERIFY(isRefused({u"keys"_s, u"export"_s, m_cli->path(u"locked.json"_s)}, 1, {"passphrase"}));
        QVERIFY(!QFile::exists(m_cli->path(u"locked.json"_s)));
        QVERIFY(isRefused(add(1), 1, {"passphrase"}));
        QVERIFY(isRefused({u"keys"_s, u"change"_s}, 1, {"passphrase"}));
    }

    void aServerIsAddedOnceItTakesOurTokens()
    {
        QVERIFY(usesTokens(1));
        // Nobody can fetch a key that is nowhere.
        QVERIFY(isRefused(add(1), 1, {"--jwks-export", "authJWTJWKS"}));
        // A file that nobody serves: the server does not have the key.
        const QString file = m_cli->path(u"unserved.json"_s);
        QVERIFY(isRefused(add(1, {u"--auth"_s, u"jwt"_s, u"--jwks-export"_s, file}), 1,
                          {"failed:", "Nothing was saved"}));
        QVERIFY(QFile::exists(file));
        QCOMPARE(servers(), QJsonArray());
        const Outcome added = m_cli->json(add(1, {u"--auth"_s, u"jwt"_s, u"--jwks-export"_s, web()}));
        QVERIFY2(added.code == 0, added.all().constData());
        QVERIFY2(added.err.count("passed:") == 3, added.err.constData());
        QCOMPARE(servedKeys(), QStringList{keyId()});
        QCOMPARE(done({u"keys"_s, u"show"_s})[u"servers"].toArray(), QJsonArray{u"ms-02"_s});
        // It is polled by tokens that the console signs itself.
        const QJsonValue polled = done({u"servers"_s, u"list"_s, u"--poll"_s})[0];
        QCOMPARE(polled[u"state"].toString(), u"answering"_s);
    }

    void aLockedRegistryTellsSoInsteadOfWaiting()
    {
        signIn(1);
        m_cli->setKey(CliHarness::Key::None);
        const Outcome outcome = m_cli->json({u"servers"_s, u"list"_s, u"--poll"_s});
        QCOMPARE(outcome.code, 1);
        QVERIFY2(outcome.err.contains("unsealed"), outcome.all().constData());
        QCOMPARE(outcome.json()[0][u"state"].toString(), u"locked"_s);
    }

    void theCheckNamesWhatIsWrong()
    {
        QVERIFY(done({u"keys"_s, u"export"_s, web()}).isObject());
        // It checks accounts, not tokens.
        QVERIFY(isRefused(add(1), 1, {"failed:", "Nothing was saved"}));
        // Another program, and nobody at all.
        QVERIFY(isRefused(add(0), 1, {"failed:"}));
        QVERIFY(usesTokens(1));
        QVERIFY(fault(1, u"refuse"_s));
        QVERIFY(isRefused(add(1), 1, {"failed:"}));
        QVERIFY(fault(1, u"garbage"_s));
        QVERIFY(isRefused(add(1), 1, {"failed:"}));
        QVERIFY(fault(1, u"none"_s));
        // It takes keys from elsewhere, where ours is not.
        QVERIFY(setAuth(1, {{u"method"_s, u"jwt"_s}, {u"jwks"_s, u"http://127.0.0.1:1/keys"_s}}));
        QVERIFY(isRefused(add(1), 1, {"failed:"}));
        QCOMPARE(servers(), QJsonArray());
        const Outcome json = m_cli->json(add(1));
        QCOMPARE(json.json()[u"error"][u"check"][0][u"outcome"].toString(), u"failed"_s);
    }

    void aKeyThatLeavesItsPlaceIsSeenByTheCheck()
    {
        signIn(1);
        // The server still has it, but would refuse everybody after its next look.
        QCOMPARE(m_cli->fleet().control("PUT", u"/jwks.json"_s, "{\"keys\":[]}").status, 200);
        // The same server by another name is checked anew.
        const QString localhost = m_cli->api(1).replace(u"127.0.0.1"_s, u"localhost"_s);
        QVERIFY(isRefused({u"servers"_s, u"edit"_s, u"ms-02"_s, u"--url"_s, localhost}, 1,
                          {"does not have this registry's key"}));
    }

    void onlyAMediaMtxIsSignedInToByTokens()
    {
        const QStringList v2{u"servers"_s, u"add"_s,      u"--type"_s, u"media_server_v2"_s,
                             u"--url"_s,   m_cli->api(0), u"--auth"_s, u"jwt"_s};
        QVERIFY(isRefused(v2, 2, {"MediaMTX"}));
        QVERIFY(isRefused(add(1, {u"--auth"_s, u"jwt"_s, u"--user"_s, u"admin"_s}), 2, {"neither user"}));
        QVERIFY(isRefused(add(1, {u"--auth"_s, u"oauth"_s}), 2, {"jwt"}));
    }

    void aServerIsSwitchedOverAndBack()
    {
        QVERIFY(done(add(1, {u"--user"_s, u"admin"_s, u"--secret-env"_s, u"CLI_SECRET_1"_s})).isObject());
        const QStringList toTokens{u"servers"_s, u"edit"_s,          u"ms-02"_s, u"--auth"_s,
                                   u"jwt"_s,     u"--jwks-export"_s, web()};
        // Not as long as the server checks accounts.
        QVERIFY(isRefused(toTokens, 1, {"Nothing was saved"}));
        QVERIFY(usesTokens(1));
        QVERIFY(done(toTokens).isObject());
        QCOMPARE(done({u"servers"_s, u"list"_s, u"--poll"_s})[0][u"state"].toString(), u"answering"_s);
        // Behind our back: told by the poll, and not answered with anything.
        QVERIFY(setAuth(1, {{u"method"_s, u"internal"_s}}));
        const Outcome polled = m_cli->json({u"servers"_s, u"list"_s, u"--poll"_s});
        QCOMPARE(polled.code, 1);
        QVERIFY2(polled.err.contains("authMethod"), polled.err.constData());
        const QStringList back{u"servers"_s, u"edit"_s,         u"ms-02"_s,
                               u"--auth"_s,  u"credentials"_s,  u"--user"_s,
                               u"admin"_s,   u"--secret-env"_s, u"CLI_SECRET_1"_s};
        QVERIFY(done(back).isObject());
        QCOMPARE(done({u"servers"_s, u"list"_s, u"--poll"_s})[0][u"state"].toString(), u"answering"_s);
        QCOMPARE(done({u"keys"_s, u"show"_s})[u"servers"].toArray(), QJsonArray());
    }

    void aChangedKeyEndsTheLinksOfTheOldOne()
    {
        signIn(1);
        signIn(2);
        const QString before = keyId();
        const QString old = makeLink(u"cam-02"_s);
        QCOMPARE(describe(old), 200);
        fleet::AvFrameReader watching(old);
        QVERIFY(watching.next());
        const QJsonValue changed = done({u"keys"_s, u"change"_s});
        QCOMPARE(changed[u"sessionsEnded"], QJsonValue(1));
        const QDeadlineTimer deadline(15'000);
        while (!deadline.hasExpired() && watching.next(3000)) {
        }
        QVERIFY(!deadline.hasExpired());
        QVERIFY(changed[u"id"].toString() != before);
        QCOMPARE(changed[u"notes"].toArray(), QJsonArray());
        QCOMPARE(changed[u"servers"].toArray().size(), 2);
        QCOMPARE(servedKeys(), QStringList{changed[u"id"].toString()});
        QCOMPARE(describe(old), 401);
        QCOMPARE(describe(makeLink(u"cam-02"_s)), 200);
        QCOMPARE(done({u"share"_s, u"list"_s, u"--state"_s, u"revoked"_s}).toArray().size(), 1);
        for (const QJsonValue &server : done({u"servers"_s, u"list"_s, u"--poll"_s}).toArray())
            QCOMPARE(server[u"state"].toString(), u"answering"_s);
    }

    void aKeyIsNotChangedUnlessAllServersTakeTheNewOne()
    {
        signIn(1);
        signIn(2);
        const QString before = keyId();
        const QString link = makeLink(u"cam-02"_s);
        QVERIFY(fault(2, u"refuse"_s));
        QVERIFY(isRefused({u"keys"_s, u"change"_s}, 1, {m_cli->api(2).toUtf8(), "The key was not changed"}));
        QCOMPARE(keyId(), before);
        QCOMPARE(servedKeys(), QStringList{before});
        QCOMPARE(describe(link), 200);
        QCOMPARE(done({u"share"_s, u"list"_s, u"--state"_s, u"valid"_s}).toArray().size(), 1);
        QVERIFY(fault(2, u"none"_s));
        QVERIFY(done({u"keys"_s, u"change"_s}).isObject());
    }

    void aChangeThatWasKilledIsFinishedWhenAsked()
    {
        signIn(1);
        signIn(2);
        const QString before = keyId();
        const QString link = makeLink(u"cam-02"_s);
        QVERIFY(m_cli->fault(u"ms-03"_s, {{u"kind"_s, u"hang"_s}, {u"path"_s, u"/v3/auth/jwks"_s}}));
        const auto process = m_cli->start({u"keys"_s, u"change"_s});
        QTRY_COMPARE_WITH_TIMEOUT(servedKeys().size(), 2, 20'000);
        // It lives: nobody takes it over.
        QVERIFY(isRefused({u"keys"_s, u"change"_s}, 1, {"Another console"}));
        QVERIFY(done({u"operations"_s, u"resume"_s}).isObject());
        QCOMPARE(servedKeys().size(), 2);
        process->kill();
        QVERIFY(process->waitForFinished(10'000));
        QVERIFY(fault(2, u"none"_s));
        QCOMPARE(keyId(), before);
        QCOMPARE(describe(link), 200);
        const Outcome resumed = m_cli->json({u"operations"_s, u"resume"_s});
        const QString after = keyId();
        QVERIFY2(resumed.code == 0 && resumed.err.contains(after.toUtf8()), resumed.all().constData());
        QVERIFY(after != before);
        QCOMPARE(servedKeys(), QStringList{after});
        QCOMPARE(describe(link), 401);
        QCOMPARE(describe(makeLink(u"cam-02"_s)), 200);
    }

    void aServerIsAddedWithWhatItLooksForInTokens()
    {
        QVERIFY(done({u"keys"_s, u"export"_s, web()}).isObject());
        QVERIFY(setAuth(1, {{u"method"_s, u"jwt"_s},
                            {u"issuer"_s, u"noc"_s},
                            {u"audience"_s, u"ms-02"_s},
                            {u"claimKey"_s, u"realm.access"_s}}));
        const QStringList jwt{u"--auth"_s, u"jwt"_s};
        const QStringList issuer{u"--jwt-issuer"_s, u"noc"_s};
        const QStringList audience{u"--jwt-audience"_s, u"ms-02"_s};
        const QStringList claim{u"--jwt-claim-key"_s, u"realm.access"_s};
        const QByteArrayList named{"authJWTIssuer", "authJWTAudience", "authJWTClaimKey"};
        QVERIFY(isRefused(add(1, jwt), 1, named));
        QVERIFY(isRefused(add(1, jwt + issuer + audience), 1, named));
        QVERIFY(isRefused(add(1, jwt + issuer + claim), 1, named));
        QVERIFY(isRefused(add(1, jwt + audience + claim), 1, named));
        QVERIFY(isRefused(add(1, jwt + QStringList{u"--jwt-claim-key"_s, u"exp"_s}), 2, {"exp"}));
        QVERIFY(isRefused(add(1, issuer), 2, {"--jwt-issuer"}));
        QVERIFY(done(add(1, jwt + issuer + audience + claim)).isObject());
        const QJsonValue shown = done({u"servers"_s, u"show"_s, u"ms-02"_s, u"--poll"_s});
        QCOMPARE(shown[u"state"].toString(), u"answering"_s);
        QCOMPARE(shown[u"auth"].toString(), u"jwt"_s);
        QCOMPARE(shown[u"jwt"].toObject(), (QJsonObject{{u"issuer"_s, u"noc"_s},
                                                        {u"audience"_s, u"ms-02"_s},
                                                        {u"claimKey"_s, u"realm.access"_s}}));
        // Another one than the server's is not saved.
        QVERIFY(isRefused({u"servers"_s, u"edit"_s, u"ms-02"_s, u"--jwt-audience"_s, u"ms-03"_s}, 1, named));
        QVERIFY(setAuth(1, {{u"method"_s, u"jwt"_s}}));
        const QJsonValue edited = done({u"servers"_s, u"edit"_s, u"ms-02"_s, u"--jwt-audience"_s, u"none"_s,
                                        u"--jwt-issuer"_s, u"none"_s, u"--jwt-claim-key"_s, u""_s});
        QVERIFY(edited[u"jwt"][u"audience"].isNull());
        QCOMPARE(edited[u"jwt"][u"claimKey"].toString(), u"mediamtx_permissions"_s);
    }

    void aKeyThatNoServerHasIsSimplyChanged()
    {
        QVERIFY(done({u"keys"_s, u"export"_s, web()}).isObject());
        const QString before = keyId();
        const QString after = done({u"keys"_s, u"change"_s})[u"id"].toString();
        QVERIFY(!after.isEmpty() && after != before);
        QCOMPARE(servedKeys(), QStringList{after});
    }

    void aRevokedLinkOfAMediaMtxEndsItsSessions()
    {
        signIn(1);
        const QString link = makeLink(u"cam-02"_s);
        const QString id = done({u"share"_s, u"list"_s})[0][u"id"].toString();
        const Outcome outcome = m_cli->json({u"share"_s, u"revoke"_s, id});
        QVERIFY2(outcome.code == 0, outcome.all().constData());
        QCOMPARE(outcome.json()[u"sessionsEnded"], QJsonValue(0));
        QVERIFY2(outcome.err.contains("change the signing key"), outcome.err.constData());
        // A silent server: revoked, and that it is not known who watches.
        (void)makeLink(u"cam-02"_s);
        const QString second = done({u"share"_s, u"list"_s, u"--state"_s, u"valid"_s})[0][u"id"].toString();
        QVERIFY(fault(1, u"refuse"_s));
        const Outcome late = m_cli->json({u"share"_s, u"revoke"_s, second});
        QCOMPARE(late.code, 3);
        QVERIFY2(late.err.contains("not ended yet") && late.err.contains(m_cli->api(1).toUtf8()),
                 late.err.constData());
        QCOMPARE(late.json()[u"state"].toString(), u"revoked"_s);
    }
};

QTEST_GUILESS_MAIN(CliKeysTest)
#include "tst_clikeys.moc"
