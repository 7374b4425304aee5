#include "app/servers/NetworkThread.h"

#include <algorithm>

namespace streamkeeper {

using namespace Qt::StringLiterals;

NetworkThread::NetworkThread(QObject *parent)
    : QObject(parent)
    , m_worker(new QObject)
{
    m_thread.setObjectName(u"network"_s);
    m_worker->moveToThread(&m_thread);
    m_thread.start();
    QMetaObject::invokeMethod(
        m_worker,
        [this] {
            m_transport = std::make_unique<HttpTransport>();
            m_poller = std::make_unique<Poller>(*m_transport);
            connect(m_poller.get(), &Poller::snapshotReady, this, &NetworkThread::snapshotReady);
            connect(m_poller.get(), &Poller::pollFailed, this, &NetworkThread::pollFailed);
        },
        Qt::BlockingQueuedConnection);
}

NetworkThread::~NetworkThread()
{
    QMetaObject::invokeMethod(
        m_worker,
        [this] {
            m_poller->close();
            // Closing what a coroutine waits for ends it, and it takes itself out of the list.
            while (!m_temporaries.empty())
                closeLastTemporary();
            for (auto &[key, channel] : m_mediaChannels)
                channel->close();
            m_mediaChannels.clear();
            m_poller.reset();
            m_transport.reset();
        },
        Qt::BlockingQueuedConnection);
    m_worker->deleteLater();
    m_thread.quit();
    m_thread.wait();
}

void NetworkThread::closeLastTemporary()
{
    const Temporary last = m_temporaries.back();
    const auto isThere = [&] {
        return std::ranges::find(m_temporaries, last.channel, &Temporary::channel) != m_temporaries.end();
    };
    last.channel->close();
    if (isThere() && last.scope)
        last.scope->close();
    std::erase_if(m_temporaries, [&](const Temporary &one) { return one.channel == last.channel; });
}

void NetworkThread::post(std::function<void(Poller &)> work)
{
    QMetaObject::invokeMethod(
        m_worker,
        [this, work = std::move(work)] {
            if (m_poller) // what comes after the end has nobody to answer to
                work(*m_poller);
        },
        Qt::QueuedConnection);
}

void NetworkThread::limitDeadlines(std::chrono::milliseconds longest)
{
    post([this, longest](Poller &) { m_transport->limitDeadlines(longest); });
}

void NetworkThread::answerBy(std::chrono::milliseconds end)
{
    const QDeadlineTimer deadline(end); // the way there takes a moment, too
    post([this, deadline](Poller &) {
        m_transport->answerBy(std::chrono::milliseconds(deadline.remainingTime()));
    });
}

void NetworkThread::fetch(const ChannelAddress &address, HttpRequest request, std::stop_token stop,
                          std::function<void(Result<HttpResponse>)> done)
{
    post([this, address, request = std::move(request), stop = std::move(stop),
          done = std::move(done)](Poller &) {
        const QString key = address.displayText() + u'#' + QString::fromLatin1(address.pinnedSha256.toHex());
        auto &channel = m_mediaChannels[key];
        if (!channel)
            channel = std::make_unique<ServerChannel>(*m_transport, address);
        channel->send(request, stop, done);
    });
}

void NetworkThread::fetch(const ChannelAddress &address, HttpRequest request, QObject *context,
                          std::function<void(Result<HttpResponse>)> done)
{
    const auto deliver = [this, guard = QPointer<QObject>(context),
                          done = std::move(done)](Result<HttpResponse> answer) {
        QMetaObject::invokeMethod(
            this,
            [guard, done, answer = std::move(answer)]() mutable {
                if (guard)
                    done(std::move(answer));
            },
            Qt::QueuedConnection);
    };
    fetch(address, std::move(request), std::stop_token(), deliver);
}

} // namespace streamkeeper
