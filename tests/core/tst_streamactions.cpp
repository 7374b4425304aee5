#include "models/fleet/StreamActionTexts.h"
#include "models/rules/StreamActionRule.h"
#include "tests/core/FleetMaker.h"

#include <QTest>

using namespace streamkeeper;
using namespace Qt::StringLiterals;

namespace {

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
            "edit, automatic", [](F &f) { f.addition = Addition::Auto; }, A::EditAddress, O::AutoAddress);
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
        QVERIFY(!factsOf(fleet, fleet.row(0)).serverAnswers); // never polled
        fleet.applySnapshot(maker.snapshot(0));
        const StreamFacts facts = factsOf(fleet, fleet.row(0));
        QVERIFY(facts.isManaged && facts.hasServer && facts.serverAnswers && facts.isEnabled);
        QCOMPARE(facts.drift, Drift::None);
        fleet.setPending(fleet.row(0).id, PendingOperation{OperationKind::Restart, OperationPhase::Asking});
        QTRY_VERIFY(factsOf(fleet, fleet.row(0)).isPending);
        QVERIFY(!factsOf(fleet, fleet.row(1)).isPending);
        fleet.setPending(fleet.row(0).id, std::nullopt);
        QTRY_VERIFY(!factsOf(fleet, fleet.row(0)).isPending);
        fleet.applyFailure({maker.servers[0].id, 1, 2, 1, {}});
        QVERIFY(!factsOf(fleet, fleet.row(0)).serverAnswers);
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
        const auto edited = StreamAddress::parseEdited(typed, StreamAddress::fromText(before));
        QCOMPARE(edited.has_value(), !after.isEmpty());
        if (edited)
            QCOMPARE(edited->full().revealText(), after);
        // Without the complete text nothing can be kept.
        if (typed.contains(u'•'))
            QVERIFY(!StreamAddress::parseEdited(
                typed, StreamAddress::fromMasked(StreamAddress::fromText(before).masked(), true)));
    }
};

QTEST_GUILESS_MAIN(StreamActionsTest)
#include "tst_streamactions.moc"
