#include "tests/support/ProbeResponder.h"

#include <QNetworkDatagram>
#include <QXmlStreamReader>

#include <utility>

using namespace Qt::StringLiterals;

namespace streamkeeper::test {

namespace {
struct Question
{
    QByteArray id;
    QByteArray types;
    bool isProbe = false;
};

Question questionOf(const QByteArray &datagram)
{
    constexpr auto discovery = "http://schemas.xmlsoap.org/ws/2005/04/discovery"_L1;
    Question question;
    QXmlStreamReader reader(datagram);
    while (!reader.atEnd()) {
        if (reader.readNext() != QXmlStreamReader::StartElement) {
            continue;
        }
        if (reader.name() == "MessageID"_L1) {
            question.id = reader.readElementText().toUtf8();
        } else if (reader.name() == "Types"_L1) {
            question.types = reader.readElementText().trimmed().toUtf8();
        } else if (reader.name() == "Probe"_L1) {
            question.isProbe = reader.namespaceUri() == discovery;
        }
    }
    const bool isForCameras = question.types.isEmpty() ||
                              question.types.contains("NetworkVideoTransmitter") ||
                              question.types.endsWith(":Device");
    question.isProbe = question.isProbe && !reader.hasError() && !question.id.isEmpty() && isForCameras;
    return question;
}
} // namespace

ProbeResponder::ProbeResponder(Answers answers)
    : m_answers(std::move(answers))
{
    for (QUdpSocket *socket : {&m_own, &m_group}) {
        QObject::connect(socket, &QUdpSocket::readyRead, socket, [this, socket] { answer(*socket); });
    }
}

bool ProbeResponder::listen()
{
    return m_own.bind(QHostAddress::LocalHost, 0);
}

bool ProbeResponder::joinGroup()
{
    return m_group.bind(QHostAddress::AnyIPv4, 3702,
                        QUdpSocket::ShareAddress | QUdpSocket::ReuseAddressHint) &&
           m_group.joinMulticastGroup(QHostAddress(u"239.255.255.250"_s));
}

void ProbeResponder::answer(QUdpSocket &socket)
{
    while (socket.hasPendingDatagrams()) {
        const QNetworkDatagram datagram = socket.receiveDatagram();
        const Question question = questionOf(datagram.data());
        if (!question.isProbe) {
            continue;
        }
        m_questions.append(question.types);
        for (const QByteArray &text : m_answers(question.id)) {
            socket.writeDatagram(text, datagram.senderAddress(), quint16(datagram.senderPort()));
        }
    }
}

} // namespace streamkeeper::test
