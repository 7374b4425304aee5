#include "app/sharing/RtspTry.h"

#include <chrono>
#include <utility>

namespace streamkeeper {

using namespace Qt::StringLiterals;

namespace {

constexpr int defaultPort = 554;
constexpr qsizetype longestStatusLine = 4096;

} // namespace

void RtspTry::start(const QUrl &url, QObject *context, Done done, std::chrono::milliseconds deadline)
{
    new RtspTry(url, deadline, context, std::move(done)); // deletes itself
}

RtspTry::RtspTry(const QUrl &url, std::chrono::milliseconds deadline, QObject *context, Done done)
    : QObject(context)
    , m_url(url)
    , m_done(std::move(done))
{
    m_deadline.setSingleShot(true);
    connect(&m_deadline, &QTimer::timeout, this, [this] {
        finish(
            fail(ErrorCategory::Timeout,
                 tr("%1:%2 (RTSP) did not answer in time.").arg(m_url.host()).arg(m_url.port(defaultPort))));
    });
    connect(&m_socket, &QTcpSocket::connected, this, [this] {
        m_socket.write("DESCRIBE " + m_url.toEncoded() +
                       " RTSP/1.0\r\nCSeq: 1\r\nAccept: application/sdp\r\nUser-Agent: Streamkeeper\r\n\r\n");
    });
    connect(&m_socket, &QTcpSocket::readyRead, this, &RtspTry::read);
    connect(&m_socket, &QTcpSocket::errorOccurred, this, [this] {
        finish(fail(ErrorCategory::Network,
                    tr("%1:%2 (RTSP) cannot be reached.").arg(m_url.host()).arg(m_url.port(defaultPort)),
                    m_socket.errorString()));
    });
    m_deadline.start(deadline);
    m_socket.connectToHost(m_url.host(), quint16(m_url.port(defaultPort)));
}

void RtspTry::read()
{
    m_answer += m_socket.readAll();
    const qsizetype end = m_answer.indexOf("\r\n");
    if (end < 0 && m_answer.size() < longestStatusLine)
        return;
    const QList<QByteArray> words = m_answer.left(std::max<qsizetype>(end, 0)).split(' ');
    bool isNumber = false;
    const int status = words.size() > 1 ? words[1].toInt(&isNumber) : 0;
    if (words[0].startsWith("RTSP/") && isNumber)
        finish(status);
    else
        finish(fail(ErrorCategory::Protocol,
                    tr("%1:%2 does not speak RTSP.").arg(m_url.host()).arg(m_url.port(defaultPort))));
}

void RtspTry::finish(const Result<int> &result)
{
    const Done done = std::exchange(m_done, {});
    if (!done)
        return;
    m_deadline.stop();
    m_socket.disconnect(this);
    m_socket.abort();
    done(result);
    deleteLater();
}

} // namespace streamkeeper
