#include "models/rules/Adoption.h"
#include "models/rules/DriftRule.h"
#include "models/rules/QualityName.h"
#include "models/rules/ServerEditRule.h"

#include <QTest>

#include <algorithm>
#include <random>

using namespace Qt::StringLiterals;
using namespace streamkeeper;

namespace {

RemoteStream remote(const QString &name, const QString &cameraUid = {}, int width = -1)
{
    RemoteStream one;
    one.remoteName = name;
    one.cameraUid = cameraUid;
    one.width = width;
    one.height = width < 0 ? -1 : width / 2;
    one.address = StreamAddress::fromText(u"rtsp://u:p@10.0.0.7/"_s + name);
    return one;
}

/// "camera: high / low", one line each.
QString print(const std::vector<RemoteStream> &streams)
{
    QStringList lines;
    for (const AdoptionProposal &one : proposeAdoption(streams)) {
        const auto name = [&](std::optional<int> index) {
            return index ? streams[size_t(*index)].remoteName : u"-"_s;
        };
        lines.append(one.cameraName + u": "_s + name(one.high) + u" / "_s + name(one.low));
    }
    return lines.join(u'\n');
}

} // namespace

using Change = void (*)(MediaServer &);

class RulesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyEndingTellsItsQuality_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("stem");
        QTest::addColumn<int>("quality"); // 1 high, 0 low, -1 untold
        for (const char *separator : {"-", "_", "/", "."}) {
            for (const char *ending : {"high", "hi", "main", "hq", "hd", "HIGH"})
                QTest::addRow("%s%s", separator, ending)
                    << u"yard"_s + QString::fromLatin1(separator) + QString::fromLatin1(ending) << u"yard"_s
                    << 1;
            for (const char *ending : {"low", "lo", "sub", "lq", "sd", "Low"})
                QTest::addRow("%s%s", separator, ending)
                    << u"yard"_s + QString::fromLatin1(separator) + QString::fromLatin1(ending) << u"yard"_s
                    << 0;
        }
        for (const auto &name : {u"yardhigh"_s, u"yard-higher"_s, u"yard-3"_s, u"high"_s, u"-low"_s,
                                 u"yard-1"_s, u"yard.2"_s, u"yard-11"_s, u""_s})
            QTest::addRow("untold %s", qPrintable(name)) << name << name << -1;
        QTest::newRow("unicode") << u"Двор-low"_s << u"Двор"_s << 0;
        QTest::newRow("blank") << u"yard high"_s << u"yard"_s << 1;
        QTest::newRow("folder") << u"site/sub/yard"_s << u"site/yard"_s << 0;
        QTest::newRow("in front") << u"main/yard"_s << u"yard"_s << 1;
        QTest::newRow("camel case") << u"yardSub"_s << u"yard"_s << 0;
        QTest::newRow("two words") << u"yard_main_stream"_s << u"yard"_s << 1;
        QTest::newRow("Russian") << u"Двор основной"_s << u"Двор"_s << 1;
        QTest::newRow("address") << u"10.20.0.1"_s << u"10.20.0.1"_s << -1;
        QTest::newRow("last counts") << u"a-low-high"_s << u"a-low"_s << 1;
    }

    void everyEndingTellsItsQuality()
    {
        QFETCH(QString, name);
        QFETCH(QString, stem);
        QFETCH(int, quality);
        const QualityName taken = splitQualityName(name);
        if (quality >= 0)
            QCOMPARE(taken.stem, stem);
        QCOMPARE(taken.quality.has_value(), quality >= 0);
        if (quality >= 0)
            QCOMPARE(*taken.quality, quality == 1 ? Quality::High : Quality::Low);
    }

    void streamsArePaired_data()
    {
        QTest::addColumn<std::vector<RemoteStream>>("streams");
        QTest::addColumn<QString>("expected");
        using List = std::vector<RemoteStream>;
        QTest::newRow("names") << List{remote(u"yard-high"_s), remote(u"yard-low"_s)}
                               << u"yard: yard-high / yard-low"_s;
        QTest::newRow("camera uid") << List{remote(u"x1y"_s, u"c"_s, 640), remote(u"x2y"_s, u"c"_s, 1920)}
                                    << u"x2y: x2y / x1y"_s;
        QTest::newRow("camera uid of its own")
            << List{remote(u"yard-high"_s, u"yard-high"_s), remote(u"yard-low"_s, u"yard-low"_s)}
            << u"yard: yard-high / yard-low"_s;
        QTest::newRow("single low is high and alone")
            << List{remote(u"yard-low"_s)} << u"yard: yard-low / -"_s;
        QTest::newRow("two of one quality") << List{remote(u"yard-high"_s), remote(u"yard_hi"_s)}
                                            << u"yard_hi: yard_hi / -\nyard-high: yard-high / -"_s;
        QTest::newRow("triple") << List{remote(u"a"_s, u"c"_s, 1920), remote(u"b"_s, u"c"_s, 640),
                                        remote(u"d"_s, u"c"_s, 320)}
                                << u"a: a / b\nd: d / -"_s;
        QTest::newRow("natural order") << List{remote(u"cam 10"_s), remote(u"cam 9"_s), remote(u"Cam 1"_s)}
                                       << u"Cam 1: Cam 1 / -\ncam 9: cam 9 / -\ncam 10: cam 10 / -"_s;
        QTest::newRow("unicode") << List{remote(u"Двор-high"_s), remote(u"Двор-low"_s)}
                                 << u"Двор: Двор-high / Двор-low"_s;
        RemoteStream pushed = remote(u"yard-low"_s);
        pushed.obstacle = u"pushed"_s;
        QTest::newRow("obstacle") << List{remote(u"yard-high"_s), pushed} << u"yard: yard-high / -"_s;
        QTest::newRow("none") << List{} << QString();
    }

    void streamsArePaired()
    {
        QFETCH(std::vector<RemoteStream>, streams);
        QFETCH(QString, expected);
        QCOMPARE(print(streams), expected);
    }

    void theOrderOfTheInputDoesNotMatter()
    {
        std::vector<RemoteStream> streams;
        for (int i = 0; i < 6; ++i) {
            streams.push_back(remote(u"cam%1-high"_s.arg(i)));
            streams.push_back(remote(u"cam%1-low"_s.arg(i)));
            streams.push_back(remote(u"u%1a"_s.arg(i), u"uid%1"_s.arg(i), 640));
            streams.push_back(remote(u"u%1b"_s.arg(i), u"uid%1"_s.arg(i), 640));
            streams.push_back(remote(u"u%1c"_s.arg(i), u"uid%1"_s.arg(i)));
        }
        const QString expected = print(streams);
        std::mt19937 random(7);
        for (int i = 0; i < 50; ++i) {
            std::shuffle(streams.begin(), streams.end(), random);
            QCOMPARE(print(streams), expected);
        }
    }

    void everyStreamIsProposedExactlyOnce()
    {
        std::mt19937 random(11);
        const QStringList names{u"a-high"_s, u"a-low"_s, u"a_1"_s,    u"a.2"_s,
                                u"b"_s,      u"b-sub"_s, u"c-main"_s, u"c-hq"_s};
        for (int round = 0; round < 300; ++round) {
            std::vector<RemoteStream> streams;
            for (int i = 0; i < 8; ++i)
                streams.push_back(
                    remote(names[qsizetype(random() % 8)] + QString(qsizetype(random() % 2), u'x'),
                           random() % 2 ? u"u%1"_s.arg(random() % 3) : QString()));
            std::vector<int> used;
            for (const AdoptionProposal &one : proposeAdoption(streams)) {
                QVERIFY(one.high || one.low);
                for (const auto &index : {one.high, one.low}) {
                    if (index)
                        used.push_back(*index);
                }
            }
            std::ranges::sort(used);
            QCOMPARE(used.size(), streams.size());
            for (int i = 0; i < 8; ++i)
                QCOMPARE(used[size_t(i)], i);
        }
    }

    void theCameraHasTheServersNameAndTheAddress()
    {
        std::vector<RemoteStream> streams{remote(u"1"_s, u"c"_s), remote(u"2"_s, u"c"_s)};
        streams[0].displayName = u"Yard (high)"_s;
        streams[1].displayName = u"Yard (low)"_s;
        const auto proposals = proposeAdoption(streams);
        QCOMPARE(proposals.size(), 1u);
        QCOMPARE(proposals[0].cameraName, u"Yard"_s);
        QCOMPARE(proposals[0].cameraUid, u"c"_s);
        QCOMPARE(proposals[0].ipAddress, u"10.0.0.7"_s);
        QCOMPARE(proposals[0].high, 0);
        QCOMPARE(proposals[0].low, 1);
        streams[0].address = streams[1].address = StreamAddress::fromText(u"rtsp://camera.example/x"_s);
        QVERIFY(proposeAdoption(streams)[0].ipAddress.isEmpty());
        streams[0].address = StreamAddress::fromText(u"rtsp://u:p@[fe80::1]:554/x"_s);
        QCOMPARE(proposeAdoption(streams)[0].ipAddress, u"fe80::1"_s);
    }

    void onlyAnAddressThatAllReadAlikeIsThatOfTheCamera()
    {
        std::vector<RemoteStream> streams{remote(u"yard"_s)};
        for (const auto &host :
             {u"010.0.0.5"_s, u"10.5"_s, u"167772165"_s, u"0x0a000005"_s, u"gate.example"_s}) {
            streams[0].address = StreamAddress::fromText(u"rtsp://u:p@"_s + host + u":554/x"_s);
            QCOMPARE(proposeAdoption(streams)[0].ipAddress, QString());
        }
        streams[0].address = StreamAddress::fromText(u"rtsp://u:p@ss@10.0.0.7:554/x"_s);
        QCOMPARE(proposeAdoption(streams)[0].ipAddress, u"10.0.0.7"_s);
    }

    void whatTheServerHoldsAlreadyIsNotOffered()
    {
        const ServerId server = ServerId::create();
        Stream captured;
        captured.mainServer = server;
        captured.remoteName = u"yard-high"_s;
        Stream reserve;
        reserve.mainServer = ServerId::create();
        reserve.additionalServer = server;
        reserve.remoteName = u"gate"_s;
        Stream elsewhere;
        elsewhere.mainServer = ServerId::create();
        elsewhere.remoteName = u"dock"_s;
        const AdoptionOffer offer = offerAdoption(
            {remote(u"yard-high"_s), remote(u"yard-low"_s), remote(u"gate"_s), remote(u"dock"_s)}, server,
            {captured, reserve, elsewhere}, {});
        QCOMPARE(offer.found.size(), 2u);
        QCOMPARE(offer.found[0].remoteName, u"yard-low"_s);
        QCOMPARE(offer.found[1].remoteName, u"dock"_s);
        QCOMPARE(offer.proposals.size(), 2u);
    }

    void whatATransferLeftIsNotOffered()
    {
        const ServerId server = ServerId::create();
        const HolderCopy here{server, u"yard-high"_s, StreamId::create(), 0};
        const HolderCopy elsewhere{ServerId::create(), u"gate"_s, StreamId::create(), 0};
        const AdoptionOffer offer =
            offerAdoption({remote(u"yard-high"_s), remote(u"gate"_s)}, server, {}, {here, elsewhere});
        QCOMPARE(offer.found.size(), 1u);
        QCOMPARE(offer.found[0].remoteName, u"gate"_s);
        QCOMPARE(offer.proposals.size(), 1u);
    }

    void chosenStreamsKeepTheirQuality()
    {
        std::vector<RemoteStream> found{remote(u"yard-high"_s), remote(u"yard-low"_s), remote(u"gate"_s)};
        found[2].address = StreamAddress::fromText(u"rtsp://10.0.0.8/gate"_s);
        const AdoptionOffer offer = offerAdoption(found, ServerId::create(), {}, {});
        const auto low = chooseStreams(offer, {u"yard-low"_s});
        QCOMPARE(low.size(), 1u);
        QVERIFY(!low[0].high && low[0].low);
        QVERIFY(chooseStreams(offer, {u"elsewhere"_s}).empty());
        // Only what is chosen has to be sealed.
        QVERIFY(needsSealing(offer.found, low));
        QVERIFY(!needsSealing(offer.found, chooseStreams(offer, {u"gate"_s})));
    }

    void driftComparesOnlyWhatBothKnow_data()
    {
        QTest::addColumn<QString>("desiredText");
        QTest::addColumn<quint64>("desiredPrint");
        QTest::addColumn<QString>("observedText");
        QTest::addColumn<quint64>("observedPrint");
        QTest::addColumn<bool>("differs");
        const auto a = u"rtsp://•••@h/a"_s;
        const auto b = u"rtsp://•••@h/b"_s;
        QTest::newRow("same") << a << quint64(1) << a << quint64(1) << false;
        QTest::newRow("other password") << a << quint64(1) << a << quint64(2) << true;
        QTest::newRow("locked, same text") << a << quint64(0) << a << quint64(2) << false;
        QTest::newRow("locked, other text") << a << quint64(0) << b << quint64(2) << true;
        QTest::newRow("not told") << a << quint64(1) << QString() << quint64(0) << false;
        QTest::newRow("not wanted") << QString() << quint64(0) << b << quint64(2) << false;
        QTest::newRow("restored without a fingerprint") << a << quint64(1) << b << quint64(0) << true;
    }

    void driftComparesOnlyWhatBothKnow()
    {
        QFETCH(QString, desiredText);
        QFETCH(quint64, desiredPrint);
        QFETCH(QString, observedText);
        QFETCH(quint64, observedPrint);
        QFETCH(bool, differs);
        ObservedStream observed;
        observed.maskedAddress = observedText;
        observed.addressFingerprint = observedPrint;
        const DesiredSettings desired{desiredText, desiredPrint, true, Tristate::Unknown};
        QCOMPARE(findDifferences(desired, observed).testFlag(Difference::Address), differs);
        QCOMPARE(judgeDrift(desired, &observed), differs ? Drift::Different : Drift::None);
        QCOMPARE(judgeDrift(desired, nullptr), Drift::Missing);
    }

    void switchesAreCompared()
    {
        ObservedStream observed;
        observed.hasAudio = Tristate::Yes;
        QCOMPARE(findDifferences({{}, 0, false, Tristate::Unknown}, observed),
                 Differences(Difference::Enabled));
        QCOMPARE(findDifferences({{}, 0, true, Tristate::No}, observed), Differences(Difference::Audio));
        QCOMPARE(findDifferences({{}, 0, true, Tristate::Yes}, observed), Differences());
        observed.hasAudio = Tristate::No; // the camera may have none
        QCOMPARE(findDifferences({{}, 0, true, Tristate::Yes}, observed), Differences());
    }

    void anAddressIsOneServer_data()
    {
        QTest::addColumn<QString>("host");
        QTest::addColumn<int>("port");
        QTest::addColumn<bool>("isTaken");
        QTest::newRow("same") << u"ms.example"_s << 9997 << true;
        QTest::newRow("case") << u"MS.Example"_s << 9997 << true;
        QTest::newRow("dot of the root") << u"ms.example."_s << 9997 << true;
        QTest::newRow("another port") << u"ms.example"_s << 9998 << false;
        QTest::newRow("another host") << u"ms2.example"_s << 9997 << false;
        QTest::newRow("longer") << u"ms.example.com"_s << 9997 << false;
    }
    void anAddressIsOneServer()
    {
        QFETCH(QString, host);
        QFETCH(int, port);
        QFETCH(bool, isTaken);
        MediaServer known;
        known.id = ServerId::create();
        known.name = u"rack"_s;
        known.internalHost = u"ms.example"_s;
        known.apiPort = 9997;
        MediaServer other = known;
        other.id = ServerId::create();
        other.name = u"another"_s;
        other.useTls = !known.useTls; // one port speaks one way
        other.internalHost = host;
        other.apiPort = quint16(port);
        const QString reason = whyAddressIsTaken(other, {known});
        QCOMPARE(!reason.isEmpty(), isTaken);
        QCOMPARE(reason.contains(u"rack"), isTaken);
        QCOMPARE(whyAddressIsTaken(known, {known}), QString());
        // What a registry holds twice from before can be edited; only moving onto another is refused.
        QCOMPARE(whyAddressIsTaken(other, {known, other}), QString());
        MediaServer elsewhere = other;
        elsewhere.internalHost = u"elsewhere"_s;
        QCOMPARE(!whyAddressIsTaken(other, {known, elsewhere}).isEmpty(), isTaken);
    }

    void aStoredSecretGoesNowhereNew_data()
    {
        QTest::addColumn<Change>("change");
        QTest::addColumn<QString>("place");
        const auto row = [](const char *name, Change change, const QString &place) {
            QTest::newRow(name) << change << place;
        };
        row("nothing", [](MediaServer &) {}, {});
        row("name", [](MediaServer &server) { server.name = u"other"_s; }, {});
        row("case and dot", [](MediaServer &server) { server.internalHost = u"MS.example."_s; }, {});
        row(
            "host", [](MediaServer &server) { server.internalHost = u"evil.example"_s; },
            u"evil.example:9997"_s);
        row(
            "port", [](MediaServer &server) { server.apiPort = 9998; }, u"ms.example:9998"_s);
        row(
            "without encryption", [](MediaServer &server) { server.useTls = false; },
            u"ms.example:9997, not encrypted"_s);
        row("certificate", [](MediaServer &server) { server.pinnedSha256 = QByteArray(32, 'x'); }, {});
        row(
            "where viewers go", [](MediaServer &server) { server.externalHost = u"evil.example"_s; },
            u"evil.example"_s);
        row("its own host for viewers", [](MediaServer &server) { server.externalHost = u"ms.example"_s; },
            {});
        row(
            "another port of RTSP", [](MediaServer &server) { server.rtspPort = 9; }, u"ms.example"_s);
        row("the port that it tells", [](MediaServer &server) { server.hlsPort = 8888; }, {});
        row("nothing stored any more",
            [](MediaServer &server) {
                server.internalHost = u"evil.example"_s;
                server.tokenSecret = {};
            },
            {});
    }
    void aStoredSecretGoesNowhereNew()
    {
        QFETCH(Change, change);
        QFETCH(QString, place);
        MediaServer before;
        before.type = ServerType::MediaMtx;
        before.internalHost = u"ms.example"_s;
        before.apiPort = 9997;
        before.useTls = true;
        before.rtspPort = 8554;
        before.tokenSecret = SecretId::create();
        MediaServer after = before;
        change(after);
        QCOMPARE(newPlaceOfSecret(before, after), place);
        before.tokenSecret = {};
        QCOMPARE(newPlaceOfSecret(before, after), QString());
    }
};

QTEST_GUILESS_MAIN(RulesTest)
#include "tst_rules.moc"
