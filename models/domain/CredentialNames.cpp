#include "models/domain/CredentialNames.h"

#include "models/domain/CharacterSet.h"

#include <QString>
#include <QStringList>
#include <QUrl>

#include <algorithm>
#include <array>

namespace streamkeeper {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype shortestKey = 12;
constexpr qsizetype longKey = 15;
constexpr int longestPlainKey = 128;

template <size_t Count>
bool isOneOf(QStringView text, const std::array<QStringView, Count> &words)
{
    return std::ranges::find(words, text) != words.end();
}

/// Letters and digits alone, small: "X-Api_Key", "xApiKey" and "x%2Dapi%2Dkey" are one name.
QString plainName(QStringView name)
{
    QString text = name.toString();
    if (text.contains(u'%'))
        text = QUrl::fromPercentEncoding(text.toUtf8());
    QString plain;
    for (const QChar c : std::as_const(text)) {
        if (c.isLetterOrNumber())
            plain += c.toLower();
    }
    return plain;
}

bool holdsCredentialWord(QString plain)
{
    static constexpr std::array<QStringView, 26> words{
        u"pass", u"pwd",    u"psw",   u"psk",     u"kennwort",  u"senha", u"token",   u"jwt",    u"bearer",
        u"key",  u"secret", u"auth",  u"cred",    u"signature", u"hmac",  u"session", u"sessid", u"streamid",
        u"user", u"usr",    u"login", u"account", u"парол",     u"логин", u"токен",   u"ключ"};
    // By first letters: this is asked for every parameter of every address.
    const auto isWordAt = [&](qsizetype at) {
        return std::ranges::any_of(words, [&](QStringView word) {
            return word.front() == plain[at] && QStringView(plain).sliced(at).startsWith(word);
        });
    };
    const auto holdsWord = [&] {
        for (qsizetype at = 0; at < plain.size(); ++at) {
            if (isWordAt(at))
                return true;
        }
        return false;
    };
    if (!holdsWord())
        return false;
    static const QStringList harmless{u"bypass"_s, u"passthrough"_s, u"keyframe"_s,
                                      u"keyint"_s, u"keylen"_s,      u"compass"_s};
    for (const QString &word : harmless)
        plain.remove(word);
    return holdsWord();
}

bool endsLikeCredential(const QString &plain)
{
    if (plain.endsWith(u"encode") || plain.endsWith(u"decode") || plain.endsWith(u"unicode"))
        return false;
    static constexpr std::array<QStringView, 7> endings{u"sid", u"sig",    u"code", u"pin",
                                                        u"otp", u"ticket", u"hash"};
    return std::ranges::any_of(endings, [&](QStringView ending) { return plain.endsWith(ending); });
}

bool isShortCredential(const QString &plain)
{
    static constexpr std::array<QStringView, 12> names{u"u",  u"p",  u"pw", u"pd",  u"pp",  u"un",
                                                       u"up", u"us", u"k",  u"uid", u"mdp", u"nonce"};
    return isOneOf(plain, names);
}

/// The last word of "stream_key", "streamKey", "STREAM-KEY".
QString lastWord(QStringView text)
{
    qsizetype begin = text.size();
    while (begin > 0 && text[begin - 1].isLetter()) {
        --begin;
        const bool isHump = text[begin].isUpper() && begin > 0 && text[begin - 1].isLower();
        if (isHump)
            break;
    }
    return text.sliced(begin).toString().toLower();
}

enum class Kind : quint8 { Lower, Upper, Digit };

Kind kindOf(QChar c)
{
    return c.isDigit() ? Kind::Digit : c.isUpper() ? Kind::Upper : Kind::Lower;
}

/// What tells a word from letters thrown together.
struct Traits
{
    int changes = 0; ///< between small, large and digit; a large letter that begins a word is one
    int digits = 0;
    bool hasInnerDigit = false; ///< a word may end in a number
    int vowels = 0;
    int consonants = 0; ///< the most in a row
    bool isHex = true;
};

Traits traitsOf(QStringView run)
{
    Traits traits;
    int consonants = 0;
    for (qsizetype i = 0; i < run.size(); ++i) {
        const QChar c = run[i].toLower();
        traits.digits += c.isDigit() ? 1 : 0;
        traits.hasInnerDigit = traits.hasInnerDigit || (c.isLetter() && i > 0 && run[i - 1].isDigit());
        const bool isVowel = isAmong(c, u"aeiouy");
        traits.vowels += isVowel ? 1 : 0;
        consonants = c.isLetter() && !isVowel ? consonants + 1 : 0;
        traits.consonants = std::max(traits.consonants, consonants);
        traits.isHex = traits.isHex && (c.isDigit() || (c >= u'a' && c <= u'f'));
        const Kind kind = kindOf(run[i]);
        const Kind before = i > 0 ? kindOf(run[i - 1]) : kind;
        traits.changes += kind != before && !(before == Kind::Upper && kind == Kind::Lower) ? 1 : 0;
    }
    return traits;
}

bool isRunMadeByChance(QStringView run)
{
    if (run.size() < shortestKey || run.back().unicode() > 127)
        return false;
    const Traits traits = traitsOf(run);
    const auto letters = int(run.size()) - traits.digits;
    if (letters < 4)
        return false; // a moment, a serial number
    if (run.size() < longKey)
        return traits.changes >= 5;
    const bool isHash = traits.isHex && traits.digits > 1;
    // Without changes only as long as keys are: what is longer is a filler.
    const bool mayBeKey = traits.changes >= 2 || (letters > longKey && letters <= longestPlainKey);
    const bool isUnreadable = mayBeKey && (traits.vowels * 4 < letters || traits.consonants >= 6);
    const bool isMixed = traits.changes >= 3 && traits.hasInnerDigit && traits.vowels * 3 < letters;
    return traits.changes >= std::max(4, int(run.size()) / 4) || isHash || isUnreadable || isMixed;
}

/// So much so that a codec in it is there by chance.
bool isWild(QStringView run)
{
    const int changes = run.size() < longKey ? 0 : traitsOf(run).changes;
    return changes >= 6 && changes * 3 >= run.size();
}

bool isUuidAt(QStringView text, qsizetype begin)
{
    constexpr std::array<qsizetype, 5> groups{8, 4, 4, 4, 12};
    qsizetype at = begin;
    for (size_t group = 0; group < groups.size(); ++group) {
        if (group > 0 && (at >= text.size() || text[at++] != u'-'))
            return false;
        for (qsizetype i = 0; i < groups[group]; ++i, ++at) {
            const QChar c = at < text.size() ? text[at].toLower() : QChar();
            if (!((c >= u'0' && c <= u'9') || (c >= u'a' && c <= u'f')))
                return false;
        }
    }
    return true;
}

/// Names of codecs mix letters and digits as keys do.
qsizetype codecAt(QStringView text, qsizetype at)
{
    static constexpr std::array<QStringView, 12> codecs{u"h264",  u"h265",  u"h263",  u"mpeg4",
                                                        u"mpeg2", u"mjpeg", u"mp4",   u"g711",
                                                        u"1080p", u"720p",  u"2160p", u"480p"};
    if (!isAmong(text[at], u"hHmMgG1724"))
        return 0;
    for (const QStringView codec : codecs) {
        if (text.sliced(at).startsWith(codec, Qt::CaseInsensitive))
            return codec.size();
    }
    return 0;
}

} // namespace

bool isCredentialName(QStringView name, NamePlace place)
{
    const QString plain = plainName(name);
    return !plain.isEmpty() &&
           (holdsCredentialWord(plain) ||
            (place == NamePlace::Query && (endsLikeCredential(plain) || isShortCredential(plain))));
}

bool isCredentialFolder(QStringView folder)
{
    static constexpr std::array<QStringView, 26> words{
        u"token",     u"tokens",      u"key",        u"keys",  u"apikey", u"streamkey", u"secret",
        u"password",  u"passwd",      u"passphrase", u"pass",  u"pwd",    u"psw",       u"auth",
        u"session",   u"sid",         u"sig",        u"jwt",   u"user",   u"username",  u"login",
        u"signature", u"credentials", u"credential", u"admin", u"root"};
    return isOneOf(lastWord(folder), words) || isOneOf(plainName(folder), words);
}

bool looksMadeByChance(QStringView text)
{
    qsizetype run = 0;  // all letters and digits in a row
    qsizetype part = 0; // the same without codecs
    for (qsizetype at = 0; at <= text.size();) {
        const bool isInside = at < text.size() && text[at].isLetterOrNumber();
        const qsizetype codec = isInside ? codecAt(text, at) : 0;
        if (isInside && codec == 0) {
            ++at;
            continue;
        }
        if (isRunMadeByChance(text.sliced(part, at - part)))
            return true;
        if (!isInside && isWild(text.sliced(run, at - run)))
            return true;
        at += std::max<qsizetype>(codec, 1);
        part = std::min(at, text.size());
        run = isInside ? run : part;
        if (!isInside && isUuidAt(text, part))
            return true;
    }
    return isUuidAt(text, 0);
}

} // namespace streamkeeper
