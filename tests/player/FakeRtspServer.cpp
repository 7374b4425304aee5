#include "tests/player/FakeRtspServer.h"

#include <QHostAddress>
#include <QTcpSocket>
#include <QTimer>
#include <QtEndian>

namespace streamkeeper::test {

using namespace Qt::StringLiterals;

namespace {

QByteArray headerValue(const QByteArray &request, const QByteArray &name)
{
    for (const QByteArray &line : request.split('\n')) {
        if (line.toLower().startsWith(name.toLower() + ':'))
            return line.mid(name.size() + 1).trimmed();
    }
    return {};
}

} // namespace

FakeRtspServer::FakeRtspServer(QObject *parent)
    : QObject(parent)
{
    connect(&m_server, &QTcpServer::newConnection, this, [this] {
        while (QTcpSocket *socket = m_server.nextPendingConnection())
            connect(socket, &QTcpSocket::readyRead, this, [this, socket] { read(socket); });
    });
    m_server.listen(QHostAddress::LocalHost);
}

QUrl FakeRtspServer::url() const
{
    return QUrl(u"rtsp://127.0.0.1:%1/live"_s.arg(m_server.serverPort()));
}

void FakeRtspServer::read(QTcpSocket *socket)
{
    QByteArray waiting = socket->property("waiting").toByteArray() + socket->readAll();
    qsizetype end = 0;
    while ((end = waiting.indexOf("\r\n\r\n")) >= 0) {
        answer(socket, waiting.left(end));
        waiting.remove(0, end + 4);
    }
    socket->setProperty("waiting", waiting);
}

void FakeRtspServer::answer(QTcpSocket *socket, const QByteArray &request)
{
    if (!m_rawAnswer.isEmpty()) {
        socket->write(m_rawAnswer);
        return;
    }
    const QByteArray method = request.left(request.indexOf(' '));
    const bool isFailing = method == "DESCRIBE" && m_statusLine != "RTSP/1.0 200 OK";
    QByteArray reply = isFailing ? m_statusLine : QByteArray("RTSP/1.0 200 OK");
    reply += "\r\nCSeq: " + headerValue(request, "CSeq") + "\r\nSession: 1234\r\n";
    QByteArray body;
    if (method == "OPTIONS")
        reply += "Public: OPTIONS, DESCRIBE, SETUP, PLAY, TEARDOWN\r\n";
    if (method == "DESCRIBE" && !isFailing) {
        body = m_description;
        reply += "Content-Type: application/sdp\r\n";
    }
    if (method == "SETUP")
        reply += "Transport: RTP/AVP/TCP;unicast;interleaved=0-1\r\n";
    reply += "Content-Length: " + QByteArray::number(body.size()) + "\r\n\r\n" + body;
    socket->write(reply);
    if (method == "PLAY") {
        m_wasPlayed = true;
        sendPayloads(socket);
        sendPictures(socket);
    }
}

void FakeRtspServer::setPictures(const QList<QList<QByteArray>> &pictures, std::chrono::milliseconds pace)
{
    m_pictures = pictures;
    m_pace = pace;
}

void FakeRtspServer::send(QTcpSocket *socket, const QByteArray &payload, quint16 sequence, quint32 time,
                          bool isLast)
{
    QByteArray packet(12, '\0');
    packet[0] = char(0x80);
    packet[1] = char(96 | (isLast ? 0x80 : 0));
    qToBigEndian(sequence, packet.data() + 2);
    qToBigEndian(time, packet.data() + 4);
    packet += payload;
    QByteArray frame("$\0\0\0", 4);
    qToBigEndian<quint16>(static_cast<quint16>(packet.size()), frame.data() + 2);
    socket->write(frame + packet);
}

void FakeRtspServer::sendPictures(QTcpSocket *socket)
{
    if (m_pictures.isEmpty())
        return;
    auto *timer = new QTimer(socket); // and ends with it
    const auto next = [this, socket, index = qsizetype(0), sequence = quint16(0)]() mutable {
        const QList<QByteArray> &picture = m_pictures[index % m_pictures.size()];
        const auto time = quint32(index * m_pace.count() * 90);
        for (qsizetype i = 0; i < picture.size(); ++i)
            send(socket, picture[i], sequence++, time, i + 1 == picture.size());
        ++index;
    };
    connect(timer, &QTimer::timeout, socket, next);
    timer->start(m_pace);
}

void FakeRtspServer::sendPayloads(QTcpSocket *socket)
{
    quint16 sequence = 0;
    for (const QByteArray &payload : std::as_const(m_payloads)) {
        send(socket, payload, sequence, sequence * 3000U);
        ++sequence;
    }
}

} // namespace streamkeeper::test
