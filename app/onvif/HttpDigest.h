#pragma once

#include "models/domain/SecretText.h"

#include <QByteArray>
#include <QString>

#include <optional>

namespace streamkeeper {

/// A login by HTTP Digest (RFC 7616) with one nonce of a server: MD5 or SHA-256, alone or -sess, with qop
/// auth or as of old without. The server gets no password, and nothing that could be used for another
/// request.
class HttpDigest
{
public:
    /// Of a WWW-Authenticate header with one or several challenges; SHA-256 is taken where it is offered.
    /// None: there is no Digest that is understood.
    [[nodiscard]] static std::optional<HttpDigest> fromChallenges(const QByteArray &header);

    /// The Authorization header of the next request. `target` is path and query as they go out. `clientNonce`
    /// is random, and new for each request.
    [[nodiscard]] QByteArray authorization(const QByteArray &method, const QByteArray &target,
                                           const QString &user, const SecretText &password,
                                           const QByteArray &clientNonce);

    /// The server says that the nonce before was too old, not that user or password are wrong.
    [[nodiscard]] bool isStale() const { return m_isStale; }

private:
    enum class Algorithm : quint8 { Md5, Sha256 };

    [[nodiscard]] QByteArray hash(const QByteArray &text) const;

    Algorithm m_algorithm = Algorithm::Md5;
    QByteArray m_algorithmWord; ///< as the server wrote it; empty: it did not
    QByteArray m_realm;
    QByteArray m_nonce;
    QByteArray m_opaque;
    bool m_hasOpaque = false;
    bool m_hasQop = false;
    bool m_isSession = false;
    bool m_isStale = false;
    int m_count = 0; ///< requests with this nonce
};

} // namespace streamkeeper
