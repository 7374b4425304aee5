// Frees a server from a change that it refused. MediaMTX 1.17 to 1.20.1 keeps a refused PATCH in its memory,
// where no call shows it, and from then on refuses every change of any path in the same words, until that
// path gets fitting values again (media-server-apis.md B.6).
#include "app/mediaserver/mediamtx/MediaMtxClient.h"
#include "app/mediaserver/mediamtx/OtherSettings.h"

#include <QJsonDocument>

namespace streamkeeper::mediamtx {

using namespace Qt::StringLiterals;

namespace {

/// Refused for values, its own or those that are stuck; a name that is taken, or one of a member that the
/// server does not know, is no such thing.
bool isRefusal(const Result<bool> &changed)
{
    return !changed && changed.error().httpStatus == 400 &&
           !changed.error().detail.contains(u"already exists") &&
           !changed.error().detail.contains(u"unknown field");
}

} // namespace

QCoro::Task<bool> MediaMtxClient::putBack(QString remoteName)
{
    // Not stopped by whoever wanted the change: the server must not stay as it is.
    const auto told = co_await readOfPath(u"/v3/config/paths/get/"_s, remoteName, {});
    if (!told || !*told)
        co_return false;
    const QJsonObject members = tellable(QJsonDocument::fromJson((*told)->body).object());
    const QByteArray body = QJsonDocument(members).toJson(QJsonDocument::Compact);
    const auto written =
        co_await changeOnce(writeRequest("PATCH", u"/v3/config/paths/patch/"_s + remoteName, body), {}, {});
    co_return written.value_or(false);
}

QCoro::Task<bool> MediaMtxClient::heal(QString patched, std::stop_token stop)
{
    const bool isOwnTakenBack = !patched.isEmpty() && co_await putBack(patched);
    if (isOwnTakenBack)
        co_return true;
    const PathMarks none;
    const auto configs = co_await readConfigList(stop, none);
    if (!configs || configs->paths.empty())
        co_return false;
    if (patched.isEmpty()) {
        // A change of nothing is refused only where something is stuck.
        const QString first = configs->paths.front().name;
        const auto probed =
            co_await changeOnce(writeRequest("PATCH", u"/v3/config/paths/patch/"_s + first, "{}"), {}, stop);
        if (!isRefusal(probed))
            co_return false;
    }
    for (const PathConfig &path : configs->paths) {
        if (stop.stop_requested())
            co_return false;
        const bool isHealed = path.name != patched && co_await putBack(path.name);
        if (isHealed) {
            m_healedPaths.append(path.name);
            co_return true;
        }
    }
    co_return false;
}

QCoro::Task<Result<bool>> MediaMtxClient::change(HttpRequest request, StreamAddress hidden, QString patched,
                                                 std::stop_token stop)
{
    auto changed = co_await changeOnce(request, hidden, stop);
    if (!isRefusal(changed))
        co_return changed;
    const bool isHealed = co_await heal(patched, stop);
    if (!isHealed)
        co_return changed;
    // It may have been refused for what was stuck, and not for itself.
    changed = co_await changeOnce(request, hidden, stop);
    if (isRefusal(changed) && !patched.isEmpty())
        co_await putBack(patched);
    co_return changed;
}

} // namespace streamkeeper::mediamtx
