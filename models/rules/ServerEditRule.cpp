#include "models/rules/ServerEditRule.h"

#include "models/domain/ServerMakes.h"

#include <QCoreApplication>

#include <algorithm>

namespace streamkeeper {

using namespace Qt::StringLiterals;

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(ServerEditRule)
};

/// Names of hosts are the same in every case, and with the dot of the root at their end.
QString plain(const QString &host)
{
    return (host.endsWith(u'.') ? host.chopped(1) : host).toLower();
}

QString mediaHost(const MediaServer &server)
{
    return server.externalHost.isEmpty() ? server.internalHost : server.externalHost;
}

/// A port that was 0 was the server's own word, and what it tells of itself is no new place.
bool isOther(quint16 before, quint16 after)
{
    return before != 0 && after != 0 && before != after;
}

/// Players go there with the account of the server.
bool movesMedia(const MediaServer &before, const MediaServer &after)
{
    return capabilitiesOf(after.type).testFlag(Capability::Accounts) &&
           (plain(mediaHost(before)) != plain(mediaHost(after)) || isOther(before.rtspPort, after.rtspPort) ||
            isOther(before.hlsPort, after.hlsPort));
}

bool hasSameAddress(const MediaServer &one, const MediaServer &other)
{
    return one.apiPort == other.apiPort && plain(one.internalHost) == plain(other.internalHost);
}

} // namespace

QString whyServerFieldIsLocked(ServerField field, int streamCount)
{
    switch (field) {
    case ServerField::Type:
        return Texts::tr("The type of a server cannot be changed. Add the other one as a new server.");
    case ServerField::ExternalHost:
    case ServerField::GroupType:
    case ServerField::HlsPort:
    case ServerField::RtspPort:
    case ServerField::Storages:
    case ServerField::NodeName:
        return streamCount == 0 ? QString()
                                : Texts::tr("%n stream(s) are on this server. This field can be changed "
                                            "when there are none.",
                                            nullptr, streamCount);
    case ServerField::Name:
    case ServerField::InternalHost:
    case ServerField::Scheme:
    case ServerField::ApiPort:
    case ServerField::User:
    case ServerField::Auth:
    case ServerField::Token:
    case ServerField::TokenIssuer:
    case ServerField::TokenAudience:
    case ServerField::TokenClaimKey:
    case ServerField::KeyTarget:
    case ServerField::Certificate:
    case ServerField::UnencryptedAccount:
    case ServerField::StreamsLimit:
    case ServerField::TrafficLimit:
    case ServerField::Active:
    case ServerField::IncorrectCameras:
        break;
    }
    return {};
}

bool isConnectionChanged(const MediaServer &before, const MediaServer &after)
{
    return before.useTls != after.useTls || before.internalHost != after.internalHost ||
           before.apiPort != after.apiPort || before.auth != after.auth || before.tokens != after.tokens ||
           before.userName != after.userName || before.pinnedSha256 != after.pinnedSha256;
}

QString newPlaceOfSecret(const MediaServer &before, const MediaServer &after)
{
    if (before.tokenSecret.isNull() || after.tokenSecret.isNull())
        return {};
    const QString place = u"%1:%2"_s.arg(after.internalHost).arg(after.apiPort);
    if (before.useTls && !after.useTls)
        return Texts::tr("%1, not encrypted").arg(place);
    if (!hasSameAddress(before, after))
        return place;
    return movesMedia(before, after) ? mediaHost(after) : QString();
}

QString movedSecretSentence(const MediaServer &before, const QString &place)
{
    return Texts::tr(
               "The stored token or password was given for %1. Enter it again, or say that it may go to %2.")
        .arg(before.internalHost, place);
}

QString whyAddressIsTaken(const MediaServer &server, const std::vector<MediaServer> &known)
{
    const auto before = std::ranges::find(known, server.id, &MediaServer::id);
    if (before != known.end() && hasSameAddress(*before, server))
        return {}; // what a registry holds from before may stay
    const auto other = std::ranges::find_if(
        known, [&](const MediaServer &one) { return one.id != server.id && hasSameAddress(one, server); });
    if (other == known.end())
        return {};
    return Texts::tr("%1:%2 is in the registry already: it is the media server %3.")
        .arg(server.internalHost)
        .arg(server.apiPort)
        .arg(other->name);
}

bool needsSigningCheck(const MediaServer *before, const MediaServer &after)
{
    return after.auth == ServerAuth::Jwt && (!before || isConnectionChanged(*before, after));
}

} // namespace streamkeeper
