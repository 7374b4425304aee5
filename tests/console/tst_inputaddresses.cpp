#include "app/cli/CameraForm.h"
#include "models/cameracsv/ImportPlanner.h"
#include "tests/console/InputWays.h"
#include "views/streams/AddCameraDialog.h"

#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLabel>
#include <QTest>
#include <QUrl>

using namespace Qt::StringLiterals;
using namespace streamkeeper;
using namespace streamkeeper::test;

/// One rule for the address of a stream (models/rules/AddressRule.h), whichever way it comes: dialog, command
/// line, JSON document and file take the same, keep the same and say the same. As InputRulesTest.
class InputAddressesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void addressesOfStreamsAreTakenAlike_data();
    void addressesOfStreamsAreTakenAlike();
    void everyReportedAddressIsTakenWholeOrRefusedInWords();
};

void InputAddressesTest::addressesOfStreamsAreTakenAlike_data()
{
    QTest::addColumn<QString>("address");
    QTest::addColumn<QString>("kept"); ///< null: refused
    QTest::addColumn<QString>("cure"); ///< a part of the sentence
    const auto taken = [](const QString &address, const QString &kept) {
        QTest::addRow("%s", qPrintable(address)) << address << kept << QString();
    };
    for (const auto &right :
         {u"rtsp://192.0.2.1/h264"_s, u"rtsp://192.0.2.1:554/h264"_s, u"rtsp://[2001:db8::10]:554/h264"_s,
          u"rtsp://cam_01.site.lan/h264"_s, u"RTSP://192.0.2.13/h264"_s, u"https://gate.example/live.m3u8"_s,
          u"rtsp://admin:p%40ss@192.0.2.1/x"_s, u"rtsp://admin:pa'ss+1@192.0.2.8:554/x"_s,
          u"rtsp://admin:50%25@192.0.2.5:554/x"_s, u"rtsp://admin@192.0.2.22/h264"_s,
          u"rtsp://admin:@192.0.2.23/h264"_s, u"rtsp://192.0.2.26/x#backchannel=0"_s,
          u"rtsp://u:p@192.0.2.1/x@y"_s})
        taken(right, right);
    taken(u"rtsp://admin:p@ss@192.0.2.1:554/x"_s, u"rtsp://admin:p%40ss@192.0.2.1:554/x"_s);
    taken(u"rtsp://admin:pa#ss@192.0.2.2:554/x"_s, u"rtsp://admin:pa%23ss@192.0.2.2:554/x"_s);
    taken(u"rtsp://admin:2023#ss@192.0.2.3:554/x"_s, u"rtsp://admin:2023%23ss@192.0.2.3:554/x"_s);
    taken(u"rtsp://admin:2023?ss@192.0.2.3:554/x"_s, u"rtsp://admin:2023%3Fss@192.0.2.3:554/x"_s);
    taken(u"rtsp://admin:pa/ss@192.0.2.4:554/x"_s, u"rtsp://admin:pa%2Fss@192.0.2.4:554/x"_s);
    taken(u"rtsp://admin:2023/ss@192.0.2.4:554/x"_s, u"rtsp://admin:2023%2Fss@192.0.2.4:554/x"_s);
    taken(u"rtsp://admin:pa ss@192.0.2.4/x"_s, u"rtsp://admin:pa%20ss@192.0.2.4/x"_s);
    taken(u"rtsp://admin:100%@192.0.2.4/x"_s, u"rtsp://admin:100%25@192.0.2.4/x"_s);
    taken(u"rtsp://admin:[p]s{s}@192.0.2.4/x"_s, u"rtsp://admin:%5Bp%5Ds%7Bs%7D@192.0.2.4/x"_s);
    taken(u"rtsp://admin:Win<ter>23@192.0.2.4/x"_s, u"rtsp://admin:Win%3Cter%3E23@192.0.2.4/x"_s);
    taken(u"rtsp://admin:па\\ль@192.0.2.4/x"_s, u"rtsp://admin:%D0%BF%D0%B0%5C%D0%BB%D1%8C@192.0.2.4/x"_s);
    taken(u"\u200b\ufeff rtsp://192.0.2.17/x\u00a0\u200f\u00ad"_s, u"rtsp://192.0.2.17/x"_s);
    const QString no;
    for (const auto &[address, cure] :
         {std::pair(u"rtsp://192.168.001.010/h264"_s, u"leading zeros"_s),
          std::pair(u"rtsp://3232235777/h264"_s, u"four numbers"_s),
          std::pair(u"rtsp://010.0.0.5/x"_s, u"four numbers"_s),
          std::pair(u"rtsp://10.5/x"_s, u"four numbers"_s),
          std::pair(u"rtsp://admin:pw@10.1/x"_s, u"four numbers"_s),
          std::pair(u"rtsp://0xC0.0.2.1/x"_s, u"four numbers"_s),
          std::pair(u"rtsp://0xc0000201:554/x"_s, u"four numbers"_s),
          std::pair(u"rtsp://192.0.2.1:0/h264"_s, u"from 1 to 65535"_s),
          std::pair(u"rtsp://192.0.2.1:65536/h264"_s, u"from 1 to 65535"_s),
          std::pair(u"rtsp://192.0.2.1:99999/h264"_s, u"from 1 to 65535"_s),
          std::pair(u"rtsp://192.0.2.17\u200b/h264"_s, u"U+200B"_s),
          std::pair(u"rtsp://192.0.2.17/a\u00a0b"_s, u"U+00A0"_s),
          std::pair(u"rtsp://１９２.0.2.1/x"_s, u"four numbers"_s),
          std::pair(u"rtsp://192.0.2.256/x"_s, u"four numbers"_s),
          std::pair(u"rtsp:///x"_s, u"no host"_s),
          std::pair(u"192.0.2.15:554/h264"_s, u"Write rtsp:// in front"_s),
          std::pair(u"10.0.0.5/stream1"_s, u"Write rtsp:// in front"_s),
          std::pair(u"admin:pw@10.0.0.5/stream1"_s, u"Write rtsp:// in front"_s),
          std::pair(u"“rtsp://192.0.2.19/h264”"_s, u"quotation marks"_s),
          std::pair(u"\"rtsp://192.0.2.19/h264\""_s, u"quotation marks"_s),
          std::pair(u"<rtsp://192.0.2.19/h264>"_s, u"quotation marks"_s),
          std::pair(u"rtsp://admin:pa’ss@192.0.2.19/x"_s, u"%E2%80%99"_s),
          std::pair(u"rtspt://admin:pass@192.0.2.11/h264"_s, u"rtsp:// instead"_s),
          std::pair(u"rtspu://192.0.2.11/h264"_s, u"rtsp:// instead"_s),
          std::pair(u"onvif://admin:pass@192.0.2.12/onvif/device_service"_s, u"rtsp://"_s),
          std::pair(u"http//192.0.2.12/x"_s, u"http://"_s),
          std::pair(u"rtsp:/192.0.2.12/x"_s, u"rtsp://"_s),
          std::pair(u"rtsp:\\\\192.0.2.12\\x"_s, u"rtsp://"_s),
          std::pair(u"rtsp://192.0.2.12\\x"_s, u"Write / instead"_s),
          std::pair(u"rtsp://rtsp://192.0.2.12/x"_s, u"two schemes"_s),
          std::pair(u"rtsp://admin:pass@2001:db8::10/h264"_s, u"in brackets"_s),
          std::pair(u"rtsp://<user>:<password>@192.0.2.21/h264"_s, u"placeholder"_s),
          std::pair(u"rtsp://admin:****@192.0.2.21/h264"_s, u"placeholder"_s),
          std::pair(u"rtsp://cam12:554/live@main"_s, u"%40"_s),
          std::pair(u"rtsp:// 192.0.2.1/x"_s, u"Delete the blank"_s),
          std::pair(u"rtsp://u:p@cam/x@y"_s, u"%40"_s),
          std::pair(u"rtsp://192.0.2.1/a b"_s, u"%20"_s),
          std::pair(u"srt://192.0.2.24:8890?streamid=read:x"_s, u"rtsp://"_s),
          std::pair(u"udp://239.0.0.1:1234"_s, u"rtsp://"_s),
          std::pair(u"rtsp://192.0.2.1/"_s + QString(2048, u'x'), u"2048"_s)})
        QTest::addRow("%s", qPrintable(address.left(60))) << address << no << cure;
}

void InputAddressesTest::addressesOfStreamsAreTakenAlike()
{
    QFETCH(QString, address);
    QFETCH(QString, kept);
    QFETCH(QString, cure);
    const bool isRight = !kept.isNull();
    const bool isTold = isRight && kept.contains(u'%') && !address.contains(kept);
    AddCameraDialog dialog;
    dialog.setServers({{ServerId::create(), u"ms-01"_s, {}}});
    type(dialog, "newCameraName", u"Yard gate"_s);
    type(dialog, "newCameraHigh", address);
    const QString window = dialog.findChild<QLabel *>(u"newCameraProblem"_s)->text();
    QVERIFY2(window.isEmpty() == isRight, qPrintable(window));
    const auto typed = dialog.address(Quality::High);
    QCOMPARE(typed.has_value(), isRight);
    QCOMPARE(!dialog.findChild<QLabel *>(u"newCameraWarning"_s)->text().isEmpty(), isTold);

    const auto [code, commandLine] = runWithoutRegistry(
        {u"cameras"_s, u"add"_s, u"--name"_s, u"Yard gate"_s, u"--high-env"_s, u"CAMERA_ADDRESS"_s}, address);
    QVERIFY2(code == (isRight ? 1 : 2), qPrintable(commandLine));

    const auto document = readCameraDocument(
        QJsonDocument(QJsonObject{{u"name"_s, u"Yard gate"_s}, {u"high"_s, address}}).toJson());
    QCOMPARE(document.has_value(), isRight);

    const auto plan = planImport(
        u"name,high_address,high_server\nDock,%1,ms-01\n"_s.replace(u"%1"_s, quoted(address)).toUtf8(),
        sourceWith(storedCamera()));
    QVERIFY(plan.has_value());
    QCOMPARE(plan->wrongLines, isRight ? 0 : 1);
    if (isRight) {
        const ImportLine &line = plan->lines.front();
        for (const auto &way : {typed, document->camera.high, line.work->streams.front().address})
            QCOMPARE(way->full().revealText(), kept);
        QCOMPARE(!document->notices.isEmpty(), isTold);
        const bool isWarned = std::ranges::any_of(
            line.warnings, [](const ImportProblem &problem) { return problem.message.contains(u"encoded"); });
        QCOMPARE(isWarned, isTold);
        return;
    }
    const QString sentence = plan->lines.front().errors.front().message;
    QVERIFY2(sentence.contains(cure), qPrintable(sentence));
    QVERIFY2(window.endsWith(sentence), qPrintable(window)); // after the quality
    QVERIFY2(commandLine.endsWith(sentence), qPrintable(commandLine));
    QCOMPARE(document.error().message, sentence);
}

void InputAddressesTest::everyReportedAddressIsTakenWholeOrRefusedInWords()
{
    QFile file(QStringLiteral(STREAMKEEPER_TEST_DATA) + u"/field-cases/addresses.csv"_s);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const auto plan = planImport(file.readAll(), sourceWith(storedCamera()));
    QVERIFY(plan.has_value());
    QCOMPARE(plan->lines.size(), 29u);
    const QStringList refused{u"Rtspt"_s,     u"Onvif"_s,     u"NoScheme"_s, u"Ipv6NoBr"_s,    u"Port0"_s,
                              u"Port99999"_s, u"ZeroWidth"_s, u"Quotes"_s,   u"Placeholder"_s, u"Octal"_s,
                              u"Int"_s,       u"Srt"_s,       u"Rtmp"_s,     u"Udp"_s};
    for (const ImportLine &line : plan->lines) {
        QVERIFY2(line.errors.isEmpty() != refused.contains(line.camera), qPrintable(line.camera));
        if (!line.errors.isEmpty())
            continue;
        const QUrl url(line.work->streams.front().address->full().revealText(), QUrl::StrictMode);
        QVERIFY2(url.isValid() && (url.host().startsWith(u"192.0.2.") || url.host().startsWith(u"2001:") ||
                                   url.host().startsWith(u"cam_01")),
                 qPrintable(line.camera));
    }
}

QTEST_MAIN(InputAddressesTest)
#include "tst_inputaddresses.moc"
