#include "tests/cli/CliHarness.h"
#include "tests/fleet/RtspProbe.h"

#include <QDateTime>
#include <QDirIterator>
#include <QJsonDocument>
#include <QTest>
#include <QUrl>
#include <QUrlQuery>

using namespace Qt::StringLiterals;
using namespace streamkeeper;
using test::CliHarness;
using Outcome = CliHarness::Outcome;

namespace {

constexpr int patienceMs = 30'000;

QString utc(qint64 seconds)
{
    return QDateTime::fromSecsSinceEpoch(seconds, Qt::UTC).toString(Qt::ISODate);
}

QDateTime timeOf(const QJsonValue &value)
{
    return QDateTime::fromString(value.toString(), Qt::ISODateWithMs);
}

QString withoutQuery(const QString &link)
{
    return QUrl(link).adjusted(QUrl::RemoveQuery).toString();
}

} // namespace

/// Share links on the command line: ms-01 (media_server_v2) records the camera Lobby, ms-02 is a MediaMTX.
/// Whether a link really shows its picture is tested in tests/shares.
class CliShareTest : public QObject
{
    Q_OBJECT

    std::unique_ptr<CliHarness> m_cli;
    QString m_lobby;    ///< high, on ms-01
    QString m_lobbyLow; ///< low, on ms-01
    QString m_mtx;      ///< high, on ms-02
    QStringList m_tokens;
    QByteArray m_saidElsewhere; ///< by everything but create and show

    [[nodiscard]] Outcome call(const QStringList &arguments)
    {
        const Outcome outcome = m_cli->json(arguments);
        const bool maySay = arguments.first() == u"share" &&
                            QStringList{u"create"_s, u"extend"_s, u"show"_s}.contains(arguments.value(1));
        m_saidElsewhere += outcome.err + (maySay ? QByteArray() : outcome.out);
        for (const QJsonValue &made : outcome.json()[u"links"].toArray()) {
            const QUrlQuery query(QUrl(made[u"link"].toString()));
            if (query.hasQueryItem(u"token"_s))
                m_tokens.append(query.queryItemValue(u"token"_s));
        }
        return outcome;
    }
    [[nodiscard]] QJsonValue done(const QStringList &arguments)
    {
        const Outcome outcome = call(arguments);
        if (outcome.code != 0)
            qWarning("%s", outcome.all().constData());
        return outcome.code == 0 ? outcome.json() : QJsonValue(QJsonValue::Undefined);
    }
    [[nodiscard]] bool isRefused(const QStringList &arguments, int code, const QByteArrayList &words)
    {
        const Outcome outcome = call(arguments);
        bool isRight = outcome.code == code && outcome.json().isObject();
        for (const QByteArray &word : words)
            isRight = isRight && outcome.err.contains(word);
        if (!isRight)
            qWarning("%s", outcome.all().constData());
        return isRight;
    }
    [[nodiscard]] static QStringList create(const QString &uuid, const QStringList &more)
    {
        return QStringList{u"share"_s, u"create"_s, uuid} + more;
    }
    [[nodiscard]] static QStringList live(const QString &uuid, const QStringList &more)
    {
        return create(uuid, QStringList{u"--mode"_s, u"live"_s, u"--protocol"_s, u"rtsp"_s} + more);
    }
    [[nodiscard]] static QStringList archive(const QString &uuid, const QString &from,
                                             const QStringList &more = {u"--hours"_s, u"1"_s})
    {
        return create(uuid,
                      QStringList{u"--mode"_s, u"archive"_s, u"--protocol"_s, u"hls"_s, u"--from"_s, from} +
                          more);
    }
    /// The only link that was made.
    [[nodiscard]] QJsonObject made(const QStringList &arguments)
    {
        return done(arguments)[u"links"][0].toObject();
    }
    [[nodiscard]] QJsonArray links(const QStringList &more = {})
    {
        return done(QStringList{u"share"_s, u"list"_s} + more).toArray();
    }
    [[nodiscard]] int statusOf(const QString &link)
    {
        return link.startsWith(u"rtsp:"_s) ? fleet::rtspProbe::describe(link).status
                                           : m_cli->fleet().request("GET", link, {}).status;
    }
    [[nodiscard]] QJsonArray ranges()
    {
        const QString name = m_cli->row(m_lobby)[u"remoteName"].toString();
        return m_cli->fleet().call(0, u"/api/streams/%1/ranges/"_s.arg(name)).json()[u"ranges"_s].toArray();
    }
    [[nodiscard]] bool setAuth(const QJsonObject &settings)
    {
        const QByteArray body = QJsonDocument(settings).toJson(QJsonDocument::Compact);
        return m_cli->fleet().control("PUT", u"/servers/ms-02/auth"_s, body).status == 200;
    }

private Q_SLOTS:
    void initTestCase()
    {
        m_cli = std::make_unique<CliHarness>();
        QVERIFY(m_cli->startFleet(1, 1, {u"--record"_s, u"1"_s, u"--private-every"_s, u"1"_s}));
        QVERIFY(m_cli->makeRegistry());
        m_lobby = m_cli->uuidOf(u"Lobby"_s, u"high"_s);
        m_lobbyLow = m_cli->uuidOf(u"Lobby"_s, u"low"_s);
        m_mtx = m_cli->uuidOf(u"cam-02"_s, u"high"_s);
        QVERIFY(!m_lobby.isEmpty() && !m_lobbyLow.isEmpty() && !m_mtx.isEmpty());
        QTRY_VERIFY_WITH_TIMEOUT(ranges()[0][u"duration"].toInt() >= 4, patienceMs);
    }
    void init() { QVERIFY(m_cli->takeRegistry()); }
    void cleanup()
    {
        for (const QString &server : {u"ms-01"_s, u"ms-02"_s})
            QVERIFY(m_cli->fault(server, {{u"kind"_s, u"none"_s}}));
        QVERIFY(setAuth({{u"method"_s, u"internal"_s}}));
        QCOMPARE(m_cli->findSecret(), QString());
        // Tokens are on the standard output of create and show, sealed in the registry, and nowhere else.
        for (const QString &token : std::as_const(m_tokens)) {
            QVERIFY(!token.isEmpty());
            QVERIFY2(!m_saidElsewhere.contains(token.toUtf8()), m_saidElsewhere.constData());
            QDirIterator files(m_cli->path({}), QDir::Files, QDirIterator::Subdirectories);
            while (files.hasNext()) {
                QFile file(files.next());
                QVERIFY2(file.open(QIODevice::ReadOnly) && !file.readAll().contains(token.toUtf8()),
                         qPrintable(file.fileName()));
            }
        }
        m_tokens.clear();
        m_saidElsewhere.clear();
    }
    void cleanupTestCase() { m_cli.reset(); }

    void aLiveLinkIsMadeListedAndShown()
    {
        const qint64 before = QDateTime::currentSecsSinceEpoch();
        const QJsonObject link =
            made(live(m_lobby, {u"--hours"_s, u"3"_s, u"--for"_s, u" Smith & Söhne "_s}));
        QCOMPARE(link[u"uuid"].toString(), m_lobby);
        QCOMPARE(link[u"stream"].toString(), u"Lobby · high"_s);
        QCOMPARE(link[u"server"].toString(), u"ms-01"_s);
        QCOMPARE(link[u"mode"].toString(), u"live"_s);
        QCOMPARE(link[u"protocol"].toString(), u"rtsp"_s);
        QCOMPARE(link[u"public"].toBool(true), false);
        QCOMPARE(link[u"for"].toString(), u"Smith & Söhne"_s);
        QCOMPARE(link[u"state"].toString(), u"valid"_s);
        QVERIFY(link[u"author"].toString().contains(u'@'));
        QVERIFY(link[u"fromAt"].isNull() && link[u"revokedAt"].isNull());
        const qint64 left = timeOf(link[u"expiresAt"]).toSecsSinceEpoch() - before - 3 * 3600;
        QVERIFY2(left >= 0 && left <= 30, qPrintable(QString::number(left)));
        // The address tells no token; the link has one, and it opens.
        const QString whole = link[u"link"].toString();
        QCOMPARE(link[u"address"].toString(), withoutQuery(whole));
        QCOMPARE(statusOf(whole), 200);
        QCOMPARE(statusOf(withoutQuery(whole)), 401);

        const QJsonArray listed = links();
        QCOMPARE(listed.size(), 1);
        QJsonObject shown = link;
        shown.remove(u"link"_s);
        QCOMPARE(listed[0].toObject(), shown);
        const QString id = link[u"id"].toString();
        QCOMPARE(done({u"share"_s, u"show"_s, id}).toObject(), link);
        // For people: the link alone, for a pipe.
        QCOMPARE(m_cli->text({u"share"_s, u"show"_s, id}).out, whole.toUtf8() + '\n');
        const QByteArray table = m_cli->text({u"share"_s, u"list"_s}).out;
        for (const char *word : {"EXPIRES IN", "Lobby", "live", "rtsp", "valid", "3 h", "Smith"})
            QVERIFY2(table.contains(word), table.constData());
        QVERIFY(!table.contains("token"));
        // What was done is in the journal.
        const QJsonValue entry = done({u"operations"_s, u"list"_s})[0];
        QCOMPARE(entry[u"kind"].toString(), u"share_stream"_s);
    }

    void everyPeriodThatIsAllowedIsTaken_data()
    {
        QTest::addColumn<QString>("option");
        QTest::addColumn<int>("count");
        QTest::addColumn<int>("hours");
        QTest::newRow("an hour") << u"--hours"_s << 1 << 1;
        QTest::newRow("720 hours") << u"--hours"_s << 720 << 720;
        QTest::newRow("a day") << u"--days"_s << 1 << 24;
        QTest::newRow("30 days") << u"--days"_s << 30 << 720;
    }
    void everyPeriodThatIsAllowedIsTaken()
    {
        QFETCH(QString, option);
        QFETCH(int, count);
        QFETCH(int, hours);
        const QJsonObject link = made(live(m_lobby, {option, QString::number(count)}));
        const QDateTime wanted = QDateTime::currentDateTimeUtc().addSecs(qint64(hours) * 3600);
        QVERIFY(std::abs(timeOf(link[u"expiresAt"]).secsTo(wanted)) <= 30);
    }

    void wrongUsageIsToldBeforeAnythingIsAsked_data()
    {
        QTest::addColumn<QStringList>("options");
        QTest::addColumn<QByteArray>("word");
        const QStringList rtsp{u"--mode"_s, u"live"_s, u"--protocol"_s, u"rtsp"_s};
        const auto row = [](const char *name, const QStringList &options, const char *word) {
            QTest::newRow(name) << options << QByteArray(word);
        };
        row("no hours", rtsp + QStringList{u"--hours"_s, u"0"_s}, "--hours");
        row("negative", rtsp + QStringList{u"--hours=-3"_s}, "--hours");
        row("721 hours", rtsp + QStringList{u"--hours"_s, u"721"_s}, "720");
        row("31 days", rtsp + QStringList{u"--days"_s, u"31"_s}, "30");
        row("no days", rtsp + QStringList{u"--days"_s, u"0"_s}, "--days");
        row("half an hour", rtsp + QStringList{u"--hours"_s, u"0.5"_s}, "--hours");
        row("nonsense", rtsp + QStringList{u"--days"_s, u"long"_s}, "--days");
        row("huge", rtsp + QStringList{u"--hours"_s, u"99999999999999999999"_s}, "--hours");
        row("none", rtsp, "--public");
        row("two", rtsp + QStringList{u"--hours"_s, u"1"_s, u"--days"_s, u"1"_s}, "one of");
        row("period and public", rtsp + QStringList{u"--hours"_s, u"1"_s, u"--public"_s}, "one of");
        row("no mode", {u"--protocol"_s, u"rtsp"_s, u"--hours"_s, u"1"_s}, "--mode");
        row("no protocol", {u"--mode"_s, u"live"_s, u"--hours"_s, u"1"_s}, "--protocol");
        row("unknown mode", {u"--mode"_s, u"mosaic"_s, u"--protocol"_s, u"rtsp"_s, u"--hours"_s, u"1"_s},
            "archive");
        row("unknown protocol", {u"--mode"_s, u"live"_s, u"--protocol"_s, u"webrtc"_s, u"--hours"_s, u"1"_s},
            "hls");
        row("live from", rtsp + QStringList{u"--hours"_s, u"1"_s, u"--from"_s, u"2026-11-23T10:00:00Z"_s},
            "--from");
        row("a file of what is live",
            {u"--mode"_s, u"live"_s, u"--protocol"_s, u"file"_s, u"--hours"_s, u"1"_s}, "--mode archive");
        const QStringList archive{u"--mode"_s, u"archive"_s, u"--protocol"_s, u"hls"_s, u"--hours"_s, u"1"_s};
        row("archive without a moment", archive, "--from");
        row("garbage", archive + QStringList{u"--from"_s, u"yesterday"_s}, "--from");
        row("no such day", archive + QStringList{u"--from"_s, u"2026-02-30T10:00:00Z"_s}, "--from");
        row("nothing", archive + QStringList{u"--from"_s, QString()}, "--from");
    }
    void wrongUsageIsToldBeforeAnythingIsAsked()
    {
        QFETCH(QStringList, options);
        QFETCH(QByteArray, word);
        QVERIFY(isRefused(create(m_lobby, options), 2, {word}));
        QCOMPARE(links(), QJsonArray());
    }

    void streamsThatAreNoneAreRefused()
    {
        QVERIFY(isRefused(live(u"nonsense"_s, {u"--hours"_s, u"1"_s}), 1, {"no camera"}));
        QVERIFY(isRefused(live(u"69a2820c-60d4-53eb-b3eb-000000000000"_s, {u"--hours"_s, u"1"_s}), 1,
                          {"There is no stream"}));
        QVERIFY(isRefused({u"share"_s, u"show"_s, u"nonsense"_s}, 1, {"no link", "share list"}));
        QVERIFY(isRefused({u"share"_s, u"revoke"_s, m_lobby}, 1, {"no link"}));
        QVERIFY(isRefused({u"share"_s, u"list"_s, u"--state"_s, u"mine"_s}, 2, {"valid"}));
    }

    void anArchiveLinkBeginsWhenItWasAskedTo()
    {
        const qint64 second = ranges()[0][u"from"].toInteger() + 2;
        const Outcome outcome = call(archive(m_lobby, utc(second)));
        QVERIFY2(outcome.code == 0, outcome.all().constData());
        QCOMPARE(outcome.err.count('\n'), 1); // the id of the link
        const QJsonValue link = outcome.json()[u"links"][0];
        QCOMPARE(timeOf(link[u"fromAt"]).toSecsSinceEpoch(), second);
        const QUrlQuery query(QUrl(link[u"link"].toString()));
        // On the clock of the server, which a few answers tell to a second.
        QVERIFY(std::abs(query.queryItemValue(u"timestamp"_s).toLongLong() - second) <= 1);
        QCOMPARE(statusOf(link[u"link"].toString()), 200);
        QVERIFY(!link[u"address"].toString().contains(u"token"));
        QVERIFY(link[u"address"].toString().contains(u"timestamp="));
        // The same moment with an offset, and with none: the time of this computer.
        const QDateTime moment = QDateTime::fromSecsSinceEpoch(second, Qt::UTC);
        for (const QString &text : {moment.toOffsetFromUtc(19'800).toString(Qt::ISODate),
                                    moment.toLocalTime().toString(u"yyyy-MM-ddTHH:mm:ss"_s)}) {
            const QJsonObject same = made(archive(m_lobby, text));
            QCOMPARE(timeOf(same[u"fromAt"]).toSecsSinceEpoch(), second);
        }
    }

    void aMomentBeforeTheArchiveIsMovedAndThatIsSaid()
    {
        const qint64 begin = ranges()[0][u"from"].toInteger();
        const Outcome outcome = call(archive(m_lobby, utc(begin - 3600)));
        QVERIFY2(outcome.code == 0, outcome.all().constData());
        QVERIFY2(outcome.err.contains("does not reach back so far"), outcome.err.constData());
        const QJsonValue link = outcome.json()[u"links"][0];
        QVERIFY(std::abs(timeOf(link[u"fromAt"]).toSecsSinceEpoch() - begin) <= 1);
        QCOMPARE(statusOf(link[u"link"].toString()), 200);
    }

    void whatCannotBeSharedIsRefusedWithItsReason()
    {
        const qint64 now = QDateTime::currentSecsSinceEpoch();
        QVERIFY(isRefused(archive(m_lobby, utc(now + 3600)), 1, {"has not come yet"}));
        QVERIFY(isRefused(archive(m_lobbyLow, utc(now - 5)), 1, {"high quality only"}));
        const QString other = m_cli->uuidOf(u"Loading dock 3"_s, u"high"_s);
        QVERIFY(!other.isEmpty());
        QVERIFY(isRefused(archive(other, utc(now - 5)), 1, {"Nothing is recorded"}));
        QVERIFY(isRefused(live(m_mtx, {u"--hours"_s, u"1"_s}), 1, {"authMethod: jwt"}));
        QCOMPARE(links(), QJsonArray());
    }

    void onePublicLinkNeedsExternalAccess()
    {
        const QStringList open = live(m_lobby, {u"--public"_s});
        QVERIFY(isRefused(open, 1, {"External access"}));
        const QString camera = m_cli->row(m_lobby)[u"camera"].toString();
        const QStringList edit{u"cameras"_s, u"edit"_s, camera, u"--external-access"_s};
        QVERIFY(done(edit + QStringList{u"on"_s}).isObject());
        const QJsonObject link = made(open);
        QCOMPARE(link[u"public"].toBool(), true);
        QVERIFY(link[u"expiresAt"].isNull());
        QCOMPARE(link[u"link"].toString(), link[u"address"].toString());
        QCOMPARE(statusOf(link[u"link"].toString()), 200);
        // It has no token that could be taken back; what ends it is named, and ends it.
        QVERIFY(isRefused({u"share"_s, u"revoke"_s, link[u"id"].toString()}, 1,
                          {"External access", "--external-access off"}));
        QVERIFY(done(edit + QStringList{u"off"_s}).isObject());
        QTRY_COMPARE_WITH_TIMEOUT(statusOf(link[u"link"].toString()), 401, patienceMs);
        QCOMPARE(links()[0][u"state"].toString(), u"revoked"_s);
        QVERIFY(isRefused(open, 1, {"External access"}));
    }

    void onAMediaMtxThatLetsEverybodyInOnlyPublicLinksAreMade()
    {
        const QString camera = m_cli->row(m_mtx)[u"camera"].toString();
        QVERIFY(done({u"cameras"_s, u"edit"_s, camera, u"--external-access"_s, u"on"_s}).isObject());
        const QJsonObject link = made(live(m_mtx, {u"--public"_s}));
        QCOMPARE(statusOf(link[u"link"].toString()), 200);
        QVERIFY(setAuth({{u"method"_s, u"internal"_s}, {u"openRead"_s, false}}));
        QVERIFY(isRefused(live(m_mtx, {u"--public"_s}), 1, {"account"}));
        QCOMPARE(links().size(), 1);
    }

    void severalAreMadeAtOnceAndEachTellsItsOwn()
    {
        const Outcome outcome = call(live(m_lobby, {m_mtx, m_lobbyLow, m_lobby, u"--days"_s, u"2"_s}));
        QCOMPARE(outcome.code, 1);
        const QJsonValue answer = outcome.json();
        QCOMPARE(answer[u"links"].toArray().size(), 2); // named twice, made once
        QCOMPARE(answer[u"failures"].toArray().size(), 1);
        QCOMPARE(answer[u"failures"][0][u"uuid"].toString(), m_mtx);
        QVERIFY(answer[u"failures"][0][u"message"].toString().contains(u"authMethod"));
        QVERIFY(outcome.err.contains("cam-02 (high): "));
        QCOMPARE(links().size(), 2);
    }

    void noHalfMadeLinkIsListed_data()
    {
        QTest::addColumn<QString>("kind");
        QTest::newRow("unreachable") << u"refuse"_s;
        QTest::newRow("closes") << u"drop"_s;
        QTest::newRow("refuses") << u"status"_s;
        QTest::newRow("garbage") << u"garbage"_s;
        QTest::newRow("a gateway's page") << u"html"_s;
        QTest::newRow("cut") << u"cut"_s;
    }
    void noHalfMadeLinkIsListed()
    {
        QFETCH(QString, kind);
        QJsonObject fault{{u"kind"_s, kind}};
        if (kind != u"refuse")
            fault.insert(u"path"_s, u"/api/auth/token"_s);
        QVERIFY(m_cli->fault(u"ms-01"_s, fault));
        QVERIFY(isRefused(live(m_lobby, {u"--hours"_s, u"1"_s}), 1, {m_cli->api(0).toUtf8()}));
        QCOMPARE(links(), QJsonArray());
        if (kind == u"refuse") // and what it has recorded is not known, which is not the same as nothing
            QVERIFY(isRefused(archive(m_lobby, utc(QDateTime::currentSecsSinceEpoch() - 5)), 1,
                              {m_cli->api(0).toUtf8()}));
    }

    void anotherClockIsSaidAndCounts()
    {
        QVERIFY(m_cli->fault(u"ms-01"_s, {{u"kind"_s, u"skew"_s}, {u"skewSeconds"_s, 7200}}));
        const Outcome outcome = call(live(m_lobby, {u"--hours"_s, u"1"_s}));
        QVERIFY2(outcome.code == 0, outcome.all().constData());
        QVERIFY2(outcome.err.contains("120 minute"), outcome.err.constData());
        const QJsonValue link = outcome.json()[u"links"][0];
        const qint64 left = QDateTime::currentDateTimeUtc().secsTo(timeOf(link[u"expiresAt"]));
        QVERIFY2(left > 3500 && left <= 3600, qPrintable(QString::number(left)));
        QCOMPARE(statusOf(link[u"link"].toString()), 200);
        QVERIFY(m_cli->fault(u"ms-01"_s, {{u"kind"_s, u"skew"_s}, {u"skewSeconds"_s, 7200 + 3700}}));
        QVERIFY(statusOf(link[u"link"].toString()) != 200);
    }

    void aRevokedLinkIsNotKeptAndItsServerCannotTakeItBack()
    {
        const QJsonObject link = made(live(m_lobby, {u"--hours"_s, u"1"_s}));
        const QString id = link[u"id"].toString();
        const Outcome outcome = call({u"share"_s, u"revoke"_s, id});
        QVERIFY2(outcome.code == 0, outcome.all().constData());
        QVERIFY2(outcome.err.contains("ms-01 cannot take a token back"), outcome.err.constData());
        QCOMPARE(outcome.json()[u"state"].toString(), u"revoked"_s);
        QVERIFY(outcome.json()[u"sessionsEnded"].isNull());
        QVERIFY(isRefused({u"share"_s, u"show"_s, id}, 1, {"not kept any more"}));
        QVERIFY(isRefused({u"share"_s, u"revoke"_s, id}, 1, {"over already"}));
        const QJsonObject listed = links()[0].toObject();
        QCOMPARE(listed[u"state"].toString(), u"revoked"_s);
        QVERIFY(!listed[u"revokedAt"].isNull());
        // As it was said: the server looks at the token only.
        QCOMPARE(statusOf(link[u"link"].toString()), 200);
    }

    void theListIsOfOneState()
    {
        const QJsonObject first = made(live(m_lobby, {u"--hours"_s, u"1"_s}));
        const QJsonObject second = made(live(m_lobby, {u"--hours"_s, u"2"_s}));
        QVERIFY(done({u"share"_s, u"revoke"_s, first[u"id"].toString()}).isObject());
        QCOMPARE(links().size(), 2);
        const QJsonArray valid = links({u"--state"_s, u"valid"_s});
        QCOMPARE(valid.size(), 1);
        QCOMPARE(valid[0][u"id"], second[u"id"]);
        const QJsonArray revoked = links({u"--state"_s, u"revoked"_s});
        QCOMPARE(revoked.size(), 1);
        QCOMPARE(revoked[0][u"id"], first[u"id"]);
        QCOMPARE(links({u"--state"_s, u"expired"_s}), QJsonArray());
        QCOMPARE(m_cli->text({u"share"_s, u"list"_s, u"--state"_s, u"expired"_s}).out, "No link.\n");
    }

    void withoutThePassphraseNothingIsMadeOrShown()
    {
        const QString id = made(live(m_lobby, {u"--hours"_s, u"1"_s}))[u"id"].toString();
        m_cli->setKey(CliHarness::Key::None);
        QVERIFY(isRefused(live(m_lobby, {u"--hours"_s, u"1"_s}), 1, {"none is made", "passphrase"}));
        QVERIFY(isRefused({u"share"_s, u"show"_s, id}, 1, {"passphrase"}));
        QCOMPARE(links().size(), 1);
    }

    void aLinkIsExtendedByANewOne()
    {
        const Outcome first = call(live(m_lobby, {u"--hours"_s, u"1"_s, u"--for"_s, u"police"_s}));
        const QJsonObject before = first.json()[u"links"][0].toObject();
        const QString id = before[u"id"].toString();
        QVERIFY2(!id.isEmpty() && first.err.contains(id.toUtf8()), first.all().constData());
        const Outcome outcome = call({u"share"_s, u"extend"_s, id, u"--hours"_s, u"3"_s});
        QVERIFY2(outcome.code == 0, outcome.all().constData());
        const QJsonObject after = outcome.json()[u"links"][0].toObject();
        QVERIFY(after[u"id"].toString() != id);
        QVERIFY(outcome.err.contains(after[u"id"].toString().toUtf8()));
        for (const QString &same : {u"uuid"_s, u"mode"_s, u"protocol"_s, u"for"_s, u"server"_s})
            QCOMPARE(after[same], before[same]);
        QVERIFY(timeOf(after[u"expiresAt"]) > timeOf(before[u"expiresAt"]).addSecs(3600));
        // The link is alone on standard output, so that a script can take it.
        const Outcome text = m_cli->text({u"share"_s, u"extend"_s, id, u"--days"_s, u"1"_s});
        QVERIFY2(text.code == 0 && text.out.trimmed().startsWith("rtsp") && text.out.count('\n') == 1,
                 text.all().constData());
        m_tokens.append(QUrlQuery(QUrl(QString::fromUtf8(text.out.trimmed()))).queryItemValue(u"token"_s));
        QVERIFY(isRefused({u"share"_s, u"extend"_s, id}, 2, {"--hours"}));
        QVERIFY(isRefused({u"share"_s, u"extend"_s, m_lobby, u"--hours"_s, u"1"_s}, 1, {"no link"}));
        for (const QJsonValue &link : links()) {
            if (link[u"uuid"].toString() == m_lobby && link[u"for"].toString() == u"police"_s &&
                link[u"state"].toString() == u"valid"_s)
                (void)call({u"share"_s, u"revoke"_s, link[u"id"].toString()});
        }
    }
};

QTEST_GUILESS_MAIN(CliShareTest)
#include "tst_clishare.moc"
