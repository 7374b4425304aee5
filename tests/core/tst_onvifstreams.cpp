#include "models/rules/OnvifStreams.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace streamkeeper;

namespace {

/// "token source encoding WxH kbit/s", what is not told left out at the end; "-" for nothing.
OnvifProfile profileOf(const QString &text)
{
    const QStringList words = text.split(u' ');
    const auto word = [&](int index) { return words.value(index) == u"-" ? QString() : words.value(index); };
    OnvifProfile profile;
    profile.token = word(0);
    profile.name = u"Name "_s + word(0);
    profile.videoSource = word(1);
    profile.encoding = word(2);
    if (const QStringList size = word(3).split(u'x'); size.size() == 2) {
        profile.width = size[0].toInt();
        profile.height = size[1].toInt();
    }
    if (!word(4).isEmpty())
        profile.bitrateKbps = word(4).toInt();
    profile.address = StreamAddress::fromText(u"rtsp://192.0.2.1/"_s + word(0));
    return profile;
}

/// "source: high low", one for each channel.
QStringList channelsOf(const QStringList &texts, std::span<const OnvifChoice> choices = {})
{
    std::vector<OnvifProfile> profiles;
    for (const QString &text : texts)
        profiles.push_back(profileOf(text));
    OnvifInformation device;
    device.manufacturer = u"Example Inc."_s;
    device.model = u"EX-2143"_s;
    QStringList result;
    for (const OnvifChannel &channel : onvifChannels(device, profiles, choices)) {
        QString line = channel.videoSource + u": "_s + profiles[channel.high].token;
        if (channel.low)
            line += u' ' + profiles[*channel.low].token;
        result.append(line);
    }
    return result;
}

} // namespace

/// Which profiles of a device become the high and the low stream of its cameras.
class OnvifStreamsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theLargestIsHighAndTheSmallestLow_data()
    {
        QTest::addColumn<QStringList>("profiles");
        QTest::addColumn<QStringList>("channels");
        const auto row = [](const char *name, const QStringList &profiles, const QStringList &channels) {
            QTest::newRow(name) << profiles << channels;
        };
        row("none", {}, {});
        row("one", {u"a S H264 1920x1080 4096"_s}, {u"S: a"_s});
        row("two", {u"a S H264 1920x1080 4096"_s, u"b S H264 640x360 512"_s}, {u"S: a b"_s});
        row("the other way round", {u"b S H264 640x360"_s, u"a S H265 3840x2160"_s}, {u"S: a b"_s});
        row("three", {u"b S H264 704x576"_s, u"c S H264 352x288"_s, u"a S H264 2560x1440"_s}, {u"S: a c"_s});
        row("pixels, not width", {u"wide S H264 1280x320"_s, u"a S H264 1000x900"_s}, {u"S: a wide"_s});
        row("as large: by bitrate", {u"b S H264 1920x1080 1024"_s, u"a S H264 1920x1080 6144"_s},
            {u"S: a b"_s});
        row("as large, as fast: as told", {u"a S H264 640x360 512"_s, u"b S H264 640x360 512"_s},
            {u"S: a b"_s});
        row("bitrate not told", {u"b S H264 1920x1080"_s, u"a S H264 1920x1080 512"_s}, {u"S: a b"_s});
        row("size not told", {u"b S H264 - 9999"_s, u"a S H264 640x360"_s}, {u"S: a b"_s});
        row("two channels",
            {u"a1 S1 H264 1920x1080"_s, u"a2 S2 H264 1280x720"_s, u"b1 S1 H264 640x360"_s,
             u"b2 S2 H264 320x180"_s},
            {u"S1: a1 b1"_s, u"S2: a2 b2"_s});
        row("one channel with one stream",
            {u"a1 S1 H264 1920x1080"_s, u"b1 S1 H264 640x360"_s, u"a2 S2 H264 9x9"_s},
            {u"S1: a1 b1"_s, u"S2: a2"_s});
        row("channels not told", {u"a - H264 1920x1080"_s, u"b - H264 640x360"_s}, {u": a b"_s});
        row("no video", {u"a S H264 1920x1080"_s, u"sound S -"_s}, {u"S: a"_s});
        row("pictures", {u"jpeg S JPEG 3840x2160"_s, u"a S H264 1920x1080"_s, u"b S H265 640x360"_s},
            {u"S: a b"_s});
        row("pictures alone", {u"b S jpeg 640x360"_s, u"a S JPEG 1920x1080"_s}, {u"S: a b"_s});
    }
    void theLargestIsHighAndTheSmallestLow()
    {
        QFETCH(QStringList, profiles);
        QFETCH(QStringList, channels);
        QCOMPARE(channelsOf(profiles), channels);
    }

    void aModelMayHaveOtherBestProfiles_data()
    {
        QTest::addColumn<QStringList>("choice"); // manufacturer, model, high, low
        QTest::addColumn<QString>("channel");
        const auto row = [](const char *name, const QStringList &choice, const QString &channel) {
            QTest::newRow(name) << choice << channel;
        };
        row("by token", {u"Example*"_s, u"EX-21??"_s, u"b"_s, u""_s}, u"S: b c"_s);
        row("by name", {u"example inc."_s, u""_s, u"name B"_s, u"name a"_s}, u"S: b a"_s);
        row("low alone", {u""_s, u"ex-*"_s, u""_s, u"b"_s}, u"S: a b"_s);
        row("low is the largest", {u""_s, u""_s, u""_s, u"a"_s}, u"S: b a"_s);
        row("both are one", {u""_s, u""_s, u"b"_s, u"b"_s}, u"S: b c"_s);
        row("not there", {u""_s, u""_s, u"x"_s, u"y"_s}, u"S: a c"_s);
        row("another maker", {u"Sample*"_s, u""_s, u"b"_s, u""_s}, u"S: a c"_s);
        row("a part of the model", {u""_s, u"2143"_s, u"b"_s, u""_s}, u"S: a c"_s);
        row("no expression", {u""_s, u".*"_s, u"b"_s, u""_s}, u"S: a c"_s);
    }
    void aModelMayHaveOtherBestProfiles()
    {
        QFETCH(QStringList, choice);
        QFETCH(QString, channel);
        const std::vector<OnvifChoice> choices{{choice[0], choice[1], choice[2], choice[3]},
                                               {u"Nobody"_s, {}, u"c"_s, {}}};
        const QStringList profiles{u"a S H264 1920x1080"_s, u"b S H264 640x360"_s, u"c S H264 320x180"_s};
        QCOMPARE(channelsOf(profiles, choices), QStringList{channel});
    }

    void aStreamIsOneWhateverProfilesLeadToIt()
    {
        std::vector<OnvifProfile> profiles{profileOf(u"a S H264 1920x1080"_s),
                                           profileOf(u"b S H264 640x360"_s)};
        profiles[1].address = profiles[0].address;
        const auto channels = onvifChannels({}, profiles);
        QCOMPARE(int(channels.size()), 1);
        QCOMPARE(int(channels[0].high), 0);
        QVERIFY(!channels[0].low);
    }

    void whatHasNoAddressIsNoStream()
    {
        std::vector<OnvifProfile> profiles{profileOf(u"a S H264 1920x1080"_s)};
        profiles[0].address = {};
        QVERIFY(onvifChannels({}, profiles).empty());
    }
};

QTEST_GUILESS_MAIN(OnvifStreamsTest)
#include "tst_onvifstreams.moc"
