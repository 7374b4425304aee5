#include "app/mediaserver/v2/StreamBody.h"
#include "app/mediaserver/v2/StreamIni.h"
#include "tests/core/JsonDamage.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace streamkeeper;
using namespace streamkeeper::v2;

namespace {

const auto fullIni = u"# made by the console\n"
                     "[stream]\n"
                     "stream-url = rtsp://u:p@10.0.0.5/h?a=b;c\n"
                     "stream-name = \"Gate; \\\"north\\\" # 3\"\n"
                     "camera-uid = yard\n"
                     "stream-tracks = video, audio ; all of it\n"
                     "stream-proto = rtsp hls\n"
                     "stream-enable = on-demand\n"
                     "stream-access = protected\n"
                     "stream-whitelist = 10.0.0.0/8, 192.0.2.7\n"
                     "stream-limit = 5\n"
                     "reconnect-timeout = 10s\n"
                     "vendor-odd = a # b\n"
                     "\n"
                     "[dvr]\n"
                     "dvr-enable = true # yes\n"
                     "dvr-archive = /mnt/a\n"
                     "dvr-duration = 10d\n"
                     "dvr-chunk=2m\n"
                     "dvr-capacity = 80%\n"
                     "secondary-node = ms-b\n"
                     "secondary-node = ms-c\n"_s;

StreamConfig configOf(const QString &ini)
{
    const QJsonObject body{{u"uid"_s, u"a"_s},
                           {u"access"_s, u"public"_s},
                           {u"whitelist"_s, u"192.0.2.1, 192.0.2.2"_s},
                           {u"dvr"_s, QJsonObject{{u"storage"_s, u"disk one"_s},
                                                  {u"storage_path"_s, u"/mnt/b"_s},
                                                  {u"duration_archive"_s, 7200},
                                                  {u"duration_chunk"_s, 30}}},
                           {u"config"_s, QJsonObject{{u"source"_s, ini}}}};
    return decodeStreamConfig(QJsonDocument(body).toJson()).value();
}

StreamWrite writeOf(StreamSettingFlags changed)
{
    StreamWrite write;
    write.settings.remoteName = u"a"_s;
    write.settings.displayName = u"Yard"_s;
    write.settings.cameraUid = u"cam"_s;
    write.settings.address = StreamAddress::fromText(u"rtsp://new:secret@10.0.0.9/x"_s);
    write.changed = changed;
    return write;
}

QJsonArray strings(const QStringList &list)
{
    return QJsonArray::fromStringList(list);
}

} // namespace

class V2ClientIniTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void anIniTextIsTakenApart()
    {
        const StreamIni ini = StreamIni::fromText(fullIni);
        QVERIFY2(ini.isComplete(), qPrintable(QString::number(ini.badLine())));
        QCOMPARE(ini.value(u"stream-url"_s), u"rtsp://u:p@10.0.0.5/h?a=b;c"_s);
        QCOMPARE(ini.value(u"stream-name"_s), u"Gate; \"north\" # 3"_s);
        QCOMPARE(ini.list(u"stream-tracks"_s), (QStringList{u"video"_s, u"audio"_s}));
        QCOMPARE(ini.list(u"stream-proto"_s), (QStringList{u"rtsp"_s, u"hls"_s}));
        QCOMPARE(ini.list(u"stream-whitelist"_s), (QStringList{u"10.0.0.0/8"_s, u"192.0.2.7"_s}));
        QCOMPARE(ini.value(u"vendor-odd"_s), u"a # b"_s);
        QCOMPARE(ini.flag(u"dvr-enable"_s), true);
        QCOMPARE(ini.flag(u"stream-enable"_s), std::nullopt);
        QCOMPARE(ini.list(u"secondary-node"_s), (QStringList{u"ms-b"_s, u"ms-c"_s}));
        QCOMPARE(ini.value(u"missing"_s), std::nullopt);
        QCOMPARE(ini.entries().first().key, u"stream-url"_s);
    }

    void linesOfManyKinds_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("value");
        QTest::addColumn<int>("badLine");
        QTest::newRow("plain") << u"key=v"_s << u"v"_s << 0;
        QTest::newRow("blanks") << u"  key \t=  v  w \r\n"_s << u"v  w"_s << 0;
        QTest::newRow("upper case") << u"KEY = V"_s << u"V"_s << 0;
        QTest::newRow("double quotes") << u"key = \" v \" ; c"_s << u" v "_s << 0;
        QTest::newRow("single quotes") << u"key = 'v\"; w'"_s << u"v\"; w"_s << 0;
        QTest::newRow("a quote inside") << u"key = a\"b\""_s << u"a\"b\""_s << 0;
        QTest::newRow("backslash") << u"key = \"a\\b\""_s << u"a\\b"_s << 0;
        QTest::newRow("comment") << u"key = v ; c"_s << u"v"_s << 0;
        QTest::newRow("nothing but a comment") << u"key = ; c"_s << u""_s << 0;
        QTest::newRow("no comment") << u"key = v;c"_s << u"v;c"_s << 0;
        QTest::newRow("equals signs") << u"key = a=b=c"_s << u"a=b=c"_s << 0;
        QTest::newRow("the last one counts") << u"key = a\nkey = b"_s << u"b"_s << 0;
        QTest::newRow("byte order mark") << u"\ufeffkey = v"_s << u"v"_s << 0;
        QTest::newRow("section with a comment") << u"[s] ; c\nkey = v"_s << u"v"_s << 0;
        QTest::newRow("no key") << u"key = v\nwords without sense"_s << u"v"_s << 2;
        QTest::newRow("odd key") << u"key = v\nodd key = w"_s << u"v"_s << 2;
        QTest::newRow("continued line") << u"key = v \\\n  more"_s << u"v \\"_s << 2;
        QTest::newRow("two meanings") << u"[a]\nkey = v\n[b]\nkey = w"_s << u"v"_s << 4;
        QTest::newRow("a section again") << u"[a]\nkey = v\n[b]\nx=y\n[a]\nkey = w"_s << u"w"_s << 0;
    }

    void linesOfManyKinds()
    {
        QFETCH(QString, text);
        QFETCH(QString, value);
        QFETCH(int, badLine);
        const StreamIni ini = StreamIni::fromText(text);
        QCOMPARE(ini.value(u"key"_s), value);
        QCOMPARE(ini.badLine(), badLine);
    }

    void suffixesBecomeNumbers_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<qint64>("seconds");
        QTest::addColumn<qint64>("bytes");
        const qint64 none = -1;
        QTest::newRow("number") << u"90"_s << qint64(90) << qint64(90);
        QTest::newRow("10s") << u"10s"_s << qint64(10) << none;
        QTest::newRow("2m") << u"2m"_s << qint64(120) << qint64(2) * 1024 * 1024;
        QTest::newRow("3h") << u"3h"_s << qint64(10'800) << none;
        QTest::newRow("10d") << u"10d"_s << qint64(864'000) << none;
        QTest::newRow("1w") << u"1w"_s << qint64(604'800) << none;
        QTest::newRow("1h30m") << u"1h30m"_s << qint64(5'400) << none;
        QTest::newRow("5G") << u"5G"_s << none << (qint64(5) << 30);
        QTest::newRow("1 TB") << u"1 TB"_s << none << (qint64(1) << 40);
        QTest::newRow("80%") << u"80%"_s << none << none;
        QTest::newRow("empty") << u""_s << none << none;
        QTest::newRow("word") << u"forever"_s << none << none;
        QTest::newRow("negative") << u"-5"_s << none << none;
        QTest::newRow("too large") << u"9223372036854775807d"_s << none << none;
        QTest::newRow("far too large") << u"99999999999999999999"_s << none << none;
        QTest::newRow("sum too large") << u"9223372036854775807s1s"_s << none << none;
    }

    void suffixesBecomeNumbers()
    {
        QFETCH(QString, text);
        QFETCH(qint64, seconds);
        QFETCH(qint64, bytes);
        QCOMPARE(secondsFromIni(text).value_or(-1), seconds);
        QCOMPARE(bytesFromIni(text).value_or(-1), bytes);
    }

    void damagedTextsNeverCrash()
    {
        test::damageManyTimes(fullIni.toUtf8(), 5'000, [](const QByteArray &damaged) {
            const StreamConfig config = configOf(QString::fromUtf8(damaged));
            (void)whyNotWritable(config, {});
            (void)changedBody(config, writeOf(allStreamSettings()));
        });
    }

    void everythingIsKeptButWhatChanged()
    {
        const StreamConfig config = configOf(fullIni);
        QCOMPARE(whyNotWritable(config, StreamSetting::Enabled), QString());
        const QJsonObject expected{{u"stream-url"_s, u"rtsp://u:p@10.0.0.5/h?a=b;c"_s},
                                   {u"stream-name"_s, u"Gate; \"north\" # 3"_s},
                                   {u"camera-uid"_s, u"yard"_s},
                                   {u"stream-tracks"_s, strings({u"video"_s, u"audio"_s})},
                                   {u"stream-proto"_s, strings({u"rtsp"_s, u"hls"_s})},
                                   {u"stream-enable"_s, false},
                                   {u"stream-access"_s, u"protected"_s},
                                   {u"stream-whitelist"_s, strings({u"10.0.0.0/8"_s, u"192.0.2.7"_s})},
                                   {u"stream-limit"_s, u"5"_s},
                                   {u"reconnect-timeout"_s, u"10s"_s},
                                   {u"vendor-odd"_s, u"a # b"_s},
                                   {u"dvr-enable"_s, true},
                                   {u"dvr-archive"_s, u"/mnt/a"_s},
                                   {u"dvr-duration"_s, 864'000},
                                   {u"dvr-chunk"_s, 120},
                                   {u"dvr-capacity"_s, u"80%"_s},
                                   {u"secondary-node"_s, strings({u"ms-b"_s, u"ms-c"_s})}};
        StreamWrite write = writeOf(StreamSetting::Enabled);
        write.settings.isEnabled = false;
        QCOMPARE(changedBody(config, write), expected);
        // Switched on, on demand or not: it stays as it is.
        write.settings.isEnabled = true;
        QCOMPARE(changedBody(config, write).value(u"stream-enable"), QJsonValue(u"on-demand"_s));
    }

    void eachSettingChangesItsOwnKeysOnly_data()
    {
        QTest::addColumn<int>("setting");
        QTest::addColumn<QStringList>("keys");
        const auto row = [](const char *name, StreamSetting setting, const QStringList &keys) {
            QTest::newRow(name) << int(setting) << keys;
        };
        row("address", StreamSetting::Address, {u"stream-url"_s});
        row("enabled", StreamSetting::Enabled, {u"stream-enable"_s});
        row("audio", StreamSetting::Audio, {u"stream-tracks"_s});
        row("recording", StreamSetting::Recording, {u"dvr-archive"_s, u"dvr-duration"_s});
        row("access", StreamSetting::Access, {u"stream-access"_s, u"stream-whitelist"_s});
        row("nodes", StreamSetting::Nodes, {u"primary-node"_s, u"secondary-node"_s});
    }

    void eachSettingChangesItsOwnKeysOnly()
    {
        QFETCH(int, setting);
        QFETCH(QStringList, keys);
        const StreamConfig config = configOf(fullIni);
        const QJsonObject before = changedBody(config, writeOf({}));
        StreamWrite write = writeOf(StreamSetting(setting));
        write.settings.isEnabled = false;
        write.settings.audio = Tristate::No;
        write.settings.isRecording = true;
        write.settings.archiveDays = 3;
        write.settings.storage = u"/mnt/z"_s;
        write.settings.isPublic = false;
        write.settings.mainNode = u"ms-a"_s;
        write.settings.additionalNode = u"ms-d"_s;
        const QJsonObject after = changedBody(config, write);
        QStringList differing;
        for (const QString &key : before.keys() + after.keys()) {
            if (before.value(key) != after.value(key) && !differing.contains(key))
                differing.append(key);
        }
        differing.sort();
        QCOMPARE(differing, keys);
    }

    void accessIsOneOfThree()
    {
        StreamWrite write = writeOf(StreamSetting::Access);
        const StreamConfig config = configOf(fullIni);
        QJsonObject body = changedBody(config, write);
        QCOMPARE(body.value(u"stream-access"), QJsonValue(u"public"_s));
        QCOMPARE(body.value(u"stream-whitelist"), QJsonValue(QJsonArray()));
        write.settings.allowedSubnets = QStringList{u"192.0.2.0/24"_s};
        body = changedBody(config, write);
        QCOMPARE(body.value(u"stream-access"), QJsonValue(u"protected"_s));
        QCOMPARE(body.value(u"stream-whitelist"), QJsonValue(strings({u"192.0.2.0/24"_s})));
        // Subnets are of public streams only; a whitelist would let them in without a token.
        write.settings.isPublic = false;
        body = changedBody(config, write);
        QCOMPARE(body.value(u"stream-access"), QJsonValue(u"private"_s));
        QCOMPARE(body.value(u"stream-whitelist"), QJsonValue(QJsonArray()));
    }

    void audioIsATrackAmongOthers()
    {
        StreamWrite write = writeOf(StreamSetting::Audio);
        const auto tracks = [&](const QString &line, Tristate audio) {
            write.settings.audio = audio;
            return changedBody(configOf(u"stream-url=rtsp://h/\n"_s + line), write).value(u"stream-tracks");
        };
        QCOMPARE(tracks(u"stream-tracks = video,data"_s, Tristate::Yes),
                 QJsonValue(strings({u"video"_s, u"data"_s, u"audio"_s})));
        QCOMPARE(tracks(u"stream-tracks = video,Audio,data"_s, Tristate::No),
                 QJsonValue(strings({u"video"_s, u"data"_s})));
        QCOMPARE(tracks({}, Tristate::No), QJsonValue(strings({u"video"_s})));
        QCOMPARE(tracks({}, Tristate::Yes), QJsonValue(strings({u"video"_s, u"audio"_s})));
        QCOMPARE(tracks({}, Tristate::Unknown), QJsonValue(QJsonValue::Undefined));
        QCOMPARE(tracks(u"stream-tracks = video"_s, Tristate::Unknown), QJsonValue(strings({u"video"_s})));
    }

    void anEndOfRecordingKeepsTheDepthOfTheOldArchive()
    {
        StreamWrite write = writeOf(StreamSetting::Recording);
        write.settings.isRecording = false;
        write.settings.archiveDays = 1;
        const QJsonObject body = changedBody(configOf(fullIni), write);
        QCOMPARE(body.value(u"dvr-enable"), QJsonValue(false));
        QCOMPARE(body.value(u"dvr-duration"), QJsonValue(864'000));
        QCOMPARE(body.value(u"dvr-archive"), QJsonValue(u"/mnt/a"_s));
    }

    void whatTheTextLeavesOutIsFilledInFromTheRest()
    {
        const StreamConfig config = configOf(u"stream-url = rtsp://h/"_s);
        const QJsonObject expected{{u"stream-url"_s, u"rtsp://h/"_s},
                                   {u"stream-access"_s, u"public"_s},
                                   {u"stream-whitelist"_s, strings({u"192.0.2.1"_s, u"192.0.2.2"_s})},
                                   {u"dvr-enable"_s, false},
                                   {u"dvr-archive"_s, u"/mnt/b"_s},
                                   {u"dvr-duration"_s, 7200},
                                   {u"dvr-chunk"_s, 30},
                                   {u"dvr-capacity"_s, 0}};
        QCOMPARE(changedBody(config, writeOf({})), expected);
    }

    void aNewStreamIsDescribedCompletely()
    {
        StreamWrite write = writeOf(allStreamSettings());
        write.settings.archiveDays = 2;
        QJsonObject expected{{u"stream-url"_s, u"rtsp://new:secret@10.0.0.9/x"_s},
                             {u"stream-name"_s, u"Yard"_s},
                             {u"camera-uid"_s, u"cam"_s},
                             {u"stream-enable"_s, true},
                             {u"stream-access"_s, u"public"_s},
                             {u"stream-whitelist"_s, QJsonArray()},
                             {u"dvr-enable"_s, false},
                             {u"dvr-archive"_s, QString()},
                             {u"dvr-duration"_s, 172'800},
                             {u"dvr-chunk"_s, 60},
                             {u"dvr-capacity"_s, 0}};
        QJsonObject body = newBody(write.settings);
        QCOMPARE(body, expected);
        QVERIFY(needsStorage(body));
        setStorage(body, u"/mnt/c"_s);
        QVERIFY(!needsStorage(body));
        write.settings.mainNode = u"ms-a"_s;
        write.settings.additionalNode = u"ms-b"_s;
        body = newBody(write.settings);
        QCOMPARE(body.value(u"primary-node"), QJsonValue(u"ms-a"_s));
        QCOMPARE(body.value(u"secondary-node"), QJsonValue(strings({u"ms-b"_s})));
    }

    void whatCannotBeKeptIsNotWritten_data()
    {
        QTest::addColumn<QString>("ini");
        QTest::addColumn<bool>("isWritable");
        QTest::addColumn<bool>("isWritableWithAddress");
        QTest::newRow("complete") << fullIni << true << true;
        QTest::newRow("empty") << u" \n"_s << false << false;
        QTest::newRow("damaged") << u"stream-url = rtsp://h/\nwhat is this"_s << false << false;
        QTest::newRow("no address") << u"stream-enable = true"_s << false << true;
        QTest::newRow("stars") << u"stream-url = rtsp://u:***@h/"_s << false << true;
        QTest::newRow("redacted") << u"stream-url = rtsp://u:<redacted>@h/"_s << false << true;
        QTest::newRow("a password with a star") << u"stream-url = rtsp://u:a*b@h/"_s << true << true;
    }

    void whatCannotBeKeptIsNotWritten()
    {
        QFETCH(QString, ini);
        QFETCH(bool, isWritable);
        QFETCH(bool, isWritableWithAddress);
        const StreamConfig config = configOf(ini);
        QCOMPARE(whyNotWritable(config, StreamSetting::Enabled).isEmpty(), isWritable);
        QCOMPARE(whyNotWritable(config, allStreamSettings()).isEmpty(), isWritableWithAddress);
    }

    void whatIsNoStreamHasNoConfiguration()
    {
        QVERIFY(!decodeStreamConfig("[]"));
        QVERIFY(!decodeStreamConfig("{}"));
        QVERIFY(!decodeStreamConfig("{\"uid\":\"a\""));
        QVERIFY(!decodeStreamConfig("<html>"));
        const auto bare = decodeStreamConfig("{\"uid\":\"a\"}");
        QVERIFY(bare && !bare->hasIni);
        const auto listed = decodeStreamConfig("{\"uid\":\"a\",\"whitelist\":[\"192.0.2.9\"]}");
        QVERIFY(listed);
        QCOMPARE(listed->whitelist, QStringList{u"192.0.2.9"_s});
    }
};

QTEST_GUILESS_MAIN(V2ClientIniTest)
#include "tst_v2clientini.moc"
