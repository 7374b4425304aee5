#pragma once

#include <QByteArray>
#include <QHostAddress>
#include <QList>
#include <QUdpSocket>

#include <functional>
#include <optional>

namespace streamkeeper::test {

/// Answers searches of the network for ONVIF devices (WS-Discovery), on a UDP port of 127.0.0.1 and, if
/// wanted, as devices do: to everybody who asks the group 239.255.255.250.
class ProbeResponder
{
public:
    /// What is sent for one question, each a datagram. `relatesTo` is the id of the question.
    using Answers = std::function<QList<QByteArray>(const QByteArray &relatesTo)>;

    explicit ProbeResponder(Answers answers);

    [[nodiscard]] bool listen();
    [[nodiscard]] bool joinGroup();
    [[nodiscard]] quint16 port() const { return m_own.localPort(); }
    /// Questions so far, by the types that they ask for; "" for those without.
    [[nodiscard]] const QList<QByteArray> &questions() const { return m_questions; }

private:
    void answer(QUdpSocket &socket);

    Answers m_answers;
    QUdpSocket m_own;
    QUdpSocket m_group;
    QList<QByteArray> m_questions;
};

} // namespace streamkeeper::test
