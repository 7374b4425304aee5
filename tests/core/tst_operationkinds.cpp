#include "models/registry/StoredNames.h"
#include "models/registry/StoredPayload.h"
#include "models/tables/OperationTableModel.h"
#include "models/texts/StreamActionTexts.h"

#include <QJsonDocument>
#include <QSet>
#include <QTest>

using namespace streamkeeper;
using namespace Qt::StringLiterals;

namespace {

struct Frozen
{
    OperationKind kind;
    const char *word; ///< never to be changed: it stands in journals and in scripts
    const char *text;
    RunnerKind runner;
};

using K = OperationKind;
using R = RunnerKind;

// A new kind gets a row here; a row that is here stays as it is.
constexpr std::array frozen{
    Frozen{K::Unknown, "unknown", "Unknown", R::Nobody},
    Frozen{K::AddStream, "add_stream", "Add stream", R::Change},
    Frozen{K::DeleteStream, "delete_stream", "Delete stream", R::Delete},
    Frozen{K::Restart, "restart", "Restart", R::Restart},
    Frozen{K::Enable, "enable", "Enable", R::Change},
    Frozen{K::Disable, "disable", "Disable", R::Change},
    Frozen{K::AudioOn, "audio_on", "Audio on", R::Change},
    Frozen{K::AudioOff, "audio_off", "Audio off", R::Change},
    Frozen{K::ChangeAddress, "change_address", "Change address", R::Change},
    Frozen{K::ChangeSettings, "change_settings", "Change settings", R::Change},
    Frozen{K::Transfer, "transfer", "Transfer", R::Transfer},
    Frozen{K::UpdateIndexes, "update_indexes", "Update indexes", R::Index},
    Frozen{K::ReleaseCopy, "release_copy", "Release an old copy", R::Copy},
    Frozen{K::Push, "push", "Push ours", R::Change},
    Frozen{K::Recreate, "recreate", "Re-create", R::Change},
    Frozen{K::TakeTheirs, "take_theirs", "Take theirs", R::RegistryOnly},
    Frozen{K::Adopt, "adopt", "Adopt", R::RegistryOnly},
    Frozen{K::Forget, "forget", "Remove from the registry", R::RegistryOnly},
    Frozen{K::AddServer, "add_server", "Add media server", R::RegistryOnly},
    Frozen{K::EditServer, "edit_server", "Edit media server", R::RegistryOnly},
    Frozen{K::RemoveServer, "remove_server", "Remove media server", R::RegistryOnly},
    Frozen{K::AddCamera, "add_camera", "Add camera", R::RegistryOnly},
    Frozen{K::EditCamera, "edit_camera", "Edit camera", R::RegistryOnly},
    Frozen{K::DeleteCamera, "delete_camera", "Delete camera", R::RegistryOnly},
    Frozen{K::AddCluster, "add_cluster", "Add cluster", R::RegistryOnly},
    Frozen{K::EditCluster, "edit_cluster", "Edit cluster", R::RegistryOnly},
    Frozen{K::RemoveCluster, "remove_cluster", "Delete cluster", R::RegistryOnly},
    Frozen{K::AddServerGroup, "add_server_group", "Add server group", R::RegistryOnly},
    Frozen{K::EditServerGroup, "edit_server_group", "Edit server group", R::RegistryOnly},
    Frozen{K::RemoveServerGroup, "remove_server_group", "Delete server group", R::RegistryOnly},
    Frozen{K::SetAccess, "set_access", "Set access", R::Change},
    Frozen{K::ShareStream, "share_stream", "Share", R::RegistryOnly},
    Frozen{K::RevokeLink, "revoke_link", "Revoke a link", R::RegistryOnly},
    Frozen{K::EditSearchSettings, "edit_search_settings", "Edit search settings", R::RegistryOnly},
    Frozen{K::ChangeSigningKey, "change_signing_key", "Change signing key", R::RegistryOnly},
    Frozen{K::SplitCamera, "split_camera", "Split camera", R::RegistryOnly},
    Frozen{K::JoinCameras, "join_cameras", "Join cameras", R::RegistryOnly},
    Frozen{K::EditRetention, "edit_retention", "Edit how long records are kept", R::RegistryOnly},
    Frozen{K::AcknowledgeTrouble, "acknowledge_trouble", "Acknowledge", R::RegistryOnly},
    Frozen{K::SilenceTrouble, "silence_trouble", "Silence", R::RegistryOnly},
    Frozen{K::EditTroubleSteps, "edit_trouble_steps", "Edit what counts as incorrect", R::RegistryOnly},
    Frozen{K::EditAlarmRules, "edit_alarm_rules", "Edit alarm rules", R::RegistryOnly},
    Frozen{K::EditDhcp, "edit_dhcp", "Edit DHCP settings", R::RegistryOnly},
    Frozen{K::EditInlet, "edit_inlet", "Edit inlet settings", R::RegistryOnly},
    Frozen{K::EditProvisioning, "edit_provisioning", "Edit provisioning", R::RegistryOnly},
    Frozen{K::AddDevice, "new_camera", "New network device", R::RegistryOnly},
    Frozen{K::AttachCamera, "attach_camera", "Attach camera", R::RegistryOnly},
    Frozen{K::ReportAddress, "report_address", "IP address of a device", R::RegistryOnly},
    Frozen{K::EditDevice, "edit_device", "Try again", R::RegistryOnly},
    Frozen{K::RemoveDevice, "remove_device", "Remove network device", R::RegistryOnly},
    Frozen{K::ReserveAddress, "reserve_address", "Reserve IP address", R::RegistryOnly},
    Frozen{K::ReleaseAddress, "release_address", "Release IP address", R::RegistryOnly},
    Frozen{K::SetActivation, "set_activation", "Stream activation", R::RegistryOnly},
};
static_assert(frozen.size() == operationKindCount);

// As the journal has them.
constexpr std::pair<const char *, const char *> particulars[] = {
    {"none", R"({})"},
    {"change",
     R"({"before":{"address":"rtsp://•••@10.0.0.1/x","audio":"unknown","enabled":true},"name":"yard","revision":7})"},
    {"delete", R"({"erase":false,"name":"yard"})"},
    {"address", R"({"address":"rtsp://•••@10.0.0.9/new","name":"yard"})"},
    {"settings", R"({"access":true,"address":"","audio":"no","enabled":false,"name":"yard"})"},
    {"transfer, ordered",
     R"({"breaks":true,"from":"11111111-1111-4111-8111-111111111111","fromAdditional":"33333333-3333-4333-8333-333333333333","name":"yard/high","newName":"yard-high","to":"22222222-2222-4222-8222-222222222222","toAdditional":"44444444-4444-4444-8444-444444444444"})"},
    {"transfer, switched",
     R"({"breaks":false,"from":"11111111-1111-4111-8111-111111111111","name":"yard","newName":"yard","pictureAt":1795000000000,"sourceSeen":0,"targets":[{"server":"22222222-2222-4222-8222-222222222222","was":"absent"},{"server":"33333333-3333-4333-8333-333333333333","was":"holder"},{"server":"44444444-4444-4444-8444-444444444444","was":"member"}],"to":"22222222-2222-4222-8222-222222222222"})"},
    {"indexes",
     R"({"found":1,"gapsAfter":2,"gapsBefore":3,"healed":4,"name":"yard","periodsAfter":5,"periodsBefore":6})"},
    {"copy", R"({"name":"yard","removes":true,"restores":false})"},
    {"of a newer program", R"({"name":"yard","tide":{"high":7},"waves":[1,2]})"},
};
constexpr auto changing =
    R"({"before":{"address":"rtsp://x","audio":"yes","enabled":true},"name":"yard","revision":7,"erase":true,"access":true,"audio":"no","enabled":false,"address":"rtsp://y"})";
constexpr auto moving =
    R"({"breaks":true,"from":"11111111-1111-4111-8111-111111111111","newName":"there","pictureAt":5,"sourceSeen":4,"targets":[{"server":"22222222-2222-4222-8222-222222222222","was":"member"}],"to":"22222222-2222-4222-8222-222222222222"})";

QString written(const OperationPayload &payload)
{
    return QString::fromUtf8(QJsonDocument(stored::payloadToJson(payload)).toJson(QJsonDocument::Compact));
}

OperationPayload read(const char *json)
{
    return stored::payloadFromJson(QJsonDocument::fromJson(json).object());
}

} // namespace

/// The table of kinds, and what of it is for ever: words, and the keys of the particulars.
class OperationKindsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyKindHasItsRow_data()
    {
        QTest::addColumn<int>("row");
        for (size_t i = 0; i < frozen.size(); ++i)
            QTest::addRow("%s", frozen[i].word) << int(i);
    }

    void everyKindHasItsRow()
    {
        QFETCH(int, row);
        const Frozen &wanted = frozen[size_t(row)];
        const OperationFacts &facts = operationFacts(wanted.kind);
        const QString word = QString::fromLatin1(wanted.word);
        QCOMPARE(stored::word(stored::operationKinds, wanted.kind), word);
        QCOMPARE(stored::fromWord(stored::operationKinds, word), wanted.kind);
        QCOMPARE(texts::operationKind(wanted.kind), QString::fromLatin1(wanted.text));
        QCOMPARE(facts.runner, wanted.runner);
        QVERIFY(!texts::pending({wanted.kind, OperationPhase::Asking}).isEmpty());
        // What an operator orders changes nothing in the registry unless it says which settings.
        if (facts.effect == StreamEffect::EditsStream)
            QVERIFY(facts.settings && facts.runner == RunnerKind::Change && facts.action);
        if (facts.turns)
            QVERIFY(facts.settings == StreamSettingFlags(StreamSetting::Enabled) ||
                    facts.settings == StreamSettingFlags(StreamSetting::Audio));
        Operation operation;
        operation.kind = wanted.kind;
        QCOMPARE(stored::kindWord(operation), word);
        OperationTableModel model;
        model.setOperations({operation});
        QCOMPARE(model.index(0, int(OperationColumn::Kind)).data().toString(),
                 QString::fromLatin1(wanted.text));
    }

    void everyActionHasItsKind()
    {
        QSet<OperationKind> kinds;
        for (int i = 0; i < streamActionCount; ++i) {
            const OperationKind kind = kindOf(StreamAction(i));
            QCOMPARE(operationFacts(kind).action, std::optional(StreamAction(i)));
            kinds.insert(kind);
        }
        QCOMPARE(kinds.size(), streamActionCount);
        QCOMPARE(kindOf(StreamAction::EditAddress), OperationKind::ChangeAddress);
    }

    void whatANewerProgramDoesIsCalledUnknown()
    {
        Operation operation;
        operation.unknownKind = u"hibernate_stream"_s;
        QCOMPARE(texts::operationKind(operation), u"Unknown (hibernate_stream)"_s);
        QCOMPARE(stored::kindWord(operation), u"hibernate_stream"_s);
        QVERIFY(!isOrder(operation.kind));
    }

    void particularsAreWrittenAsTheyWereRead_data()
    {
        QTest::addColumn<QString>("json");
        for (const auto &[name, json] : particulars)
            QTest::newRow(name) << QString::fromUtf8(json);
    }

    void particularsAreWrittenAsTheyWereRead()
    {
        QFETCH(QString, json);
        const OperationPayload payload = read(json.toUtf8().constData());
        QCOMPARE(written(payload), json);
        QCOMPARE(read(written(payload).toUtf8().constData()), payload);
    }

    void particularsAreWhatTheySay()
    {
        const OperationPayload change = read(changing);
        QCOMPARE(change.name, u"yard"_s);
        QCOMPARE(change.before, (StreamBefore{true, Tristate::Yes, u"rtsp://x"_s}));
        QCOMPARE(change.seenRevision, 7);
        QCOMPARE(change.erasesRecordings, std::optional(true));
        QCOMPARE(change.isEnabled, std::optional(false));
        QCOMPARE(change.audio, std::optional(Tristate::No));
        QCOMPARE(change.address, std::optional(u"rtsp://y"_s));
        QVERIFY(change.setsAccess && !change.transfer && !change.index && change.others.isEmpty());
        const OperationPayload moved = read(moving);
        QVERIFY(moved.transfer && moved.transfer->breaksFirst);
        QCOMPARE(moved.transfer->from.toString(), u"11111111-1111-4111-8111-111111111111"_s);
        QCOMPARE(moved.transfer->targets,
                 (std::vector<TransferTarget>{{moved.transfer->to, TargetBefore::Member}}));
        QVERIFY(moved.transfer->fromAdditional.isNull() && moved.transfer->toAdditional.isNull());
        QCOMPARE(moved.transfer->pictureAtMs, std::optional<qint64>(5));
        QCOMPARE(moved.transfer->sourceCapturedAtMs, std::optional<qint64>(4));
    }
};

QTEST_GUILESS_MAIN(OperationKindsTest)
#include "tst_operationkinds.moc"
