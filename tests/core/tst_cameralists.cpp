#include "models/cameracsv/ColumnMemory.h"
#include "models/cameracsv/ListShape.h"
#include "tests/core/CameraCsvTest.h"

#include <QJsonDocument>

using namespace streamkeeper;
using namespace streamkeeper::test;
using namespace Qt::StringLiterals;

namespace {

ListField own(CsvColumn column)
{
    return ownField(column);
}

/// Why the mapping cannot be used with this header; empty: it can.
QString problemOf(const ColumnMapping &mapping, const QStringList &header)
{
    const auto checked = checkMapping(mapping, header);
    return checked ? QString() : checked.error().message;
}

QString problemOfJson(const QByteArray &json)
{
    const auto read = mappingFromJson(json);
    return read ? QString() : read.error().message;
}

} // namespace

/// Lists of other programs: which are recognised, what is made of them, and what somebody says of their
/// columns.
class CameraListsTest : public CameraCsvTest
{
    Q_OBJECT

private:
    [[nodiscard]] static QString addressOf(const ImportLine &line, Quality quality)
    {
        for (const ImportedStream &stream : line.work->streams) {
            if (stream.quality == quality)
                return stream.address->full().isEmpty() ? stream.address->masked()
                                                        : stream.address->full().revealText();
        }
        return {};
    }

private Q_SLOTS:
    void init() { makeFleet(); }

    void exportsOfToolsAreRecognised_data()
    {
        QTest::addColumn<QByteArray>("file");
        QTest::addColumn<QString>("tool");
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("mac");
        QTest::addColumn<QString>("serial");
        QTest::addColumn<QString>("high");
        QTest::addColumn<QString>("low");
        const QString hikvision = u"rtsp://192.0.2.64:554/Streaming/Channels/10"_s;
        const QString signedIn = u"rtsp://admin:s%2Fecret%40@192.0.2.64:554"_s;
        const QString dahua = signedIn + u"/cam/realmonitor?channel=1&subtype="_s;
        const QString axis = signedIn + u"/axis-media/media.amp"_s;
        QTest::newRow("SADP")
            << QByteArray("ID,Device Type,Status,IPv4 Address,Port,Software Version,IPv4 Gateway,HTTP Port,"
                          "Device Serial No.,Subnet Mask,MAC Address\n"
                          "001,DS-2CD2143G2-I,Active,192.0.2.64,8000,V5.7.3build 230101,192.0.2.1,80,"
                          "DS-2CD2143G2-I20230101AAWRK1,255.255.255.0,bc-5e-33-57-5a-98\n")
            << u"Hikvision SADP"_s << u"192.0.2.64"_s << u"BC:5E:33:57:5A:98"_s
            << u"DS-2CD2143G2-I20230101AAWRK1"_s << hikvision + u'1' << hikvision + u'2';
        QTest::newRow("iVMS-4200")
            << QByteArray("Nickname,Adding Mode,Address,Port,Device Information,User Name,Password\n"
                          "Gate,0,192.0.2.64,8000,,admin,s/ecret@\n")
            << u"Hikvision iVMS-4200"_s << u"Gate"_s << QString() << QString()
            << signedIn + u"/Streaming/Channels/101"_s << signedIn + u"/Streaming/Channels/102"_s;
        QTest::newRow("Batch Configuration Tool")
            << QByteArray("Device Name;Model;IP Address;Port;Serial No.;Security Status\n"
                          "Gate;DS-2CD1;192.0.2.64;8000;A1;Active\n")
            << u"Hikvision Batch Configuration Tool"_s << u"Gate"_s << QString() << u"A1"_s
            << hikvision + u'1' << hikvision + u'2';
        QTest::newRow("ConfigTool")
            << QByteArray("No.,Type,Model,IP,MAC,SN,Version,HTTP Port,TCP Port,Username,Password\n"
                          "1,IPC,DH-IPC-HFW2431S,192.0.2.64,3c:ef:8c:00:00:01,5J0,2.8,80,37777,admin,"
                          "s/ecret@\n")
            << u"Dahua ConfigTool"_s << u"192.0.2.64"_s << u"3C:EF:8C:00:00:01"_s << u"5J0"_s << dahua + u'0'
            << dahua + u'1';
        QTest::newRow("AXIS Device Manager")
            << QByteArray("Name\tAddress\tMAC address\tStatus\tModel\tFirmware\tDHCP\n"
                          "Gate\t192.0.2.64\tACCC8E000001\tOK\tP3245-LVE\t10.12\tNo\n")
            << u"AXIS Device Manager"_s << u"Gate"_s << u"AC:CC:8E:00:00:01"_s << QString()
            << u"rtsp://192.0.2.64:554/axis-media/media.amp"_s << QString();
        QTest::newRow("AXIS IP Utility")
            << QByteArray("Name,IP address,Serial number,Model\n"
                          "AXIS P3245 - ACCC8E000001,192.0.2.64,ACCC8E000001,AXIS P3245\n")
            << u"AXIS IP Utility"_s << u"AXIS P3245 - ACCC8E000001"_s << QString() << u"ACCC8E000001"_s
            << u"rtsp://192.0.2.64:554/axis-media/media.amp"_s << QString();
        QTest::newRow("Milestone, import file")
            << QByteArray("HardwareName,HardwareAddress,HardwareUsername,HardwarePassword,HardwareDriverID,"
                          "HardwareModel\nGate,http://192.0.2.64/,admin,s/ecret@,105,AXIS P3245\n")
            << u"Milestone XProtect"_s << u"Gate"_s << QString() << QString() << axis << QString();
        QTest::newRow("Milestone, PowerShell")
            << QByteArray("HardwareName,HardwareAddress,MacAddress,UserName,Password,DriverNumber,"
                          "DriverDisplayName,RecordingServerName,RecordingServerId\n"
                          "Gate,http://192.0.2.64:80/,ACCC8E000001,admin,s/ecret@,713,Dahua IPC,rec-1,1\n")
            << u"Milestone XProtect"_s << u"Gate"_s << u"AC:CC:8E:00:00:01"_s << QString() << dahua + u'0'
            << dahua + u'1';
        QTest::newRow("Nx Witness")
            << QByteArray("Recording;Name;Vendor;Model;Firmware;IP/Name;ID/MAC;Server\n"
                          "Not recording;Gate;HIKVISION;DS-2CD2;5.5;192.0.2.64;BC-5E-33-57-5A-98;Nx 1\n")
            << u"Nx Witness"_s << u"Gate"_s << u"BC:5E:33:57:5A:98"_s << QString() << hikvision + u'1'
            << hikvision + u'2';
        QTest::newRow("SDM2")
            << QByteArray("IPAddress;Port;Username;Password;ForcedOffline;Name;ModelName;ProductType;"
                          "SerialNumber;MacAddress;Status\n"
                          "192.0.2.64;80;admin;s/ecret@;False;Gate;DH-IPC;camera;0F;00-06-73-00-F0-F4;On\n")
            << u"Siqura SDM2 Device Manager"_s << u"Gate"_s << u"00:06:73:00:F0:F4"_s << u"0F"_s
            << dahua + u'0' << dahua + u'1';
        QTest::newRow("Blue Iris") << QByteArray("Short name,Full name,Address,User,Password,Make\n"
                                                 "gate,Gate,192.0.2.64,admin,s/ecret@,Axis\n")
                                   << u"Blue Iris"_s << u"Gate"_s << QString() << QString() << axis
                                   << QString();
        QTest::newRow("ONVIF Device Manager")
            << QByteArray("Name,Location,XAddrs,Manufacturer,Hardware\n"
                          "Gate,Yard,http://192.0.2.64/onvif/device_service,Hikvision,DS-2CD2\n")
            << u"ONVIF Device Manager"_s << u"Gate"_s << QString() << QString() << hikvision + u'1'
            << hikvision + u'2';
    }

    void exportsOfToolsAreRecognised()
    {
        QFETCH(QByteArray, file);
        QFETCH(QString, name);
        QFETCH(QString, mac);
        QFETCH(QString, serial);
        QFETCH(QString, high);
        QFETCH(QString, low);
        // Without the word of the operator nothing is added: the address is the console's own idea.
        const ImportPlan asked = plan(file);
        QTEST(asked.tool, "tool");
        QCOMPARE(asked.proposedLines, 1);
        QCOMPARE(asked.wrongLines, 1);
        QVERIFY2(firstError(asked).contains(u"Proposed"), qPrintable(firstError(asked)));
        QVERIFY(!firstError(asked).contains(u"ecret"));
        m_source.takesProposals = true;
        const ImportPlan taken = plan(file);
        QVERIFY2(taken.newCameras == 1, qPrintable(firstError(taken)));
        const ImportLine &line = taken.lines.front();
        QVERIFY(!line.warnings.isEmpty()); // it is said all the same
        QCOMPARE(line.camera, name);
        QCOMPARE(line.work->camera.ipAddress, u"192.0.2.64"_s);
        QCOMPARE(line.work->camera.macAddress, mac);
        QCOMPARE(line.work->camera.serialNumber, serial);
        QCOMPARE(addressOf(line, Quality::High), high);
        QCOMPARE(addressOf(line, Quality::Low), low);
    }

    void whatIsLeftOutIsTold()
    {
        const ImportPlan planned =
            plan("Nickname,Adding Mode,Address,Port,User Name,Password\nGate,0,192.0.2.64,8000,a,b\n");
        QCOMPARE(planned.leftOut, QStringList{u"Port"_s});
    }

    void listsOfUsualNamesAreTaken_data()
    {
        QTest::addColumn<QByteArray>("file");
        QTest::addColumn<QString>("high");
        QTest::addColumn<QString>("low");
        QTest::newRow("one address") << QByteArray("camera,url\nGate,rtsp://192.0.2.1/1\n")
                                     << u"rtsp://192.0.2.1/1"_s << QString();
        QTest::newRow("two") << QByteArray("Name;Location;Record URL;Detect URL\nGate;Yard;"
                                           "rtsp://192.0.2.1/1;rtsp://192.0.2.1/2\n")
                             << u"rtsp://192.0.2.1/1"_s << u"rtsp://192.0.2.1/2"_s;
        QTest::newRow("account apart")
            << QByteArray("name,rtsp_url,user,password\nGate,rtsp://192.0.2.1:8554/1,a b,p@s:s\n")
            << u"rtsp://a%20b:p%40s%3As@192.0.2.1:8554/1"_s << QString();
        QTest::newRow("address has its own account")
            << QByteArray("name,rtsp_url,user,password\nGate,rtsp://u:w@192.0.2.1/1,a,p\n")
            << u"rtsp://u:w@192.0.2.1/1"_s << QString();
        QTest::newRow("address as host")
            << QByteArray("name,address\nGate,rtsp://192.0.2.1/1\n") << u"rtsp://192.0.2.1/1"_s << QString();
        QTest::newRow("in Russian") << u"Камера;RTSP;Логин;Пароль\nGate;rtsp://192.0.2.1/1;a;b\n"_s.toUtf8()
                                    << u"rtsp://a:b@192.0.2.1/1"_s << QString();
    }

    void listsOfUsualNamesAreTaken()
    {
        QFETCH(QByteArray, file);
        const ImportPlan planned = plan(file);
        QVERIFY2(planned.newCameras == 1, qPrintable(firstError(planned)));
        QCOMPARE(planned.lines[0].camera, u"Gate"_s);
        QTEST(addressOf(planned.lines[0], Quality::High), "high");
        QTEST(addressOf(planned.lines[0], Quality::Low), "low");
        QVERIFY(planned.tool.isEmpty());
    }

    void aListThatNobodyKnowsIsRefused()
    {
        // "port" may be that of anything.
        QVERIFY(refusal("camera,ip,port\nGate,192.0.2.1,80\n").contains(u"unknown column"));
        QVERIFY(refusal("Bezeichnung;Adr\nGate;192.0.2.1\n").contains(u"unknown column"));
    }

    void hosts_data()
    {
        QTest::addColumn<QString>("cell");
        QTest::addColumn<QString>("ip");   ///< empty: none
        QTest::addColumn<QString>("host"); ///< in the address; empty: refused
        QTest::newRow("IP") << u"192.0.2.1"_s << u"192.0.2.1"_s << u"192.0.2.1"_s;
        QTest::newRow("with a port") << u"192.0.2.1:8000"_s << u"192.0.2.1"_s << u"192.0.2.1"_s;
        QTest::newRow("URL") << u"https://192.0.2.1:443/x"_s << u"192.0.2.1"_s << u"192.0.2.1"_s;
        QTest::newRow("name") << u"gate.example"_s << QString() << u"gate.example"_s;
        QTest::newRow("IPv6") << u"2001:db8::1"_s << u"2001:db8::1"_s << u"[2001:db8::1]"_s;
        QTest::newRow("padded") << u"192.168.001.064"_s << QString() << QString();
        QTest::newRow("nothing") << u"N/A"_s << QString() << QString();
        QTest::newRow("words") << u"not installed"_s << QString() << QString();
    }

    void hosts()
    {
        QFETCH(QString, cell);
        QFETCH(QString, host);
        m_source.takesProposals = true;
        const ImportPlan planned = plan("name,host,make\nGate," + cell.toUtf8() + ",Axis\n");
        QCOMPARE(planned.newCameras, host.isEmpty() ? 0 : 1);
        if (host.isEmpty()) {
            QVERIFY(!firstError(planned).isEmpty());
            return;
        }
        QTEST(planned.lines[0].work->camera.ipAddress, "ip");
        QCOMPARE(addressOf(planned.lines[0], Quality::High),
                 u"rtsp://%1:554/axis-media/media.amp"_s.arg(host));
    }

    void problemsNameTheColumnOfTheList()
    {
        m_source.takesProposals = true;
        const QByteArray file = "Device Type,IPv4 Address,Device Serial No.,MAC Address\n"
                                "DS-2CD2,192.168.001.064,A,xx\n";
        const QString error = firstError(plan(file));
        QVERIFY2(error.startsWith(u"IPv4 Address"), qPrintable(error));
    }

    void whatIsReachedThroughOthersGetsNoAddress()
    {
        m_source.takesProposals = true;
        const ImportPlan planned = plan("Nickname,Adding Mode,Address,User Name,Password\n"
                                        "Gate,2,192.0.2.64,admin,s3cret\nYard,0,192.0.2.65,admin,s3cret\n");
        QCOMPARE(planned.wrongLines, 1);
        QCOMPARE(planned.proposedLines, 1);
        QVERIFY(planned.lines[0].warnings.last().message.contains(u"otherwise"));
    }

    void recordersGetNoAddress()
    {
        m_source.takesProposals = true;
        const ImportPlan planned = plan("Device Type,IPv4 Address,Device Serial No.\n"
                                        "DS-7732NI-I4,192.0.2.1,A\nDS-K1T671M-L,192.0.2.2,B\n");
        QCOMPARE(planned.wrongLines, 2);
        QCOMPARE(planned.proposedLines, 0);
        QVERIFY(planned.lines[0].warnings.last().message.contains(u"no camera"));
    }

    void aToldMakeCountsMoreThanTheTool()
    {
        m_source.takesProposals = true;
        const QByteArray header = "Name,Vendor,Model,Firmware,IP,MAC\n";
        const auto high = [&](const QByteArray &line) {
            const ImportPlan planned = plan(header + line);
            return planned.newCameras == 1 ? addressOf(planned.lines[0], Quality::High) : QString();
        };
        QVERIFY(high("a,Dahua,X,1,192.0.2.1,\n").contains(u"realmonitor"));
        QVERIFY(high("a,Somebody,X,1,192.0.2.1,\n").isEmpty());
        QVERIFY(high("a,,AXIS M1,1,192.0.2.1,\n").contains(u"axis-media"));
    }

    void withoutAKeyPasswordsAreRefused()
    {
        m_source.takesProposals = true;
        m_source.canSeal = false;
        const ImportPlan planned = plan("Nickname,Adding Mode,Address,User Name,Password\n"
                                        "Gate,0,192.0.2.64,admin,s3cret\n");
        QCOMPARE(planned.wrongLines, 1);
        QVERIFY2(firstError(planned).contains(u"cannot be sealed"), qPrintable(firstError(planned)));
    }

    void columnsAreMappedByHand()
    {
        ColumnMapping mapping;
        mapping.columns = {{u"Bezeichnung"_s, own(CsvColumn::Name)},
                           {u"Adr"_s, ListField::Host},
                           {u"Kennwort"_s, ListField::Password},
                           {u"Konto"_s, ListField::User}};
        mapping.maker = CameraMaker::Dahua;
        m_source.mapping = mapping;
        m_source.takesProposals = true;
        const ImportPlan planned = plan("Liste\nBezeichnung;Adr;Konto;Kennwort;Notiz\n"
                                        "Tor;192.0.2.7;admin;x;egal\n");
        QVERIFY2(planned.newCameras == 1, qPrintable(firstError(planned)));
        QCOMPARE(addressOf(planned.lines[0], Quality::Low),
                 u"rtsp://admin:x@192.0.2.7:554/cam/realmonitor?channel=1&subtype=1"_s);
        QCOMPARE(planned.leftOut, QStringList{u"Notiz"_s});
    }

    void knownCamerasCanBeMapped()
    {
        ColumnMapping mapping;
        mapping.columns = {{u"Key"_s, own(CsvColumn::CameraId)}, {u"Room"_s, own(CsvColumn::Location)}};
        m_source.mapping = mapping;
        const ImportPlan planned = plan("Key,Room\n" + m_gate.toString().toUtf8() + ",Cellar\n");
        QVERIFY2(planned.changedCameras == 1, qPrintable(firstError(planned)));
        QCOMPARE(planned.lines[0].work->camera.name, u"Yard gate"_s);
        QCOMPARE(planned.lines[0].work->camera.location, u"Cellar"_s);
        QVERIFY(planned.lines[0].work->streams.empty());
    }

    void aMappingThatDoesNotFitIsRefused()
    {
        const QStringList header{u"A"_s, u"B"_s, u"C"_s};
        ColumnMapping mapping;
        QVERIFY(problemOf(mapping, header).contains(u"name of the camera"));
        mapping.columns = {{u"A"_s, own(CsvColumn::Name)}};
        QVERIFY(problemOf(mapping, header).contains(u"address of a stream"));
        mapping.columns.append({u"b"_s, ListField::Host});
        QCOMPARE(problemOf(mapping, header), QString());
        mapping.columns.append({u"C"_s, ListField::Host});
        QVERIFY(problemOf(mapping, header).contains(u"both mapped"));
        mapping.columns.back() = {u"D"_s, ListField::User};
        QVERIFY(problemOf(mapping, header).contains(u"“D”"));
        QVERIFY(problemOf(mapping, {u"A"_s, u"a"_s, u"B"_s, u"D"_s}).contains(u"twice"));
    }

    void aMappingIsReadBackAsItWasWritten()
    {
        ColumnMapping mapping;
        mapping.name = u"Site lists"_s;
        mapping.maker = CameraMaker::Axis;
        for (const ListField field : listFields())
            mapping.columns.append({u"column %1"_s.arg(int(field)), field});
        std::ranges::sort(mapping.columns); // an object of JSON has no order
        const auto read = mappingFromJson(mappingToJson(mapping));
        QVERIFY2(read, read ? "" : qPrintable(read.error().message));
        ColumnMapping sorted = *read;
        std::ranges::sort(sorted.columns);
        QCOMPARE(sorted, mapping);
    }

    void damagedMappingsAreRefused_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::addColumn<QString>("says");
        const QByteArray begin = R"({"format":"streamkeeper-columns","columns":)";
        QTest::newRow("empty") << QByteArray() << u"not JSON"_s;
        QTest::newRow("not JSON") << QByteArray("name,ip\n") << u"not JSON"_s;
        QTest::newRow("other JSON") << QByteArray(R"({"columns":{}})") << u"no mapping"_s;
        QTest::newRow("a list") << QByteArray("[]") << u"no mapping"_s;
        QTest::newRow("columns are no object") << begin + "[1]}" << u"no mapping"_s;
        QTest::newRow("unknown field") << begin + R"({"A":"colour"}})" << u"is unknown"_s;
        QTest::newRow("a number") << begin + R"({"A":7}})" << u"is unknown"_s;
        QTest::newRow("two for one") << begin + R"({"A":"host","B":"host"}})" << u"both mapped"_s;
        QTest::newRow("unknown maker") << begin + R"({"A":"host"},"maker":"x"})" << u"maker"_s;
        QTest::newRow("huge") << QByteArray(2 * 1024 * 1024, ' ') << u"1 MB"_s;
        QByteArray many = begin + "{";
        for (int i = 0; i < 2000; ++i)
            many += (i > 0 ? ",\"" : "\"") + QByteArray::number(i) + "\":\"none\"";
        QTest::newRow("many columns") << many + "}}" << u"too many"_s;
    }

    void damagedMappingsAreRefused()
    {
        QFETCH(QByteArray, json);
        QFETCH(QString, says);
        QVERIFY2(problemOfJson(json).contains(says), qPrintable(problemOfJson(json)));
    }

    void columnsAreSaidInOneLine()
    {
        const auto column = columnFromText(u" Device = Name =camera"_s);
        QVERIFY(column);
        QCOMPARE(column->first, u"Device = Name"_s);
        QCOMPARE(column->second, own(CsvColumn::Name));
        QVERIFY(columnFromText(u"x=High Address"_s));
        QVERIFY(!columnFromText(u"x"_s));
        QVERIFY(!columnFromText(u"=name"_s));
        QVERIFY(!columnFromText(u"x="_s));
        QVERIFY(!columnFromText(u"x=nothing"_s));
    }

    void whatIsShownOfAListHidesItsSecrets()
    {
        const auto shape =
            shapeOfList("Titel\nPasswort;Weg;PIN\n"
                        "s3cret;rtsp://a:s3cret@192.0.2.1/1;password=s3cret\n;;\n1;2;3\n4;5;6\n"
                        "7;8;9\n");
        QVERIFY(shape);
        QCOMPARE(shape->header.size(), 1); // nothing of it is known: the first line
        ColumnMapping mapping;
        mapping.columns = {{u"Weg"_s, ListField::Host}};
        const auto told =
            shapeOfList("Titel\nPasswort;Weg;PIN\n"
                        "s3cret;rtsp://a:s3cret@192.0.2.1/1;password=s3cret\n1;2;3\n4;5;6\n7;8;9\n",
                        mapping);
        QVERIFY(told);
        QCOMPARE(told->headerLine, 2);
        QCOMPARE(told->samples.size(), 3);
        QVERIFY(!told->samples.first().join(u' ').contains(u"s3cret"));
    }

    void namesWithSecretsAreNotKept()
    {
        QVERIFY(mayBeKept({u"Device Name"_s, u"№"_s}));
        QVERIFY(!mayBeKept({u"Device Name"_s, u"rtsp://a:b@192.0.2.1/1"_s}));
        ColumnMemory memory;
        memory.remember({u"Gate"_s, u"rtsp://a:s3cret@192.0.2.1/1"_s}, {});
        QVERIFY(!QJsonDocument(memory.toJson()).toJson().contains("s3cret"));
    }

    void mappingsAreRemembered()
    {
        ColumnMapping mapping;
        mapping.name = u"Sites"_s;
        mapping.columns = {{u"Bezeichnung"_s, own(CsvColumn::Name)}, {u"Adr"_s, ListField::Host}};
        const QStringList header{u"Bezeichnung"_s, u"Adr"_s, u"Notiz"_s};
        ColumnMemory memory;
        QVERIFY(!memory.forHeader(header));
        memory.remember(header, mapping);
        memory.save(mapping);
        ColumnMapping other = mapping;
        other.maker = CameraMaker::Axis;
        memory.save(other); // under the same name
        memory = ColumnMemory::fromJson(memory.toJson());
        QVERIFY(memory.forHeader({u"BEZEICHNUNG"_s, u"adr"_s, u"Notiz"_s}));
        QCOMPARE(memory.forHeader(header)->fieldOf(u"Adr"_s), ListField::Host);
        QVERIFY(!memory.forHeader({u"Bezeichnung"_s, u"Adr"_s}));
        QCOMPARE(memory.saved().size(), 1);
        QCOMPARE(memory.saved().front().maker, CameraMaker::Axis);
        for (int i = 0; i < 200; ++i)
            memory.remember({QString::number(i), u"x"_s}, mapping);
        QVERIFY(QJsonDocument(memory.toJson()).toJson().size() < 100'000);
        QVERIFY(memory.forHeader({u"199"_s, u"x"_s}));
    }

    void eachToolHasWhatItNeeds()
    {
        for (const MakerList &list : makerLists()) {
            QStringList header;
            for (const QString &sign : list.signs)
                header.append(sign.section(u'|', 0, 0));
            const MakerList *found = recognisedList(header);
            QVERIFY2(found && found->tool == list.tool, qPrintable(list.tool));
            QCOMPARE(problemOf(guessedMapping(header), header), QString());
        }
    }
};

QTEST_GUILESS_MAIN(CameraListsTest)
#include "tst_cameralists.moc"
