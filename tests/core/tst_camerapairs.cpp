#include "models/registry/FleetRepository.h"
#include "models/registry/OperationRepository.h"
#include "models/rules/CameraPairs.h"
#include "models/rules/FieldRules.h"
#include "models/texts/CameraTexts.h"
#include "tests/core/OtherProgram.h"
#include "tests/core/SessionTest.h"

using namespace streamkeeper;
using namespace streamkeeper::test;
using namespace Qt::StringLiterals;

namespace {

using P = PairObstacle;

PairFacts facts(const QString &streams, const QString &more = {})
{
    PairFacts facts;
    facts.camera.id = CameraId::create();
    facts.hasHigh = streams.contains(u'h');
    facts.hasLow = streams.contains(u'l');
    facts.isPending = more.contains(u"busy");
    facts.camera.isPublic = more.contains(u"public");
    if (more.contains(u"subnet"))
        facts.camera.allowedSubnets = {u"192.0.2.0/24"_s};
    if (more.contains(u"auto"))
        facts.camera.addition = Addition::Auto;
    return facts;
}

} // namespace

/// Cameras are split and joined: what is possible, and what the registry has then.
class CameraPairsTest : public SessionTest
{
    Q_OBJECT

private:
    [[nodiscard]] bool setUpYard()
    {
        setUp();
        return setUpFleet().has_value();
    }
    [[nodiscard]] const Camera &yard() const { return m_session->fleet().cameras().front(); }
    [[nodiscard]] Result<CameraId> split(const CameraId &camera, const QString &name)
    {
        std::optional<Result<CameraId>> answer;
        m_session->edits().cameras.split(camera, name, this,
                                         [&](const Result<CameraId> &result) { answer = result; });
        (void)QTest::qWaitFor([&] { return answer.has_value(); });
        return answer.value_or(fail(ErrorCategory::Timeout, u"no answer"_s));
    }
    [[nodiscard]] VoidResult join(const CameraId &kept, const CameraId &other)
    {
        std::optional<VoidResult> answer;
        m_session->edits().cameras.join(kept, other, this,
                                        [&](const VoidResult &result) { answer = result; });
        (void)QTest::qWaitFor([&] { return answer.has_value(); });
        return answer.value_or(fail(ErrorCategory::Timeout, u"no answer"_s));
    }
    [[nodiscard]] Stream streamOf(Quality quality) const
    {
        const auto &streams = m_session->fleet().streams();
        return *std::ranges::find(streams, quality, &Stream::quality);
    }
    /// Memory is what a new program would read; addresses come sealed from there.
    void expectRegistryIsMemory()
    {
        RegistryDatabase database;
        QVERIFY(database.open(registryPath()));
        auto cameras = FleetRepository(database).cameras();
        auto streams = FleetRepository(database).streams();
        QVERIFY(cameras && streams);
        QCOMPARE(cameras->size(), m_session->fleet().cameras().size());
        for (const Camera &camera : *cameras)
            QCOMPARE(camera, *m_session->fleet().camera(camera.id));
        for (Stream stream : *streams) {
            const Stream *known = m_session->fleet().stream(stream.id);
            QVERIFY(known);
            stream.address = known->address;
            QCOMPARE(stream, *known);
        }
    }
    [[nodiscard]] QString latestEntry()
    {
        RegistryDatabase database;
        if (!database.open(registryPath()))
            return {};
        const auto latest = OperationRepository(database).latest(1);
        return latest && !latest->empty() ? QString::fromLatin1(operationFacts(latest->front().kind).word) +
                                                u": "_s + latest->front().target
                                          : QString();
    }

private Q_SLOTS:
    void cleanup()
    {
        if (m_session)
            tearDown();
    }

    void rules_data()
    {
        QTest::addColumn<PairFacts>("one");
        QTest::addColumn<PairFacts>("other");
        QTest::addColumn<int>("join");
        QTest::addColumn<int>("split"); ///< of the first
        const auto row = [](const char *name, const PairFacts &one, const PairFacts &other, P join, P split) {
            QTest::newRow(name) << one << other << int(join) << int(split);
        };
        row("high and low", facts(u"h"_s), facts(u"l"_s), P::None, P::OneStream);
        row("low and high", facts(u"l"_s), facts(u"h"_s), P::None, P::OneStream);
        row("two high", facts(u"h"_s), facts(u"h"_s), P::SameQuality, P::OneStream);
        row("two low", facts(u"l"_s), facts(u"l"_s), P::SameQuality, P::OneStream);
        row("whole", facts(u"hl"_s), facts(u"l"_s), P::WholeCamera, P::None);
        row("the other is whole", facts(u"h"_s), facts(u"hl"_s), P::WholeCamera, P::OneStream);
        row("none", facts({}), facts(u"l"_s), P::NoStream, P::OneStream);
        row("busy", facts(u"h"_s, u"busy"_s), facts(u"l"_s), P::Pending, P::OneStream);
        row("whole and busy", facts(u"hl"_s, u"busy"_s), facts(u"l"_s), P::WholeCamera, P::Pending);
        row("public", facts(u"h"_s, u"public"_s), facts(u"l"_s), P::OtherAccess, P::OneStream);
        row("both public", facts(u"h"_s, u"public"_s), facts(u"l"_s, u"public"_s), P::None, P::OneStream);
        row("other subnets", facts(u"h"_s, u"public subnet"_s), facts(u"l"_s, u"public"_s), P::OtherAccess,
            P::OneStream);
        row("subnets of none", facts(u"h"_s, u"subnet"_s), facts(u"l"_s), P::None, P::OneStream);
        row("automatic", facts(u"h"_s, u"auto"_s), facts(u"l"_s), P::OtherAddition, P::OneStream);
        const PairFacts same = facts(u"hl"_s);
        row("the same", same, same, P::SameCamera, P::None);
    }

    void rules()
    {
        QFETCH(PairFacts, one);
        QFETCH(PairFacts, other);
        QTEST(int(joinObstacle(one, other)), "join");
        QTEST(int(splitObstacle(one)), "split");
    }

    void eachObstacleIsSaid()
    {
        for (int i = int(P::None) + 1; i <= int(P::OtherAddition); ++i)
            QVERIFY2(!texts::pairObstacle(P(i)).isEmpty(), qPrintable(QString::number(i)));
    }

    void namesAreProposed()
    {
        const auto free = [](const QString &) { return false; };
        QCOMPARE(proposedSplitName(u"Gate"_s, u"(low)"_s, free), u"Gate (low)"_s);
        int asked = 0;
        QCOMPARE(proposedSplitName(u"Gate"_s, u"(low)"_s, [&](const QString &) { return ++asked < 3; }),
                 u"Gate (low) 3"_s);
        const QString longest = proposedSplitName(QString(80, u'x'), u"(low)"_s, free);
        QVERIFY(fields::checkCameraName(longest));
        QVERIFY(longest.endsWith(u" (low)"));
    }

    void whatIsLostIsListed()
    {
        Camera kept;
        kept.name = u"Gate"_s;
        kept.location = u"Yard"_s;
        Camera other = kept;
        QVERIFY(lostByJoining(kept, other).empty());
        other.name = u"Gate low"_s;
        other.location.clear(); // nothing is lost of what is not there
        other.archiveDays = 7;
        QStringList lost;
        for (const SettingChange &change : lostByJoining(kept, other))
            lost.append(change.name + u'=' + change.after);
        const QStringList expected{u"Name=Gate low"_s, u"Archive depth, days=7"_s};
        QCOMPARE(lost, expected);
    }

    void aSplitCameraIsJoinedAgain()
    {
        QVERIFY(setUpYard());
        const Camera before = yard();
        const Stream high = streamOf(Quality::High);
        const Stream low = streamOf(Quality::Low);
        const auto requests = m_server->writes.size();
        const auto fresh = split(before.id, u" Yard low "_s);
        QVERIFY2(fresh, fresh ? "" : qPrintable(fresh.error().message));
        const Camera *made = m_session->fleet().camera(*fresh);
        QVERIFY(made);
        QCOMPARE(made->name, u"Yard low"_s);
        QCOMPARE(made->location, before.location);
        QVERIFY(made->remoteUid.isEmpty());
        QCOMPARE(streamOf(Quality::Low).id, low.id);
        QCOMPARE(streamOf(Quality::Low).camera, *fresh);
        QCOMPARE(streamOf(Quality::Low).remoteName, low.remoteName);
        QCOMPARE(streamOf(Quality::Low).address.full(), low.address.full());
        QCOMPARE(streamOf(Quality::High), high);
        QCOMPARE(m_session->fleet().rowCount(), 2);
        QCOMPARE(m_session->fleet().siblingOf(rowNamed(u"yard-low"_s)), -1);
        QCOMPARE(m_session->fleet().row(rowNamed(u"yard-low"_s)).cameraName, u"Yard low"_s);
        expectRegistryIsMemory();
        QCOMPARE(latestEntry(), u"split_camera: %1 → Yard low"_s.arg(before.name));

        const VoidResult joined = join(before.id, *fresh);
        QVERIFY2(joined, joined ? "" : qPrintable(joined.error().message));
        QCOMPARE(m_session->fleet().cameras().size(), size_t(1));
        QCOMPARE(streamOf(Quality::Low).camera, before.id);
        QVERIFY(m_session->fleet().siblingOf(rowNamed(u"yard-low"_s)) >= 0);
        expectRegistryIsMemory();
        QCOMPARE(latestEntry(), u"join_cameras: %1 + Yard low"_s.arg(before.name));
        QCOMPARE(m_server->writes.size(), requests); // nothing was asked of the server
    }

    void theOtherNameCanStay()
    {
        QVERIFY(setUpYard());
        const CameraId old = yard().id;
        const auto fresh = split(old, u"Yard low"_s);
        QVERIFY(fresh);
        QVERIFY(join(*fresh, old));
        QCOMPARE(m_session->fleet().cameras().size(), size_t(1));
        QCOMPARE(yard().name, u"Yard low"_s);
        QCOMPARE(yard().remoteUid, u"yard"_s);
        QCOMPARE(streamOf(Quality::High).camera, *fresh);
        expectRegistryIsMemory();
    }

    void whatIsNotPossibleIsRefused()
    {
        QVERIFY(setUpYard());
        const CameraId id = yard().id;
        QVERIFY(!split(id, {}));
        QVERIFY(!split(id, QString(60, u'x')));
        QVERIFY(!split(CameraId::create(), u"x"_s));
        QVERIFY(!join(id, id));
        QVERIFY(!join(id, CameraId::create()));
        QCOMPARE(m_session->fleet().cameras().size(), size_t(1));
        QVERIFY(split(id, u"Yard low"_s));
        QVERIFY(!split(id, u"Yard low 2"_s));
    }

    void whatSomebodyElseHasChangedIsNotOverwritten()
    {
        QVERIFY(setUpYard());
        m_session->polling().setInterval(std::chrono::hours(1));
        const CameraId id = yard().id;
        const QString low = streamOf(Quality::Low).id.toString();
        const OtherProgram other(registryPath());
        const auto isRefused = [&](const QString &change, const QString &back) {
            // In one go, so that this program has not read it yet.
            if (!other.run(change))
                return false;
            const auto refused = split(id, u"Yard low"_s);
            const bool isConflict = !refused && refused.error().category == ErrorCategory::Conflict;
            return other.run(back) && isConflict;
        };
        QVERIFY(isRefused(u"UPDATE camera SET revision = revision + 1"_s,
                          u"UPDATE camera SET revision = revision - 1"_s));
        QVERIFY(isRefused(u"UPDATE stream SET revision = revision + 1 WHERE id = '%1'"_s.arg(low),
                          u"UPDATE stream SET revision = revision - 1 WHERE id = '%1'"_s.arg(low)));
        RegistryDatabase database;
        QVERIFY(database.open(registryPath()));
        QCOMPARE(FleetRepository(database).cameras()->size(), size_t(1));
    }

    void anOpenOperationIsWaitedFor()
    {
        QVERIFY(setUpYard());
        const CameraId id = yard().id;
        Operation open;
        open.id = OperationId::create();
        open.kind = OperationKind::Restart;
        open.stream = streamOf(Quality::High).id;
        open.owner = {u"elsewhere"_s, u"boot"_s, 1, 1};
        open.leaseUntilMs = QDateTime::currentMSecsSinceEpoch() + 60'000;
        {
            RegistryDatabase database;
            QVERIFY(database.open(registryPath()));
            QVERIFY(database.inTransaction([&] { return OperationRepository(database).add(open); }));
        }
        const auto refused = split(id, u"Yard low"_s);
        QVERIFY(!refused);
        QVERIFY2(refused.error().message.contains(u"under way"), qPrintable(refused.error().message));
        QCOMPARE(m_session->fleet().cameras().size(), size_t(1));
    }
};

Q_DECLARE_METATYPE(streamkeeper::PairFacts)
QTEST_GUILESS_MAIN(CameraPairsTest)
#include "tst_camerapairs.moc"
