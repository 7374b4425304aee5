#pragma once

#include "app/async/AsyncScope.h"
#include "app/servers/NetworkThread.h"
#include "models/domain/MediaServer.h"
#include "models/domain/Result.h"
#include "models/domain/SecretText.h"

#include <QCoroTask>
#include <QObject>
#include <QUrl>

#include <functional>
#include <vector>

namespace streamkeeper {

/// What the check of a server that is to be signed in to by tokens has found, step by step.
struct SignedAccessReport
{
    enum class Outcome : quint8 { Passed, Failed, NotTried };
    struct Line
    {
        QString text; ///< a sentence for people
        Outcome outcome = Outcome::Passed;
    };
    std::vector<Line> lines;

    /// Nothing failed: the server may be saved.
    [[nodiscard]] bool isPassed() const;
};

/// Checks, before anything is saved, that a MediaMTX takes the tokens of this registry: the API, the document
/// of keys as the server fetches it, and watching. Answers once and deletes itself, or ends unheard with
/// `context`. The session's thread.
class SignedAccessCheck : public QObject
{
    Q_OBJECT

public:
    using Done = std::function<void(const SignedAccessReport &)>;

    /// `draft` with auth Jwt; `keyId` the name of the key in `privatePem`.
    static void start(NetworkThread &network, const MediaServer &draft, const SecretText &privatePem,
                      const QString &keyId, QObject *context, Done done);

private:
    SignedAccessCheck(NetworkThread &network, const MediaServer &draft, const SecretText &privatePem,
                      const QString &keyId, QObject *context, Done done);
    QCoro::Task<void> run();
    QCoro::Task<void> check();
    QCoro::Task<void> checkKeys(QString address);
    QCoro::Task<void> checkWatching(QUrl watch, QString path);
    void add(SignedAccessReport::Outcome outcome, const QString &text);

    NetworkThread &m_network;
    MediaServer m_draft;
    SecretText m_pem;
    QString m_keyId;
    Done m_done;
    SignedAccessReport m_report;
    AsyncScope m_scope; ///< last: what waits goes on while the rest is still there
};

} // namespace streamkeeper
