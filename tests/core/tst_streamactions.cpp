#include "models/rules/AddressRule.h"
#include "models/rules/StreamActionRule.h"
#include "models/texts/StreamActionTexts.h"
#include "tests/core/FleetMaker.h"

#include <QSignalSpy>
#include <QTest>

using namespace streamkeeper;
using namespace Qt::StringLiterals;

namespace {

constexpr qint64 nowMs = 1'790'000'000'000;

StreamFacts healthy()
{
    StreamFacts facts;
    facts.capabilities = capabilitiesOf(ServerType::MediaServerV2);
    return facts;
}

} // namespace

/// What an operator may do with a row, and the first reason why not.
class StreamActionsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theFirstReasonIsTold_data()
    {
        QTest::addColumn<std::function<void(StreamFacts &)>>("change");
        QTest::addColumn<StreamAction>("action");
        QTest::addColumn<Obstacle>("obstacle");
        using F = StreamFacts;
        using A = StreamAction;
        using O = Obstacle;
        const auto row = [](const char *name, std::function<void(F &)> change, A action, O obstacle) {
            QTest::newRow(name) << std::move(change) << action << obstacle;
        };
        const auto nothing = [](F &) {};
        row("restart", nothing, A::Restart, O::None);
        row(
            "restart, unmanaged", [](F &f) { f.isManaged = false; }, A::Restart, O::NotManaged);
        row(
            "restart, pending", [](F &f) { f.isPending = true; }, A::Restart, O::Pending);
        row(
            "restart, no server", [](F &f) { f.hasServer = false, f.serverAnswers = false; }, A::Restart,
            O::NoServer);
        row(
            "restart, silent", [](F &f) { f.serverAnswers = false; }, A::Restart, O::ServerSilent);
        row(
            "restart, missing", [](F &f) { f.drift = Drift::Missing; }, A::Restart, O::Missing);
        row(
            "restart, off", [](F &f) { f.isEnabled = false; }, A::Restart, O::SwitchedOff);
        row("enable, on", nothing, A::Enable, O::AlreadyEnabled);
        row(
            "enable, off", [](F &f) { f.isEnabled = false; }, A::Enable, O::None);
        row(
            "enable, sealed", [](F &f) { f.isEnabled = false, f.isAddressSealed = true; }, A::Enable,
            O::SecretsLocked);
        row(
            "enable, not provided", [](F &f) { f.capabilities = {}; }, A::Enable, O::NotProvided);
        row("disable", nothing, A::Disable, O::None);
        row(
            "disable, off", [](F &f) { f.isEnabled = false; }, A::Disable, O::AlreadyDisabled);
        row(
            "disable, sealed", [](F &f) { f.isAddressSealed = true; }, A::Disable, O::None);
        row(
            "audio on", [](F &f) { f.audio = Tristate::No; }, A::AudioOn, O::None);
        row(
            "audio on, on", [](F &f) { f.audio = Tristate::Yes; }, A::AudioOn, O::AudioAlreadyOn);
        row(
            "audio off", [](F &f) { f.audio = Tristate::Yes; }, A::AudioOff, O::None);
        row(
            "audio off, off", [](F &f) { f.audio = Tristate::No; }, A::AudioOff, O::AudioAlreadyOff);
        row(
            "audio off, camera without sound", [](F &f) { f.hasAudioTrack = Tristate::No; }, A::AudioOff,
            O::NoAudio);
        row(
            "audio, MediaMTX", [](F &f) { f.capabilities = capabilitiesOf(ServerType::MediaMtx); },
            A::AudioOff, O::NotProvided);
        row("edit", nothing, A::EditAddress, O::None);
        row(
            "edit, automatic camera", [](F &f) { f.cameraAddition = Addition::Auto; }, A::EditAddress,
            O::AutoAddress);
        row(
            "edit, automatic camera, manual now",
            [](F &f) { f.cameraAddition = Addition::Auto, f.activation = Activation::Manual; },
            A::EditAddress, O::None);
        row(
            "edit, added by hand", [](F &f) { f.addition = Addition::Auto; }, A::EditAddress, O::None);
        // domain.md 1.1: manual-manual and auto-manual may be deleted, auto-auto never.
        row("delete, manual-manual", nothing, A::Delete, O::None);
        row(
            "delete, auto-manual", [](F &f) { f.cameraAddition = Addition::Auto; }, A::Delete, O::None);
        row(
            "delete, auto-auto", [](F &f) { f.cameraAddition = f.addition = Addition::Auto; }, A::Delete,
            O::AutoStream);
        row(
            "delete, missing", [](F &f) { f.drift = Drift::Missing; }, A::Delete, O::None);
        row(
            "delete, silent", [](F &f) { f.serverAnswers = false; }, A::Delete, O::ServerSilent);
        row(
            "forget, silent", [](F &f) { f.serverAnswers = false; }, A::Forget, O::None);
        row(
            "forget, unmanaged", [](F &f) { f.isManaged = false; }, A::Forget, O::NotManaged);
        row(
            "forget, pending", [](F &f) { f.isPending = true; }, A::Forget, O::Pending);
        row(
            "adopt", [](F &f) { f.isManaged = false; }, A::Adopt, O::None);
        row("adopt, managed", nothing, A::Adopt, O::Managed);
        row(
            "recreate", [](F &f) { f.drift = Drift::Missing; }, A::Recreate, O::None);
        row("recreate, there", nothing, A::Recreate, O::NotMissing);
        row(
            "push", [](F &f) { f.drift = Drift::Different; }, A::Push, O::None);
        row("push, the same", nothing, A::Push, O::NotDifferent);
        row(
            "push, sealed", [](F &f) { f.drift = Drift::Different, f.isAddressSealed = true; }, A::Push,
            O::SecretsLocked);
        row(
            "take theirs", [](F &f) { f.drift = Drift::Different; }, A::TakeTheirs, O::None);
        row(
            "take theirs, missing", [](F &f) { f.drift = Drift::Missing; }, A::TakeTheirs, O::Missing);
        row("transfer", nothing, A::Transfer, O::None);
        // A stream of a dead server, or of one that has lost it, must be movable.
        row(
            "transfer, silent", [](F &f) { f.serverAnswers = false; }, A::Transfer, O::None);
        row(
            "transfer, missing", [](F &f) { f.drift = Drift::Missing; }, A::Transfer, O::None);
        row(
            "transfer, different", [](F &f) { f.drift = Drift::Different; }, A::Transfer, O::None);
        row(
            "transfer, off", [](F &f) { f.isEnabled = false; }, A::Transfer, O::None);
        row(
            "transfer, automatic", [](F &f) { f.cameraAddition = f.addition = Addition::Auto; }, A::Transfer,
            O::None);
        row(
            "transfer, MediaMTX", [](F &f) { f.capabilities = capabilitiesOf(ServerType::MediaMtx); },
            A::Transfer, O::None);
        row(
            "transfer, unmanaged", [](F &f) { f.isManaged = false; }, A::Transfer, O::NotManaged);
        row(
            "transfer, pending", [](F &f) { f.isPending = true; }, A::Transfer, O::Pending);
        row(
            "transfer, no server", [](F &f) { f.hasServer = false; }, A::Transfer, O::NoServer);
        row(
            "transfer, no address", [](F &f) { f.hasAddress = false; }, A::Transfer, O::NoAddress);
        row(
            "transfer, sealed", [](F &f) { f.isAddressSealed = true; }, A::Transfer, O::SecretsLocked);
        row(
            "transfer, locked", [](F &f) { f.transferLockLeftMs = 1; }, A::Transfer, O::TransferLocked);
        row(
            "transfer, locked and pending", [](F &f) { f.transferLockLeftMs = 1, f.isPending = true; },
            A::Transfer, O::Pending);
        row(
            "restart, locked", [](F &f) { f.transferLockLeftMs = 1; }, A::Restart, O::None);
    }

    void theFirstReasonIsTold()
    {
        QFETCH(std::function<void(StreamFacts &)>, change);
        QFETCH(StreamAction, action);
        QFETCH(Obstacle, obstacle);
        StreamFacts facts = healthy();
        change(facts);
        QCOMPARE(obstacleFor(action, facts), obstacle);
        QCOMPARE(texts::obstacle(obstacle).isEmpty(), obstacle == Obstacle::None);
    }

    void theFactsAreThoseOfTheRow()
    {
        test::FleetMaker maker(1, 2);
        FleetState fleet;
        maker.give(fleet);
        QVERIFY(!factsOf(fleet, fleet.row(0), nowMs).serverAnswers); // never polled
        fleet.applySnapshot(maker.snapshot(0));
        const StreamFacts facts = factsOf(fleet, fleet.row(0), nowMs);
        QVERIFY(facts.isManaged && facts.hasServer && facts.serverAnswers && facts.isEnabled);
        QCOMPARE(facts.drift, Drift::None);
        fleet.setPending(fleet.row(0).id, PendingOperation{OperationKind::Restart, OperationPhase::Asking});
        QTRY_VERIFY(factsOf(fleet, fleet.row(0), nowMs).isPending);
        QVERIFY(!factsOf(fleet, fleet.row(1), nowMs).isPending);
        fleet.setPending(fleet.row(0).id, std::nullopt);
        QTRY_VERIFY(!factsOf(fleet, fleet.row(0), nowMs).isPending);
        fleet.applyFailure({maker.servers[0].id, 1, 2, 1, {}});
        QVERIFY(!factsOf(fleet, fleet.row(0), nowMs).serverAnswers);
    }

    void theLockOfATransferRunsOut_data()
    {
        QTest::addColumn<int>("lockMinutes");
        QTest::addColumn<qint64>("agoMs");
        QTest::addColumn<qint64>("leftMs");
        QTest::addColumn<QString>("says");
        const qint64 minute = 60'000;
        QTest::newRow("just now") << 60 << qint64(0) << 60 * minute << u"in 60 min."_s;
        QTest::newRow("some time ago") << 60 << 18 * minute << 42 * minute << u"in 42 min."_s;
        QTest::newRow("minutes are rounded up")
            << 60 << 18 * minute - 1 << 42 * minute + 1 << u"in 43 min."_s;
        QTest::newRow("the last moment") << 60 << 60 * minute - 1 << qint64(1) << u"in 1 min."_s;
        QTest::newRow("over") << 60 << 60 * minute << qint64(0) << QString();
        QTest::newRow("long over") << 60 << 600 * minute << qint64(0) << QString();
        QTest::newRow("no lock") << 0 << qint64(0) << qint64(0) << QString();
        QTest::newRow("another clock is ahead") << 60 << -30 * minute << 60 * minute << u"in 60 min."_s;
    }

    void theLockOfATransferRunsOut()
    {
        QFETCH(int, lockMinutes);
        QFETCH(qint64, agoMs);
        QFETCH(qint64, leftMs);
        QFETCH(QString, says);
        test::FleetMaker maker(1, 1);
        FleetState fleet;
        maker.give(fleet);
        fleet.setTransferLock(std::chrono::minutes(lockMinutes));
        QCOMPARE(factsOf(fleet, fleet.row(0), nowMs).transferLockLeftMs, 0); // never transferred
        Stream moved = fleet.streams().front();
        moved.lastTransferAt = QDateTime::fromMSecsSinceEpoch(nowMs - agoMs, Qt::UTC);
        fleet.updateStream(moved);
        const StreamFacts facts = factsOf(fleet, fleet.row(0), nowMs);
        QCOMPARE(facts.transferLockLeftMs, leftMs);
        const Obstacle obstacle = obstacleFor(StreamAction::Transfer, facts);
        QCOMPARE(obstacle, says.isEmpty() ? Obstacle::None : Obstacle::TransferLocked);
        const QString sentence = texts::obstacle(obstacle, facts, nowMs);
        QVERIFY2(sentence.endsWith(says), qPrintable(sentence));
        QVERIFY(says.isEmpty() ||
                sentence.contains(QDateTime::fromMSecsSinceEpoch(nowMs - agoMs).toString(u"HH:mm"_s)));
    }

    void aNewLockIsTold()
    {
        FleetState fleet;
        QSignalSpy told(&fleet, &FleetState::serversChanged);
        fleet.setTransferLock(std::chrono::minutes(60)); // as it was
        QCOMPARE(told.count(), 0);
        fleet.setTransferLock(std::chrono::minutes(5));
        QCOMPARE(told.count(), 1);
    }

    void singleStreamsAreUpdatedAddedAndRemoved()
    {
        test::FleetMaker maker(2, 2);
        FleetState fleet;
        maker.give(fleet);
        Stream changed = fleet.streams().front();
        changed.isEnabled = false;
        changed.address = StreamAddress::fromText(u"rtsp://10.7.7.7/new"_s);
        fleet.updateStream(changed);
        const FleetRow &row = fleet.row(fleet.rowOf(changed.id));
        QVERIFY(!row.isEnabled);
        QCOMPARE(row.maskedAddress, u"rtsp://10.7.7.7/new"_s);
        QVERIFY(row.searchText.contains(u"10.7.7.7"));
        // To another server: it is counted there now.
        changed.mainServer = maker.servers[1].id;
        fleet.updateStream(changed);
        QCOMPARE(fleet.row(fleet.rowOf(changed.id)).mainServer, fleet.serverIndex(maker.servers[1].id));
        QCOMPARE(fleet.servers()[size_t(fleet.serverIndex(maker.servers[0].id))].rows.size(), 1u);

        Stream low = changed;
        low.id = StreamId::create();
        low.quality = Quality::Low;
        low.remoteName = u"low"_s;
        fleet.addStreams({}, {low});
        QCOMPARE(fleet.rowCount(), 5);
        QCOMPARE(fleet.siblingOf(fleet.rowOf(low.id)), fleet.rowOf(changed.id));
        fleet.removeStreams({changed.id});
        QCOMPARE(fleet.cameras().size(), 4u); // its other stream is left
        fleet.removeStreams({low.id});
        QCOMPARE(fleet.cameras().size(), 3u);
        QCOMPARE(fleet.rowCount(), 3);
    }

    void hiddenCredentialsSurviveAnEdit_data()
    {
        QTest::addColumn<QString>("before");
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QString>("after"); ///< empty: refused
        QTest::newRow("host") << u"rtsp://u:p@10.0.0.1/x"_s << u"rtsp://•••@10.0.0.2/x"_s
                              << u"rtsp://u:p@10.0.0.2/x"_s;
        QTest::newRow("at sign in the password")
            << u"rtsp://u:p@ss@10.0.0.1/x"_s << u"rtsp://•••@10.0.0.1/y"_s << u"rtsp://u:p%40ss@10.0.0.1/y"_s;
        QTest::newRow("typed anew") << u"rtsp://u:p@10.0.0.1/x"_s << u"rtsp://a:b@10.0.0.1/x"_s
                                    << u"rtsp://a:b@10.0.0.1/x"_s;
        QTest::newRow("none any more")
            << u"rtsp://u:p@10.0.0.1/x"_s << u"rtsp://10.0.0.1/x"_s << u"rtsp://10.0.0.1/x"_s;
        QTest::newRow("mask without anything behind it")
            << u"rtsp://10.0.0.1/x"_s << u"rtsp://•••@10.0.0.1/x"_s << QString();
        QTest::newRow("hidden in the query")
            << u"rtsp://10.0.0.1/x?password=p"_s << u"rtsp://10.0.0.2/x?password=•••"_s << QString();
        QTest::newRow("nonsense") << u"rtsp://u:p@10.0.0.1/x"_s << u"rtsp:///x"_s << QString();
    }

    void hiddenCredentialsSurviveAnEdit()
    {
        QFETCH(QString, before);
        QFETCH(QString, typed);
        QFETCH(QString, after);
        const auto edited = fields::checkEditedAddress(typed, StreamAddress::fromText(before));
        QCOMPARE(edited.has_value(), !after.isEmpty());
        if (edited)
            QCOMPARE(edited->full().revealText(), after);
        // Without the complete text nothing can be kept.
        if (typed.contains(u'•'))
            QVERIFY(!fields::checkEditedAddress(
                typed, StreamAddress::fromMasked(StreamAddress::fromText(before).masked(), true)));
    }
};

QTEST_GUILESS_MAIN(StreamActionsTest)
#include "tst_streamactions.moc"
