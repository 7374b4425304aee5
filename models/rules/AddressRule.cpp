#include "models/rules/AddressRule.h"

#include "models/domain/AccountFinder.h"
#include "models/domain/CredentialMask.h"
#include "models/domain/HostText.h"
#include "models/domain/IpAddress.h"
#include "models/rules/TypedText.h"

#include <QCoreApplication>
#include <QHash>
#include <QStringList>
#include <QUrl>

#include <algorithm>

namespace streamkeeper::fields {

using namespace Qt::StringLiterals;

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(AddressRule)
};

tl::unexpected<Error> wrong(const QString &sentence)
{
    return fail(ErrorCategory::Invalid, sentence);
}

// ---- schemes

const QStringList &cameraSchemes()
{
    static const QStringList schemes{u"rtsp"_s, u"rtsps"_s, u"http"_s, u"https"_s};
    return schemes;
}

/// What some servers pull besides (media-server-apis.md B.3). A stream that comes such a way can be changed
/// to another of them.
const QStringList &serverSchemes()
{
    static const QStringList schemes{
        u"rtmp"_s,    u"rtmps"_s,      u"srt"_s,         u"whep"_s,        u"wheps"_s,
        u"udp"_s,     u"udp+mpegts"_s, u"udp+rtp"_s,     u"unix+mpegts"_s, u"rtsp+http"_s,
        u"rtsp+ws"_s, u"rtsps+wss"_s,  u"rtsps+https"_s, u"rtsps+http"_s,  u"rtsps+ws"_s,
    };
    return schemes;
}

/// What players write for RTSP by one transport.
const QStringList &playerSchemes()
{
    static const QStringList schemes{u"rtspt"_s, u"rtspu"_s, u"rtspm"_s, u"rtsph"_s};
    return schemes;
}

QString schemeOf(const QString &address)
{
    return address.section(u"://"_s, 0, 0).toLower();
}

/// The word in front: letters, digits, + - and dots.
QString firstWord(const QString &address)
{
    const auto isInScheme = [](QChar c) {
        return c.unicode() < 128 && (c.isLetterOrNumber() || c == u'+' || c == u'-' || c == u'.');
    };
    const auto *const end = std::find_if_not(address.cbegin(), address.cend(), isInScheme);
    return address.left(end - address.cbegin()).toLower();
}

/// For an address without "scheme://" in front.
QString missingScheme(const QString &word, const QString &behind)
{
    const bool isScheme = cameraSchemes().contains(word) || serverSchemes().contains(word) ||
                          playerSchemes().contains(word) || word == u"onvif";
    const bool isMeant = isScheme && !behind.isEmpty() && QStringView(u":/\\;：").contains(behind[0]);
    return isMeant ? Texts::tr("Between %1 and the host belong a colon and two slashes: %1://").arg(word)
                   : Texts::tr("The address has no scheme. Write rtsp:// in front of it.");
}

/// What is wrong with the scheme; empty: nothing.
QString schemeSentence(const QString &address, AddressWays ways)
{
    const QString word = firstWord(address);
    const QString behind = address.mid(word.size());
    if (word.isEmpty() || !behind.startsWith(u"://"))
        return missingScheme(word, behind);
    if (playerSchemes().contains(word))
        return Texts::tr("%1:// is what some players write to choose a transport. Write rtsp:// instead.")
            .arg(word);
    if (word == u"onvif")
        return Texts::tr("onvif:// leads to the settings of a camera and not to a stream. Enter the rtsp:// "
                         "address that the camera tells for a profile.");
    const bool isTaken =
        cameraSchemes().contains(word) || (ways == AddressWays::OfServers && serverSchemes().contains(word));
    if (!isTaken)
        return Texts::tr("The address has to begin with rtsp:// or rtsps://.");
    const QString second = firstWord(behind.mid(3));
    const bool isDoubled =
        cameraSchemes().contains(second) && QStringView(behind).mid(3 + second.size()).startsWith(u":/");
    return isDoubled ? Texts::tr("The address begins with two schemes. Leave one of them out.") : QString();
}

// ---- user and password

/// "<password>", "{user}": from somebody's manual. "***": from a program that hides it.
bool isPlaceholder(const QString &text)
{
    const auto isBetween = [&](QChar first, QChar last) {
        return text.size() > 2 && text.front() == first && text.back() == last;
    };
    const bool isHidden = text.size() > 2 && text.count(u'*') == text.size();
    return isBetween(u'<', u'>') || isBetween(u'{', u'}') || isBetween(u'[', u']') || isHidden;
}

bool isEncodedAt(QByteArrayView text, qsizetype place)
{
    const auto isHex = [&](qsizetype at) { return at < text.size() && std::isxdigit(uchar(text[at])) != 0; };
    return text[place] == '%' && isHex(place + 1) && isHex(place + 2);
}

/// What stands for itself in user info (RFC 3986) stays, and what is encoded already.
QString encoded(QStringView text)
{
    const QByteArray utf8 = text.toUtf8();
    QByteArray result;
    for (qsizetype i = 0; i < utf8.size(); ++i) {
        const char c = utf8[i];
        const bool isPlain = std::isalnum(uchar(c)) != 0 || QByteArrayView("-._~!$&'()*+,;=:").contains(c);
        if (isPlain || isEncodedAt(utf8, i))
            result += c;
        else
            result += '%' + QByteArray(1, c).toHex().toUpper();
    }
    return QString::fromLatin1(result);
}

/// Where an account of a complete address is.
struct AccountPlace
{
    qsizetype begin = 0;
    qsizetype at = -1; ///< none: -1
    bool isSure = true;
};

AccountPlace accountPlace(const QString &address)
{
    const AccountFinder finder(address, AddressExtent::Whole);
    AccountPlace place{address.indexOf(u"://"_s) + 3};
    place.at = finder.accountEnd(place.begin).value_or(-1);
    const auto *const head = std::find_if(address.cbegin() + place.begin, address.cend(),
                                          [](QChar c) { return c == u'/' || c == u'?' || c == u'#'; });
    const qsizetype headEnd = head - address.cbegin();
    if (place.at < headEnd)
        return place;
    const HostLikeness host = finder.likenessAt(place.at + 1);
    const QString first = address.mid(place.begin, headEnd - place.begin);
    if (const auto at = finder.lastAt(place.begin, headEnd)) // "u:p@cam/x@y": which one?
        place.isSure = host > finder.likenessAt(*at + 1);
    else if (const auto colon = first.indexOf(u':'); colon >= 0) // "cam:554/x@y", "user:554/x@y"
        place.isSure =
            host == HostLikeness::Number || !(colon + 1 == first.size() || isDigits(first.mid(colon + 1)));
    else
        place.isSure = false;
    return place;
}

QString encodedAccount(const QString &account)
{
    const auto colon = account.indexOf(u':');
    return colon < 0 ? encoded(account)
                     : encoded(account.left(colon)) + u':' + encoded(account.mid(colon + 1));
}

Result<QString> withEncodedAccount(const QString &address)
{
    const AccountPlace place = accountPlace(address);
    if (place.at < 0)
        return address;
    if (!place.isSure)
        return wrong(
            Texts::tr("It cannot be told where the password ends and the host begins. Write @ as %40, "
                      "/ as %2F, ? as %3F and # as %23 where they do not divide the address."));
    const QString account = address.mid(place.begin, place.at - place.begin);
    if (isPlaceholder(account.section(u':', 0, 0)) || isPlaceholder(account.section(u':', 1)))
        return wrong(Texts::tr("User or password is a placeholder. Enter the real one."));
    return address.left(place.begin) + encodedAccount(account) + address.mid(place.at);
}

// ---- the rest

/// What is wrong behind the account, where URLs only say that something is; empty: that cannot be told.
QString restSentence(const QString &address)
{
    const auto authority = authorityOf(address);
    const AccountPlace account = accountPlace(address);
    const QString rest = address.mid(account.at < 0 ? account.begin : account.at + 1);
    if (rest.contains(u'\\'))
        return Texts::tr("Write / instead of \\.");
    const QString host = rest.section(u'/', 0, 0);
    if (host.contains(u' '))
        return Texts::tr("Delete the blank in front of the path.");
    if (host.count(u':') > 1 && !host.startsWith(u'[') && IpAddress::fromText(host))
        return Texts::tr("Write an IPv6 address in brackets, like rtsp://[2001:db8::10]:554/");
    // What stands for a port may be half a password; only of a number more can be said.
    const auto place = checkUrlHost(address);
    if (authority && isDigits(authority->port) && !place)
        return place.error().message;
    return rest.contains(u' ') ? Texts::tr("Write a blank as %20.") : QString();
}

Result<StreamAddress> checkComplete(const QString &address)
{
    const QString more = restSentence(address);
    if (!QUrl(address, QUrl::StrictMode).isValid() || address.contains(u'\\'))
        return wrong(Texts::tr("The address is not a valid URL.") + (more.isEmpty() ? more : u' ' + more));
    // As it is written: QUrl reads 192.168.001.010 as 192.168.1.8.
    const auto place = checkUrlHost(address);
    return place ? Result<StreamAddress>(StreamAddress::fromText(address)) : tl::unexpected(place.error());
}

Result<StreamAddress> tooLong()
{
    return wrong(Texts::tr("The address is longer than %1 characters.").arg(maxAddressLength));
}

// ---- where it leads to

/// "host:port", with the port that the scheme stands for.
QString placeOf(const QString &address)
{
    static const QHash<QString, int> usual{
        {u"rtsp"_s, 554}, {u"rtsps"_s, 322}, {u"http"_s, 80}, {u"https"_s, 443}, {u"rtmp"_s, 1935}};
    const auto place = checkUrlHost(address);
    if (!place)
        return {};
    const int port = place->port ? *place->port : usual.value(schemeOf(address));
    const QString host = place->host.contains(u':') ? u'[' + place->host + u']' : place->host;
    return host.toLower() + (port > 0 ? u':' + QString::number(port) : QString());
}

/// By itself, or below or above another: "rtsps+http", "rtsp+https".
bool isEncryptedWay(const QString &address)
{
    static const QStringList encrypted{u"rtsps"_s, u"https"_s, u"rtmps"_s, u"wheps"_s, u"wss"_s, u"srt"_s};
    return std::ranges::any_of(schemeOf(address).split(u'+'),
                               [](const QString &layer) { return encrypted.contains(layer); });
}

} // namespace

Result<StreamAddress> checkAddress(const QString &text, AddressWays ways)
{
    if (text.size() > maxAddressLength * 2) // whatever of it cannot be seen
        return tooLong();
    const QString address = withoutInvisibleEnds(text);
    if (address.isEmpty())
        return wrong(Texts::tr("Enter the address of the stream."));
    if (address.size() > maxAddressLength)
        return tooLong();
    for (const QString &sentence :
         {invisibleSentence(address), quotesSentence(address), schemeSentence(address, ways)}) {
        if (!sentence.isEmpty())
            return wrong(sentence);
    }
    const auto complete = withEncodedAccount(address);
    return complete ? checkComplete(*complete) : tl::unexpected(complete.error());
}

Result<StreamAddress> checkEditedAddress(const QString &text, const StreamAddress &before)
{
    if (text.size() > maxAddressLength * 2)
        return tooLong();
    QString complete = withoutInvisibleEnds(text);
    const QString hidden = u"://"_s + credentialMask() + u'@';
    if (complete.contains(hidden)) {
        const QString full = before.full().revealText();
        const AccountPlace place = accountPlace(full);
        if (full.isEmpty() || place.at < 0 || !before.masked().contains(hidden))
            return wrong(Texts::tr("Enter user and password again instead of •••."));
        const QString account = encodedAccount(full.mid(place.begin, place.at - place.begin));
        complete.replace(hidden, u"://"_s + account + u'@');
    }
    if (complete.contains(credentialMask()))
        return wrong(Texts::tr("Enter the hidden parts of the address (•••) again."));
    const bool isOther = serverSchemes().contains(schemeOf(before.masked()));
    return checkAddress(complete, isOther ? AddressWays::OfServers : AddressWays::OfCameras);
}

QString newPlaceOfCredentials(const QString &text, const StreamAddress &before)
{
    if (!text.contains(credentialMask()))
        return {};
    const auto edited = checkEditedAddress(text, before);
    if (!edited)
        return {};
    const QString place = placeOf(edited->masked());
    const bool isInClear = isEncryptedWay(before.masked()) && !isEncryptedWay(edited->masked());
    return place != placeOf(before.masked()) || isInClear ? place : QString();
}

QString movedCredentialsSentence(const QString &newPlace, const StreamAddress &before)
{
    return Texts::
        tr("User and password are stored for %1, and would go to %2 now. Type them anew, or say that they "
           "may go there.")
            .arg(placeOf(before.masked()), newPlace);
}

QString addressNotice(const QString &typed, const StreamAddress &kept)
{
    const QString text = withoutInvisibleEnds(typed);
    if (text == kept.full().revealText() || text.contains(credentialMask()))
        return {};
    return Texts::tr("User or password hold characters that mean something else in an address; they are kept "
                     "encoded.");
}

} // namespace streamkeeper::fields
