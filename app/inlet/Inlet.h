#pragma once

#include "app/inlet/InletDesk.h"
#include "models/domain/InletSettings.h"

#include <QObject>
#include <QThread>
#include <QTimer>

#include <optional>

namespace streamkeeper {

class InletListener;

/// Where this program takes orders by HTTP, if it does: keeps a listener on a thread of its own, and brings
/// what is an order to whoever carries orders out. Lives on the session's thread.
class Inlet : public QObject
{
    Q_OBJECT

public:
    enum class State {
        Off,
        Starting,
        Listening,
        Failed ///< see error(); tried again after a while
    };

    explicit Inlet(InletLimits limits = {}, QObject *parent = nullptr);
    ~Inlet() override;

    /// Called on this thread, and answered on it. Without one, orders are refused as not ready.
    void setHandler(ProvisioningHandler handler) { m_handler = std::move(handler); }

    /// Listens as these say from now on; an error in place of the token: why it cannot.
    void follow(const InletSettings &settings, const Result<SecretText> &token);

    [[nodiscard]] State state() const { return m_state; }
    [[nodiscard]] const Error &error() const { return m_error; }

Q_SIGNALS:
    void stateChanged();
    /// Nobody can give orders, and the operator has to know: told once until it works again.
    void failed(const streamkeeper::Error &error);

private:
    void listen();
    void takeStart(int turn, const VoidResult &started);
    void carryOut(const ProvisioningOrder &order, const ProvisioningDone &done);
    void deliver(const ProvisioningDone &done, const Result<ProvisioningReceipt> &receipt);
    void enter(State state, const Error &error = {});
    [[nodiscard]] InletListener &listener();

    InletLimits m_limits;
    ProvisioningHandler m_handler;
    QThread m_thread;
    InletListener *m_listener = nullptr; ///< lives on m_thread; none: nothing was listened for yet
    QTimer m_retry;
    InletSettings m_settings;
    SecretText m_token;
    State m_state = State::Off;
    Error m_error;
    int m_turn = 0; ///< of follow(): answers of earlier ones are stale
    bool m_isTold = false;
};

} // namespace streamkeeper
