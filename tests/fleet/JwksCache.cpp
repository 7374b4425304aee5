#include "tests/fleet/JwksCache.h"

#include "tests/fleet/SteadyClock.h"

#include <QNetworkReply>
#include <QTimer>

#include <chrono>
#include <future>
#include <mutex>
#include <utility>

using namespace std::chrono_literals;

namespace streamkeeper::fleet {

namespace {
constexpr auto KeptFor = 60min;
constexpr auto FetchTimeout = 5s;
/// Who waits on another thread gives up a little later than the fetch: it must not hang with the main one.
constexpr auto Patience = FetchTimeout + 1s;
constexpr qsizetype MaximumBytes = 1'048'576;

} // namespace

struct JwksCache::State
{
    std::mutex mutex;
    std::shared_ptr<const Jwks> keys;
    qint64 fetchedSteadyMs = 0;
    JwksCache *cache = nullptr; ///< null: it is gone
};

std::shared_ptr<const Jwks> JwksCache::Reader::current() const
{
    const std::lock_guard lock(m_state->mutex);
    const bool isFresh = steadyMs() - m_state->fetchedSteadyMs < std::chrono::milliseconds(KeptFor).count();
    return isFresh ? m_state->keys : nullptr;
}

std::shared_ptr<const Jwks> JwksCache::Reader::waitFor() const
{
    if (auto keys = current()) {
        return keys;
    }
    const auto done = std::make_shared<std::promise<void>>();
    {
        const std::lock_guard lock(m_state->mutex);
        if (JwksCache *const cache = m_state->cache) {
            QMetaObject::invokeMethod(
                cache, [cache, done] { cache->prepare([done] { done->set_value(); }); },
                Qt::QueuedConnection);
        }
    }
    done->get_future().wait_for(Patience);
    return current();
}

JwksCache::JwksCache()
{
    m_reader.m_state = std::make_shared<State>();
    m_reader.m_state->cache = this;
}

JwksCache::~JwksCache()
{
    {
        const std::lock_guard lock(m_reader.m_state->mutex);
        m_reader.m_state->cache = nullptr;
        m_reader.m_state->keys.reset();
    }
    callWaiting();
}

void JwksCache::setUrl(const QUrl &url)
{
    m_url = url;
    invalidate();
}

void JwksCache::invalidate()
{
    {
        const std::lock_guard lock(m_reader.m_state->mutex);
        m_reader.m_state->keys.reset();
    }
    if (!m_waiting.empty()) {
        fetch();
    }
}

void JwksCache::prepare(std::function<void()> then)
{
    if (m_reader.current()) {
        then();
        return;
    }
    m_waiting.push_back(std::move(then));
    if (m_waiting.size() == 1) {
        fetch();
    }
}

void JwksCache::fetch()
{
    const int number = ++m_fetchNumber;
    QNetworkReply *const reply = m_network.get(QNetworkRequest(m_url));
    // A total: what drips would go on for ever.
    QTimer::singleShot(FetchTimeout, reply, &QNetworkReply::abort);
    connect(reply, &QNetworkReply::finished, this, [this, reply, number] {
        reply->deleteLater();
        if (number != m_fetchNumber) {
            return;
        }
        const bool isGood = reply->error() == QNetworkReply::NoError &&
                            reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt() == 200;
        finish(isGood ? Jwks::read(reply->read(MaximumBytes)) : std::nullopt);
    });
}

void JwksCache::finish(std::optional<Jwks> keys)
{
    {
        const std::lock_guard lock(m_reader.m_state->mutex);
        m_reader.m_state->keys = keys ? std::make_shared<const Jwks>(std::move(*keys)) : nullptr;
        m_reader.m_state->fetchedSteadyMs = steadyMs();
    }
    callWaiting();
}

void JwksCache::callWaiting()
{
    for (const auto &then : std::exchange(m_waiting, {})) {
        then();
    }
}

} // namespace streamkeeper::fleet
