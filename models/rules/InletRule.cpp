#include "models/rules/InletRule.h"

#include "models/domain/IpAddress.h"
#include "models/rules/FieldRules.h"

#include <QCoreApplication>

namespace streamkeeper {

using namespace Qt::StringLiterals;

namespace {

struct InletTexts
{
    Q_DECLARE_TR_FUNCTIONS(streamkeeper::InletRule)
};

/// Below, only the system's own services may listen.
constexpr int lowestInletPort = 1024;
constexpr int highestInletPort = 65'535;

bool isOfThisComputer(const IpAddress &address)
{
    const IpAddress plain = address.plain();
    if (plain.length == 4)
        return plain.bytes[0] == 127;
    return plain == IpAddress::fromText(u"::1"_s);
}

} // namespace

Result<QString> checkInletAddress(const QString &text)
{
    if (text.trimmed().isEmpty())
        return fail(ErrorCategory::Invalid,
                    InletTexts::tr("Say at which address of this computer orders are taken. 127.0.0.1: only "
                                   "from programs on it; 0.0.0.0: at all that it has."));
    auto address = fields::checkIpAddress(text);
    const auto read = address ? IpAddress::fromText(*address) : std::nullopt;
    if (read && read->isMulticast())
        return fail(
            ErrorCategory::Invalid,
            InletTexts::tr("“%1” is the address of a group. Give one of this computer.").arg(*address));
    return address;
}

Result<quint16> checkInletPort(const QString &text)
{
    const auto port = fields::checkWholeNumber(text, lowestInletPort, highestInletPort);
    return port ? Result<quint16>(quint16(*port)) : tl::unexpected(port.error());
}

QString inletWarning(const InletSettings &settings)
{
    const auto address = IpAddress::fromText(settings.address);
    if (!address || isOfThisComputer(*address))
        return {};
    return InletTexts::
        tr("Orders come to %1 by http, without encryption: whoever is on the way reads the token and the "
           "passwords of cameras, and can give orders. Stay with 127.0.0.1 and let a proxy with TLS listen "
           "outside, or use a network that nobody else is in.")
            .arg(inletPlace(settings));
}

QString inletPlace(const InletSettings &settings)
{
    const QString host = settings.address.contains(u':') ? u'[' + settings.address + u']' : settings.address;
    return host + u':' + QString::number(settings.port);
}

} // namespace streamkeeper
