#include "tests/console/StreamsWindowTest.h"

#include "app/console/WindowCapture.h"
#include "views/operations/ActivityPage.h"
#include "views/operations/BatchBar.h"
#include "views/shell/MainWindow.h"
#include "views/streams/StreamTableView.h"

#include <QAction>
#include <QJsonDocument>
#include <QLabel>
#include <QTest>

namespace streamkeeper::test {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

void StreamsWindowTest::startActingServers()
{
    // Two media_server_v2 (one with TLS) and a MediaMTX; they act half a second after their answers, so that
    // what is pending can be seen.
    startFleet({u"--servers"_s, u"3"_s, u"--mediamtx"_s, u"1"_s, u"--cameras"_s, u"9"_s, u"--live"_s, u"7"_s,
                u"--tls"_s, u"first"_s, u"--effect-ms"_s, u"500"_s});
    OperationPace pace;
    pace.retryDelays = {};
    pace.confirmDelays = {100ms, 200ms, 300ms, 400ms, 500ms, 500ms, 500ms, 500ms};
    pace.jitter = 20ms;
    m_console->console().session().operations().setPace(pace);
    for (int i = 0; i < 3; ++i)
        QVERIFY2(addServer(i, u"ms-0%1"_s.arg(i + 1)), qPrintable(visibleText(window())));
    QTRY_COMPARE_WITH_TIMEOUT(fleet().counts().unmanaged, 0, patienceMs);
    QTRY_VERIFY_WITH_TIMEOUT(m_console->countStatus(StreamStatus::Active) >= 12, patienceMs);
}

void StreamsWindowTest::calm()
{
    for (int i = 0; i < 3; ++i)
        QVERIFY(fault(i, {{u"kind"_s, u"none"_s}}));
    m_fleet.forgetConnections();
    m_console->window().showPage<StreamsPage>();
    m_console->window().batchBar()->dismiss();
    QTRY_COMPARE_WITH_TIMEOUT(fleet().counts().of(StreamState::Stale), 0, patienceMs);
}

StreamId StreamsWindowTest::select(int row)
{
    if (row < 0)
        return {};
    page().table()->selectFleetRow(row);
    page().table()->setFocus();
    const StreamId id = fleet().row(row).id;
    (void)QTest::qWaitFor([&] { return page().actions()->rows() == std::vector<int>{fleet().rowOf(id)}; });
    return id;
}

bool StreamsWindowTest::select(const std::vector<StreamId> &ids)
{
    page().table()->clearSelection();
    page().table()->selectFleetRow(fleet().rowOf(ids.front()));
    auto &model = page().model();
    for (const StreamId &id : ids) {
        const QModelIndex index = model.index(model.viewRow(fleet().rowOf(id)), 0);
        page().table()->selectionModel()->select(index,
                                                 QItemSelectionModel::Select | QItemSelectionModel::Rows);
    }
    page().table()->setFocus();
    return QTest::qWaitFor([&] { return page().actions()->rows().size() == ids.size(); }, patienceMs);
}

QString StreamsWindowTest::outcome()
{
    BatchBar *bar = m_console->window().batchBar();
    QString text;
    for (const QLabel *label : bar->findChildren<QLabel *>()) {
        if (label->isVisible())
            text += label->text() + u'\n';
    }
    return text;
}

bool StreamsWindowTest::waitForOutcome(const QString &part)
{
    const bool isThere = QTest::qWaitFor([&] { return outcome().contains(part); }, patienceMs);
    if (!isThere)
        qWarning("the bar says: %s", qPrintable(outcome()));
    return isThere;
}

Operation StreamsWindowTest::lastOperation()
{
    OperationTableModel &model = m_console->window().page<ActivityPage>()->model();
    return model.rowCount() > 0 ? model.operation(0) : Operation();
}

bool StreamsWindowTest::fault(int server, const QJsonObject &fault)
{
    QJsonObject body = fault;
    body[u"server"_s] = m_fleet.server(server)[u"name"].toString();
    return m_fleet.control(u"/fault"_s, body);
}

QJsonArray StreamsWindowTest::log(int server)
{
    const auto answer =
        m_fleet.control("GET", u"/log?server=%1"_s.arg(m_fleet.server(server)[u"name"].toString()));
    return QJsonDocument::fromJson(answer.body).array();
}

int StreamsWindowTest::rowOn(const QString &server, Quality quality, int skip)
{
    for (int i = 0; i < fleet().rowCount(); ++i) {
        const FleetRow &row = fleet().row(i);
        const bool isThere = row.mainServer >= 0 &&
                             fleet().servers()[size_t(row.mainServer)].server.name == server &&
                             row.quality == quality && row.isManaged() && row.status == StreamStatus::Active;
        if (isThere && skip-- == 0)
            return i;
    }
    return -1;
}

} // namespace streamkeeper::test
