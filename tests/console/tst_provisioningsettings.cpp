#include "app/console/ProvisioningSettingsPresenter.h"
#include "tests/core/SessionTest.h"
#include "views/common/CopyField.h"
#include "views/devices/DhcpForm.h"
#include "views/devices/InletForm.h"
#include "views/devices/ProvisioningSettingsDialog.h"

#include <QApplication>
#include <QCheckBox>
#include <QLabel>
#include <QLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QTcpServer>

using namespace Qt::StringLiterals;
using namespace streamkeeper;

/// What cameras that come by themselves need, set in the window.
class ProvisioningSettingsTest : public test::SessionTest
{
    Q_OBJECT

    template <typename Widget>
    [[nodiscard]] Widget *child(const char *name) const
    {
        return m_dialog->findChild<Widget *>(QString::fromLatin1(name));
    }

    void type(const char *field, const QString &text)
    {
        auto *edit = child<QLineEdit>(field);
        edit->selectAll();
        QTest::keyClicks(edit, text);
        if (text.isEmpty())
            QTest::keyClick(edit, Qt::Key_Delete);
    }

    void press(const char *button) { QTest::mouseClick(child<QPushButton>(button), Qt::LeftButton); }

    void openDialog()
    {
        m_presenter = std::make_unique<ProvisioningSettingsPresenter>(*m_session);
        m_presenter->open(*m_window);
        m_dialog = m_window->findChild<ProvisioningSettingsDialog *>();
        QVERIFY(m_dialog);
        QTRY_VERIFY(m_dialog->isVisible());
    }

    std::unique_ptr<QWidget> m_window;
    std::unique_ptr<ProvisioningSettingsPresenter> m_presenter;
    QPointer<ProvisioningSettingsDialog> m_dialog;

private Q_SLOTS:
    void init()
    {
        setUp();
        QVERIFY(openSession());
        m_window = std::make_unique<QWidget>();
        m_window->show();
        openDialog();
    }

    void cleanup()
    {
        m_presenter.reset();
        m_window.reset();
        tearDown();
    }

    void withoutAnythingNothingIsAsked()
    {
        QVERIFY(!child<QPushButton>("testDhcp")->isEnabled());
        QVERIFY(!child<QPushButton>("testDhcp")->toolTip().isEmpty());
        QVERIFY(!child<CopyField>("inletToken")->isVisible());
        press("saveProvisioning"); // nothing to save
        QTRY_VERIFY(!m_dialog);
        QCOMPARE(m_session->inletSettings(), InletSettings());
    }

    void whoTakesOrdersIsShownATokenOnce()
    {
        child<QCheckBox>("inletOn")->click();
        const QString token = child<CopyField>("inletToken")->text();
        QCOMPARE(token.size(), 43);
        m_watch->add(token);
        QVERIFY(child<CopyField>("inletToken")->isVisible());
        QVERIFY(!child<QLabel>("inletExamples")->text().contains(token));
        type("inletPort", u"80"_s);
        press("saveProvisioning");
        QVERIFY(m_dialog); // refused, with the reason
        QVERIFY(!m_dialog->inlet().problem().isEmpty());
        QTcpServer free;
        QVERIFY(free.listen(QHostAddress::LocalHost));
        const quint16 port = free.serverPort();
        free.close();
        type("inletPort", QString::number(port));
        QVERIFY(child<QLabel>("inletExamples")->text().contains(u"127.0.0.1:%1/dhcp"_s.arg(port)));
        press("saveProvisioning");
        QTRY_VERIFY(!m_dialog);
        QVERIFY(m_session->inletSettings().isOn);
        QTRY_COMPARE(m_session->inlet().state(), Inlet::State::Listening);

        openDialog();
        QVERIFY(!child<CopyField>("inletToken")->isVisible());
        QCOMPARE(child<CopyField>("inletToken")->text(), QString());
        QVERIFY(child<QLabel>("inletState")->text().contains(QString::number(port)));
        child<QCheckBox>("inletOn")->click();
        press("saveProvisioning");
        QTRY_VERIFY(!m_dialog);
        QTRY_COMPARE(m_session->inlet().state(), Inlet::State::Off);
    }

    void whoListensOutsideIsWarned()
    {
        child<QCheckBox>("inletOn")->click();
        m_watch->add(child<CopyField>("inletToken")->text());
        QVERIFY(!child<QLabel>("inletWarning")->isVisible());
        type("inletAddress", u"0.0.0.0"_s);
        QVERIFY(child<QLabel>("inletWarning")->isVisible());
        // As high as its sentences ask.
        QTRY_VERIFY(m_dialog->height() >= m_dialog->layout()->totalHeightForWidth(m_dialog->width()));
        QTRY_VERIFY(child<QLineEdit>("inletPort")->height() >=
                    child<QLineEdit>("inletPort")->sizeHint().height());
        QVERIFY(m_dialog->inlet().problem().isEmpty());
        type("inletAddress", u"localhost"_s);
        QVERIFY(!m_dialog->inlet().problem().isEmpty());
    }

    void whereTheDhcpServerIsAskedIsTestedAndKept()
    {
        type("dhcpAgent", u"http://127.0.0.1:1"_s);
        type("dhcpUser", u"noc"_s);
        QVERIFY(!child<QPushButton>("testDhcp")->isEnabled()); // no password
        type("dhcpPassword", test::cameraPassword);
        QVERIFY(child<QPushButton>("testDhcp")->isEnabled());
        press("testDhcp");
        QTRY_VERIFY(child<QLabel>("dhcpResult")->text().contains(u"127.0.0.1"_s)); // nobody is there
        QVERIFY(child<QPushButton>("testDhcp")->isEnabled());
        type("dhcpSubnet", u"7"_s);
        QCOMPARE(child<QLabel>("dhcpResult")->text(), QString()); // of other settings
        press("saveProvisioning");
        QTRY_VERIFY(!m_dialog);
        QCOMPARE(m_session->dhcpSettings().subnetId, 7);
        QCOMPARE(m_session->dhcpAccess()->password.revealText(), test::cameraPassword);

        openDialog();
        QCOMPARE(child<QLineEdit>("dhcpPassword")->text(), QString());
        QVERIFY(m_dialog->dhcp().problem().isEmpty());
        type("dhcpAgent", u"http://127.0.0.2:1"_s); // the stored password goes nowhere new
        QVERIFY(!m_dialog->dhcp().problem().isEmpty());
        type("dhcpAgent", {});
        QVERIFY(m_dialog->dhcp().problem().isEmpty());
        press("saveProvisioning");
        QTRY_VERIFY(!m_dialog);
        QVERIFY(!m_session->dhcpSettings().isOn());
        QCOMPARE(m_session->countSecrets(dhcpPurpose), 0);
    }

    void aCertificateIsAcceptedByTheOperator()
    {
        type("dhcpAgent", u"https://127.0.0.1:1"_s);
        const QByteArray sha256(32, 'x');
        m_dialog->dhcp().offerCertificate(sha256);
        QVERIFY(m_dialog->dhcp().value().pinnedSha256.isEmpty());
        press("acceptDhcpCertificate");
        QCOMPARE(m_dialog->dhcp().value().pinnedSha256, sha256);
        press("acceptDhcpCertificate"); // forgets it
        QVERIFY(m_dialog->dhcp().value().pinnedSha256.isEmpty());
    }
};

QTEST_MAIN(ProvisioningSettingsTest)
#include "tst_provisioningsettings.moc"
