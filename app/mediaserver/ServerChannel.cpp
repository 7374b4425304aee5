#include "app/mediaserver/ServerChannel.h"

#include "app/mediaserver/PendingRequest.h"

#include <QPointer>

#include <algorithm>
#include <utility>

namespace streamkeeper {

using namespace Qt::StringLiterals;

QUrl ChannelAddress::url() const
{
    QUrl url;
    url.setScheme(useTls ? u"https"_s : u"http"_s);
    url.setHost(host);
    url.setPort(port);
    return url;
}

QString ChannelAddress::displayText() const
{
    return url().toDisplayString();
}

ServerChannel::ServerChannel(HttpTransport &transport, ChannelAddress address, QObject *parent)
    : QObject(parent)
    , m_transport(transport)
    , m_address(std::move(address))
{
}

ServerChannel::~ServerChannel()
{
    close();
}

ServerChannel::Answer::Answer(ServerChannel &channel, HttpRequest request, std::stop_token stop)
    : m_channel(channel)
    , m_request(std::move(request))
    , m_stop(std::move(stop))
{
}

void ServerChannel::Answer::await_suspend(std::coroutine_handle<> handle)
{
    // This awaiter lives in the suspended frame, so it outlives the request.
    m_channel.send(std::move(m_request), std::move(m_stop), [this, handle](Result<HttpResponse> result) {
        m_result = std::move(result);
        handle.resume();
    });
}

Result<HttpResponse> ServerChannel::Answer::await_resume()
{
    return std::move(*m_result);
}

ServerChannel::Answer ServerChannel::send(HttpRequest request, std::stop_token stop)
{
    return {*this, std::move(request), std::move(stop)};
}

void ServerChannel::send(HttpRequest request, std::stop_token stop,
                         std::function<void(Result<HttpResponse>)> done)
{
    if (m_isClosed || stop.stop_requested()) {
        done(cancelled());
        return;
    }
    m_waiting.push_back(new PendingRequest(*this, std::move(request), std::move(stop), std::move(done)));
    startNext();
}

void ServerChannel::startNext()
{
    while (!m_isClosed && !m_waiting.empty() && int(m_running.size()) < parallelLimit) {
        PendingRequest *request = m_waiting.front();
        m_waiting.pop_front();
        m_running.push_back(request);
        request->start();
    }
}

void ServerChannel::requestDone(PendingRequest *request)
{
    std::erase(m_running, request);
    std::erase(m_waiting, request);
    startNext();
}

tl::unexpected<Error> ServerChannel::cancelled()
{
    return fail(ErrorCategory::Cancelled, tr("The request was cancelled."));
}

void ServerChannel::computeElsewhere(std::function<void()> work, std::function<void(bool)> done)
{
    if (m_isClosed) {
        done(false);
        return;
    }
    m_works.push_back(std::make_shared<PendingWork>(PendingWork{std::move(work), std::move(done)}));
    if (m_works.size() == 1)
        computeNext();
}

void ServerChannel::computeNext()
{
    // Who is closed meanwhile has no such work any more, and may be gone.
    const std::weak_ptr<PendingWork> pending = m_works.front();
    const auto done = [self = QPointer<ServerChannel>(this), pending] {
        if (self && !pending.expired())
            self->computed();
    };
    m_transport.workPool().run(std::exchange(m_works.front()->work, nullptr), done);
}

void ServerChannel::computed()
{
    const auto work = m_works.front();
    m_works.pop_front();
    if (!m_works.empty())
        computeNext();
    work->done(true); // may destroy this
}

void ServerChannel::close()
{
    m_isClosed = true;
    // Continuations may send again (refused at once), drop others, or end the coroutine that owns this
    // channel: take one at a time and look whether we are still there.
    const QPointer<ServerChannel> self(this);
    while (self && (!m_running.empty() || !m_waiting.empty())) {
        PendingRequest *request = m_running.empty() ? m_waiting.front() : m_running.front();
        request->finish(cancelled());
    }
    while (self && !m_works.empty()) {
        const auto work = m_works.front();
        m_works.pop_front();
        work->done(false);
    }
}

} // namespace streamkeeper
