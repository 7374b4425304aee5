#pragma once

#include "app/player/EndingThreads.h"

#include <QObject>

#include <functional>
#include <memory>
#include <utility>

namespace streamkeeper {

/// The session that a player runs now, and those before it, which end by themselves. What a session has to
/// tell comes queued, on the player's thread; what older ones still tell is dropped. The player's thread.
template <typename Session>
class SessionSlot
{
public:
    using Update = typename Session::Update;
    using Handle = std::function<void(const Update &)>;

    /// Part of `player`: it is there as long as this is.
    SessionSlot(QObject *player, Handle handle)
        : m_player(player)
        , m_handle(std::move(handle))
    {
    }
    /// Waits at most 2 s for running sessions, then leaves them to end by themselves.
    ~SessionSlot()
    {
        end();
        m_ending.release();
    }
    SessionSlot(const SessionSlot &) = delete;
    SessionSlot &operator=(const SessionSlot &) = delete;

    void start(typename Session::Request request)
    {
        end();
        // Never called after EndingThreads::release().
        m_session = Session::start(std::move(request), [this, generation = m_generation] {
            QMetaObject::invokeMethod(
                m_player, [this, generation] { takeUpdate(generation); }, Qt::QueuedConnection);
        });
    }
    /// Not waited for: the next one may begin at once.
    void end()
    {
        ++m_generation;
        m_ending.end(std::move(m_session));
    }

    /// Of the present session: what answers or is called back later asks isCurrent() with it.
    [[nodiscard]] quint64 generation() const { return m_generation; }
    [[nodiscard]] bool isCurrent(quint64 generation) const { return m_session && generation == m_generation; }
    explicit operator bool() const { return m_session != nullptr; }
    [[nodiscard]] Session *operator->() const { return m_session.get(); }

    void removeFinished() { m_ending.removeFinished(); }
    /// Those that run or are ending.
    [[nodiscard]] int count() const { return m_ending.count() + (m_session ? 1 : 0); }

private:
    void takeUpdate(quint64 generation)
    {
        m_ending.removeFinished();
        if (isCurrent(generation))
            m_handle(m_session->takeUpdate());
    }

    QObject *const m_player;
    const Handle m_handle;
    std::shared_ptr<Session> m_session;
    EndingThreads m_ending;
    quint64 m_generation = 0;
};

} // namespace streamkeeper
