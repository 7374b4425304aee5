#pragma once

#include "models/domain/Ids.h"
#include "models/registry/RegistryDatabase.h"

#include <QByteArray>
#include <QLatin1StringView>

#include <vector>

namespace streamkeeper {

// What sealed secrets are for, as the registry has it.
inline constexpr QLatin1StringView tokenPurpose{"token"};     ///< of a media server's API
inline constexpr QLatin1StringView addressPurpose{"address"}; ///< of a stream, with its credentials
inline constexpr QLatin1StringView othersPurpose{"others"};   ///< of a stream: Stream::othersSecret
inline constexpr QLatin1StringView onvifPurpose{"onvif"};
inline constexpr QLatin1StringView dhcpPurpose{"dhcp"};   ///< of the DHCP server's agent
inline constexpr QLatin1StringView inletPurpose{"inlet"}; ///< the token of who gives orders
inline constexpr QLatin1StringView linkPurpose{"link"};   ///< a share link with its token
inline constexpr QLatin1StringView signingKeyPurpose{"signing_key"};

/// A secret as it lies in the registry: sealed by app/secrets, unreadable here.
struct SealedSecret
{
    SecretId id;
    QString purpose; ///< what it is for; part of what the seal protects
    QByteArray sealed;
};

/// The table of sealed secrets. Used on the registry's thread.
class SecretRepository
{
public:
    explicit SecretRepository(RegistryDatabase &database)
        : m_database(database)
    {
    }

    [[nodiscard]] Result<std::vector<SealedSecret>> all();
    [[nodiscard]] VoidResult save(const std::vector<SealedSecret> &secrets); ///< inserts or replaces
    [[nodiscard]] VoidResult remove(const std::vector<SecretId> &ids);
    /// Tokens, addresses and passwords that nobody refers to any more.
    [[nodiscard]] VoidResult removeUnused();

private:
    RegistryDatabase &m_database;
};

} // namespace streamkeeper
