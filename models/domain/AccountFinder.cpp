#include "models/domain/AccountFinder.h"

#include "models/domain/CharacterSet.h"
#include "models/domain/HostText.h"
#include "models/domain/IpAddress.h"

#include <algorithm>
#include <array>

namespace streamkeeper {

namespace {

constexpr qsizetype longestHost = 255;
constexpr qsizetype longestIp = 46;
constexpr qsizetype longestScheme = 16;
/// How far a user name that holds a slash may reach.
constexpr qsizetype longestPlainUser = 512;

bool isHostLetter(QChar c)
{
    return c.isLetterOrNumber() || c == u'-' || c == u'_' || c == u'.';
}

bool isPathBegin(QChar c)
{
    return c == u'/' || c == u'?' || c == u'#' || c == u'\\';
}

bool isClosing(QChar c)
{
    return isAmong(c, u"\"'`<>)]}»”’");
}

/// Inside a password such words stand without being an address.
bool isKnownScheme(QStringView scheme)
{
    static constexpr std::array<QStringView, 9> beginnings{u"rtsp", u"http",  u"rtmp", u"srt", u"whep",
                                                           u"udp",  u"onvif", u"ws",   u"rtp"};
    return std::ranges::any_of(
        beginnings, [&](QStringView beginning) { return scheme.startsWith(beginning, Qt::CaseInsensitive); });
}

HostLikeness likenessOf(QStringView host)
{
    while (host.endsWith(u'.'))
        host.chop(1);
    if (host.isEmpty())
        return HostLikeness::None;
    const auto dot = host.lastIndexOf(u'.');
    if (host[0].isDigit() && dot > 0 && host.size() < longestIp && IpAddress::fromText(host.toString()))
        return HostLikeness::Number;
    const QStringView domain = host.sliced(dot + 1);
    const bool isDomain =
        domain.size() > 1 && std::ranges::all_of(domain, [](QChar c) { return c.isLetter(); });
    const bool isName = (dot > 0 && isDomain) || host.compare(u"localhost", Qt::CaseInsensitive) == 0;
    return isName ? HostLikeness::Name : HostLikeness::Word;
}

/// "[2001:db8::1]:554", and "2001:db8::1" as people write it.
bool isIpv6(QStringView text)
{
    const bool isBracketed = text.startsWith(u'[');
    qsizetype end = isBracketed ? 1 : 0;
    while (end < text.size() && end < longestIp && (isAmong(text[end], u"0123456789abcdefABCDEF:.")))
        ++end;
    const QStringView address = isBracketed ? text.sliced(1, end - 1) : text.first(end);
    const bool isClosed = !isBracketed || (end < text.size() && (text[end] == u']' || text[end] == u'%'));
    return isClosed && address.count(u':') > 1 && IpAddress::fromText(address.toString());
}

qsizetype firstFrom(const std::vector<qsizetype> &places, qsizetype from, qsizetype otherwise)
{
    const auto found = std::ranges::lower_bound(places, from);
    return found == places.end() ? otherwise : *found;
}

} // namespace

AccountFinder::AccountFinder(QStringView text, AddressExtent extent)
    : m_text(text)
    , m_extent(extent)
{
    for (qsizetype mark = text.indexOf(u"://"); mark >= 0; mark = text.indexOf(u"://", mark + 3)) {
        m_marks.push_back(mark);
        if (const auto scheme = schemeOf(mark); isKnownScheme(text.sliced(scheme, mark - scheme)))
            m_schemes.push_back(scheme);
    }
    if (extent == AddressExtent::InText)
        findWords();
    for (qsizetype at = text.indexOf(u'@'); at >= 0; at = text.indexOf(u'@', at + 1))
        m_ats.push_back({at, likenessAt(at + 1)});
}

void AccountFinder::findWords()
{
    for (qsizetype place = 0; place < m_text.size(); ++place) {
        if (m_text[place] == u'\n' || m_text[place] == u'\r')
            m_lineEnds.push_back(place);
        if (isWordEnd(place))
            m_wordEnds.push_back(place);
    }
}

bool AccountFinder::isWordEnd(qsizetype place) const
{
    if (m_text[place].isSpace())
        return true;
    if (!isClosing(m_text[place]))
        return false;
    // In the middle of a word it is a letter of a password.
    const QChar next = place + 1 < m_text.size() ? m_text[place + 1] : QChar(u' ');
    const bool isGoingOn = next == u':' && place + 2 < m_text.size() && !m_text[place + 2].isSpace();
    if (isGoingOn) // the port behind an IPv6 address, or a password
        return false;
    return next.isSpace() || isClosing(next) || isAmong(next, u",.;:!?");
}

qsizetype AccountFinder::nextMark(qsizetype from) const
{
    return firstFrom(m_marks, from, m_text.size());
}

qsizetype AccountFinder::schemeOf(qsizetype mark) const
{
    qsizetype begin = mark;
    const auto isLetter = [](QChar c) {
        return c.unicode() < 128 && (c.isLetterOrNumber() || c == u'+' || c == u'.' || c == u'-');
    };
    while (begin > 0 && mark - begin < longestScheme && isLetter(m_text[begin - 1]))
        --begin;
    return begin;
}

qsizetype AccountFinder::lineEnd(qsizetype from) const
{
    return firstFrom(m_lineEnds, from, m_text.size());
}

qsizetype AccountFinder::wordEnd(qsizetype from) const
{
    return firstFrom(m_wordEnds, from, m_text.size());
}

qsizetype AccountFinder::wordBegin(qsizetype place) const
{
    const auto next = std::ranges::lower_bound(m_wordEnds, place);
    return next == m_wordEnds.begin() ? 0 : *std::prev(next) + 1;
}

qsizetype AccountFinder::addressLimit(qsizetype authority) const
{
    return std::min(lineEnd(authority), firstFrom(m_schemes, authority, m_text.size()));
}

HostLikeness AccountFinder::likenessAt(qsizetype place) const
{
    const QStringView rest = m_text.sliced(place);
    if (isIpv6(rest))
        return HostLikeness::Number;
    qsizetype end = 0;
    while (end < rest.size() && end < longestHost && isHostLetter(rest[end]))
        ++end;
    const bool isEnded = end == rest.size() || isPathBegin(rest[end]) || rest[end] == u':' ||
                         (m_extent == AddressExtent::InText && (rest[end].isSpace() || isClosing(rest[end]) ||
                                                                rest[end] == u',' || rest[end] == u';'));
    return isEnded ? likenessOf(rest.first(end)) : HostLikeness::None;
}

std::optional<qsizetype> AccountFinder::bestAt(qsizetype begin, qsizetype end, HostLikeness least) const
{
    std::optional<qsizetype> best;
    for (auto at = std::ranges::lower_bound(m_ats, begin, {}, &At::place);
         at != m_ats.end() && at->place < end; ++at) {
        if (at->host < least)
            continue;
        least = at->host;
        best = at->place;
    }
    return best;
}

std::optional<qsizetype> AccountFinder::lastAt(qsizetype begin, qsizetype end) const
{
    const auto next = std::ranges::lower_bound(m_ats, end, {}, &At::place);
    const bool isThere = next != m_ats.begin() && std::prev(next)->place >= begin;
    return isThere ? std::optional(std::prev(next)->place) : std::nullopt;
}

std::vector<qsizetype> AccountFinder::atsIn(qsizetype begin, qsizetype end) const
{
    std::vector<qsizetype> places;
    for (auto at = std::ranges::lower_bound(m_ats, begin, {}, &At::place);
         at != m_ats.end() && at->place < end; ++at)
        places.push_back(at->place);
    return places;
}

std::optional<qsizetype> AccountFinder::accountEnd(qsizetype authority) const
{
    const qsizetype limit = addressLimit(authority);
    if (!lastAt(authority, limit))
        return std::nullopt;
    const qsizetype word = std::min(limit, wordEnd(authority));
    const auto *const begin = m_text.begin();
    const qsizetype head = std::find_if(begin + authority, begin + word, isPathBegin) - begin;
    if (lastAt(authority, head))
        return bestAt(authority, limit, HostLikeness::None);
    const HostLikeness host = likenessAt(authority);
    if (host == HostLikeness::Number)
        return std::nullopt; // nobody is called so
    const QStringView first = m_text.sliced(authority, head - authority);
    const auto colon = first.indexOf(u':');
    if (colon < 0) // a user without a password, and a slash in the name: only if a host follows for sure
        return bestAt(authority, std::min(word, authority + longestPlainUser), HostLikeness::Number);
    const QStringView port = first.sliced(colon + 1);
    // "cam.lan:554/x@y": half a password may look like a port. A blank or a quote is no part of a port's
    // path.
    const bool mayBePort = (port.isEmpty() || isDigits(port)) && host == HostLikeness::Name;
    const auto at = bestAt(authority, mayBePort ? word : limit, HostLikeness::None);
    // "cam.lan:554/user:password@x": the account of a path, or its mask.
    const bool isInner = at && mayBePort && likenessAt(*at + 1) < HostLikeness::Name &&
                         (m_text.sliced(head, *at - head).contains(u':') || m_text[*at - 1] == u'•');
    return isInner ? std::nullopt : at;
}

} // namespace streamkeeper
