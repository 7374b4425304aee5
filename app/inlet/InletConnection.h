#pragma once

#include "app/inlet/InletDesk.h"
#include "app/inlet/InletOrders.h"
#include "app/inlet/RequestHead.h"

#include <QByteArray>
#include <QObject>
#include <QTcpSocket>
#include <QTimer>

#include <utility>
#include <vector>

namespace streamkeeper {

/// One client, one request, one answer; then it is closed. Each stage has its deadline for the whole of it,
/// so that whoever sends a byte now and then gains nothing. The listener's thread.
class InletConnection : public QObject
{
    Q_OBJECT

public:
    /// Both outlive it but for the socket, which it takes.
    InletConnection(std::unique_ptr<QTcpSocket> socket, InletDesk &desk, QObject *parent);
    ~InletConnection() override;

    [[nodiscard]] const QHostAddress &peer() const { return m_peer; }

Q_SIGNALS:
    /// Nothing comes from it any more.
    void ended();

private:
    enum class Stage {
        Head,
        Body,
        Pausing, ///< before it is told that its token is wrong
        Asking,  ///< whoever carries the order out
        Closing  ///< the answer is on its way
    };
    using Header = std::pair<QByteArray, QByteArray>;

    void read();
    void readHead();
    void takeHead(const QByteArray &lines);
    [[nodiscard]] bool isAuthorized(const RequestHead &head) const;
    /// What is wrong with a request before its body is read; true: it was answered.
    [[nodiscard]] bool refuseHead(const RequestHead &head);
    void readBody();
    void carryOut();
    void handleDeadline();
    void enter(Stage stage, std::chrono::milliseconds deadline);
    void refuse(int status, const QString &message, const std::vector<Header> &more = {});
    void answer(const InletAnswer &answer, const std::vector<Header> &more = {});
    void closeWhenWritten();

    InletDesk &m_desk;
    std::unique_ptr<QTcpSocket> m_socket;
    QHostAddress m_peer;
    QTimer m_deadline;
    QByteArray m_input;
    RequestHead m_head;
    InletCall m_call = InletCall::NewCamera;
    Stage m_stage = Stage::Head;
    bool m_isCounted = false; ///< the rate lets it be, so that it may be told in the log
};

} // namespace streamkeeper
