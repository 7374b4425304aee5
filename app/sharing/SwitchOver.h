#pragma once

#include "models/domain/MediaServer.h"
#include "models/domain/Result.h"
#include "models/domain/SecretText.h"

#include <QObject>
#include <QUrl>

#include <functional>
#include <vector>

namespace streamkeeper {

class NetworkThread;

/// What the check of a server that is to be signed in to by tokens has found, step by step.
struct SwitchOverReport
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
/// of keys as the server fetches it, and watching. Answers once and deletes itself. The session's thread.
class SwitchOver : public QObject
{
    Q_OBJECT

public:
    using Done = std::function<void(const SwitchOverReport &)>;

    /// `draft` with auth Jwt; `keyId` the name of the key in `privatePem`.
    static void check(NetworkThread &network, const MediaServer &draft, const SecretText &privatePem,
                      const QString &keyId, QObject *context, Done done);

private:
    SwitchOver(NetworkThread &network, const MediaServer &draft, const SecretText &privatePem,
               const QString &keyId, QObject *context, Done done);
    void tryApi();
    void readWords();
    void giveUp(const Error &error);
    void tryKeys(const QString &address);
    void tryWatching();
    void add(SwitchOverReport::Outcome outcome, const QString &text);
    void finish();

    NetworkThread &m_network;
    MediaServer m_draft;
    SecretText m_pem;
    QString m_keyId;
    Done m_done;
    SwitchOverReport m_report;
    QUrl m_watch;   ///< with a token; empty: nothing to try
    QString m_path; ///< of that stream
};

} // namespace streamkeeper
