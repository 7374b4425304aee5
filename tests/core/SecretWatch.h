#pragma once

#include "models/domain/Result.h"

#include <QLoggingCategory>
#include <QMutex>
#include <QStringList>
#include <QTest>

#include <utility>

namespace streamkeeper::test {

/// Reads along with the log while a test runs, to find there what has to stay secret. One at a time: the
/// handler of messages is the process's.
class SecretWatch
{
public:
    explicit SecretWatch(QStringList secrets)
        : m_secrets(std::move(secrets))
    {
        log().clear();
        QLoggingCategory::setFilterRules(QStringLiteral("streamkeeper.*=true"));
        m_before = qInstallMessageHandler([](QtMsgType, const QMessageLogContext &, const QString &text) {
            const QMutexLocker locker(&mutex()); // threads of a session tell something, too
            log().append(text);
        });
    }
    ~SecretWatch() { qInstallMessageHandler(m_before); }
    Q_DISABLE_COPY_MOVE(SecretWatch)

    /// One more that is known only now; what was logged before counts too.
    void add(const QString &secret) { m_secrets.append(secret); }

    /// The first text with a secret in it; empty: none.
    [[nodiscard]] QString findInLog() const
    {
        const QMutexLocker locker(&mutex());
        for (const QString &line : std::as_const(log())) {
            if (hasSecret(line))
                return line;
        }
        return {};
    }

    void expectNone(const Error &error) const
    {
        QVERIFY2(!hasSecret(error.message) && !hasSecret(error.detail),
                 qPrintable(error.message + QStringLiteral(" / ") + error.detail));
    }

private:
    static QMutex &mutex()
    {
        static QMutex one;
        return one;
    }

    static QStringList &log()
    {
        static QStringList lines;
        return lines;
    }

    [[nodiscard]] bool hasSecret(const QString &text) const
    {
        for (const QString &secret : m_secrets) {
            if (text.contains(secret))
                return true;
        }
        return false;
    }

    QStringList m_secrets;
    QtMessageHandler m_before = nullptr;
};

} // namespace streamkeeper::test
