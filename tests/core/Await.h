#pragma once

#include "models/domain/Result.h"

#include <QAbstractEventDispatcher>
#include <QCoroTask>
#include <QEventLoop>
#include <QTest>
#include <QTimer>

#include <chrono>
#include <functional>
#include <memory>
#include <optional>

namespace streamkeeper::test {

/// Runs a coroutine to its end under the event loop of the test; nothing if it did not end in time. The
/// result slot is kept until then, so a test that gives up leaks on purpose instead of crashing.
template <typename T>
[[nodiscard]] std::optional<T> await(QCoro::Task<T> task,
                                     std::chrono::milliseconds timeout = std::chrono::seconds(20))
{
    auto result = std::make_shared<std::optional<T>>();
    const auto collect = [](QCoro::Task<T> running,
                            std::shared_ptr<std::optional<T>> slot) -> QCoro::Task<void> {
        *slot = co_await running;
    };
    collect(std::move(task), result);
    // An event loop of its own: qWaitFor sleeps between looks, which adds up over many requests.
    QEventLoop loop;
    const auto watch = [](std::shared_ptr<std::optional<T>> slot, QEventLoop *waiting) {
        if (slot->has_value())
            waiting->quit();
    };
    QTimer::singleShot(timeout, &loop, &QEventLoop::quit);
    QObject::connect(QAbstractEventDispatcher::instance(), &QAbstractEventDispatcher::aboutToBlock, &loop,
                     [&] { watch(result, &loop); });
    if (!result->has_value())
        loop.exec();
    return *result;
}

/// The same for a fallible coroutine: one that does not end has failed.
template <typename T>
[[nodiscard]] T run(QCoro::Task<T> task)
{
    auto result = await(std::move(task));
    return result ? std::move(*result) : T(fail(ErrorCategory::Storage, QStringLiteral("it did not end")));
}

/// What `start` is answered by; no answer in time is a failure, too.
template <typename T>
[[nodiscard]] Result<T> answerOf(const std::function<void(QObject *, std::function<void(Result<T>)>)> &start,
                                 int timeoutMs = 15'000)
{
    std::optional<Result<T>> answer;
    QObject listener; // an answer that comes later has nobody to go to
    start(&listener, [&answer](Result<T> result) { answer = std::move(result); });
    if (!QTest::qWaitFor([&answer] { return answer.has_value(); }, timeoutMs))
        return fail(ErrorCategory::Timeout, QStringLiteral("no answer"));
    return std::move(*answer);
}

} // namespace streamkeeper::test
