#pragma once

#include "models/domain/Result.h"
#include "models/domain/SecretText.h"

#include <QObject>

#include <functional>
#include <optional>

namespace streamkeeper {

/// Where the key of a registry is kept. Answers come on the caller's thread, possibly much later
/// (the desktop may ask the user for a password first), and never after `context` is gone.
class Keychain
{
public:
    using ReadHandler = std::function<void(Result<std::optional<SecretText>>)>; ///< nullopt: no such entry
    using WriteHandler = std::function<void(Result<void>)>;

    virtual ~Keychain() = default;
    virtual void read(const QString &entry, QObject *context, ReadHandler handler) = 0;
    virtual void write(const QString &entry, const SecretText &secret, QObject *context,
                       WriteHandler handler) = 0;
};

/// The keychain of the desktop, by QtKeychain. Only ever holds one entry per registry: writes grow
/// quadratically with the number of entries.
class SystemKeychain : public Keychain
{
public:
    void read(const QString &entry, QObject *context, ReadHandler handler) override;
    void write(const QString &entry, const SecretText &secret, QObject *context,
               WriteHandler handler) override;
};

} // namespace streamkeeper
