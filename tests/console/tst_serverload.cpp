#include "models/domain/AnswerLimits.h"
#include "views/common/FullnessBar.h"
#include "views/servers/ServerLoadTab.h"

#include <QTest>

using namespace streamkeeper;
using namespace Qt::StringLiterals;

/// The tab of a server's card that shows its load, without the window around it.
class ServerLoadTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void disksAreShown_data()
    {
        QTest::addColumn<int>("told");
        QTest::addColumn<int>("shown");
        QTest::newRow("none") << 0 << 0;
        QTest::newRow("some") << 3 << 3;
        QTest::newRow("more than any server has") << 50'000 << int(limits::maxStorages);
    }

    void disksAreShown()
    {
        QFETCH(int, told);
        auto snapshot = std::make_shared<ServerSnapshot>();
        for (int i = 0; i < told; ++i)
            snapshot->load.storages.push_back({u"/disk%1"_s.arg(i), 100, 50, true});
        FleetServer server;
        server.snapshot = snapshot;
        ServerLoadTab tab;
        tab.showServer(server, 0, {}, 0);
        QTEST(int(tab.findChildren<FullnessBar *>().size()), "shown");
    }
};

QTEST_MAIN(ServerLoadTest)
#include "tst_serverload.moc"
