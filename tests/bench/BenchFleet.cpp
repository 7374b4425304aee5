#include "tests/bench/BenchFleet.h"

#include <QJsonDocument>

#include <algorithm>

namespace streamkeeper::test {

using namespace Qt::StringLiterals;

bool BenchFleet::start(int servers, int streams)
{
    const QStringList arguments{u"--servers"_s, QString::number(servers),
                                u"--cameras"_s, QString::number(streams / 2),
                                u"--live"_s,    u"0"_s};
    if (!m_process.start(arguments, benchPatienceMs))
        return false;
    const auto found =
        DemoFleet::parseLine(QJsonDocument(m_process.description()).toJson(QJsonDocument::Compact));
    if (!found)
        return false;
    m_servers = *found;
    return int(m_servers.size()) == servers;
}

bool BenchFleet::addTo(Session &session)
{
    return std::ranges::all_of(m_servers, [&](const DemoFleet::Server &entry) {
        QObject context;
        return runUntil([&](QEventLoop &loop) {
            const auto adopt = [&](const Result<std::vector<RemoteStream>> &found) {
                if (!found) {
                    loop.exit(1);
                    return;
                }
                session.edits().streams.adopt(
                    entry.server.id, *found, proposeAdoption(*found), &context,
                    [&loop](const Result<int> &adopted) { loop.exit(adopted ? 0 : 1); });
            };
            session.edits().servers.save(
                entry.server, entry.token, &context, [&, adopt](const Result<void> &saved) {
                    if (!saved)
                        loop.exit(1);
                    else
                        session.readRemoteStreams(entry.server, entry.token, &context, {}, adopt);
                });
        });
    });
}

} // namespace streamkeeper::test
