#pragma once

#include "app/mediaserver/ServerSocket.h"

#include <QObject>
#include <QTimer>
#include <QUrl>

#include <chrono>
#include <functional>

namespace streamkeeper {

/// Asks an RTSP server to describe an address, as a player does first, to see whether it would let its bearer
/// in. Answers with the status code, once, and deletes itself. Any thread with an event loop.
class RtspTry : public QObject
{
    Q_OBJECT

public:
    using Done = std::function<void(Result<int>)>;

    /// MediaMTX takes up to four seconds to refuse a wrong token (media-server-apis.md I).
    static constexpr std::chrono::milliseconds usualDeadline = std::chrono::seconds(10);

    /// `url` may hold a token: it is not logged. `pin` is of an rtsps address, see ServerSocket.
    static void start(const QUrl &url, const QByteArray &pin, QObject *context, Done done,
                      std::chrono::milliseconds deadline = usualDeadline);

private:
    RtspTry(const QUrl &url, const QByteArray &pin, std::chrono::milliseconds deadline, QObject *context,
            Done done);
    void read();
    void finish(const Result<int> &result);

    QUrl m_url;
    Done m_done;
    ServerSocket m_socket;
    QTimer m_deadline;
    QByteArray m_answer;
};

} // namespace streamkeeper
