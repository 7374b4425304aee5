#include "models/rules/Adoption.h"
#include "models/texts/AdoptionTexts.h"
#include "tests/core/CpuClock.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

#include <algorithm>
#include <random>

using namespace Qt::StringLiterals;
using namespace streamkeeper;

namespace {

RemoteStream remote(const QString &name, const QString &address, int width = -1)
{
    RemoteStream one;
    one.remoteName = name;
    one.address = StreamAddress::fromText(address);
    one.width = width;
    one.height = width < 0 ? -1 : width * 9 / 16;
    return one;
}

/// "high+low", or a name alone; sorted.
QStringList pairsOf(const std::vector<RemoteStream> &streams)
{
    QStringList pairs;
    for (const AdoptionProposal &one : proposeAdoption(streams)) {
        const QString high = streams[size_t(*one.high)].remoteName;
        pairs.append(one.low ? high + u'+' + streams[size_t(*one.low)].remoteName : high);
    }
    pairs.sort();
    return pairs;
}

} // namespace

/// Which streams become one camera at adoption, and why.
class PairingTest : public QObject
{
    Q_OBJECT

    /// Streams of recorders by all makers, with the channel of each as its server would not tell it.
    struct Recorder
    {
        std::vector<RemoteStream> streams;
        QStringList cameras; ///< host and channel of each stream
    };
    [[nodiscard]] static Recorder recorders(std::mt19937 &random, int count);

private Q_SLOTS:
    void twoStreamsAreOneCamera_data();
    void twoStreamsAreOneCamera();
    void twoStreamsAreTwoCameras_data();
    void twoStreamsAreTwoCameras();
    void theLargerPictureIsHigh();
    void whatPeopleReportedIsPaired();
    void eachPairHasItsReason();
    void theOrderOfTheInputDoesNotMatter();
    void nothingPairsAcrossChannels();
    void tenThousandStreamsArePairedAtOnce();
};

void PairingTest::twoStreamsAreOneCamera_data()
{
    QTest::addColumn<QString>("highName");
    QTest::addColumn<QString>("highAddress");
    QTest::addColumn<QString>("lowName");
    QTest::addColumn<QString>("lowAddress");
    const auto row = [](const QString &highName, const QString &highAddress, const QString &lowName,
                        const QString &lowAddress) {
        QTest::addRow("%s %s", qPrintable(highName), qPrintable(highAddress))
            << highName << highAddress << lowName << lowAddress;
    };
    // By what the makers' addresses say; names say nothing, or the contrary.
    for (const auto &[high, low] :
         {std::pair(u"/cam/realmonitor?channel=1&subtype=0"_s, u"/cam/realmonitor?channel=1&subtype=1"_s),
          std::pair(u"/cam/realmonitor?subtype=0&channel=3"_s, u"/cam/realmonitor?subtype=2&channel=3"_s),
          std::pair(u"/Streaming/Channels/101"_s, u"/Streaming/channels/102"_s),
          std::pair(u"/Streaming/Channels/1601?transportmode=unicast"_s,
                    u"/Streaming/Channels/1602?transportmode=unicast"_s),
          std::pair(u"/ISAPI/Streaming/Channels/101"_s, u"/ISAPI/Streaming/Channels/102"_s),
          std::pair(u"/h264Preview_01_main"_s, u"/h264Preview_01_sub"_s),
          std::pair(u"/h265Preview_02_main"_s, u"/h264Preview_02_sub"_s),
          std::pair(u"/stream1"_s, u"/stream2"_s),
          std::pair(u"/live/ch00_0"_s, u"/live/ch00_1"_s),
          std::pair(u"/ch0_0.h264"_s, u"/ch0_1.h264"_s),
          std::pair(u"/av0_0"_s, u"/av0_1"_s),
          std::pair(u"/media/video1"_s, u"/media/video2"_s),
          std::pair(u"/profile1"_s, u"/profile2"_s),
          std::pair(u"/0/profile2/media.smp"_s, u"/0/profile3/media.smp"_s),
          std::pair(u"/11"_s, u"/12"_s),
          std::pair(u"/videoMain"_s, u"/videoSub"_s),
          std::pair(u"/onvif1"_s, u"/onvif2"_s),
          std::pair(u"/unicast/c1/s0/live"_s, u"/unicast/c1/s1/live"_s),
          std::pair(u"/h264/ch1/main/av_stream"_s, u"/h264/ch1/sub/av_stream"_s),
          std::pair(u"/1/h264major"_s, u"/1/h264minor"_s),
          std::pair(u"/user=admin_password=x_channel=1_stream=0.sdp"_s,
                    u"/user=admin_password=x_channel=1_stream=1.sdp"_s),
          std::pair(u"/defaultPrimary?streamType=u"_s, u"/defaultSecondary?streamType=u"_s),
          std::pair(u"/chID=1&streamType=main"_s, u"/chID=1&streamType=sub"_s),
          std::pair(u"/axis-media/media.amp?resolution=1920x1080"_s,
                    u"/axis-media/media.amp?resolution=640x360"_s),
          std::pair(u"/axis-media/media.amp"_s, u"/axis-media/media.amp?streamprofile=Bandwidth"_s),
          std::pair(u"/ufirststream"_s, u"/usecondstream"_s),
          std::pair(u"/live.sdp"_s, u"/live_sub.sdp"_s)}) {
        row(u"yard"_s, u"rtsp://admin:p@192.0.2.1:554"_s + high, u"gate"_s, u"rtsp://192.0.2.1:8554"_s + low);
    }
    // By names, where addresses say nothing.
    for (const auto &[high, low] :
         {std::pair(u"gate"_s, u"gate_sub"_s), std::pair(u"gate_hd"_s, u"gate_sd"_s),
          std::pair(u"gate-hq"_s, u"gate.lq"_s), std::pair(u"gate_record"_s, u"gate_detect"_s),
          std::pair(u"main/gate"_s, u"sub/gate"_s), std::pair(u"gate/main"_s, u"gate/sub"_s),
          std::pair(u"main-gate"_s, u"sub-gate"_s), std::pair(u"gate_mainstream"_s, u"gate_substream"_s),
          std::pair(u"gate_main_stream"_s, u"gate_sub_stream"_s), std::pair(u"gateMain"_s, u"gateSub"_s),
          std::pair(u"gate primary"_s, u"Gate_Secondary"_s), std::pair(u"GATE-High"_s, u"gate low"_s),
          std::pair(u"north/main/gate"_s, u"north/sub/gate"_s), std::pair(u"Двор основной"_s, u"Двор доп"_s),
          std::pair(u"gate_101"_s, u"gate_102"_s), std::pair(u"gate_stream1"_s, u"gate_stream2"_s),
          std::pair(u"gate-profile1"_s, u"gate-profile2"_s)}) {
        row(high, u"rtsp://192.0.2.1/one"_s, low, u"rtsp://192.0.2.1/other"_s);
        if (!high.contains(u'1'))
            row(high, u"rtsp://192.0.2.1/one"_s, low, u"rtsp://127.0.0.1:8554/gate"_s);
    }
    row(u"yard-high"_s, u"rtsp://127.0.0.1:8554/cam1"_s, u"yard-low"_s, u"rtsp://127.0.0.1:8554/cam2"_s);
    row(u"hall_0"_s, u"rtsp://192.0.2.1/0"_s, u"hall_1"_s, u"rtsp://192.0.2.1/1"_s);
    row(u"hall_1"_s, u"rtsp://192.0.2.1/hall_1"_s, u"hall_2"_s, u"rtsp://192.0.2.1/hall_2"_s);
}

void PairingTest::twoStreamsAreOneCamera()
{
    QFETCH(QString, highName);
    QFETCH(QString, highAddress);
    QFETCH(QString, lowName);
    QFETCH(QString, lowAddress);
    const QStringList expected{highName + u'+' + lowName};
    QCOMPARE(pairsOf({remote(highName, highAddress), remote(lowName, lowAddress)}), expected);
    QCOMPARE(pairsOf({remote(lowName, lowAddress), remote(highName, highAddress)}), expected);
}

void PairingTest::twoStreamsAreTwoCameras_data()
{
    QTest::addColumn<QString>("oneName");
    QTest::addColumn<QString>("oneAddress");
    QTest::addColumn<QString>("otherName");
    QTest::addColumn<QString>("otherAddress");
    const auto row = [](const QString &oneName, const QString &oneAddress, const QString &otherName,
                        const QString &otherAddress) {
        QTest::addRow("%s %s", qPrintable(oneName), qPrintable(oneAddress))
            << oneName << oneAddress << otherName << otherAddress;
    };
    for (const auto &[one, other] :
         {std::pair(u"cam_1"_s, u"cam_2"_s), std::pair(u"room-1"_s, u"room-2"_s),
          std::pair(u"cam0"_s, u"cam1"_s), std::pair(u"10.20.0.1"_s, u"10.20.0.2"_s),
          std::pair(u"gate_101"_s, u"gate_102"_s), std::pair(u"gate"_s, u"gate_sub"_s),
          std::pair(u"gate_stream1"_s, u"gate_stream2"_s)}) {
        row(one, u"rtsp://192.0.2.11/stream1"_s, other, u"rtsp://192.0.2.12/stream1"_s);
        row(one, u"rtsp://192.0.2.11/1"_s, other, u"rtsp://192.0.2.12/2"_s);
    }
    for (const auto &[one, other] :
         {std::pair(u"/cam/realmonitor?channel=1&subtype=0"_s, u"/cam/realmonitor?channel=2&subtype=1"_s),
          std::pair(u"/Streaming/Channels/101"_s, u"/Streaming/Channels/202"_s),
          std::pair(u"/Streaming/Channels/101"_s, u"/Streaming/Channels/1102"_s),
          std::pair(u"/h264Preview_01_main"_s, u"/h264Preview_02_sub"_s),
          std::pair(u"/ch1/main"_s, u"/ch2/sub"_s), std::pair(u"/live/ch00_0"_s, u"/live/ch01_1"_s),
          std::pair(u"/11"_s, u"/22"_s),
          std::pair(u"/axis-media/media.amp?camera=1&resolution=1920x1080"_s,
                    u"/axis-media/media.amp?camera=2&resolution=640x360"_s)}) {
        row(u"gate_main"_s, u"rtsp://192.0.2.1"_s + one, u"gate_sub"_s, u"rtsp://192.0.2.1"_s + other);
        row(u"gate"_s, u"rtsp://192.0.2.1"_s + one, u"yard"_s, u"rtsp://192.0.2.1"_s + other);
    }
    row(u"cam_1"_s, u"rtsp://192.0.2.1/cam1"_s, u"cam_2"_s, u"rtsp://192.0.2.1/cam2"_s);
    row(u"cam_1"_s, u"rtsp://127.0.0.1:8554/cam_1"_s, u"cam_2"_s, u"rtsp://127.0.0.1:8554/cam_2"_s);
    row(u"gate"_s, u"rtsp://127.0.0.1:8554/stream1"_s, u"yard"_s, u"rtsp://127.0.0.1:8554/stream2"_s);
    row(u"gate"_s, u"rtsp://192.0.2.1/1"_s, u"yard"_s, u"rtsp://192.0.2.1/2"_s);
    row(u"gate"_s, u"rtsps://192.0.2.1:7441/AbCdEf123GhIj45K"_s, u"yard"_s,
        u"rtsps://192.0.2.1:7441/ZbCdEf123GhIj45K"_s);
}

void PairingTest::twoStreamsAreTwoCameras()
{
    QFETCH(QString, oneName);
    QFETCH(QString, oneAddress);
    QFETCH(QString, otherName);
    QFETCH(QString, otherAddress);
    const auto streams = std::vector{remote(oneName, oneAddress), remote(otherName, otherAddress)};
    QCOMPARE(proposeAdoption(streams).size(), 2u);
}

void PairingTest::theLargerPictureIsHigh()
{
    const QString one = u"rtsp://192.0.2.1/stream1"_s;
    const QString other = u"rtsp://192.0.2.1/stream2"_s;
    QCOMPARE(pairsOf({remote(u"a"_s, one, 640), remote(u"b"_s, other, 1920)}), QStringList{u"b+a"_s});
    QCOMPARE(pairsOf({remote(u"a"_s, one, 640), remote(u"b"_s, other)}), QStringList{u"a+b"_s});
}

void PairingTest::whatPeopleReportedIsPaired()
{
    QFile file(QStringLiteral(STREAMKEEPER_TEST_DATA) + u"/field-cases/pairing.json"_s);
    QVERIFY(file.open(QIODevice::ReadOnly));
    std::vector<RemoteStream> streams;
    for (const QJsonValue &path : QJsonDocument::fromJson(file.readAll())[u"config"].toArray())
        streams.push_back(remote(path[u"name"].toString(), path[u"source"].toString()));
    QCOMPARE(streams.size(), 17u);
    QStringList cameras;
    for (const AdoptionProposal &one : proposeAdoption(streams))
        cameras.append(one.cameraName + (one.low ? u"*"_s : QString()));
    cameras.sort();
    QCOMPARE(cameras, (QStringList{u"10.20.0.1"_s, u"10.20.0.2"_s, u"cam_1"_s, u"cam_2"_s, u"cam_3"_s,
                                   u"front_door*"_s, u"gate*"_s, u"hall*"_s, u"lobby*"_s, u"room-1"_s,
                                   u"room-2"_s, u"yard*"_s}));
    QVERIFY(pairsOf(streams).contains(u"hall_0+hall_1"_s));
}

void PairingTest::eachPairHasItsReason()
{
    const auto reason = [](const std::vector<RemoteStream> &streams) {
        return texts::pairing(proposeAdoption(streams).front().pairing);
    };
    QCOMPARE(reason({remote(u"a"_s, u"rtsp://u:p@10.0.0.5/cam/realmonitor?channel=1&subtype=0"_s),
                     remote(u"b"_s, u"rtsp://u:p@10.0.0.5/cam/realmonitor?channel=1&subtype=1"_s)}),
             u"by address: channel 1 of 10.0.0.5, subtype 0 and subtype 1"_s);
    QCOMPARE(reason({remote(u"a"_s, u"rtsp://10.0.0.5/Streaming/Channels/101"_s),
                     remote(u"b"_s, u"rtsp://10.0.0.5/Streaming/Channels/102"_s)}),
             u"by address: channel 1 of 10.0.0.5, 101 and 102"_s);
    QCOMPARE(
        reason({remote(u"gate"_s, u"rtsp://10.0.0.5/a"_s), remote(u"gate_sub"_s, u"rtsp://10.0.0.5/b"_s)}),
        u"by name: gate and gate_sub"_s);
    std::vector<RemoteStream> ofOne{remote(u"x"_s, {}, 640), remote(u"y"_s, {}, 1920)};
    ofOne[0].cameraUid = ofOne[1].cameraUid = u"c"_s;
    QCOMPARE(reason(ofOne), u"by resolution: 1920 × 1080 and 640 × 360"_s);
    ofOne[0].width = ofOne[1].width = -1;
    QCOMPARE(reason(ofOne), u"by the server: it names one camera for x and y"_s);
    QCOMPARE(reason({remote(u"alone"_s, u"rtsp://10.0.0.5/a"_s)}), QString());
}

PairingTest::Recorder PairingTest::recorders(std::mt19937 &random, int count)
{
    const QList<std::pair<QString, QString>> makes{
        {u"/cam/realmonitor?channel=%1&subtype=0"_s, u"/cam/realmonitor?channel=%1&subtype=1"_s},
        {u"/Streaming/Channels/%101"_s, u"/Streaming/Channels/%102"_s},
        {u"/h264Preview_0%1_main"_s, u"/h264Preview_0%1_sub"_s},
        {u"/live/ch0%1_0"_s, u"/live/ch0%1_1"_s},
        {u"/unicast/c%1/s0/live"_s, u"/unicast/c%1/s1/live"_s},
        {u"/h264/ch%1/main/av_stream"_s, u"/h264/ch%1/sub/av_stream"_s},
        {u"/%11"_s, u"/%12"_s}};
    const QStringList names{u"gate-main"_s, u"gate_sub"_s, u"yard"_s,   u"yard.sub"_s, u"cam_1"_s,
                            u"cam_2"_s,     u"hall HD"_s,  u"hallSd"_s, u"101"_s,      u"dock_102"_s};
    const auto below = [&](size_t limit) { return random() % limit; };
    Recorder recorder;
    for (int i = 0; i < count; ++i) {
        const size_t host = below(size_t(count) / 8 + 1);
        const auto &make = makes[qsizetype(host % size_t(makes.size()))];
        const QString channel = QString::number(1 + below(4));
        const QString tail = QString(below(2) == 0 ? make.first : make.second).replace(u"%1"_s, channel);
        const QString at = u"10.0.%1.%2"_s.arg(host / 250).arg(host % 250 + 1);
        recorder.streams.push_back(
            remote(names[qsizetype(below(size_t(names.size())))] + QString::number(i % 7),
                   u"rtsp://u:p@"_s + at + tail, below(3) == 0 ? -1 : 640 << below(3)));
        recorder.cameras.append(at + u'/' + channel);
    }
    return recorder;
}

void PairingTest::theOrderOfTheInputDoesNotMatter()
{
    const quint32 seed = std::random_device()();
    qInfo() << "seed" << seed;
    std::mt19937 random(seed);
    for (int round = 0; round < 40; ++round) {
        std::vector<RemoteStream> streams = recorders(random, 40).streams;
        for (size_t i = 0; i < streams.size(); ++i)
            streams[i].remoteName += u"~%1"_s.arg(i); // names are unique on a server
        for (size_t i = 0; i < streams.size(); i += 2)
            streams[i].remoteName = streams[i].remoteName.section(u'~', 0, 0) + QString(qsizetype(i), u'x');
        const QStringList expected = pairsOf(streams);
        for (int i = 0; i < 5; ++i) {
            std::ranges::shuffle(streams, random);
            QCOMPARE(pairsOf(streams), expected);
        }
    }
}

void PairingTest::nothingPairsAcrossChannels()
{
    const quint32 seed = std::random_device()();
    qInfo() << "seed" << seed;
    std::mt19937 random(seed);
    for (int round = 0; round < 60; ++round) {
        const Recorder recorder = recorders(random, 60);
        std::vector<int> seen;
        for (const AdoptionProposal &one : proposeAdoption(recorder.streams)) {
            for (const auto &side : {one.high, one.low}) {
                if (side)
                    seen.push_back(*side);
            }
            QCOMPARE(one.pairing.by == PairedBy::Nothing, !one.low);
            if (!one.low)
                continue;
            const auto describe = [&](int index) {
                return recorder.streams[size_t(index)].remoteName + u' ' +
                       recorder.streams[size_t(index)].address.masked();
            };
            const bool isByWords = one.pairing.by == PairedBy::Name; // of two hosts, then
            const QString high = recorder.cameras[*one.high];
            const QString low = recorder.cameras[*one.low];
            QVERIFY2(high == low || (isByWords && high.section(u'/', 0, 0) != low.section(u'/', 0, 0)),
                     qPrintable(describe(*one.high) + u" + "_s + describe(*one.low)));
        }
        std::ranges::sort(seen);
        QCOMPARE(seen.size(), recorder.streams.size());
        for (size_t i = 0; i < seen.size(); ++i)
            QCOMPARE(seen[i], int(i));
    }
}

void PairingTest::tenThousandStreamsArePairedAtOnce()
{
    std::mt19937 random(1);
    const Recorder recorder = recorders(random, 10'000);
    const test::CpuClock clock;
    const size_t cameras = proposeAdoption(recorder.streams).size();
    QVERIFY2(clock.elapsed() < test::stallLimitMs(), qPrintable(QString::number(clock.elapsed())));
    QVERIFY(cameras < recorder.streams.size());
}

QTEST_GUILESS_MAIN(PairingTest)
#include "tst_pairing.moc"
