#pragma once

#include "models/domain/Result.h"

#include <QObject>
#include <QTimer>

#include <chrono>
#include <coroutine>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <utility>

namespace streamkeeper {

/// Lets coroutines of one thread await calls that answer by a callback, and makes sure that each of
/// them goes on exactly once: with the answer, or with Cancelled when the scope is closed. A coroutine
/// that were left hanging at shutdown would leak, and an answer that came after it would crash.
class AsyncScope
{
public:
    AsyncScope() = default;
    ~AsyncScope() { close(); }
    AsyncScope(const AsyncScope &) = delete;
    AsyncScope &operator=(const AsyncScope &) = delete;

    /// Everything that waits goes on now, with Cancelled; so does at once what waits later.
    void close()
    {
        m_isClosed = true;
        while (!m_waiting.empty()) {
            const auto cancel = std::move(m_waiting.begin()->second);
            m_waiting.erase(m_waiting.begin());
            cancel();
        }
    }
    [[nodiscard]] bool isClosed() const { return m_isClosed; }

    /// `start(done)` begins a call that invokes `done` with a Result<T>, later or at once, on this thread.
    template <typename T, typename Start>
    class [[nodiscard]] Call
    {
    public:
        Call(AsyncScope &scope, Start start)
            : m_scope(scope)
            , m_start(std::move(start))
            , m_state(std::make_shared<State>())
        {
        }

        [[nodiscard]] bool await_ready() const { return m_scope.m_isClosed; }

        void await_suspend(std::coroutine_handle<> handle)
        {
            const int key = m_scope.m_nextKey++;
            // The awaiting coroutine may be over by the time of a late answer: only the state is touched.
            const auto finish = [state = m_state, handle](std::optional<Result<T>> result) {
                if (std::exchange(state->isDone, true))
                    return;
                state->result = std::move(result);
                handle.resume();
            };
            m_scope.m_waiting.emplace(key, [finish] { finish(std::nullopt); });
            AsyncScope *scope = &m_scope;
            auto done = [state = m_state, finish, scope, key](Result<T> result) {
                if (state->isDone)
                    return; // the scope was closed, and may be gone
                scope->m_waiting.erase(key);
                finish(std::move(result));
            };
            // Moved out first: an answer at once ends this object.
            Start start = std::move(m_start);
            start(std::move(done));
        }

        [[nodiscard]] Result<T> await_resume()
        {
            if (m_state->result)
                return std::move(*m_state->result);
            return fail(ErrorCategory::Cancelled, {});
        }

    private:
        struct State
        {
            std::optional<Result<T>> result;
            bool isDone = false;
        };

        AsyncScope &m_scope;
        Start m_start;
        std::shared_ptr<State> m_state;
    };

    template <typename T, typename Start>
    [[nodiscard]] Call<T, Start> call(Start start)
    {
        return Call<T, Start>(*this, std::move(start));
    }

    /// `co_await scope.sleep(1s)`: an error only when the scope was closed.
    [[nodiscard]] auto sleep(std::chrono::milliseconds time)
    {
        return call<void>([this, time](auto done) {
            QTimer::singleShot(time, &m_timerContext, [done = std::move(done)]() mutable { done({}); });
        });
    }

private:
    bool m_isClosed = false;
    int m_nextKey = 0;
    std::map<int, std::function<void()>> m_waiting;
    QObject m_timerContext;
};

} // namespace streamkeeper
