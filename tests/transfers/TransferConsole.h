#pragma once

#include "app/session/Session.h"
#include "tests/core/FakeKeychain.h"

#include <QHash>
#include <QJsonObject>
#include <QObject>
#include <QSocketNotifier>
#include <QTimer>

namespace streamkeeper::test {

/// A console without a window, in a process of its own that can be killed: a session at a quick pace, told by
/// lines of JSON on standard input what to do, saying by lines on standard output what it did. Ends with its
/// standard input. An operator sits in it who makes streams anew that a restarted server has forgotten.
///
/// In: `{"order":7,"stream":…,"to":…,"additional":…,"dieAtStep":3,"dieSwitched":true}` (server names; it
/// dies after that step of the transfer, or after the one that switches the registry),
/// `{"cancel":7}`, `{"ask":"state"}`, `{"ask":"journal"}`, `{"calm":true}` (polls every server all the time).
/// Out: `{"ready":true}`, `{"order":7,"step":2,"text":…}`, `{"order":7,"end":"confirmed","message":…}` (also
/// "refused"; order -1 is of an earlier process), and the answers.
class TransferConsole : public QObject
{
    Q_OBJECT

public:
    /// How the keychain of the registry is handed over, in the environment.
    static constexpr const char *keychainVariable = "STREAMKEEPER_TEST_KEYCHAIN";
    static constexpr int diedAsAsked = 42;

    [[nodiscard]] static QByteArray packed(const FakeKeychain &keychain);
    [[nodiscard]] static OperationPace quickPace();

    explicit TransferConsole(const QString &registry);
    /// Runs until standard input ends.
    [[nodiscard]] int run();

private:
    void readInput();
    void obey(const QJsonObject &line);
    void order(const QJsonObject &line);
    void handleStep(const Operation &operation);
    void handleRefusal(const Operation &operation, const Error &error);
    void restoreForgotten();
    void tellState();
    void tellStreams(const QJsonArray &open);
    void tellJournal();
    void tellEvents(std::vector<Operation> operations, QJsonArray told);
    static void say(const QJsonObject &line);
    [[nodiscard]] QString nameOf(const ServerId &server) const;
    [[nodiscard]] ServerId serverOf(const QString &name) const;

    struct Order
    {
        int number = 0;
        int steps = 0;
        int lastStep = 0; ///< 0: none
        bool diesSwitched = false;
        BatchId batch;
    };
    FakeKeychain m_keychain;
    std::unique_ptr<Session> m_session;
    QSocketNotifier m_input;
    QByteArray m_buffer;
    QHash<BatchId, Order> m_orders;
    QHash<StreamId, qint64> m_restoredAtMs;
    QTimer m_calm;
    bool m_isReady = false;
};

} // namespace streamkeeper::test
