#include "models/registry/DhcpRepository.h"
#include "models/registry/SecretRepository.h"
#include "tests/core/Await.h"
#include "tests/core/SessionTest.h"
#include "tests/support/KeaProcess.h"

#include <QJsonDocument>

using namespace Qt::StringLiterals;
using namespace streamkeeper;
using test::cameraPassword;

namespace {

const QString lobby = u"00:11:22:33:44:01"_s;
const QString yard = u"00:11:22:33:44:02"_s;

} // namespace

/// Where the DHCP server is, as the registry has it, and the one way to it that a program has.
class DhcpSettingsTest : public test::SessionTest
{
    Q_OBJECT

    [[nodiscard]] VoidResult save(const DhcpSettings &settings, const QString &password = {})
    {
        return test::answerOf<void>([&](QObject *context, auto done) {
            m_session->edits().dhcp.save(settings, SecretText(password), context, std::move(done));
        });
    }

    [[nodiscard]] Result<KeaChange> reserve(const QString &mac, const QString &ip)
    {
        return test::answerOf<KeaChange>([&](QObject *context, auto done) {
            m_session->dhcp().reserve({mac, ip, {}, 0}, context, std::move(done));
        });
    }

    [[nodiscard]] static DhcpSettings agentAt(quint16 port)
    {
        DhcpSettings settings;
        settings.host = u"127.0.0.1"_s;
        settings.port = port;
        settings.userName = u"noc"_s;
        return settings;
    }

private Q_SLOTS:
    void init()
    {
        setUp();
        QVERIFY(openSession());
    }
    void cleanup() { tearDown(); }

    void theyAreKeptSealedAndWithATrail()
    {
        QVERIFY(!m_session->dhcpSettings().isOn());
        QCOMPARE(m_session->dhcpAccess().error().category, ErrorCategory::Invalid);
        DhcpSettings wanted = agentAt(8000);
        wanted.useTls = true;
        wanted.pinnedSha256 = QByteArray(32, 'x');
        wanted.subnetId = 7;
        QVERIFY(save(wanted, cameraPassword));
        const auto latest = test::answerOf<std::vector<Operation>>(
            [&](QObject *context, auto done) { m_session->latestOperations(1, context, std::move(done)); });
        QCOMPARE(latest->front().kind, OperationKind::EditDhcp);
        QVERIFY(openSession()); // anew
        wanted.passwordSecret = m_session->dhcpSettings().passwordSecret;
        QCOMPARE(m_session->dhcpSettings(), wanted);
        QCOMPARE(m_session->dhcpAccess()->password.revealText(), cameraPassword);
    }

    void aPasswordGoesWithItsUserOrItsSuccessor()
    {
        DhcpSettings settings = agentAt(8000);
        QVERIFY(save(settings, cameraPassword));
        const SecretId first = m_session->dhcpSettings().passwordSecret;
        settings.port = 8001; // the stored one stays
        QVERIFY(save(settings));
        QCOMPARE(m_session->dhcpSettings().passwordSecret, first);
        QVERIFY(save(settings, cameraPassword + u"2"_s));
        QVERIFY(m_session->dhcpSettings().passwordSecret != first);
        QCOMPARE(m_session->dhcpAccess()->password.revealText(), cameraPassword + u"2"_s);
        QCOMPARE(m_session->countSecrets(dhcpPurpose), 1);
        QVERIFY(save({}));
        QVERIFY(!m_session->dhcpSettings().isOn());
        QVERIFY(openSession());
        QVERIFY(!m_session->dhcpSettings().isOn());
        QCOMPARE(m_session->countSecrets(dhcpPurpose), 0);
    }

    void anotherProgramSeesThem()
    {
        Session other(*m_keychain);
        other.open(registryPath());
        QTRY_VERIFY(other.isOpen());
        QVERIFY(save(agentAt(8000), cameraPassword));
        QTRY_COMPARE(other.dhcpSettings(), m_session->dhcpSettings());
        QTRY_VERIFY(other.dhcpAccess());
    }

    void withoutADhcpServerOrdersAreRefused()
    {
        QCOMPARE(reserve(yard, u"192.0.2.50"_s).error().category, ErrorCategory::Invalid);
        const auto probed = test::answerOf<DhcpProbe>([&](QObject *context, auto done) {
            m_session->dhcp().probe({agentAt(1), SecretText(cameraPassword)}, context,
                                    [done](DhcpProbe probe) { done(std::move(probe)); });
        });
        QCOMPARE(probed->abilities.error().category, ErrorCategory::Network);
    }

    void manyOrdersAtOnceAreCarriedOutOneAfterTheOther()
    {
        test::KeaProcess kea;
        kea.setAccount(u"noc"_s, cameraPassword);
        QVERIFY(kea.start());
        QVERIFY(save(agentAt(kea.port()), cameraPassword));
        QList<bool> done;
        for (int i = 0; i < 3; ++i)
            m_session->dhcp().reserve(
                {u"00:11:22:33:44:1%1"_s.arg(i), u"192.0.2.5%1"_s.arg(i), {}, 0}, this,
                [&](const Result<KeaChange> &change) { done.append(change && change->isChanged); });
        QTRY_COMPARE_WITH_TIMEOUT(done, QList<bool>(3, true), 30'000);
        QVERIFY(kea.addLease(u"192.0.2.101"_s, lobby));
        const auto gone = test::answerOf<KeaChange>([&](QObject *context, auto answer) {
            m_session->dhcp().release(lobby, true, context, std::move(answer));
        });
        QVERIFY(gone && gone->isChanged);
        const auto found = test::answerOf<DhcpFindings>([&](QObject *context, auto answer) {
            m_session->dhcp().find(lobby, context, std::move(answer));
        });
        QVERIFY(found && !found->lease && !found->reservation);
    }

    void theProgramEndsInTheMiddleOfAnOrder()
    {
        test::KeaProcess kea;
        kea.setAccount(u"noc"_s, cameraPassword);
        QVERIFY(kea.start());
        QVERIFY(save(agentAt(kea.port()), cameraPassword));
        bool isAnswered = false;
        m_session->dhcp().reserve({yard, u"192.0.2.50"_s, {}, 0}, this,
                                  [&](const Result<KeaChange> &) { isAnswered = true; });
        m_session->dhcp().release(lobby, false, this, [&](const Result<KeaChange> &) { isAnswered = true; });
        // It was set, and waits whether it stays.
        QTRY_VERIFY(QJsonDocument(kea.config()).toJson().contains("192.0.2.50"));
        m_session.reset();
        QVERIFY(!isAnswered);
    }
};

QTEST_GUILESS_MAIN(DhcpSettingsTest)
#include "tst_dhcpsettings.moc"
