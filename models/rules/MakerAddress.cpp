#include "models/rules/MakerAddress.h"

#include <QRegularExpression>
#include <QUrl>

#include <algorithm>
#include <array>

namespace streamkeeper {

using namespace Qt::StringLiterals;

namespace {

/// One row for each maker. High and low as their own manuals write them for channel 1; Axis names streams by
/// profiles that differ from camera to camera, so its low one cannot be known.
struct Maker
{
    CameraMaker maker;
    QString word;
    QString name;
    QString models; ///< a regular expression
    QString others; ///< of its models that are no cameras; empty: none
    QString high;
    QString low; ///< empty: not known
};

const std::array<Maker, 3> &makers()
{
    static const std::array<Maker, 3> all{
        Maker{CameraMaker::Hikvision, u"hikvision"_s, u"Hikvision"_s, u"^i?DS-[0-9KMT]"_s,
              u"^i?DS-([5-9]|1[0-9]|K|A|D)"_s, u"/Streaming/Channels/101"_s, u"/Streaming/Channels/102"_s},
        Maker{CameraMaker::Dahua, u"dahua"_s, u"Dahua"_s,
              u"^(DHI?-|IPC-(HD|HF|EB|PF|PD)|SD[0-9][A-Z0-9]{3})"_s,
              u"^(DHI?-)?(NVR|XVR|HCVR|DVR|EVS|IVSS|VTO|VTH|AS[CI])"_s,
              u"/cam/realmonitor?channel=1&subtype=0"_s, u"/cam/realmonitor?channel=1&subtype=1"_s},
        Maker{CameraMaker::Axis, u"axis"_s, u"Axis"_s, u"^AXIS[ _-]"_s, {}, u"/axis-media/media.amp"_s, {}}};
    return all;
}

const Maker *find(CameraMaker maker)
{
    const auto found = std::ranges::find(makers(), maker, &Maker::maker);
    return found == makers().end() ? nullptr : &*found;
}

} // namespace

QString makerWord(CameraMaker maker)
{
    const Maker *known = find(maker);
    return known ? known->word : QString();
}

CameraMaker makerFromWord(const QString &word)
{
    const auto found = std::ranges::find_if(makers(), [&](const Maker &maker) {
        return word.trimmed().compare(maker.word, Qt::CaseInsensitive) == 0;
    });
    return found == makers().end() ? CameraMaker::Unknown : found->maker;
}

QString makerName(CameraMaker maker)
{
    const Maker *known = find(maker);
    return known ? known->name : QString();
}

const QList<CameraMaker> &knownMakers()
{
    static const QList<CameraMaker> all{CameraMaker::Hikvision, CameraMaker::Dahua, CameraMaker::Axis};
    return all;
}

CameraMaker makerOf(const QString &makeOrModel)
{
    const QString text = makeOrModel.trimmed();
    for (const Maker &maker : makers()) {
        // Drivers of recorders are called "Hikvision DS-2CD21xx".
        const bool isNamed =
            text.startsWith(maker.name, Qt::CaseInsensitive) &&
            (text.size() == maker.name.size() || !text[maker.name.size()].isLetterOrNumber());
        const QRegularExpression models(maker.models, QRegularExpression::CaseInsensitiveOption);
        if (isNamed || models.match(text).hasMatch())
            return maker.maker;
    }
    return CameraMaker::Unknown;
}

bool isNoCamera(const QString &model)
{
    return std::ranges::any_of(makers(), [&](const Maker &maker) {
        const QRegularExpression others(maker.others, QRegularExpression::CaseInsensitiveOption);
        return !maker.others.isEmpty() && others.match(model.trimmed()).hasMatch();
    });
}

QString accountPart(const QString &user, const QString &password)
{
    const auto encoded = [](const QString &text) {
        return QString::fromLatin1(QUrl::toPercentEncoding(text));
    };
    if (user.isEmpty())
        return u"//"_s;
    return u"//"_s + encoded(user) + (password.isEmpty() ? QString() : u':' + encoded(password)) + u'@';
}

QString makerAddress(CameraMaker maker, Quality quality, const CameraPlace &place)
{
    const Maker *known = find(maker);
    const QString path = !known ? QString() : quality == Quality::High ? known->high : known->low;
    if (path.isEmpty() || place.host.isEmpty())
        return {};
    const QString host = place.host.contains(u':') ? u'[' + place.host + u']' : place.host;
    return u"rtsp:"_s + accountPart(place.user, place.password) + host + u':' + QString::number(place.port) +
           path;
}

} // namespace streamkeeper
