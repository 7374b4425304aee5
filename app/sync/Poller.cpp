#include "app/sync/Poller.h"

#include <QRandomGenerator>

namespace streamkeeper {

namespace {

/// The first polls of a large fleet are spread a little, so that the window fills smoothly.
constexpr int startSpreadMsPerServer = 10;
constexpr int maxStartSpreadMs = 2'000;

} // namespace

Poller::Poller(HttpTransport &transport, QObject *parent)
    : QObject(parent)
    , m_transport(transport)
{
}

Poller::~Poller()
{
    close();
}

void Poller::setServer(const MediaServer &server, const SecretText &secret, const SnapshotPtr &last)
{
    removeServer(server.id);
    auto client = MediaServerClient::create(server, secret, m_transport);
    if (last)
        client->restoreCounters(*last);
    auto *poller = new ServerPoller(std::move(client), m_interval, this);
    connect(poller, &ServerPoller::snapshotReady, this, &Poller::snapshotReady);
    connect(poller, &ServerPoller::pollFailed, this, &Poller::pollFailed);
    poller->setQuiet(m_isQuiet);
    m_pollers.insert(server.id, poller);
    const int spread = qMin(int(m_pollers.size()) * startSpreadMsPerServer, maxStartSpreadMs);
    poller->start(std::chrono::milliseconds(QRandomGenerator::global()->bounded(spread)));
}

void Poller::removeServer(const ServerId &id)
{
    delete m_pollers.take(id);
}

void Poller::pollNow(const ServerId &id)
{
    if (ServerPoller *poller = m_pollers.value(id))
        poller->pollNow();
}

void Poller::pollAllNow()
{
    for (ServerPoller *poller : std::as_const(m_pollers))
        poller->pollNow();
}

void Poller::setInterval(std::chrono::milliseconds interval)
{
    m_interval = interval;
    for (ServerPoller *poller : std::as_const(m_pollers))
        poller->setInterval(interval);
}

void Poller::setQuiet(bool isQuiet)
{
    m_isQuiet = isQuiet;
    for (ServerPoller *poller : std::as_const(m_pollers))
        poller->setQuiet(isQuiet);
}

void Poller::close()
{
    qDeleteAll(std::exchange(m_pollers, {}));
}

MediaServerClient *Poller::client(const ServerId &id)
{
    ServerPoller *poller = m_pollers.value(id);
    return poller ? &poller->client() : nullptr;
}

} // namespace streamkeeper
