#include "tests/console/InputWays.h"
#include "views/cameras/CameraForm.h"
#include "views/clusters/CommonSettingsForm.h"
#include "views/servers/ServerForm.h"

#include <QLineEdit>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace streamkeeper;
using namespace streamkeeper::test;

/// Registries hold what was adopted, or entered under older rules. It must not keep anything else from being
/// changed, nor be changed unasked.
class StoredInputTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatIsStoredMayStay();
    void whatWasTypedIsNotTakenForStored();
    void aStoredLimitStaysExactly();
};

void StoredInputTest::whatIsStoredMayStay()
{
    Camera stored = storedCamera();
    stored.name = QString(60, u'x');
    stored.ipAddress = u"gate.example"_s;
    stored.macAddress = u"00:00:00:00:00:00"_s;
    stored.isPublic = false;
    stored.allowedSubnets = QStringList{u"10/8"_s};
    stored.archiveDays = 400;
    const CameraSetting &location = cameraSettings().at(u"location"_s);
    for (const Outcome &outcome :
         {inTheWindow(location, stored, u"Yard"_s), onTheCommandLine(location, stored, u"Yard"_s),
          inAFile(location, stored, u"Yard"_s)}) {
        QVERIFY2(outcome.kept, qPrintable(outcome.sentence));
        QCOMPARE(*outcome.kept, u"Yard"_s);
    }
    CameraForm form;
    form.setSaved(stored);
    form.setValue(stored);
    QCOMPARE(form.value(), stored);

    MediaServer server = storedServer();
    server.externalHost = u"010.0.0.5"_s;
    server.storages = QStringList{u"archive"_s};
    server.streamsLimit = 2'000'000;
    const ServerSetting &name = serverSettings().at(u"name"_s);
    for (const Outcome &outcome :
         {inTheWindow(name, server, u"ms-02"_s), onTheCommandLine(name, server, u"ms-02"_s)})
        QVERIFY2(outcome.kept, qPrintable(outcome.sentence));
}

/// A card that is left and opened again shows what was typed there: that is still not what is stored.
void StoredInputTest::whatWasTypedIsNotTakenForStored()
{
    const Camera stored = storedCamera();
    Camera typed = stored;
    typed.name = QString(51, u'x');
    CameraForm form;
    form.setSaved(stored);
    form.setValue(stored);
    form.setValue(typed);
    QVERIFY(!form.problem().isEmpty());
    MediaServer server = storedServer();
    ServerForm serverForm(ServerForm::Purpose::Card);
    serverForm.setSaved(server);
    server.externalHost = u"010.0.0.5"_s;
    serverForm.setValue(server);
    QVERIFY(!serverForm.problem().isEmpty());
}

/// Registries hold bit/s: what is no whole number of kbit/s is not rounded by saving something else.
void StoredInputTest::aStoredLimitStaysExactly()
{
    MediaServer stored = storedServer();
    stored.bitrateLimitBps = 600'000 * 1024LL + 1;
    const ServerSetting &name = serverSettings().at(u"name"_s);
    QCOMPARE(inTheWindow(name, stored, u"ms-02"_s).kept, u"ms-02"_s);
    ServerForm form(ServerForm::Purpose::Card);
    form.setSaved(stored);
    form.setValue(stored);
    QCOMPARE(form.findChild<QLineEdit *>(u"serverTrafficLimit"_s)->text(), u"614400"_s);
    QCOMPARE(form.value().bitrateLimitBps, stored.bitrateLimitBps);
    CommonSettingsForm common;
    ClusterSettings settings;
    settings.bitrateLimitBps = stored.bitrateLimitBps;
    common.setValue(settings);
    QCOMPARE(common.value().bitrateLimitBps, stored.bitrateLimitBps);
    type(form, "serverTrafficLimit", u"614401"_s);
    QCOMPARE(form.value().bitrateLimitBps, 614'401'000);
}

QTEST_MAIN(StoredInputTest)
#include "tst_storedinput.moc"
