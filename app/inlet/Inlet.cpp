#include "app/inlet/Inlet.h"

#include "app/inlet/InletListener.h"
#include "models/rules/InletRule.h"

#include <QPointer>

namespace streamkeeper {

using namespace Qt::StringLiterals;

Inlet::Inlet(InletLimits limits, QObject *parent)
    : QObject(parent)
    , m_limits(limits)
{
    m_thread.setObjectName(u"inlet"_s);
    m_retry.setSingleShot(true);
    m_retry.setInterval(m_limits.retryPause);
    connect(&m_retry, &QTimer::timeout, this, &Inlet::listen);
}

Inlet::~Inlet()
{
    m_thread.quit(); // the listener goes with its thread
    m_thread.wait();
}

InletListener &Inlet::listener()
{
    if (m_listener)
        return *m_listener;
    // Runs on the listener's thread, which ends before this does.
    const auto relay = [this](ProvisioningOrder order, ProvisioningDone done) {
        QMetaObject::invokeMethod(
            this, [this, order = std::move(order), done = std::move(done)] { carryOut(order, done); },
            Qt::QueuedConnection);
    };
    m_listener = new InletListener(relay, m_limits);
    m_listener->moveToThread(&m_thread);
    connect(&m_thread, &QThread::finished, m_listener, &QObject::deleteLater);
    m_thread.start();
    return *m_listener;
}

void Inlet::follow(const InletSettings &settings, const Result<SecretText> &token)
{
    const bool isWanted = settings.isOn && token;
    const bool isSame = isWanted && settings == m_settings && *token == m_token;
    if (isSame && (m_state == State::Listening || m_state == State::Starting))
        return;
    ++m_turn;
    m_retry.stop();
    m_settings = settings;
    m_token = isWanted ? *token : SecretText();
    if (isWanted) {
        listen();
        return;
    }
    if (m_listener)
        QMetaObject::invokeMethod(m_listener, &InletListener::stop, Qt::QueuedConnection);
    m_isTold = false;
    enter(settings.isOn ? State::Failed : State::Off, settings.isOn ? token.error() : Error());
}

void Inlet::listen()
{
    if (m_state != State::Failed)
        enter(State::Starting);
    const auto start = [this, turn = m_turn, where = &listener(), settings = m_settings, token = m_token] {
        const VoidResult started = where->start(settings.address, settings.port, token);
        QMetaObject::invokeMethod(
            this, [this, turn, started] { takeStart(turn, started); }, Qt::QueuedConnection);
    };
    QMetaObject::invokeMethod(m_listener, start, Qt::QueuedConnection);
}

void Inlet::takeStart(int turn, const VoidResult &started)
{
    if (turn != m_turn)
        return;
    if (started) {
        m_isTold = false;
        enter(State::Listening);
        return;
    }
    m_retry.start();
    Error error = started.error();
    error.message = tr("Orders of other programs are not taken at %1. %2 It is tried again by and by.")
                        .arg(inletPlace(m_settings), error.message);
    enter(State::Failed, error);
    if (!std::exchange(m_isTold, true))
        Q_EMIT failed(error);
}

void Inlet::enter(State state, const Error &error)
{
    if (m_state == state && m_error == error)
        return;
    m_state = state;
    m_error = error;
    Q_EMIT stateChanged();
}

void Inlet::carryOut(const ProvisioningOrder &order, const ProvisioningDone &done)
{
    if (!m_handler) {
        deliver(done, fail(ErrorCategory::Unsupported, u"Provisioning is not ready."_s));
        return;
    }
    m_handler(order, [self = QPointer(this), done](const Result<ProvisioningReceipt> &receipt) {
        if (self)
            self->deliver(done, receipt);
    });
}

void Inlet::deliver(const ProvisioningDone &done, const Result<ProvisioningReceipt> &receipt)
{
    QMetaObject::invokeMethod(
        m_listener, [done, receipt] { done(receipt); }, Qt::QueuedConnection);
}

} // namespace streamkeeper
