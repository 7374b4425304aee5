#pragma once

#include "tests/fleet/Jwks.h"

#include <QNetworkAccessManager>
#include <QObject>
#include <QUrl>

#include <functional>
#include <memory>
#include <vector>

namespace streamkeeper::fleet {

/// The keys of a MediaMTX server in `jwt` mode: fetched from the operator's address when they are needed,
/// kept for an hour. While they cannot be had, there are none: the next who needs them fetches again. Main
/// thread, but for its readers.
class JwksCache : public QObject
{
    Q_OBJECT
    struct State;

public:
    /// Reads the keys on any thread, and may outlive the cache. A value.
    class Reader
    {
    public:
        /// Null if there are none, or if they are too old.
        [[nodiscard]] std::shared_ptr<const Jwks> current() const;
        /// The same, but waits until they were fetched or could not be. Not on the main thread.
        [[nodiscard]] std::shared_ptr<const Jwks> waitFor() const;

    private:
        friend class JwksCache;
        std::shared_ptr<State> m_state;
    };

    JwksCache();
    /// Those who wait for keys get none.
    ~JwksCache() override;

    [[nodiscard]] const Reader &reader() const { return m_reader; }
    /// Another address, or the same again: what was fetched is forgotten.
    void setUrl(const QUrl &url);
    /// What was fetched is old.
    void invalidate();
    /// Calls `then`, now or when the keys were fetched or could not be.
    void prepare(std::function<void()> then);

private:
    void fetch();
    void finish(std::optional<Jwks> keys);
    void callWaiting();

    Reader m_reader;
    QUrl m_url;
    QNetworkAccessManager m_network;
    std::vector<std::function<void()>> m_waiting;
    int m_fetchNumber = 0; ///< answers to older fetches do not count
};

} // namespace streamkeeper::fleet
