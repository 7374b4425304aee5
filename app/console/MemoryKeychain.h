#pragma once

#include "app/secrets/Keychain.h"

#include <QHash>

namespace streamkeeper {

/// A keychain that lasts as long as the process: for the demo, whose registry does not last longer.
class MemoryKeychain : public Keychain
{
public:
    void read(const QString &entry, QObject *context, ReadHandler handler) override
    {
        std::optional<SecretText> found;
        if (const auto it = m_entries.constFind(entry); it != m_entries.cend())
            found = *it;
        QMetaObject::invokeMethod(
            context, [handler = std::move(handler), found] { handler(found); }, Qt::QueuedConnection);
    }

    void write(const QString &entry, const SecretText &secret, QObject *context,
               WriteHandler handler) override
    {
        m_entries.insert(entry, secret);
        QMetaObject::invokeMethod(
            context, [handler = std::move(handler)] { handler({}); }, Qt::QueuedConnection);
    }

private:
    QHash<QString, SecretText> m_entries;
};

} // namespace streamkeeper
