#include "app/console/WindowCapture.h"
#include "models/registry/ClusterRepository.h"
#include "models/registry/FleetRepository.h"
#include "models/registry/ServerRepository.h"
#include "tests/console/ConsoleHarness.h"
#include "views/cameras/CameraCard.h"
#include "views/clusters/ClusterDialog.h"
#include "views/clusters/ClustersPage.h"
#include "views/clusters/RecordTable.h"
#include "views/clusters/SearchSettingsDialog.h"
#include "views/clusters/ServerGroupDialog.h"
#include "views/common/ConfirmDialog.h"
#include "views/servers/ServerCard.h"
#include "views/servers/ServersPage.h"
#include "views/shell/MainWindow.h"

#include <QAction>
#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSpinBox>
#include <QTabWidget>
#include <QTableView>
#include <QTest>
#include <QTreeWidget>

using namespace streamkeeper;
using namespace streamkeeper::test;
using namespace Qt::StringLiterals;

namespace {

constexpr int patienceMs = 15'000;

} // namespace

/// Clusters and server groups in the real window. Nothing listens where its four servers are said to be: what
/// is tested here asks no server.
class ClustersTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void cleanupTestCase();
    void aClusterIsMade();
    void theDialogSaysWhatIsMissing();
    void onlyFreeServersAreOffered();
    void theCardOfAServerShowsItsCluster();
    void aMemberCannotBeRemoved();
    void groupsAreMadeAndChecked();
    void noGroupCanBeBelowItself();
    void aCameraNamesItsGroup();
    void deletingSaysWhatItMeans();
    void aChangeOfSomebodyElseIsNotOverwritten();
    void theTablesWorkByKeyboard();
    void searchSettingsAreKept();

private:
    [[nodiscard]] MainWindow &window() { return m_console->window(); }
    [[nodiscard]] Session &session() { return m_console->console().session(); }
    [[nodiscard]] ClustersPage &page() { return *window().page<ClustersPage>(); }
    template <typename Dialog>
    [[nodiscard]] Dialog *waitFor()
    {
        (void)QTest::qWaitFor(
            [this] {
                auto *dialog = m_console->dialog<Dialog>();
                return dialog && QApplication::activeWindow() == dialog;
            },
            patienceMs);
        return m_console->dialog<Dialog>();
    }
    [[nodiscard]] bool waitUntilClosed()
    {
        return QTest::qWaitFor([this] { return QApplication::activeWindow() == &window(); }, patienceMs);
    }
    [[nodiscard]] bool press(QWidget &parent, const QString &name)
    {
        QPushButton *button = ConsoleHarness::button(parent, name);
        if (button)
            QTest::mouseClick(button, Qt::LeftButton);
        return button;
    }
    [[nodiscard]] static QString labelOf(QWidget &parent, const QString &name)
    {
        auto *label = parent.findChild<QLabel *>(name);
        return label && label->isVisible() ? label->text() : QString();
    }
    /// With the mouse on the box, as one does.
    static void tick(ClusterDialog &dialog, const QString &server)
    {
        auto *tree = dialog.findChild<QTreeWidget *>(u"clusterServers"_s);
        const auto items = tree->findItems(server, Qt::MatchExactly);
        QCOMPARE(items.size(), 1);
        const QRect row = tree->visualItemRect(items.first());
        QTest::mouseClick(tree->viewport(), Qt::LeftButton, {}, QPoint(12, row.center().y()));
    }
    static void tick(ServerGroupDialog &dialog, const QString &cluster)
    {
        auto *list = dialog.findChild<QListWidget *>(u"groupClusters"_s);
        const auto items = list->findItems(cluster, Qt::MatchExactly);
        QCOMPARE(items.size(), 1);
        list->setCurrentItem(items.first());
        list->setFocus();
        QTest::keyClick(list, Qt::Key_Space);
    }
    [[nodiscard]] static QStringList serversOf(ClusterDialog &dialog)
    {
        auto *tree = dialog.findChild<QTreeWidget *>(u"clusterServers"_s);
        QStringList names;
        for (int i = 0; i < tree->topLevelItemCount(); ++i)
            names.append(tree->topLevelItem(i)->text(0));
        return names;
    }
    [[nodiscard]] static QString cell(RecordTable &table, int row, int column)
    {
        return table.table()->model()->index(row, column).data().toString();
    }
    /// Through the session: what the test is not about.
    void makeCluster(const QString &name, size_t main, size_t additional);
    void makeGroup(const QString &name, const QStringList &subnets, const QString &parent = {});
    [[nodiscard]] const Cluster *clusterNamed(const QString &name)
    {
        const auto &all = session().clusters().clusters();
        const auto found = std::ranges::find(all, name, &Cluster::name);
        return found == all.end() ? nullptr : &*found;
    }
    [[nodiscard]] const ServerGroup *groupNamed(const QString &name)
    {
        const auto &all = session().clusters().groups();
        const auto found = std::ranges::find(all, name, &ServerGroup::name);
        return found == all.end() ? nullptr : &*found;
    }

    std::unique_ptr<ConsoleHarness> m_console;
    std::vector<MediaServer> m_servers;
    CameraId m_camera;
};

void ClustersTest::initTestCase()
{
    m_console = std::make_unique<ConsoleHarness>();
    QVERIFY(m_console->start());
    RegistryDatabase database;
    QVERIFY(database.open(session().registryPath()));
    for (int i = 1; i <= 4; ++i) {
        MediaServer server;
        server.id = ServerId::create();
        server.name = u"ms <%1> & co"_s.arg(i); // names are no HTML and no shortcuts
        server.type = ServerType::MediaMtx;
        server.useTls = false;
        server.internalHost = u"127.0.0.1"_s;
        server.apiPort = 1;
        server.isActive = i != 4;
        server.createdAt = QDateTime::currentDateTimeUtc();
        QVERIFY(ServerRepository(database).save(server));
        m_servers.push_back(server);
    }
    Camera camera;
    camera.id = m_camera = CameraId::create();
    camera.name = u"Yard"_s;
    camera.createdAt = QDateTime::currentDateTimeUtc();
    QVERIFY(FleetRepository(database).saveCameras({camera}));
    QTRY_COMPARE_WITH_TIMEOUT(session().fleet().servers().size(), 4u, patienceMs);
    QTRY_VERIFY_WITH_TIMEOUT(session().fleet().servers().front().failure.has_value(), patienceMs);
}

void ClustersTest::init()
{
    window().activateWindow();
    QTRY_COMPARE_WITH_TIMEOUT(QApplication::activeWindow(), &window(), patienceMs);
    QTest::keyClick(&window(), Qt::Key_4, Qt::ControlModifier);
    QCOMPARE(window().currentPage()->word(), u"clusters"_s);
    page().tabs()->setCurrentIndex(ClustersPage::ClustersTab);
}

void ClustersTest::cleanup()
{
    for (QWidget *widget : QApplication::topLevelWidgets()) {
        if (auto *dialog = qobject_cast<QDialog *>(widget); dialog && dialog->isVisible())
            dialog->reject();
    }
    const auto groups = session().clusters().groups();
    for (const ServerGroup &group : groups)
        session().edits().clusters.removeGroup(group.id, this, [](const Result<void> &) {});
    const auto clusters = session().clusters().clusters();
    for (const Cluster &cluster : clusters)
        session().edits().clusters.remove(cluster.id, this, [](const Result<void> &) {});
    QTRY_VERIFY_WITH_TIMEOUT(session().clusters().clusters().empty() && session().clusters().groups().empty(),
                             patienceMs);
}

void ClustersTest::cleanupTestCase()
{
    m_console.reset();
}

void ClustersTest::makeCluster(const QString &name, size_t main, size_t additional)
{
    Cluster cluster;
    cluster.id = ClusterId::create();
    cluster.name = name;
    cluster.mainServer = m_servers[main].id;
    cluster.additionalServers = {m_servers[additional].id};
    cluster.createdAt = QDateTime::currentDateTimeUtc();
    session().edits().clusters.save(cluster, this, [](const Result<void> &) {});
    QTRY_VERIFY_WITH_TIMEOUT(clusterNamed(name), patienceMs);
}

void ClustersTest::makeGroup(const QString &name, const QStringList &subnets, const QString &parent)
{
    ServerGroup group;
    group.id = ServerGroupId::create();
    group.name = name;
    group.subnets = subnets;
    if (!parent.isEmpty())
        group.parent = groupNamed(parent)->id;
    group.createdAt = QDateTime::currentDateTimeUtc();
    session().edits().clusters.saveGroup(group, this, [](const Result<void> &) {});
    QTRY_VERIFY_WITH_TIMEOUT(groupNamed(name), patienceMs);
}

void ClustersTest::aClusterIsMade()
{
    QVERIFY2(visibleText(page()).contains(u"There is no cluster yet"), qPrintable(visibleText(page())));
    QTest::mouseClick(page().clusterTable()->addButton(), Qt::LeftButton);
    auto *dialog = waitFor<ClusterDialog>();
    QVERIFY(dialog);
    ConsoleHarness::type(*dialog, u"clusterName"_s, u"North <&>"_s);
    tick(*dialog, m_servers[0].name);
    tick(*dialog, m_servers[1].name);
    tick(*dialog, m_servers[2].name);
    auto *main = dialog->findChild<QComboBox *>(u"clusterMain"_s);
    QCOMPARE(main->count(), 3);
    main->setFocus();
    QTest::keyClick(main, Qt::Key_Down);
    QCOMPARE(main->currentText(), m_servers[1].name);
    ConsoleHarness::type(*dialog, u"clusterStreams"_s, u"70"_s);
    QVERIFY2(press(*dialog, u"saveCluster"_s), qPrintable(visibleText(*dialog)));
    QVERIFY(waitUntilClosed());
    const Cluster *made = clusterNamed(u"North <&>"_s);
    QVERIFY(made);
    QCOMPARE(made->mainServer, m_servers[1].id);
    QCOMPARE(made->additionalServers, (std::vector{m_servers[0].id, m_servers[2].id}));
    QCOMPARE(made->common.streamsLimit, 70);
    RecordTable &table = *page().clusterTable();
    QCOMPARE(cell(table, 0, 0), u"North <&>"_s);
    QVERIFY(cell(table, 0, 1).startsWith(m_servers[1].name));
    QVERIFY(cell(table, 0, 4).contains(u"70"));
    QCOMPARE(table.currentRecord(), made->id.uuid()); // what was just made is chosen
    for (const FleetServer &server : session().fleet().servers())
        QCOMPARE(server.server.streamsLimit.has_value(), made->has(server.server.id));
}

void ClustersTest::theDialogSaysWhatIsMissing()
{
    makeCluster(u"North"_s, 0, 1);
    QTest::mouseClick(page().clusterTable()->addButton(), Qt::LeftButton);
    auto *dialog = waitFor<ClusterDialog>();
    QVERIFY(dialog);
    auto *save = dialog->findChild<QPushButton *>(u"saveCluster"_s);
    QVERIFY(!save->isEnabled() && !save->toolTip().isEmpty());
    QCOMPARE(labelOf(*dialog, u"clusterProblem"_s), QString()); // nobody is scolded before typing
    ConsoleHarness::type(*dialog, u"clusterName"_s, u"North"_s);
    QVERIFY(labelOf(*dialog, u"clusterProblem"_s).contains(u"at least two"));
    tick(*dialog, m_servers[2].name);
    tick(*dialog, m_servers[3].name);
    QVERIFY2(labelOf(*dialog, u"clusterProblem"_s).contains(u"already a cluster named North"),
             qPrintable(visibleText(*dialog)));
    ConsoleHarness::type(*dialog, u"clusterName"_s, u"South"_s);
    QVERIFY(save->isEnabled());
    ConsoleHarness::type(*dialog, u"clusterRtspPort"_s, u"65536"_s);
    QVERIFY(!save->isEnabled());
    QVERIFY(save->toolTip().contains(u"whole number"));
    QVERIFY(visibleText(*dialog).contains(u"each member has its own"));
    ConsoleHarness::type(*dialog, u"clusterRtspPort"_s, u"5554"_s);
    QVERIFY(save->isEnabled());
    tick(*dialog, m_servers[3].name);
    QVERIFY(!save->isEnabled());
    QTest::keyClick(dialog, Qt::Key_Escape);
    QVERIFY(waitUntilClosed());
    QCOMPARE(session().clusters().clusters().size(), 1u);
}

void ClustersTest::onlyFreeServersAreOffered()
{
    makeCluster(u"North"_s, 0, 1);
    QTest::mouseClick(page().clusterTable()->addButton(), Qt::LeftButton);
    auto *dialog = waitFor<ClusterDialog>();
    QVERIFY(dialog);
    QCOMPARE(serversOf(*dialog), (QStringList{m_servers[2].name, m_servers[3].name}));
    auto *tree = dialog->findChild<QTreeWidget *>(u"clusterServers"_s);
    QCOMPARE(tree->topLevelItem(0)->text(1), u"on"_s);
    QCOMPARE(tree->topLevelItem(1)->text(1), u"off"_s);
    QCOMPARE(tree->topLevelItem(0)->text(2), u"not available"_s);
    dialog->reject();
    QVERIFY(waitUntilClosed());
    // An edit offers the members of the cluster too.
    page().selectCluster(clusterNamed(u"North"_s)->id);
    page().clusterTable()->editAction()->trigger();
    dialog = waitFor<ClusterDialog>();
    QVERIFY(dialog);
    QCOMPARE(serversOf(*dialog).size(), 4);
    dialog->reject();
    QVERIFY(waitUntilClosed());
    makeCluster(u"South"_s, 2, 3);
    QVERIFY(!page().clusterTable()->addButton()->isEnabled());
    QVERIFY(page().clusterTable()->addButton()->toolTip().contains(u"in no cluster yet"));
}

void ClustersTest::theCardOfAServerShowsItsCluster()
{
    window().openServer(m_servers[0].id);
    ServerCard &card = *window().page<ServerCard>();
    QCOMPARE(labelOf(card, u"serverMembership"_s), QString());
    makeCluster(u"A&B <i>"_s, 0, 1);
    makeGroup(u"Town"_s, {});
    ServerGroup town = *groupNamed(u"Town"_s);
    Cluster cluster = *clusterNamed(u"A&B <i>"_s);
    town.clusters = {cluster.id};
    cluster.common.streamsLimit = 33;
    session().edits().clusters.saveGroup(town, this, [](const Result<void> &) {});
    session().edits().clusters.save(cluster, this, [](const Result<void> &) {});
    QTRY_VERIFY_WITH_TIMEOUT(labelOf(card, u"serverMembership"_s).contains(u"Town"), patienceMs);
    QVERIFY(labelOf(card, u"serverMembership"_s).contains(u"A&amp;B &lt;i&gt;"));
    QVERIFY(labelOf(card, u"serverMembership"_s).contains(u"main server"));
    // What the cluster sets cannot be changed here, and the field says why.
    auto *limit = card.findChild<QLineEdit *>(u"serverStreamsLimit"_s);
    QVERIFY(limit);
    QTRY_COMPARE_WITH_TIMEOUT(limit->text(), u"33"_s, patienceMs);
    QVERIFY(!limit->isEnabled());
    QVERIFY2(limit->toolTip().contains(u"A&B") || limit->toolTip().contains(u"A&amp;B"),
             qPrintable(limit->toolTip()));
    auto *links = card.findChild<QLabel *>(u"serverMembership"_s);
    Q_EMIT links->linkActivated(u"cluster:"_s + cluster.id.toString());
    QCOMPARE(window().currentPage()->word(), u"clusters"_s);
    QCOMPARE(page().clusterTable()->currentRecord(), cluster.id.uuid());
    window().goBack();
    QCOMPARE(window().currentPage()->word(), u"server"_s);
    Q_EMIT links->linkActivated(u"group:"_s + town.id.toString());
    QCOMPARE(page().tabs()->currentIndex(), int(ClustersPage::GroupsTab));
    QCOMPARE(page().groupTable()->currentRecord(), town.id.uuid());
}

void ClustersTest::aMemberCannotBeRemoved()
{
    makeCluster(u"North"_s, 0, 1);
    QTest::keyClick(&window(), Qt::Key_2, Qt::ControlModifier);
    ServersPage &servers = *window().page<ServersPage>();
    servers.selectServer(m_servers[2].id);
    QVERIFY(servers.removeAction()->isEnabled());
    servers.selectServer(m_servers[0].id);
    QVERIFY(!servers.removeAction()->isEnabled());
    QVERIFY(servers.removeAction()->toolTip().contains(u"North"));
    session().edits().clusters.remove(clusterNamed(u"North"_s)->id, this, [](const Result<void> &) {});
    QTRY_VERIFY_WITH_TIMEOUT(servers.removeAction()->isEnabled(), patienceMs);
}

void ClustersTest::groupsAreMadeAndChecked()
{
    makeCluster(u"North"_s, 0, 1);
    makeGroup(u"Region"_s, {u"10.0.0.0/8"_s});
    page().tabs()->setCurrentIndex(ClustersPage::GroupsTab);
    QTest::mouseClick(page().groupTable()->addButton(), Qt::LeftButton);
    auto *dialog = waitFor<ServerGroupDialog>();
    QVERIFY(dialog);
    auto *save = dialog->findChild<QPushButton *>(u"saveGroup"_s);
    QVERIFY(!save->isEnabled());
    ConsoleHarness::type(*dialog, u"groupName"_s, u"Region"_s);
    QVERIFY(labelOf(*dialog, u"groupProblem"_s).contains(u"already a server group named Region"));
    ConsoleHarness::type(*dialog, u"groupName"_s, u"Town"_s);
    QVERIFY(save->isEnabled());
    auto *subnets = dialog->findChild<QPlainTextEdit *>(u"groupSubnets"_s);
    subnets->setFocus();
    QTest::keyClicks(subnets, u"10.1.0.0"_s);
    QVERIFY(!save->isEnabled());
    QVERIFY(labelOf(*dialog, u"groupProblem"_s).contains(u"10.1.0.0"));
    QTest::keyClicks(subnets, u"/16"_s);
    QVERIFY(save->isEnabled());
    QVERIFY2(labelOf(*dialog, u"groupWarning"_s).contains(u"10.0.0.0/8"), qPrintable(visibleText(*dialog)));
    QTest::keyClick(subnets, Qt::Key_Return);
    QTest::keyClicks(subnets, u"2001:DB8::1/32"_s);
    tick(*dialog, u"North"_s);
    auto *parent = dialog->findChild<QComboBox *>(u"groupParent"_s);
    parent->setCurrentIndex(parent->findText(u"Region"_s));
    QVERIFY(press(*dialog, u"saveGroup"_s));
    QVERIFY(waitUntilClosed());
    const ServerGroup *town = groupNamed(u"Town"_s);
    QVERIFY(town);
    QCOMPARE(town->subnets, (QStringList{u"10.1.0.0/16"_s, u"2001:db8::/32"_s}));
    QCOMPARE(town->clusters, std::vector{clusterNamed(u"North"_s)->id});
    QCOMPARE(town->parent, groupNamed(u"Region"_s)->id);
    QCOMPARE(cell(*page().groupTable(), 1, 1), u"Region"_s);
}

void ClustersTest::noGroupCanBeBelowItself()
{
    makeGroup(u"Country"_s, {});
    makeGroup(u"Region"_s, {}, u"Country"_s);
    makeGroup(u"Town"_s, {}, u"Region"_s);
    page().selectGroup(groupNamed(u"Region"_s)->id);
    page().groupTable()->editAction()->trigger();
    auto *dialog = waitFor<ServerGroupDialog>();
    QVERIFY(dialog);
    auto *parent = dialog->findChild<QComboBox *>(u"groupParent"_s);
    QStringList offered;
    for (int i = 0; i < parent->count(); ++i)
        offered.append(parent->itemText(i));
    QCOMPARE(offered, (QStringList{u"none"_s, u"Country"_s}));
    QCOMPARE(parent->currentText(), u"Country"_s);
}

void ClustersTest::aCameraNamesItsGroup()
{
    makeGroup(u"Town"_s, {});
    window().openCamera(m_camera);
    CameraCard &card = *window().page<CameraCard>();
    auto *field = card.findChild<QComboBox *>(u"cameraServerGroup"_s);
    QVERIFY(field);
    QCOMPARE(field->count(), 2);
    QCOMPARE(field->currentIndex(), 0);
    field->setFocus();
    QTest::keyClick(field, Qt::Key_Down);
    QCOMPARE(field->currentText(), u"Town"_s);
    QTest::keyClick(&card, Qt::Key_S, Qt::ControlModifier);
    QTRY_VERIFY_WITH_TIMEOUT(session().fleet().camera(m_camera)->serverGroup == groupNamed(u"Town"_s)->id,
                             patienceMs);
    window().openServerGroup(groupNamed(u"Town"_s)->id);
    QTRY_COMPARE_WITH_TIMEOUT(cell(*page().groupTable(), 0, 4), u"1"_s, patienceMs);
}

void ClustersTest::deletingSaysWhatItMeans()
{
    makeCluster(u"North"_s, 0, 1);
    makeGroup(u"Region"_s, {});
    makeGroup(u"Town"_s, {}, u"Region"_s);
    Camera camera = *session().fleet().camera(m_camera);
    camera.serverGroup = groupNamed(u"Region"_s)->id;
    session().edits().cameras.save(camera, {}, this, [](const Result<void> &) {});
    QTRY_VERIFY_WITH_TIMEOUT(session().fleet().camera(m_camera)->serverGroup.has_value(), patienceMs);
    page().selectGroup(groupNamed(u"Region"_s)->id);
    page().groupTable()->removeAction()->trigger();
    auto *dialog = waitFor<ConfirmDialog>();
    QVERIFY(dialog);
    const QString text = visibleText(*dialog);
    QVERIFY2(text.contains(u"Region") && text.contains(u"1 camera") && text.contains(u"1 group"),
             qPrintable(text));
    // The safe answer is the default one.
    QTest::keyClick(dialog, Qt::Key_Return);
    QVERIFY(waitUntilClosed());
    QVERIFY(groupNamed(u"Region"_s));
    page().groupTable()->removeAction()->trigger();
    dialog = waitFor<ConfirmDialog>();
    QVERIFY(dialog && press(*dialog, u"confirmButton"_s));
    QVERIFY(waitUntilClosed());
    QTRY_VERIFY_WITH_TIMEOUT(!groupNamed(u"Region"_s), patienceMs);
    QVERIFY(!session().fleet().camera(m_camera)->serverGroup);
    QVERIFY(!groupNamed(u"Town"_s)->parent);

    page().selectCluster(clusterNamed(u"North"_s)->id);
    page().clusterTable()->removeAction()->trigger();
    dialog = waitFor<ConfirmDialog>();
    QVERIFY(dialog);
    QVERIFY(visibleText(*dialog).contains(u"2 media server"));
    QVERIFY(press(*dialog, u"confirmButton"_s));
    QTRY_VERIFY_WITH_TIMEOUT(!clusterNamed(u"North"_s), patienceMs);
    QVERIFY(waitUntilClosed());
    QVERIFY(!page().clusterTable()->removeAction()->isEnabled());
    QVERIFY(!page().clusterTable()->removeAction()->toolTip().isEmpty());
}

void ClustersTest::aChangeOfSomebodyElseIsNotOverwritten()
{
    makeCluster(u"North"_s, 0, 1);
    page().selectCluster(clusterNamed(u"North"_s)->id);
    page().clusterTable()->editAction()->trigger();
    auto *dialog = waitFor<ClusterDialog>();
    QVERIFY(dialog);
    {
        RegistryDatabase database;
        QVERIFY(database.open(session().registryPath()));
        Cluster theirs = *clusterNamed(u"North"_s);
        theirs.name = u"Theirs"_s;
        QVERIFY(database.inTransaction([&] { return ClusterRepository(database).save(theirs); }));
    }
    ConsoleHarness::type(*dialog, u"clusterName"_s, u"Mine"_s);
    QVERIFY(press(*dialog, u"saveCluster"_s));
    QTRY_VERIFY_WITH_TIMEOUT(labelOf(*dialog, u"clusterProblem"_s).contains(u"somebody else"), patienceMs);
    QVERIFY(dialog->isVisible());
    QTRY_VERIFY_WITH_TIMEOUT(clusterNamed(u"Theirs"_s), patienceMs);
    QTRY_COMPARE_WITH_TIMEOUT(cell(*page().clusterTable(), 0, 0), u"Theirs"_s, patienceMs);
}

void ClustersTest::theTablesWorkByKeyboard()
{
    makeCluster(u"North"_s, 0, 1);
    makeCluster(u"South"_s, 2, 3);
    QTableView &table = *page().clusterTable()->table();
    table.setFocus();
    page().selectCluster(clusterNamed(u"North"_s)->id);
    QTest::keyClick(&table, Qt::Key_Down);
    QCOMPARE(page().clusterTable()->currentRecord(), clusterNamed(u"South"_s)->id.uuid());
    QTest::keyClick(&table, Qt::Key_C, Qt::ControlModifier);
    const QString copied = QApplication::clipboard()->text();
    QVERIFY2(copied.startsWith(u"South\t") && copied.contains(m_servers[3].name), qPrintable(copied));
    QTest::keyClick(&table, Qt::Key_Return);
    auto *edit = waitFor<ClusterDialog>();
    QVERIFY(edit);
    QCOMPARE(edit->value().name, u"South"_s);
    QTest::keyClick(edit, Qt::Key_Escape);
    QVERIFY(waitUntilClosed());
    QTest::keyClick(&table, Qt::Key_Delete);
    auto *confirm = waitFor<ConfirmDialog>();
    QVERIFY(confirm);
    QTest::keyClick(confirm, Qt::Key_Escape);
    QVERIFY(waitUntilClosed());
    // A change elsewhere leaves the choice where it is.
    makeGroup(u"Town"_s, {});
    Cluster north = *clusterNamed(u"North"_s);
    north.name = u"Zulu"_s;
    session().edits().clusters.save(north, this, [](const Result<void> &) {});
    QTRY_VERIFY_WITH_TIMEOUT(clusterNamed(u"Zulu"_s), patienceMs);
    QCOMPARE(page().clusterTable()->currentRecord(), clusterNamed(u"South"_s)->id.uuid());
}

void ClustersTest::searchSettingsAreKept()
{
    QVERIFY(press(page(), u"Search settings…"_s));
    auto *dialog = waitFor<SearchSettingsDialog>();
    QVERIFY(dialog);
    QCOMPARE(dialog->value(), PlacementPolicy());
    auto *full = dialog->findChild<QSpinBox *>(u"storageFull"_s);
    full->setFocus();
    full->selectAll();
    QTest::keyClicks(full, u"92"_s);
    dialog->findChild<QCheckBox *>(u"storageUnknown"_s)->setFocus();
    QTest::keyClick(dialog->findChild<QCheckBox *>(u"storageUnknown"_s), Qt::Key_Space);
    QVERIFY(press(*dialog, u"saveSearchSettings"_s));
    QVERIFY(waitUntilClosed());
    QCOMPARE(session().placementPolicy().storageFullPercent, 92);
    QVERIFY(!session().placementPolicy().isStorageUnknownAllowed);
}

QTEST_MAIN(ClustersTest)
#include "tst_clusters.moc"
