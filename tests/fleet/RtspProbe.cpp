#include "tests/fleet/RtspProbe.h"

#include <QTcpSocket>
#include <QUrl>

namespace streamkeeper::fleet::rtspProbe {

Answer describe(const QString &url, const QByteArray &authorization)
{
    constexpr int PatienceMs = 8000;
    const QUrl address(url);
    QTcpSocket socket;
    socket.connectToHost(address.host(), quint16(address.port()));
    if (!socket.waitForConnected(PatienceMs)) {
        return {};
    }
    socket.write("DESCRIBE " + url.toUtf8() + " RTSP/1.0\r\nCSeq: 1\r\nAccept: application/sdp\r\n" +
                 (authorization.isEmpty() ? QByteArray() : "Authorization: " + authorization + "\r\n") +
                 "\r\n");
    Answer answer;
    while (!answer.headers.contains("\r\n\r\n") && socket.waitForReadyRead(PatienceMs)) {
        answer.headers += socket.readAll();
    }
    answer.status = answer.headers.mid(9, 3).toInt(); // "RTSP/1.0 200 OK"
    return answer;
}

} // namespace streamkeeper::fleet::rtspProbe
