#pragma once

#include <QByteArray>
#include <QObject>
#include <QTcpServer>
#include <QUrl>

#include <chrono>

namespace streamkeeper::test {

/// Answers RTSP with what a test wants: any description of the stream, any bytes after PLAY.
class FakeRtspServer : public QObject
{
    Q_OBJECT

public:
    explicit FakeRtspServer(QObject *parent = nullptr);

    [[nodiscard]] QUrl url() const;
    void setDescription(const QByteArray &sdp) { m_description = sdp; }
    void setStatusLine(const QByteArray &statusLine) { m_statusLine = statusLine; }
    /// Sent as RTP packets on channel 0 after PLAY.
    void setPayloads(const QList<QByteArray> &payloads) { m_payloads = payloads; }
    /// Sent after PLAY, one picture after the other at this pace and then again from the first; each is the
    /// payloads of its RTP packets.
    void setPictures(const QList<QList<QByteArray>> &pictures, std::chrono::milliseconds pace);
    /// Answer with bytes that are no RTSP at all.
    void setRawAnswer(const QByteArray &answer) { m_rawAnswer = answer; }
    [[nodiscard]] bool wasPlayed() const { return m_wasPlayed; }

private:
    void read(QTcpSocket *socket);
    void answer(QTcpSocket *socket, const QByteArray &request);
    void sendPayloads(QTcpSocket *socket);
    void sendPictures(QTcpSocket *socket);
    static void send(QTcpSocket *socket, const QByteArray &payload, quint16 sequence, quint32 time,
                     bool isLast = true);

    QTcpServer m_server;
    QByteArray m_description;
    QByteArray m_statusLine = "RTSP/1.0 200 OK";
    QByteArray m_rawAnswer;
    QList<QByteArray> m_payloads;
    QList<QList<QByteArray>> m_pictures;
    std::chrono::milliseconds m_pace{0};
    bool m_wasPlayed = false;
};

} // namespace streamkeeper::test
