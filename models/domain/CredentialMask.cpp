#include "models/domain/CredentialMask.h"

#include "models/domain/CharacterSet.h"
#include "models/domain/CredentialNames.h"
#include "models/domain/HostText.h"

#include <QUrl>

#include <algorithm>
#include <vector>

namespace streamkeeper {

using namespace Qt::StringLiterals;

namespace {

/// Addresses in parameters of addresses, encoded once for each.
constexpr int deepest = 3;
constexpr qsizetype longestName = 40;
/// How far a value with blanks is followed in a sentence.
constexpr qsizetype farthestName = 80;

bool isNameLetter(QChar c)
{
    return c.isLetterOrNumber() || isAmong(c, u"_-.[]$%");
}

bool isSeparator(QChar c)
{
    return isAmong(c, u"/?&;#\\,");
}

class Masker
{
public:
    Masker(QStringView text, AddressExtent extent, int depth)
        : m_text(text)
        , m_extent(extent)
        , m_depth(depth)
        , m_finder(text, extent)
    {
        scan();
    }

    [[nodiscard]] bool hasFound() const { return !m_hidden.empty(); }
    [[nodiscard]] QString masked();
    [[nodiscard]] QStringList hiddenParts();

private:
    struct Span
    {
        qsizetype begin;
        qsizetype end;
    };
    struct Piece
    {
        qsizetype begin;
        qsizetype end;
        QChar before; ///< the separator in front
    };

    void scan();
    void mergeHidden();
    qsizetype scanAddress(qsizetype authority);
    void scanSentence(qsizetype begin, qsizetype end);
    void hideOddPort(qsizetype host, qsizetype end);
    void hideInnerAccounts(qsizetype begin, qsizetype end);
    void hidePieces(qsizetype begin, qsizetype end);
    void hidePiece(const Piece &piece, QStringView folder);
    qsizetype hideValues(qsizetype begin, qsizetype end, NamePlace place);
    void hideHeaders();
    void hideHeader(qsizetype begin);
    void hideQuoted();
    [[nodiscard]] qsizetype quotedEnd(qsizetype value) const;

    [[nodiscard]] qsizetype pathOf(qsizetype host, qsizetype limit) const;
    [[nodiscard]] qsizetype loosePrefix() const;
    [[nodiscard]] qsizetype valueEnd(qsizetype begin, NamePlace place, std::u16string_view separators) const;
    [[nodiscard]] bool isNameAt(qsizetype place, bool mayHoldUnderscore) const;
    [[nodiscard]] bool isNextName(qsizetype separator) const;
    [[nodiscard]] bool isSeparatedLater(qsizetype blank) const;
    [[nodiscard]] bool isSecret(QStringView value) const;
    [[nodiscard]] bool isSecretEncoded(QStringView value) const;

    void hide(qsizetype begin, qsizetype end)
    {
        if (begin < end)
            m_hidden.push_back({begin, end});
    }

    QStringView m_text;
    AddressExtent m_extent;
    int m_depth;
    AccountFinder m_finder;
    std::vector<Span> m_hidden;
};

void Masker::scan()
{
    qsizetype done = 0;
    if (m_extent == AddressExtent::Whole && m_finder.nextMark(0) == m_text.size() && !m_text.isEmpty())
        done = scanAddress(loosePrefix());
    while (done < m_text.size()) {
        const qsizetype mark = m_finder.nextMark(done);
        scanSentence(done, mark);
        done = mark < m_text.size() ? scanAddress(mark + 3) : mark;
    }
    hideHeaders();
    hideQuoted();
}

/// Behind "rtsp:/", "rtsp//" and other attempts at a scheme.
qsizetype Masker::loosePrefix() const
{
    qsizetype end = 0;
    while (end < m_text.size() && end < longestName &&
           (m_text[end].isLetterOrNumber() || m_text[end] == u'+'))
        ++end;
    const qsizetype word = end;
    while (end < m_text.size() && (m_text[end] == u':' || m_text[end] == u'/' || m_text[end] == u'\\'))
        ++end;
    const QStringView between = m_text.sliced(word, end - word);
    return between.contains(u'/') || between.contains(u'\\') ? end : 0;
}

qsizetype Masker::pathOf(qsizetype host, qsizetype limit) const
{
    qsizetype end = host;
    const qsizetype word = std::min(limit, m_finder.wordEnd(host));
    while (end < word && !isAmong(m_text[end], u"/?#\\"))
        ++end;
    return end;
}

qsizetype Masker::scanAddress(qsizetype authority)
{
    const bool hasScheme = authority >= 3 && m_text.sliced(authority - 3, 3) == u"://";
    auto at = m_finder.accountEnd(authority);
    if (at && !hasScheme && !m_text.sliced(authority, *at - authority).contains(u':'))
        at.reset(); // somebody's mail
    if (at)
        hide(authority, *at);
    const qsizetype host = at ? *at + 1 : authority;
    const qsizetype limit = std::max(host, m_finder.addressLimit(host));
    const qsizetype path = pathOf(host, limit);
    if (hasScheme)
        hideOddPort(host, path);
    const qsizetype end = std::min(limit, m_finder.wordEnd(path));
    hideInnerAccounts(path, end);
    hidePieces(hasScheme ? path : host, end);
    return std::max(end, hideValues(host, end, NamePlace::Query));
}

/// Half an account, where its other half is missing: "rtsp://admin:password".
void Masker::hideOddPort(qsizetype host, qsizetype end)
{
    if (m_text.sliced(host, end - host).count(u':') > 1 && m_finder.likenessAt(host) == HostLikeness::Number)
        return;
    const qsizetype bracket = m_text.sliced(host, end - host).lastIndexOf(u']');
    const qsizetype colon = m_text.sliced(host, end - host).indexOf(u':', std::max<qsizetype>(bracket, 0));
    if (colon < 0)
        return;
    QStringView port = m_text.sliced(host + colon + 1, end - host - colon - 1);
    while (m_extent == AddressExtent::InText && !port.isEmpty() && isAmong(port.back(), u",.;:)]}'\""))
        port.chop(1);
    if (!port.isEmpty() && !isDigits(port))
        hide(host + colon + 1, host + colon + 1 + port.size());
}

/// "/admin:password@…" in a path, "?x=admin:password@…" in a query.
void Masker::hideInnerAccounts(qsizetype begin, qsizetype end)
{
    qsizetype piece = begin;
    qsizetype account = -1; // where one may have begun
    for (qsizetype place = begin; place < end; ++place) {
        const QChar c = m_text[place];
        if (isAmong(c, u"?&;#") && isNameAt(place + 1, true))
            account = -1; // another parameter
        if (isSeparator(c) || (c == u'=' && account < 0))
            piece = place + 1;
        else if (c == u':' && account < 0)
            account = piece;
        else if (c == u'@' && account >= 0)
            hide(account, place);
    }
}

void Masker::hidePieces(qsizetype begin, qsizetype end)
{
    Piece piece{begin, begin, u'/'};
    QStringView folder;
    for (qsizetype place = begin; place <= end; ++place) {
        if (place < end && !isSeparator(m_text[place]))
            continue;
        piece.end = place;
        const QStringView text = m_text.sliced(piece.begin, place - piece.begin);
        hidePiece(piece, folder);
        // Also a hidden one: "/login/admin/password".
        folder = piece.before == u'/' && !text.contains(u':') ? text : QStringView();
        if (place < end)
            piece = {place + 1, place + 1, m_text[place]};
    }
}

void Masker::hidePiece(const Piece &piece, QStringView folder)
{
    const QStringView text = m_text.sliced(piece.begin, piece.end - piece.begin);
    const auto equals = text.indexOf(u'=');
    const bool isFollowing = piece.before == u'/' && equals < 0 && isCredentialFolder(folder);
    const auto colon = text.indexOf(u':');
    const bool isBehindSeparator = piece.begin > 0 && isSeparator(m_text[piece.begin - 1]);
    if (isBehindSeparator && colon > 0 && isCredentialName(text.first(colon), NamePlace::Sentence))
        hide(piece.begin + colon + 1, piece.end);
    const bool isWhole = isFollowing || (equals < 0 ? isSecret(text) : isSecret(text.first(equals)));
    if (!isWhole && equals >= 0 && isSecret(text.sliced(equals + 1)))
        hide(piece.begin + equals + 1, piece.end);
    else if (isWhole || isSecretEncoded(text))
        hide(piece.begin, piece.end);
}

bool Masker::isSecret(QStringView value) const
{
    return looksMadeByChance(value) || isSecretEncoded(value);
}

bool Masker::isSecretEncoded(QStringView value) const
{
    if (m_depth >= deepest || !value.contains(u'%'))
        return false;
    const QString decoded = QUrl::fromPercentEncoding(value.toUtf8());
    return decoded != value && Masker(decoded, AddressExtent::Whole, m_depth + 1).hasFound();
}

qsizetype Masker::hideValues(qsizetype begin, qsizetype end, NamePlace place)
{
    qsizetype done = begin;
    const QStringView text = m_text.first(end);
    for (qsizetype equals = text.indexOf(u'=', begin); equals >= 0;
         equals = text.indexOf(u'=', std::max(equals + 1, done))) {
        qsizetype name = equals;
        while (name > done && isNameLetter(m_text[name - 1]))
            --name;
        done = std::max(done, equals + 1);
        if (!isCredentialName(m_text.sliced(name, equals - name), place))
            continue;
        const bool isUnderscored = m_text[name] == u'_'; // "user=a_password=b&c_channel=1"
        done = std::max(done, valueEnd(equals + 1, place, isUnderscored ? u"_" : u"&;/?#\\_"));
        hide(equals + 1, done);
    }
    return done;
}

/// Of several possible ends the last: what follows a separator and names nothing may be the rest of a
/// password.
qsizetype Masker::valueEnd(qsizetype begin, NamePlace place, std::u16string_view separators) const
{
    const qsizetype line = m_finder.lineEnd(begin);
    qsizetype word = m_finder.wordEnd(begin);
    for (qsizetype end = begin; end < line; ++end) {
        const QChar c = m_text[end];
        if (end == word) {
            if (place == NamePlace::Sentence || !isSeparatedLater(end))
                return end;
            word = m_finder.wordEnd(end + 1);
        }
        if (place == NamePlace::Sentence && isAmong(c, u"&;/<>\"'"))
            return end;
        if (isAmong(c, separators) && isNextName(end))
            return end;
    }
    return line;
}

bool Masker::isNameAt(qsizetype place, bool mayHoldUnderscore) const
{
    qsizetype end = place;
    while (end < m_text.size() && end - place < longestName && isNameLetter(m_text[end]) &&
           (mayHoldUnderscore || m_text[end] != u'_'))
        ++end;
    return end > place && m_text[place].isLetter() && end < m_text.size() && m_text[end] == u'=';
}

bool Masker::isNextName(qsizetype separator) const
{
    const QChar c = m_text[separator];
    if (c == u'&' || c == u';')
        return isNameAt(separator + 1, true);
    // "/user=a_password=2023?b_channel=1": the longer value of two.
    return isAmong(c, u"/?#\\_") && isNameAt(separator + 1, false);
}

/// A value with blanks, and another parameter behind it: "?password=a b&channel=1".
bool Masker::isSeparatedLater(qsizetype blank) const
{
    const qsizetype end = std::min({m_finder.lineEnd(blank), blank + farthestName, m_text.size()});
    for (qsizetype place = blank; place < end; ++place) {
        if ((m_text[place] == u'&' || m_text[place] == u'_') && isNextName(place))
            return true;
    }
    return false;
}

void Masker::scanSentence(qsizetype begin, qsizetype end)
{
    hideValues(begin, end, NamePlace::Sentence);
    // An address whose scheme was forgotten.
    qsizetype done = begin;
    for (const qsizetype at : m_finder.atsIn(begin, end)) {
        qsizetype word = std::max(done, m_finder.wordBegin(at));
        while (word < at && isAmong(m_text[word], u"\"'`<([{«“„‘="))
            ++word;
        const bool hasColon = m_text.sliced(word, at - word).contains(u':');
        if (hasColon && m_finder.likenessAt(at + 1) != HostLikeness::None)
            hide(word, at);
        done = at + 1;
    }
}

void Masker::hideHeaders()
{
    // Spelling by spelling: every address comes this way, and comparing without case takes its time.
    for (const QStringView name : {u"Authorization", u"authorization", u"AUTHORIZATION"}) {
        for (qsizetype found = m_text.indexOf(name); found >= 0; found = m_text.indexOf(name, found + 1))
            hideHeader(found + name.size());
    }
}

void Masker::hideHeader(qsizetype begin)
{
    if (begin >= m_text.size() || m_text[begin] != u':')
        return;
    const auto skipBlanks = [&](qsizetype place) {
        while (place < m_text.size() && m_text[place].isSpace())
            ++place;
        return place;
    };
    qsizetype value = skipBlanks(begin + 1);
    qsizetype end = value;
    const auto findEnd = [&] {
        for (end = value; end < m_text.size() && !m_text[end].isSpace();)
            ++end;
    };
    findEnd();
    const QString kind = m_text.sliced(value, end - value).toString().toLower();
    if (kind == u"basic" || kind == u"bearer" || kind == u"digest") {
        value = skipBlanks(end);
        findEnd();
    }
    hide(value, kind == u"digest" ? m_finder.lineEnd(value) : end);
}

/// Members of JSON: "password": "…".
void Masker::hideQuoted()
{
    qsizetype done = 0;
    for (qsizetype colon = m_text.indexOf(u':'); colon >= 0; colon = m_text.indexOf(u':', colon + 1)) {
        const QChar quote = colon > 0 ? m_text[colon - 1] : QChar();
        if (quote != u'"' && quote != u'\'')
            continue;
        qsizetype name = colon - 1;
        while (name > done && isNameLetter(m_text[name - 1]))
            --name;
        qsizetype value = colon + 1;
        while (value < m_text.size() && m_text[value] == u' ')
            ++value;
        done = colon + 1;
        if (!isCredentialName(m_text.sliced(name, colon - 1 - name), NamePlace::Sentence))
            continue;
        const qsizetype end = quotedEnd(value);
        hide(value, end);
        colon = std::max(colon, end - 1);
    }
}

qsizetype Masker::quotedEnd(qsizetype value) const
{
    const QChar quote = value < m_text.size() ? m_text[value] : QChar();
    const bool isQuoted = quote == u'"' || quote == u'\'';
    for (qsizetype end = isQuoted ? value + 1 : value; end < m_text.size(); ++end) {
        const QChar c = m_text[end];
        if (isQuoted ? c == quote && m_text[end - 1] != u'\\' : c == u',' || c == u'}' || c.isSpace())
            return isQuoted ? end + 1 : end;
    }
    return m_text.size();
}

/// What overlaps or follows at once is one secret.
void Masker::mergeHidden()
{
    std::ranges::sort(m_hidden, {}, &Span::begin);
    std::vector<Span> merged;
    for (const Span &span : m_hidden) {
        if (!merged.empty() && span.begin <= merged.back().end)
            merged.back().end = std::max(merged.back().end, span.end);
        else
            merged.push_back(span);
    }
    m_hidden = std::move(merged);
}

QString Masker::masked()
{
    mergeHidden();
    QString masked;
    qsizetype done = 0;
    for (const Span &span : m_hidden) {
        masked += m_text.sliced(done, span.begin - done);
        masked += credentialMask();
        done = span.end;
    }
    masked += m_text.sliced(done);
    return masked;
}

QStringList Masker::hiddenParts()
{
    mergeHidden();
    QStringList parts;
    for (const Span &span : m_hidden)
        parts.append(m_text.sliced(span.begin, span.end - span.begin).toString());
    return parts;
}

} // namespace

QString credentialMask()
{
    return u"•••"_s;
}

QString maskCredentials(const QString &text)
{
    Masker masker(text, AddressExtent::InText, 0);
    return masker.hasFound() ? masker.masked() : text;
}

QStringList hiddenParts(const QString &address)
{
    return Masker(address, AddressExtent::Whole, 0).hiddenParts();
}

QString maskAddress(const QString &address)
{
    Masker masker(address, AddressExtent::Whole, 0);
    return masker.hasFound() ? masker.masked() : address;
}

} // namespace streamkeeper
