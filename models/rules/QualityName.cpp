#include "models/rules/QualityName.h"

#include "models/domain/HostText.h"
#include "models/domain/IpAddress.h"

#include <QStringList>

#include <algorithm>
#include <vector>

namespace streamkeeper {

using namespace Qt::StringLiterals;

namespace {

/// One word or one number of a name.
struct Token
{
    qsizetype begin = 0;
    qsizetype end = 0;
    QString text; ///< small
};

std::optional<Quality> qualityOfWord(const QString &word)
{
    static const QStringList high{u"high"_s,    u"hi"_s,      u"main"_s,   u"hq"_s,         u"hd"_s,
                                  u"uhd"_s,     u"fhd"_s,     u"record"_s, u"rec"_s,        u"primary"_s,
                                  u"major"_s,   u"highres"_s, u"hires"_s,  u"mainstream"_s, u"основной"_s,
                                  u"главный"_s, u"осн"_s};
    static const QStringList low{
        u"low"_s,       u"lo"_s,    u"sub"_s,    u"lq"_s,    u"sd"_s,        u"detect"_s,         u"det"_s,
        u"secondary"_s, u"minor"_s, u"lowres"_s, u"lores"_s, u"substream"_s, u"дополнительный"_s, u"доп"_s,
        u"субпоток"_s};
    if (high.contains(word))
        return Quality::High;
    return low.contains(word) ? std::optional(Quality::Low) : std::nullopt;
}

/// Stands behind such a word and says nothing more: "main stream", "high quality".
bool isFiller(const QString &word)
{
    return word == u"stream" || word == u"quality" || word == u"поток";
}

bool isBoundary(const QString &name, qsizetype at)
{
    const QChar before = name[at - 1];
    const QChar c = name[at];
    if (before.isDigit() != c.isDigit())
        return true;
    const bool isHump = c.isUpper() && before.isLower();
    const bool isNextWord = c.isUpper() && before.isUpper() && at + 1 < name.size() && name[at + 1].isLower();
    return isHump || isNextWord;
}

std::vector<Token> tokensOf(const QString &name)
{
    std::vector<Token> tokens;
    for (qsizetype at = 0; at < name.size(); ++at) {
        if (!name[at].isLetterOrNumber())
            continue;
        const qsizetype begin = at;
        while (at + 1 < name.size() && name[at + 1].isLetterOrNumber() && !isBoundary(name, at + 1))
            ++at;
        tokens.push_back({begin, at + 1, name.mid(begin, at + 1 - begin).toLower()});
    }
    return tokens;
}

/// Tokens [first, last) are the sign.
struct Sign
{
    size_t first = 0;
    size_t last = 0;
    QualitySign kind = QualitySign::None;
    std::optional<Quality> quality;
    int number = -1;
    QString channel; ///< that a number tells beside
};

/// The word at this place, with its filler behind.
std::optional<Sign> wordAt(const std::vector<Token> &tokens, size_t at)
{
    const auto quality = qualityOfWord(tokens[at].text);
    if (!quality)
        return std::nullopt;
    const bool hasFiller = at + 1 < tokens.size() && isFiller(tokens[at + 1].text);
    return Sign{at, at + (hasFiller ? 2 : 1), QualitySign::Word, quality, -1, {}};
}

/// At the end, at the beginning, or a folder of its own.
std::optional<Sign> wordSign(const QString &name, const std::vector<Token> &tokens)
{
    const size_t count = tokens.size();
    const size_t last = count > 1 && isFiller(tokens[count - 1].text) ? count - 2 : count - 1;
    if (const auto sign = wordAt(tokens, last))
        return sign;
    if (const auto sign = wordAt(tokens, 0))
        return sign;
    for (size_t i = 1; i + 1 < count; ++i) {
        const auto sign = wordAt(tokens, i);
        const auto isSlash = [&](qsizetype at) { return name[at] == u'/'; };
        if (sign && sign->last < count && isSlash(tokens[i].begin - 1) && isSlash(tokens[sign->last - 1].end))
            return sign;
    }
    return std::nullopt;
}

std::optional<Sign> numberSign(const std::vector<Token> &tokens)
{
    const size_t last = tokens.size() - 1;
    const QString &text = tokens[last].text;
    if (!isDigits(text))
        return std::nullopt;
    const QString before = last > 0 ? tokens[last - 1].text : QString();
    if (text.size() == 1 && (before == u"stream" || before == u"profile"))
        return Sign{last - 1, last + 1, QualitySign::StreamNumber, {}, text.toInt(), {}};
    const bool isOfChannel = text.size() >= 3 && text.size() <= 4 && text[0] != u'0' && text.back() != u'0' &&
                             text[text.size() - 2] == u'0';
    if (isOfChannel)
        return Sign{last, last + 1, QualitySign::StreamNumber, {}, text.last(1).toInt(), text.chopped(2)};
    if (text.size() == 1 && text[0] <= u'2')
        return Sign{last, last + 1, QualitySign::BareNumber, {}, text.toInt(), {}};
    return std::nullopt;
}

QString keyOf(const std::vector<Token> &tokens, const Sign &sign)
{
    QStringList words;
    for (size_t i = 0; i < tokens.size(); ++i) {
        if (i < sign.first || i >= sign.last)
            words.append(tokens[i].text);
    }
    return words.join(u' ') + (sign.channel.isEmpty() ? QString() : u'#' + sign.channel);
}

bool isSeparator(QChar c)
{
    return QStringView(u"-_/. (").contains(c);
}

QString stemOf(const QString &name, qsizetype begin, qsizetype end)
{
    QString left = name.left(begin);
    QString right = name.mid(end);
    while (!left.isEmpty() && isSeparator(left.back()))
        left.chop(1);
    while (!right.isEmpty() && (isSeparator(right.front()) || right.front() == u')'))
        right.remove(0, 1);
    return left.isEmpty() || right.isEmpty() ? left + right : left + name[begin - 1] + right;
}

} // namespace

QualityName splitQualityName(const QString &name)
{
    const std::vector<Token> tokens = tokensOf(name);
    QualityName whole{name, keyOf(tokens, {}), QualitySign::None, {}, -1, false};
    if (tokens.size() < 2 || IpAddress::fromText(name))
        return whole;
    auto sign = wordSign(name, tokens);
    if (!sign)
        sign = numberSign(tokens);
    if (!sign || sign->last - sign->first >= tokens.size())
        return whole;
    const QString stem = stemOf(name, tokens[sign->first].begin, tokens[sign->last - 1].end);
    return {stem, keyOf(tokens, *sign), sign->kind, sign->quality, sign->number, sign->last == tokens.size()};
}

} // namespace streamkeeper
