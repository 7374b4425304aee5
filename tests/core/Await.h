#pragma once

#include <QCoroTask>
#include <QTest>

#include <chrono>
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
    (void)QTest::qWaitFor([&] { return result->has_value(); }, int(timeout.count()));
    return *result;
}

} // namespace streamkeeper::test
