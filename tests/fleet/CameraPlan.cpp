#include "tests/fleet/CameraPlan.h"

#include <QCryptographicHash>
#include <QUuid>

#include <array>

using namespace Qt::StringLiterals;

namespace streamkeeper::fleet {

namespace {
/// Places such as operators name them, in several scripts.
const std::array<QString, 24> &placeNames()
{
    static const std::array<QString, 24> names{
        u"Lobby"_s,           u"North gate"_s,      u"Loading dock 3"_s, u"Проходная"_s,    u"Car park P2"_s,
        u"Server room"_s,     u"Café Müller"_s,     u"Склад № 4"_s,      u"Tunnel East"_s,  u"停车场 B1"_s,
        u"Platform 9"_s,      u"Roof & antenna"_s,  u"Reception"_s,      u"Крыльцо"_s,      u"Bridge West"_s,
        u"Warehouse 12"_s,    u"Île Saint-Louis"_s, u"Fuel station"_s,   u"Двор школы"_s,   u"Main square"_s,
        u"Harbour crane 1"_s, u"Zoll Süd"_s,        u"Metro <hall>"_s,   u"Ворота \"Юг\""_s};
    return names;
}
} // namespace

QByteArray stableUuid(const QByteArray &kind, int number)
{
    static const QUuid space(u"{5f0c7f0e-3c1b-4b57-9a63-4f9bb1f1c5a2}"_s);
    return QUuid::createUuidV5(space, kind + '-' + QByteArray::number(number))
        .toByteArray(QUuid::WithoutBraces);
}

QByteArray stableSecret(const QByteArray &kind, int number, int digits)
{
    const QByteArray seed = "streamkeeper fleet " + kind + ' ' + QByteArray::number(number);
    return QCryptographicHash::hash(seed, QCryptographicHash::Sha256).toHex().left(digits);
}

QByteArray CameraPlan::path(bool high) const
{
    return "/cam-" + QByteArray::number(number).rightJustified(2, '0') + (high ? "/high" : "/low");
}

QByteArray CameraPlan::userInfo() const
{
    return user.isEmpty() ? QByteArray() : user + ':' + password + '@';
}

CameraPlan planCamera(int number, bool live)
{
    CameraPlan plan;
    plan.number = number;
    plan.uid = stableUuid("camera", number);
    plan.highUid = stableUuid("high", number);
    plan.lowUid = stableUuid("low", number);
    const auto &names = placeNames();
    const auto index = size_t(number - 1);
    plan.name = names[index % names.size()];
    if (index >= names.size()) {
        plan.name += u" · %1"_s.arg(index / names.size() + 1);
    }
    plan.hasAudio = number % 4 == 3; // not 3: every server of three should have one
    plan.isLive = live;
    // One in four cameras is open, one wants basic and two digest logins.
    if (number % 4 != 0) {
        plan.user = "viewer";
        plan.password = stableSecret("camera password", number, 10);
        plan.digest = number % 4 != 2;
    }
    return plan;
}

} // namespace streamkeeper::fleet
