#include "models/texts/OnvifTexts.h"

#include "models/texts/Formatting.h"

#include <QCoreApplication>
#include <QLocale>

#include <cstdlib>

namespace streamkeeper::texts {

using namespace Qt::StringLiterals;

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(OnvifTexts)
};

QString clockSentence(qint64 offsetMs)
{
    const QString time = format::duration(std::abs(offsetMs));
    return offsetMs > 0 ? Texts::tr("Its clock is %1 ahead.").arg(time)
                        : Texts::tr("Its clock is %1 behind.").arg(time);
}

QString sentence(OnvifRemark remark, const OnvifDevice &device)
{
    switch (remark) {
    case OnvifRemark::ClockOff:
        return clockSentence(device.clockOffsetMs.value_or(0));
    case OnvifRemark::ClockUnknown:
        return Texts::tr("It does not tell its time.");
    case OnvifRemark::OtherPlace:
        return Texts::tr("It takes itself to be at %1; the address that was asked is used instead.")
            .arg(device.otherPlaces.join(u", "_s));
    case OnvifRemark::OldCalls:
        return Texts::tr("It speaks an old edition of ONVIF.");
    case OnvifRemark::Media2Fails:
        return Texts::tr("Its Media2 service does not work, so streams in H.265 may be missing.");
    case OnvifRemark::ProfilesLeftOut:
        return Texts::tr("It has more profiles than are shown.");
    case OnvifRemark::AddressesMissing:
        return Texts::tr("It does not tell the addresses of all its streams.");
    }
    return {};
}

} // namespace

QString onvifProfile(const OnvifProfile &profile)
{
    QStringList parts;
    if (!profile.encoding.isEmpty())
        parts.append(profile.encoding);
    if (profile.width > 0 && profile.height > 0)
        parts.append(format::resolution(profile.width, profile.height));
    if (profile.frameRate > 0)
        parts.append(Texts::tr("%1 frames/s").arg(QLocale().toString(profile.frameRate, 'g', 4)));
    if (profile.bitrateKbps > 0)
        parts.append(Texts::tr("%1 kbit/s").arg(format::count(profile.bitrateKbps)));
    const QString name = profile.name.isEmpty() ? profile.token : profile.name;
    return parts.isEmpty() ? name
                           : Texts::tr("%1: %2", "profile: what it sends").arg(name, parts.join(u", "_s));
}

QStringList onvifRemarks(const OnvifDevice &device)
{
    QStringList sentences;
    for (const OnvifRemark remark : device.remarks)
        sentences.append(sentence(remark, device));
    return sentences;
}

} // namespace streamkeeper::texts
