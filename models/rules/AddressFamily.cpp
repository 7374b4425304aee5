#include "models/rules/AddressFamily.h"

#include "models/domain/AccountFinder.h"
#include "models/domain/HostText.h"

#include <QRegularExpression>

#include <algorithm>
#include <array>

namespace streamkeeper {

using namespace Qt::StringLiterals;

namespace {

/// What is longer is no maker's form.
constexpr qsizetype longestTail = 1024;

/// Host and what follows it, in small letters.
struct Parts
{
    QString host;
    QString tail;
};

Parts partsOf(const StreamAddress &address)
{
    const QString text = address.full().isEmpty() ? address.masked() : address.full().revealText();
    const auto mark = text.indexOf(u"://"_s);
    if (mark < 0)
        return {};
    const qsizetype authority = mark + 3;
    const auto at = AccountFinder(text, AddressExtent::Whole).accountEnd(authority);
    const QString rest = text.mid(at ? *at + 1 : authority).toLower();
    const auto place = authorityOf(u"//"_s + rest);
    const auto *const end =
        std::ranges::find_if(rest, [](QChar c) { return c == u'/' || c == u'?' || c == u'#'; });
    return {place ? place->host : QString(), rest.mid(end - rest.cbegin())};
}

bool isLoopback(const QString &host)
{
    return host.startsWith(u"127."_s) || host == u"::1" || host == u"localhost";
}

QString firstNumber(const QString &tail, const QRegularExpression &expression)
{
    const auto match = expression.match(tail);
    for (int group = 1; group <= match.lastCapturedIndex(); ++group) {
        if (!match.captured(group).isEmpty())
            return match.captured(group);
    }
    return {};
}

/// On a relay "/cam1" is a name that somebody gave, and no channel.
QString channelOf(const QString &tail, bool isRelay)
{
    static const QRegularExpression told(
        uR"((?:channel|camera|chn|chid|ch)=0*(\d+)|channels/(\d{1,2})0\d(?!\d)|channels/(\d+)|preview_0*(\d+))"_s);
    static const QRegularExpression named(
        uR"(/c(\d+)/s\d|(?<![a-z])(?:channel|camera|cam|chn|ch|av)[-_]?0*(\d+)|/(\d)[1-3]$)"_s);
    const QString channel = firstNumber(tail, told);
    return channel.isEmpty() && !isRelay ? firstNumber(tail, named) : channel;
}

/// A part of the tail that tells the stream.
struct Mark
{
    qsizetype begin = 0;
    qsizetype end = 0;
    int rank = -1;
    QString label;
    bool isSure = true;
    bool isNumber = true;
};

std::optional<Mark> numberOf(const QString &tail, const QRegularExpression &expression, const QString &label,
                             bool isSure)
{
    std::optional<Mark> found;
    for (auto it = expression.globalMatch(tail); it.hasNext();) {
        const auto match = it.next();
        const QString number = match.captured(1);
        found = Mark{match.capturedStart(1), match.capturedEnd(1), number.last(1).toInt(),
                     label.isEmpty() ? match.captured(0) : label.arg(number), isSure};
    }
    return found;
}

std::optional<Mark> toldNumber(const QString &tail)
{
    static const QRegularExpression subtype(uR"((?<![a-z])subtype=(\d))"_s);
    static const QRegularExpression channels(uR"((?:channels|tracks)/(\d{1,2}0\d)(?!\d))"_s);
    static const QRegularExpression stream(uR"((?<![a-z])stream(?:id|type|no|index)?=(\d)(?!\d))"_s);
    static const QRegularExpression channel(uR"((?<![a-z])(?:ch|av|channel)[-_]?\d+[-_]s?(\d)(?!\d))"_s);
    static const QRegularExpression slash(uR"(/c\d+/s(\d)(?!\d))"_s);
    if (const auto mark = numberOf(tail, subtype, u"subtype %1"_s, true))
        return mark;
    if (auto mark = numberOf(tail, channels, u"%1"_s, true)) {
        mark->begin = mark->end - 1; // 101 and 102 are streams of one channel, 101 and 201 are not
        return mark;
    }
    if (const auto mark = numberOf(tail, stream, u"stream %1"_s, true))
        return mark;
    if (const auto mark = numberOf(tail, channel, {}, true))
        return mark;
    return numberOf(tail, slash, u"s%1"_s, true);
}

std::optional<Mark> toldWord(const QString &tail)
{
    static const QRegularExpression expression(
        uR"((?<![a-z0-9])(?:h264|video|default|live|stream|av|u|ch\d+)?(main|sub|major|minor|primary|secondary|high|low|hd)"
        uR"(|sd|hq|lq|first|second|record|detect)(?:stream|video)?(?![a-z0-9]))"_s);
    static const QStringList low{u"sub"_s, u"minor"_s, u"secondary"_s, u"low"_s,
                                 u"sd"_s,  u"lq"_s,    u"second"_s,    u"detect"_s};
    std::optional<Mark> found;
    for (auto it = expression.globalMatch(tail); it.hasNext();) {
        const auto match = it.next();
        found = Mark{match.capturedStart(1),
                     match.capturedEnd(1),
                     low.contains(match.captured(1)) ? 1 : 0,
                     match.captured(1),
                     true,
                     false};
    }
    if (found && found->begin > 0 && !tail[found->begin - 1].isLetterOrNumber())
        --found->begin; // "/gate" and "/gate_sub" have the rest in common
    return found;
}

std::optional<Mark> countedNumber(const QString &tail)
{
    static const QRegularExpression counted(
        uR"((?:stream|profile|media/video|livemedia/ch\d+/media|inst=|onvif|live|pro)[-_=]?(\d)(?!\d))"_s);
    static const QRegularExpression twoDigits(uR"(/\d([1-3])$)"_s);
    static const QRegularExpression bare(uR"((?:[/_.-]|video)(\d)(?:\.[a-z0-9]+)?$)"_s);
    if (const auto mark = numberOf(tail, counted, {}, true))
        return mark;
    if (const auto mark = numberOf(tail, twoDigits, {}, true))
        return mark;
    return numberOf(tail, bare, {}, false);
}

/// Axis: the rest of the query says how large the picture is.
void readAxis(const QString &tail, AddressFamily &family)
{
    static const QRegularExpression camera(uR"([?&]camera=([a-z0-9]+))"_s);
    static const QRegularExpression told(uR"([?&](?:resolution|streamprofile)=[^&]*)"_s);
    static const QRegularExpression size(uR"(resolution=(\d{2,5})x(\d{2,5}))"_s);
    family.key = u"axis "_s + camera.match(tail).captured(1);
    family.label = told.match(tail).captured(0).mid(1).replace(u'=', u' ');
    family.isSure = true;
    if (const auto match = size.match(tail); match.hasMatch())
        family.pixels = match.captured(1).toLongLong() * match.captured(2).toLongLong();
}

} // namespace

AddressFamily familyOf(const StreamAddress &address)
{
    auto [host, tail] = partsOf(address);
    AddressFamily family;
    family.host = host;
    family.isRelay = isLoopback(host) || (!host.isEmpty() && !host.contains(u'.') && !host.contains(u':'));
    if (host.isEmpty() || tail.size() > longestTail)
        return family;
    tail.replace(u"h265"_s, u"h264"_s)
        .replace(u"hevc"_s, u"h264"_s); // one stream of the two may be encoded so
    family.channel = channelOf(tail, family.isRelay);
    if (tail.startsWith(u"/axis-media"_s)) {
        readAxis(tail, family);
        family.key += u" "_s + host;
        return family;
    }
    auto mark = toldNumber(tail);
    if (!mark)
        mark = toldWord(tail);
    if (!mark)
        mark = countedNumber(tail);
    if (!mark) {
        family.key = u"word "_s + host + tail; // of "/gate" there may be a "/gate_sub"
        family.isSure = true;
        return family;
    }
    family.key = (mark->isNumber ? u"number "_s : u"word "_s) + host + tail.left(mark->begin) +
                 (mark->isNumber ? u"#"_s : QString()) + tail.mid(mark->end);
    family.rank = mark->rank;
    family.label = mark->label;
    family.isNumber = mark->isNumber;
    // What a relay counts are cameras as well as streams.
    family.isCounted = mark->isNumber && !toldNumber(tail);
    family.isSure = mark->isSure && !(family.isCounted && family.isRelay);
    return family;
}

} // namespace streamkeeper
