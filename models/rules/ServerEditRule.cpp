#include "models/rules/ServerEditRule.h"

#include <QCoreApplication>

namespace streamkeeper {

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(ServerEditRule)
};

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
    case ServerField::KeyTarget:
    case ServerField::Certificate:
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
           before.apiPort != after.apiPort || before.auth != after.auth ||
           before.userName != after.userName || before.pinnedSha256 != after.pinnedSha256;
}

bool needsSigningCheck(const MediaServer *before, const MediaServer &after)
{
    return after.auth == ServerAuth::Jwt && (!before || isConnectionChanged(*before, after));
}

} // namespace streamkeeper
