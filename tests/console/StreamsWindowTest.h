#pragma once

#include "models/rules/StreamActionRule.h"
#include "tests/console/WindowTest.h"
#include "views/streams/StreamActions.h"
#include "views/streams/StreamsPage.h"

#include <QJsonArray>

class QAction;

namespace streamkeeper::test {

/// A test of what is done with streams in the window: what such tests share.
class StreamsWindowTest : public WindowTest
{
protected:
    /// Two media_server_v2 (one with TLS) and a MediaMTX, "ms-01" to "ms-03", which act half a second after
    /// their answers, so that what is pending can be seen; added, everything active.
    void startActingServers();
    /// Those servers have no faults any more, the page is shown, and nothing is stale.
    void calm();

    [[nodiscard]] StreamsPage &page() { return *window().page<StreamsPage>(); }
    [[nodiscard]] const FleetRow &row(const StreamId &id) { return fleet().row(fleet().rowOf(id)); }
    [[nodiscard]] QAction *action(StreamAction which) { return page().actions()->action(which); }
    /// An active stream whose main server has this name; -1: there is none.
    [[nodiscard]] int rowOn(const QString &server, Quality quality, int skip = 0);
    [[nodiscard]] StreamId select(int row);
    [[nodiscard]] bool select(const std::vector<StreamId> &ids);
    /// What the bar says of the last order.
    [[nodiscard]] QString outcome();
    [[nodiscard]] bool waitForOutcome(const QString &part);
    [[nodiscard]] Operation lastOperation();
    [[nodiscard]] bool fault(int server, const QJsonObject &fault);
    /// What the server was asked.
    [[nodiscard]] QJsonArray log(int server);
};

} // namespace streamkeeper::test
