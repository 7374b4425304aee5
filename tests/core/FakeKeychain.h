#pragma once

#include "app/secrets/Keychain.h"

#include <QHash>
#include <QPointer>

#include <functional>
#include <utility>
#include <vector>

namespace streamkeeper::test {

/// A keychain that can be absent, lose its entries, or answer late. Answers come queued, as the real
/// one's do; while `isHeld` they wait for release().
class FakeKeychain : public Keychain
{
public:
    bool isAbsent = false;
    bool isHeld = false;
    bool isForgetful = false; ///< takes what is written, and has it not
    int reads = 0;
    int writes = 0;
    QHash<QString, SecretText> entries;

    void read(const QString &entry, QObject *context, ReadHandler handler) override
    {
        ++reads;
        answer(context, [this, entry, handler = std::move(handler)] {
            if (isAbsent)
                handler(absent());
            else if (const auto it = entries.constFind(entry); it != entries.cend())
                handler(std::optional<SecretText>(*it));
            else
                handler(std::optional<SecretText>());
        });
    }

    void write(const QString &entry, const SecretText &secret, QObject *context,
               WriteHandler handler) override
    {
        ++writes;
        answer(context, [this, entry, secret, handler = std::move(handler)] {
            if (isAbsent) {
                handler(absent());
                return;
            }
            if (!isForgetful)
                entries.insert(entry, secret);
            handler({});
        });
    }

    void release()
    {
        isHeld = false;
        for (auto &[context, run] : std::exchange(m_held, {})) {
            if (context)
                QMetaObject::invokeMethod(context, run, Qt::QueuedConnection);
        }
    }

private:
    static tl::unexpected<Error> absent()
    {
        return fail(ErrorCategory::Secret, QStringLiteral("There is no keychain here."));
    }

    void answer(QObject *context, std::function<void()> run)
    {
        if (isHeld)
            m_held.emplace_back(context, std::move(run));
        else
            QMetaObject::invokeMethod(context, run, Qt::QueuedConnection);
    }

    std::vector<std::pair<QPointer<QObject>, std::function<void()>>> m_held;
};

} // namespace streamkeeper::test
