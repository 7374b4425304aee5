// What the client changes on a server; what it reads is in MediaMtxClient.cpp.
#include "app/mediaserver/mediamtx/MediaMtxClient.h"
#include "app/mediaserver/mediamtx/OtherSettings.h"
#include "app/mediaserver/mediamtx/PathBody.h"

#include <QCoreApplication>
#include <QJsonDocument>
#include <QRegularExpression>

#include <algorithm>

namespace streamkeeper::mediamtx {

using namespace Qt::StringLiterals;

namespace {

/// A month in pieces of a minute is 43,200; at some milliseconds each that is minutes.
constexpr qsizetype maxErasedSegments = 50'000;
constexpr int eraseRounds = 3;

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(MediaMtxClient)
};

/// Hooks and passphrases may be quoted where a server refuses them.
Result<bool> hideOthers(Result<bool> result, const SecretText &others)
{
    constexpr qsizetype leastSecret = 4; // shorter ones are words of every sentence
    if (result || others.isEmpty())
        return result;
    const QJsonObject members = QJsonDocument::fromJson(others.reveal()).object();
    for (const auto &member : members) {
        if (const QString value = member.toString(); value.size() >= leastSecret) {
            result.error().message.replace(value, u"…"_s);
            result.error().detail.replace(value, u"…"_s);
        }
    }
    return result;
}

/// A server that did not tell what it takes, or does not take a former name any more, names what it does not
/// know. Only what another server has had may be left out.
bool dropUnknown(QJsonObject &members, const SecretText &others, const Error &refusal)
{
    static const QRegularExpression unknown(u"unknown field \"([^\"]+)\""_s);
    const QString name = unknown.match(refusal.detail).captured(1);
    const bool isOther = !name.isEmpty() && fitted(others, {}).contains(name);
    return isOther && !members.take(name).isUndefined();
}

} // namespace

VoidResult MediaMtxClient::checkName(const QString &remoteName) const
{
    if (remoteName != u"all" && remoteName != u"all_others" && !remoteName.startsWith(u'~'))
        return checkPathName(remoteName, true);
    return fail(
        ErrorCategory::Invalid,
        Texts::tr("“%1” stands for many paths on %2 and is no stream of its own.").arg(remoteName, where()));
}

QCoro::Task<Result<bool>> MediaMtxClient::changeOnce(HttpRequest request, StreamAddress hidden,
                                                     std::stop_token stop)
{
    request.headers.emplace_back("Content-Type", "application/json");
    const auto answer = co_await send(std::move(request), stop);
    if (!answer)
        co_return tl::unexpected(answer.error());
    // A call that it does not know is answered in plain text.
    if (answer->status == 404 && !decodeRefusal(answer->body).isEmpty())
        co_return false;
    if (!answer->isOk())
        co_return tl::unexpected(statusError(*answer, {}, hidden));
    if (const auto checked = checkWritten(*answer); !checked)
        co_return tl::unexpected(checked.error());
    co_return true;
}

QCoro::Task<Result<bool>> MediaMtxClient::patchPath(QString remoteName, QJsonObject body,
                                                    std::stop_token stop)
{
    const StreamAddress hidden = StreamAddress::fromText(body.value(u"source"_s).toString());
    const QByteArray text = QJsonDocument(body).toJson(QJsonDocument::Compact);
    return change(writeRequest("PATCH", u"/v3/config/paths/patch/"_s + remoteName, text), hidden, remoteName,
                  stop);
}

QCoro::Task<Result<std::optional<HttpResponse>>> MediaMtxClient::readOfPath(QString call, QString remoteName,
                                                                            std::stop_token stop)
{
    HttpRequest request;
    request.path = call + remoteName;
    request.deadline = writeDeadline();
    request.retries = 1;
    auto answer = co_await send(std::move(request), stop);
    if (!answer)
        co_return tl::unexpected(answer.error());
    const QString refusal = decodeRefusal(answer->body);
    // The recordings of an unknown path are a 400, everything else of it is a 404.
    if ((answer->status == 404 || answer->status == 400) && !refusal.isEmpty())
        co_return std::optional<HttpResponse>();
    if (!answer->isOk())
        co_return tl::unexpected(statusError(*answer, refusal));
    co_return std::optional(std::move(*answer));
}

QCoro::Task<Result<std::optional<PathDetails>>> MediaMtxClient::readDetails(QString remoteName,
                                                                            std::stop_token stop)
{
    const auto answer = co_await readOfPath(u"/v3/config/paths/get/"_s, remoteName, stop);
    if (!answer)
        co_return tl::unexpected(answer.error());
    if (!*answer)
        co_return std::optional<PathDetails>();
    auto details = co_await decoded((*answer)->body, &decodePathDetails);
    if (!details)
        co_return tl::unexpected(located(details.error()));
    co_return std::optional(std::move(*details));
}

QCoro::Task<Result<bool>> MediaMtxClient::patchStream(PathDetails present, StreamWrite write,
                                                      std::stop_token stop)
{
    const StreamSettings &settings = write.settings;
    if (needsAddress(present, write) && settings.address.full().isEmpty())
        co_return fail(ErrorCategory::Invalid,
                       Texts::tr("The complete address of the stream is not known. Enter it again."));
    const QJsonObject defaults = co_await pathDefaults(stop);
    QJsonObject members = changedPathBody(present, write, defaults);
    const QString segmentDuration = present.told[u"recordSegmentDuration"].toString();
    const qint64 keptMs = msFromDuration(members.value(keepingKey).toString()).value_or(0);
    if (keptMs > 0 && msFromDuration(segmentDuration).value_or(0) > keptMs)
        co_return fail(ErrorCategory::Invalid,
                       Texts::tr("%1 records this path in pieces of %2; the archive cannot be kept for less "
                                 "than one piece.")
                           .arg(where(), segmentDuration));
    if (members.isEmpty())
        co_return true;
    Result<bool> patched = false;
    do
        patched = co_await patchPath(settings.remoteName, members, stop);
    while (!patched && dropUnknown(members, settings.others, patched.error()));
    co_return hideOthers(patched, settings.others);
}

QCoro::Task<VoidResult> MediaMtxClient::addPath(StreamWrite write, std::stop_token stop)
{
    const StreamSettings &settings = write.settings;
    if (!isPathName(settings.remoteName))
        co_return fail(ErrorCategory::Invalid,
                       Texts::tr("“%1” cannot be the name of a path: letters, digits and _ . - / are "
                                 "allowed, with something between the slashes.")
                           .arg(settings.remoteName.left(100)));
    if (settings.isEnabled && settings.address.full().isEmpty())
        co_return fail(ErrorCategory::Invalid,
                       Texts::tr("The complete address of the stream is not known. Enter it again."));
    const QJsonObject defaults = co_await pathDefaults(stop);
    QJsonObject members = newPathBody(settings, defaults);
    const QString path = u"/v3/config/paths/add/"_s + settings.remoteName;
    Result<bool> added = false;
    do {
        const QByteArray body = QJsonDocument(members).toJson(QJsonDocument::Compact);
        added = co_await change(writeRequest("POST", path, body), settings.address, {}, stop);
    } while (!added && dropUnknown(members, settings.others, added.error()));
    added = hideOthers(added, settings.others);
    if (added && *added)
        co_return VoidResult();
    if (added)
        co_return missingPath(settings.remoteName); // 404 to an addition: not seen from any version
    if (added.error().httpStatus != 400 || !added.error().detail.contains(u"already exists"))
        co_return tl::unexpected(added.error());
    // Somebody was faster.
    const auto present = co_await readDetails(settings.remoteName, stop);
    if (!present)
        co_return notSent(present.error());
    if (!*present)
        co_return tl::unexpected(added.error());
    const auto patched = co_await patchStream(**present, write, stop);
    if (!patched)
        co_return tl::unexpected(patched.error());
    co_return *patched ? VoidResult() : missingPath(settings.remoteName);
}

QCoro::Task<VoidResult> MediaMtxClient::writeStream(StreamWrite write, std::stop_token stop)
{
    using enum StreamSetting;
    const QString remoteName = write.settings.remoteName;
    if (const auto checked = checkName(remoteName); !checked)
        co_return checked;
    const auto provided = StreamSettingFlags(Address) | Enabled | Recording;
    const bool isEverything = write.changed == allStreamSettings();
    if (!isEverything && write.changed.testFlag(Audio))
        co_return fail(ErrorCategory::Unsupported,
                       Texts::tr("%1 cannot leave out the audio of a stream: MediaMTX takes what the camera "
                                 "sends. Switch it off in the camera.")
                           .arg(where()));
    if (write.changed && !(write.changed & provided))
        co_return fail(
            ErrorCategory::Unsupported,
            Texts::tr("%1 keeps neither access rules nor cluster nodes for a single stream.").arg(where()));
    const auto present = co_await readDetails(remoteName, stop);
    if (!present)
        co_return notSent(present.error());
    if (*present) {
        const auto patched = co_await patchStream(**present, write, stop);
        if (!patched)
            co_return tl::unexpected(patched.error());
        if (*patched)
            co_return VoidResult();
        // Removed between reading and changing: the same as not there.
    }
    if (!write.mayCreate)
        co_return missingPath(remoteName);
    const auto added = co_await addPath(write, stop);
    co_return added;
}

QCoro::Task<VoidResult> MediaMtxClient::restartStream(QString remoteName, std::stop_token stop)
{
    if (const auto checked = checkName(remoteName); !checked)
        co_return checked;
    const auto present = co_await readDetails(remoteName, stop);
    if (!present)
        co_return notSent(present.error());
    if (!*present)
        co_return missingPath(remoteName);
    if ((*present)->path.isPublisher)
        co_return fail(ErrorCategory::Invalid,
                       Texts::tr("%1 is switched off on %2, so there is nothing to restart. Enable it.")
                           .arg(remoteName, where()));
    const QJsonObject body{
        {u"sourceOnDemandCloseAfter"_s, neighbour((*present)->told[u"sourceOnDemandCloseAfter"].toString())}};
    const auto patched = co_await patchPath(remoteName, body, stop);
    if (!patched)
        co_return tl::unexpected(patched.error());
    co_return *patched ? VoidResult() : missingPath(remoteName);
}

QCoro::Task<Result<QStringList>> MediaMtxClient::readSegments(QString remoteName, std::stop_token stop)
{
    const auto answer = co_await readOfPath(u"/v3/recordings/get/"_s, remoteName, stop);
    if (!answer && answer.error().httpStatus == 404)
        co_return fail(ErrorCategory::Unsupported,
                       Texts::tr("%1 does not offer its recordings by its API, so they cannot be erased from "
                                 "here. Remove the stream and keep its recordings.")
                           .arg(where()),
                       answer.error().detail);
    if (!answer)
        co_return tl::unexpected(answer.error());
    if (!*answer)
        co_return QStringList();
    auto segments = co_await decoded((*answer)->body, &decodeSegments);
    if (!segments)
        co_return tl::unexpected(located(segments.error()));
    co_return segments;
}

QCoro::Task<VoidResult> MediaMtxClient::eraseRecordings(QString remoteName, std::stop_token stop)
{
    auto segments = co_await readSegments(remoteName, stop);
    if (!segments)
        co_return notSent(segments.error());
    if (segments->size() > maxErasedSegments)
        co_return fail(ErrorCategory::Unsupported,
                       Texts::tr("%1 has %n recorded piece(s) of this path, too many to erase them one by "
                                 "one. Remove the stream and keep its recordings, then erase the folder.",
                                 nullptr, int(segments->size()))
                           .arg(where()));
    const auto stopped = co_await patchPath(remoteName, holderBody(), stop);
    if (!stopped)
        co_return tl::unexpected(stopped.error());
    // Listed anew until nothing is left: the piece that was being written may show up late.
    QString lastRefusal;
    for (int round = 0; round < eraseRounds; ++round) {
        segments = co_await readSegments(remoteName, stop);
        if (!segments)
            co_return tl::unexpected(segments.error());
        if (segments->isEmpty())
            co_return VoidResult();
        for (const QString &start : std::as_const(*segments)) {
            HttpRequest request = writeRequest("DELETE", u"/v3/recordings/deletesegment"_s);
            request.query = {{u"path"_s, remoteName}, {u"start"_s, start}};
            const auto erased = co_await changeOnce(std::move(request), {}, stop);
            // A piece that is gone by now is a 400: the next list tells.
            if (!erased && erased.error().httpStatus != 400)
                co_return tl::unexpected(erased.error());
            if (!erased)
                lastRefusal = erased.error().detail;
        }
    }
    segments = co_await readSegments(remoteName, stop);
    if (!segments)
        co_return tl::unexpected(segments.error());
    if (segments->isEmpty())
        co_return VoidResult();
    co_return fail(
        ErrorCategory::HttpStatus,
        Texts::tr("%1 still has %n recorded piece(s) of this path. The stream is switched off, but "
                  "not removed.",
                  nullptr, int(segments->size()))
            .arg(where()),
        lastRefusal);
}

QCoro::Task<VoidResult> MediaMtxClient::removeStream(QString remoteName, bool eraseRecordings,
                                                     std::stop_token stop)
{
    if (const auto checked = checkName(remoteName); !checked)
        co_return checked;
    if (eraseRecordings) {
        const auto erased = co_await this->eraseRecordings(remoteName, stop);
        if (!erased)
            co_return erased;
    }
    HttpRequest request = writeRequest("DELETE", u"/v3/config/paths/delete/"_s + remoteName);
    const auto removed = co_await change(std::move(request), {}, {}, stop);
    if (!removed)
        co_return tl::unexpected(removed.error());
    co_return VoidResult(); // also when there was none
}

QCoro::Task<VoidResult> MediaMtxClient::holdStream(QString remoteName, std::stop_token stop)
{
    if (const auto checked = checkName(remoteName); !checked)
        co_return checked;
    const auto held = co_await patchPath(remoteName, holderBody(), stop);
    if (!held)
        co_return tl::unexpected(held.error());
    co_return *held ? VoidResult() : missingPath(remoteName);
}

} // namespace streamkeeper::mediamtx
