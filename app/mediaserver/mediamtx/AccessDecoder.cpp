#include "app/mediaserver/mediamtx/AccessDecoder.h"

#include "app/mediaserver/JsonReading.h"
#include "app/secrets/SigningKey.h"
#include "models/domain/AnswerLimits.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>
#include <QUrlQuery>

#include <algorithm>

namespace streamkeeper::mediamtx {

using namespace Qt::StringLiterals;

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(MediaMtxDecoder)
};

Result<QJsonObject> readObject(const QByteArray &body, const QString &attempt)
{
    if (auto refused = json::refuseNonJson(body, attempt))
        return tl::unexpected(*refused);
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(body, &error);
    if (document.isObject())
        return document.object();
    return fail(ErrorCategory::Parse, Texts::tr("%1: the answer cannot be read.").arg(attempt),
                error.errorString());
}

/// What decides about access is not guessed: nobody may be let in, or left in, by an answer of another kind.
tl::unexpected<Error> unreadable(const QString &attempt, const QString &member)
{
    return fail(ErrorCategory::Parse, Texts::tr("%1: the answer cannot be read.").arg(attempt), member);
}

void append(std::vector<Permission> &all, const QJsonValue &list)
{
    for (const QJsonValue &entry : list.toArray())
        all.push_back({entry[u"action"].toString(), entry[u"path"].toString()});
}

bool coversPath(const Permission &permission, const QString &path)
{
    if (permission.path.isEmpty() || permission.path == path)
        return true;
    return permission.path.startsWith(u'~') &&
           QRegularExpression(permission.path.mid(1)).match(path).hasMatch();
}

} // namespace

bool AccessConfig::isOpen(const QString &action, const QString &path) const
{
    return std::ranges::any_of(open, [&](const Permission &permission) {
        return permission.action == action && coversPath(permission, path);
    });
}

Result<AccessConfig> decodeAccess(const QByteArray &globalConfig)
{
    const QString attempt = Texts::tr("Reading who may watch");
    const auto read = readObject(globalConfig, attempt);
    if (!read)
        return tl::unexpected(read.error());
    if (!read->value(u"authMethod").isString())
        return unreadable(attempt, u"authMethod"_s);
    AccessConfig config;
    config.authMethod = read->value(u"authMethod").toString();
    config.keysAddress = read->value(u"authJWTJWKS").toString();
    config.takesQueryTokens = read->value(u"authJWTInHTTPQuery").toBool();
    if (config.authMethod == u"jwt") {
        append(config.open, read->value(u"authJWTExclude"));
    } else if (config.authMethod == u"http") {
        append(config.open, read->value(u"authHTTPExclude"));
    } else {
        for (const QJsonValue &user : read->value(u"authInternalUsers").toArray()) {
            const bool isAnyone = user[u"user"].toString() == u"any" && user[u"pass"].toString().isEmpty() &&
                                  user[u"ips"].toArray().isEmpty();
            if (isAnyone)
                append(config.open, user[u"permissions"]);
        }
    }
    return config;
}

Result<SessionPage> decodeSessions(const QByteArray &body)
{
    const QString attempt = Texts::tr("Reading the sessions");
    const auto read = readObject(body, attempt);
    if (!read)
        return tl::unexpected(read.error());
    // Nobody there is an answer only if it says so: the token of a link is dropped then.
    if (!read->value(u"items").isArray() || !read->value(u"pageCount").isDouble())
        return unreadable(attempt, u"items, pageCount"_s);
    SessionPage page;
    if (read->value(u"items").toArray().size() > qsizetype(limits::maxStreams))
        return unreadable(attempt, u"more items than any server has"_s);
    page.pageCount = read->value(u"pageCount").toInt();
    for (const QJsonValue &item : read->value(u"items").toArray())
        page.sessions.push_back(
            {item[u"id"].toString(), item[u"path"].toString(), item[u"query"].toString()});
    return page;
}

namespace {

QList<QByteArray> tokensOf(const ViewerSession &session)
{
    QList<QByteArray> tokens;
    for (const auto &[name, value] : QUrlQuery(session.query).queryItems(QUrl::FullyDecoded)) {
        if (name == u"token" || name == u"jwt")
            tokens.append(value.toUtf8());
    }
    return tokens;
}

} // namespace

bool carriesToken(const ViewerSession &session, const QByteArray &token)
{
    return tokensOf(session).contains(token);
}

bool carriesTokenOf(const ViewerSession &session, const QString &keyId)
{
    return std::ranges::any_of(tokensOf(session),
                               [&](const QByteArray &token) { return keyIdOf(token) == keyId; });
}

} // namespace streamkeeper::mediamtx
