#pragma once

#include "models/domain/Ids.h"

#include <QCoreApplication>
#include <QSet>

#include <functional>

class QWidget;

namespace streamkeeper {

class Session;

/// Asks once per server whether its account may go in clear where the API is encrypted and the rest is not
/// (MediaServer::unencryptedAccount). Who puts the question off is not asked again in this run. GUI thread.
class AccountQuestion
{
    Q_DECLARE_TR_FUNCTIONS(streamkeeper::AccountQuestion)

public:
    AccountQuestion(Session &session, QWidget *window);

    /// `what` says what is not encrypted, and the cure. `go` is called when it may be sent from now on.
    /// `context`: nothing happens any more when it is gone; it goes before this object does.
    void ask(const ServerId &server, const QString &what, QObject *context, std::function<void()> go);

private:
    Session &m_session;
    QWidget *m_window;
    QSet<ServerId> m_asked;
};

} // namespace streamkeeper
