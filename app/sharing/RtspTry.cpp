#include "app/sharing/RtspTry.h"

#include <chrono>
#include <utility>

namespace streamkeeper {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype longestStatusLine = 4096;

} // namespace

void RtspTry::start(const QUrl &url, const QByteArray &pin, QObject *context, Done done,
                    std::chrono::milliseconds deadline)
{
    new RtspTry(url, pin, deadline, context, std::move(done)); // deletes itself
}

RtspTry::RtspTry(const QUrl &url, const QByteArray &pin, std::chrono::milliseconds deadline, QObject *context,
                 Done done)
    : QObject(context)
    , m_url(url)
    , m_done(std::move(done))
    , m_socket(url, pin)
{
    m_deadline.setSingleShot(true);
    connect(&m_deadline, &QTimer::timeout, this, [this] {
        finish(fail(ErrorCategory::Timeout, tr("%1 did not answer in time.").arg(m_socket.where())));
    });
    connect(&m_socket, &ServerSocket::ready, this, [this] {
        m_socket.device().write("DESCRIBE " + m_url.toEncoded() +
                                " RTSP/1.0\r\nCSeq: 1\r\nAccept: application/sdp\r\nUser-Agent: "
                                "Streamkeeper\r\n\r\n");
    });
    connect(&m_socket.device(), &QSslSocket::readyRead, this, &RtspTry::read);
    connect(&m_socket, &ServerSocket::failed, this,
            [this](const Error &error) { finish(tl::unexpected(error)); });
    m_deadline.start(deadline);
    m_socket.open();
}

void RtspTry::read()
{
    m_answer += m_socket.device().readAll();
    const qsizetype end = m_answer.indexOf("\r\n");
    if (end < 0 && m_answer.size() < longestStatusLine)
        return;
    const QList<QByteArray> words = m_answer.left(std::max<qsizetype>(end, 0)).split(' ');
    bool isNumber = false;
    const int status = words.size() > 1 ? words[1].toInt(&isNumber) : 0;
    if (words[0].startsWith("RTSP/") && isNumber)
        finish(status);
    else
        finish(fail(ErrorCategory::Protocol, tr("%1 does not speak RTSP.").arg(m_socket.where())));
}

void RtspTry::finish(const Result<int> &result)
{
    const Done done = std::exchange(m_done, {});
    if (!done)
        return;
    m_deadline.stop();
    m_socket.disconnect(this);
    m_socket.device().disconnect(this);
    m_socket.device().abort();
    done(result);
    deleteLater();
}

} // namespace streamkeeper
