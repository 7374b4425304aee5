#pragma once

#include <QByteArray>
#include <QObject>
#include <QTcpServer>
#include <QUrl>

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
    /// Answer with bytes that are no RTSP at all.
    void setRawAnswer(const QByteArray &answer) { m_rawAnswer = answer; }
    [[nodiscard]] bool wasPlayed() const { return m_wasPlayed; }

private:
    void read(QTcpSocket *socket);
    void answer(QTcpSocket *socket, const QByteArray &request);
    void sendPayloads(QTcpSocket *socket);

    QTcpServer m_server;
    QByteArray m_description;
    QByteArray m_statusLine = "RTSP/1.0 200 OK";
    QByteArray m_rawAnswer;
    QList<QByteArray> m_payloads;
    bool m_wasPlayed = false;
};

} // namespace streamkeeper::test
