#include "tests/fleet/RtspProbe.h"

#include <QRegularExpression>
#include <QTcpSocket>
#include <QUrl>

using namespace Qt::StringLiterals;

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
    const QByteArray endOfHeaders("\r\n\r\n");
    QByteArray text;
    while (!text.contains(endOfHeaders) && socket.waitForReadyRead(PatienceMs)) {
        text += socket.readAll();
    }
    const qsizetype end = text.indexOf(endOfHeaders);
    if (end < 0) {
        return {};
    }
    const qsizetype start = end + endOfHeaders.size();
    Answer answer{text.mid(9, 3).toInt(), text.left(end), {}}; // "RTSP/1.0 200 OK"
    const QRegularExpressionMatch length =
        QRegularExpression(u"^Content-Length: *([0-9]+)\r?$"_s,
                           QRegularExpression::CaseInsensitiveOption | QRegularExpression::MultilineOption)
            .match(QString::fromLatin1(answer.headers));
    while (text.size() - start < length.captured(1).toInt() && socket.waitForReadyRead(PatienceMs)) {
        text += socket.readAll();
    }
    answer.description = text.mid(start);
    return answer;
}

} // namespace streamkeeper::fleet::rtspProbe
