#pragma once

#include "app/secrets/Keychain.h"

#include <QTimer>

#include <memory>
#include <utility>

namespace streamkeeper {

/// The keychain of the desktop for a program that cannot wait for ever: on ssh nobody may see the window that
/// asks for its password. Or none at all, when the operator says so.
class CliKeychain : public Keychain
{
public:
    /// Null: every question is answered with `absence`.
    CliKeychain(Keychain *inner, std::chrono::milliseconds patience, QString absence)
        : m_inner(inner)
        , m_patience(patience)
        , m_absence(std::move(absence))
    {
    }

    void read(const QString &entry, QObject *context, ReadHandler handler) override
    {
        const auto once = impatient<std::optional<SecretText>>(context, std::move(handler));
        if (m_inner)
            m_inner->read(entry, context, once);
    }

    void write(const QString &entry, const SecretText &secret, QObject *context,
               WriteHandler handler) override
    {
        const auto once = impatient<void>(context, std::move(handler));
        if (m_inner)
            m_inner->write(entry, secret, context, once);
    }

private:
    /// Answers once: what comes first of the keychain and the end of patience.
    template <typename T>
    std::function<void(Result<T>)> impatient(QObject *context, std::function<void(Result<T>)> handler)
    {
        auto isAnswered = std::make_shared<bool>(false);
        auto once = [isAnswered, handler = std::move(handler)](Result<T> answer) {
            if (!std::exchange(*isAnswered, true))
                handler(std::move(answer));
        };
        QTimer::singleShot(m_inner ? m_patience : std::chrono::milliseconds(0), context,
                           [once, absence = m_absence] { once(fail(ErrorCategory::Secret, absence)); });
        return once;
    }

    Keychain *m_inner;
    std::chrono::milliseconds m_patience;
    QString m_absence;
};

} // namespace streamkeeper
