#include "app/secrets/SecretVault.h"

#include "app/secrets/OpenSslFailure.h"

#include <QCoreApplication>
#include <QCryptographicHash>

#include <memory>
#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/rand.h>

namespace streamkeeper {

using namespace Qt::StringLiterals;

namespace {

// Threads of the pool end after main(), and OpenSSL's own end would come before: what it keeps for each of
// them (random generators with their seeds) would not be wiped. Has to be said before anybody uses it.
[[maybe_unused]] const int withoutEndOfOpenSsl = OPENSSL_init_crypto(OPENSSL_INIT_NO_ATEXIT, nullptr);

constexpr char formatVersion = 1;
constexpr int keyIdLength = 8;
constexpr int nonceLength = 12;
constexpr int tagLength = 16;
constexpr int headerLength = 1 + keyIdLength + nonceLength + tagLength;
constexpr int saltLength = 16;
constexpr quint64 leastScryptN = 1u << 15; // what registries of older programs have
constexpr quint64 mostScryptN = 1u << 20;
constexpr quint64 mostScryptR = 32;
constexpr quint64 mostScryptP = 16;
constexpr quint64 mostScryptMemory = 576u * 1024 * 1024; // half a GiB and what comes beside it
constexpr quint64 mostScryptWork = 1u << 24;             // some seconds

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(SecretVault)
};

struct CipherContextDeleter
{
    void operator()(EVP_CIPHER_CTX *context) const { EVP_CIPHER_CTX_free(context); }
};
using CipherContext = std::unique_ptr<EVP_CIPHER_CTX, CipherContextDeleter>;

const unsigned char *bytes(const QByteArray &array)
{
    return reinterpret_cast<const unsigned char *>(array.constData());
}

unsigned char *bytes(QByteArray &array)
{
    return reinterpret_cast<unsigned char *>(array.data());
}

QByteArray rawKeyId(const SecretText &key)
{
    return QCryptographicHash::hash(key.reveal(), QCryptographicHash::Sha256).first(keyIdLength);
}

/// OpenSSL refuses what needs more than it is told: for N and p blocks, and a little.
quint64 scryptMemory(const ScryptCost &cost)
{
    return 128 * cost.r * (cost.n + cost.p + 2) + 1024 * 1024;
}

QByteArray associatedData(const QString &id, const QString &purpose)
{
    return (id + u'\n' + purpose).toUtf8();
}

Result<QByteArray> randomBytes(int count)
{
    QByteArray random(count, Qt::Uninitialized);
    if (RAND_bytes(bytes(random), count) != 1)
        return opensslFailure(Texts::tr("The system gave no random numbers, so nothing can be sealed."));
    return random;
}

} // namespace

bool ScryptCost::isSane() const
{
    const bool isPowerOfTwo = n != 0 && (n & (n - 1)) == 0;
    if (!isPowerOfTwo || n < leastScryptN || n > mostScryptN || r < 1 || r > mostScryptR || p < 1 ||
        p > mostScryptP)
        return false;
    return scryptMemory(*this) <= mostScryptMemory && n * r * p <= mostScryptWork;
}

SecretVault::SecretVault(SecretText key, Lasting lasting)
    : m_key(std::move(key))
    , m_lasting(lasting)
{
    Q_ASSERT(m_key.reveal().size() == keyLength);
}

Result<SecretText> SecretVault::createKey()
{
    auto key = randomBytes(keyLength);
    if (!key)
        return tl::unexpected(key.error());
    return SecretText(std::move(*key));
}

Result<QByteArray> SecretVault::createSalt()
{
    return randomBytes(saltLength);
}

Result<SecretText> SecretVault::deriveKey(const SecretText &passphrase, const QByteArray &salt,
                                          const ScryptCost &cost)
{
    if (!cost.isSane())
        return fail(ErrorCategory::Secret,
                    Texts::tr("The record of the registry's key asks for too little or too much work to open "
                              "it: it was altered, or is a newer program's."));
    QByteArray key(keyLength, '\0');
    const QByteArray &secret = passphrase.reveal();
    if (EVP_PBE_scrypt(secret.constData(), size_t(secret.size()), bytes(salt), size_t(salt.size()), cost.n,
                       cost.r, cost.p, scryptMemory(cost), bytes(key), keyLength) != 1)
        return opensslFailure(Texts::tr("No key could be made from the passphrase."));
    return SecretText(std::move(key));
}

QString SecretVault::keyId(const SecretText &key)
{
    return QString::fromLatin1(rawKeyId(key).toHex());
}

Result<QByteArray> SecretVault::seal(const QString &id, const QString &purpose,
                                     const SecretText &secret) const
{
    if (!isOpen())
        return fail(ErrorCategory::Secret,
                    Texts::tr("The secrets of this registry are locked, so a token or password cannot be "
                              "kept. Choose in the notice at "
                              "the top of the window where the key shall be kept, then try again."));
    const auto nonce = randomBytes(nonceLength);
    if (!nonce)
        return tl::unexpected(nonce.error());
    const QByteArray data = associatedData(id, purpose);
    const QByteArray &plain = secret.reveal();
    QByteArray sealed(headerLength + plain.size(), '\0');
    sealed[0] = formatVersion;
    sealed.replace(1, keyIdLength, rawKeyId(m_key));
    sealed.replace(1 + keyIdLength, nonceLength, *nonce);
    unsigned char *tag = bytes(sealed) + 1 + keyIdLength + nonceLength;
    unsigned char *cipher = bytes(sealed) + headerLength;
    int length = 0;
    const CipherContext context(EVP_CIPHER_CTX_new());
    const bool isDone =
        context &&
        EVP_EncryptInit_ex(context.get(), EVP_aes_256_gcm(), nullptr, bytes(m_key.reveal()), bytes(*nonce)) ==
            1 &&
        EVP_EncryptUpdate(context.get(), nullptr, &length, bytes(data), int(data.size())) == 1 &&
        EVP_EncryptUpdate(context.get(), cipher, &length, bytes(plain), int(plain.size())) == 1 &&
        EVP_EncryptFinal_ex(context.get(), cipher + length, &length) == 1 &&
        EVP_CIPHER_CTX_ctrl(context.get(), EVP_CTRL_GCM_GET_TAG, tagLength, tag) == 1;
    if (!isDone)
        return opensslFailure(Texts::tr("A secret could not be sealed."));
    return sealed;
}

Result<SecretText> SecretVault::unseal(const QString &id, const QString &purpose,
                                       const QByteArray &sealed) const
{
    if (!isOpen())
        return fail(ErrorCategory::Secret, Texts::tr("The secrets of this registry are locked."));
    if (sealed.size() < headerLength || sealed[0] != formatVersion)
        return fail(ErrorCategory::Secret,
                    Texts::tr("A sealed secret of the registry is damaged. Enter it again."), id);
    if (sealed.mid(1, keyIdLength) != rawKeyId(m_key))
        return fail(ErrorCategory::Secret, Texts::tr("A secret was sealed with another key. Enter it again."),
                    id);
    const QByteArray data = associatedData(id, purpose);
    QByteArray tag = sealed.mid(1 + keyIdLength + nonceLength, tagLength);
    const unsigned char *nonce = bytes(sealed) + 1 + keyIdLength;
    const unsigned char *cipher = bytes(sealed) + headerLength;
    QByteArray plain(sealed.size() - headerLength, '\0');
    int length = 0;
    const CipherContext context(EVP_CIPHER_CTX_new());
    const bool isDone =
        context &&
        EVP_DecryptInit_ex(context.get(), EVP_aes_256_gcm(), nullptr, bytes(m_key.reveal()), nonce) == 1 &&
        EVP_DecryptUpdate(context.get(), nullptr, &length, bytes(data), int(data.size())) == 1 &&
        EVP_DecryptUpdate(context.get(), bytes(plain), &length, cipher, int(plain.size())) == 1 &&
        EVP_CIPHER_CTX_ctrl(context.get(), EVP_CTRL_GCM_SET_TAG, tagLength, tag.data()) == 1 &&
        EVP_DecryptFinal_ex(context.get(), bytes(plain) + length, &length) == 1;
    if (!isDone)
        return fail(ErrorCategory::Secret,
                    Texts::tr("A sealed secret of the registry was altered. Enter it again."), id);
    return SecretText(std::move(plain));
}

} // namespace streamkeeper
