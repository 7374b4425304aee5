#include "models/texts/AdoptionTexts.h"

#include <QCoreApplication>

namespace streamkeeper::texts {

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(AdoptionTexts)
};

QString byAddress(const Pairing &pairing)
{
    const QString place = pairing.channel.isEmpty()
                              ? pairing.host
                              : Texts::tr("channel %1 of %2").arg(pairing.channel, pairing.host);
    if (pairing.high.isEmpty() || pairing.low.isEmpty())
        return Texts::tr("by address: %1").arg(place);
    return Texts::tr("by address: %1, %2 and %3").arg(place, pairing.high, pairing.low);
}

} // namespace

QString pairing(const Pairing &pairing)
{
    switch (pairing.by) {
    case PairedBy::Nothing:
        break;
    case PairedBy::CameraUid:
        return Texts::tr("by the server: it names one camera for %1 and %2").arg(pairing.high, pairing.low);
    case PairedBy::Address:
        return byAddress(pairing);
    case PairedBy::Name:
        return Texts::tr("by name: %1 and %2").arg(pairing.high, pairing.low);
    case PairedBy::Resolution:
        return Texts::tr("by resolution: %1 and %2").arg(pairing.high, pairing.low);
    case PairedBy::Operator:
        return Texts::tr("by hand: %1 and %2").arg(pairing.high, pairing.low);
    }
    return {};
}

} // namespace streamkeeper::texts
