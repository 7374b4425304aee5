#include "app/onvif/HttpDigest.h"

#include <QCryptographicHash>
#include <QHash>
#include <QList>

namespace streamkeeper {

namespace {

/// Longer headers are nobody's.
constexpr qsizetype longestHeader = 16 * 1024;

struct Challenge
{
    QByteArray scheme; ///< lower case
    QHash<QByteArray, QByteArray> values;
};

/// Reads "Digest realm="a, b", nonce=x, Basic realm=y": names and schemes are told apart by what follows.
class ChallengeReader
{
public:
    explicit ChallengeReader(QByteArrayView header)
        : m_text(header)
    {
    }

    [[nodiscard]] QList<Challenge> read()
    {
        QList<Challenge> challenges;
        while (skipSeparators()) {
            const QByteArray word = takeWord();
            if (word.isEmpty())
                break; // nothing that could be one
            skipBlanks();
            if (m_at < m_text.size() && m_text[m_at] == '=') {
                ++m_at;
                const QByteArray value = takeValue();
                if (!challenges.isEmpty())
                    challenges.last().values.insert(word.toLower(), value);
            } else {
                challenges.append({word.toLower(), {}});
            }
        }
        return challenges;
    }

private:
    void skipBlanks()
    {
        while (m_at < m_text.size() && (m_text[m_at] == ' ' || m_text[m_at] == '\t'))
            ++m_at;
    }
    [[nodiscard]] bool skipSeparators()
    {
        while (m_at < m_text.size() && QByteArrayView(" \t\r\n,").contains(m_text[m_at]))
            ++m_at;
        return m_at < m_text.size();
    }
    [[nodiscard]] QByteArray takeWord()
    {
        const qsizetype begin = m_at;
        while (m_at < m_text.size() && !QByteArrayView(" \t\r\n,=\"").contains(m_text[m_at]))
            ++m_at;
        return m_text.sliced(begin, m_at - begin).toByteArray();
    }
    [[nodiscard]] QByteArray takeValue()
    {
        skipBlanks();
        if (m_at >= m_text.size() || m_text[m_at] != '"')
            return takeWord();
        QByteArray value;
        for (++m_at; m_at < m_text.size() && m_text[m_at] != '"'; ++m_at) {
            if (m_text[m_at] == '\\' && m_at + 1 < m_text.size())
                ++m_at;
            value += m_text[m_at];
        }
        ++m_at;
        return value;
    }

    QByteArrayView m_text;
    qsizetype m_at = 0;
};

QByteArray quoted(QByteArray text)
{
    text.removeIf([](char c) { return c >= 0 && c < ' '; }); // a line break would begin another header
    return '"' + text.replace('\\', "\\\\").replace('"', "\\\"") + '"';
}

bool offersAuth(const QByteArray &qop)
{
    for (const QByteArray &one : qop.split(',')) {
        if (one.trimmed().toLower() == "auth")
            return true;
    }
    return false;
}

} // namespace

std::optional<HttpDigest> HttpDigest::fromChallenges(const QByteArray &header)
{
    std::optional<HttpDigest> best;
    if (header.size() > longestHeader)
        return best;
    for (const Challenge &challenge : ChallengeReader(header).read()) {
        HttpDigest one;
        one.m_algorithmWord = challenge.values.value("algorithm");
        QByteArray algorithm = one.m_algorithmWord.toLower();
        one.m_isSession = algorithm.endsWith("-sess");
        if (one.m_isSession)
            algorithm.chop(5);
        const bool isKnown = algorithm.isEmpty() || algorithm == "md5" || algorithm == "sha-256";
        one.m_algorithm = algorithm == "sha-256" ? Algorithm::Sha256 : Algorithm::Md5;
        one.m_realm = challenge.values.value("realm");
        one.m_nonce = challenge.values.value("nonce");
        one.m_opaque = challenge.values.value("opaque");
        one.m_hasOpaque = challenge.values.contains("opaque");
        one.m_hasQop = offersAuth(challenge.values.value("qop"));
        one.m_isStale = challenge.values.value("stale").toLower() == "true";
        const bool wantsMore = challenge.values.contains("qop") && !one.m_hasQop; // auth-int alone
        if (challenge.scheme != "digest" || !isKnown || one.m_nonce.isEmpty() || wantsMore)
            continue;
        if (!best || one.m_algorithm > best->m_algorithm)
            best = one;
    }
    return best;
}

QByteArray HttpDigest::hash(const QByteArray &text) const
{
    return QCryptographicHash::hash(text, m_algorithm == Algorithm::Sha256 ? QCryptographicHash::Sha256
                                                                           : QCryptographicHash::Md5)
        .toHex();
}

QByteArray HttpDigest::authorization(const QByteArray &method, const QByteArray &target, const QString &user,
                                     const SecretText &password, const QByteArray &clientNonce)
{
    const QByteArray count = QByteArray::number(++m_count, 16).rightJustified(8, '0');
    QByteArray account = hash(user.toUtf8() + ':' + m_realm + ':' + password.reveal());
    if (m_isSession)
        account = hash(account + ':' + m_nonce + ':' + clientNonce);
    const QByteArray request = hash(method + ':' + target);
    const QByteArray proof =
        m_hasQop ? hash(account + ':' + m_nonce + ':' + count + ':' + clientNonce + ":auth:" + request)
                 : hash(account + ':' + m_nonce + ':' + request);
    QByteArray header = "Digest username=" + quoted(user.toUtf8()) + ", realm=" + quoted(m_realm) +
                        ", nonce=" + quoted(m_nonce) + ", uri=" + quoted(target) + ", response=\"" + proof +
                        '"';
    if (!m_algorithmWord.isEmpty())
        header += ", algorithm=" + m_algorithmWord;
    if (m_hasOpaque)
        header += ", opaque=" + quoted(m_opaque);
    if (m_hasQop)
        header += ", qop=auth, nc=" + count;
    if (m_hasQop || m_isSession)
        header += ", cnonce=\"" + clientNonce + '"';
    return header;
}

} // namespace streamkeeper
