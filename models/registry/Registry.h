#pragma once

#include "models/registry/RegistryDatabase.h"

#include <QFuture>
#include <QObject>
#include <QPromise>
#include <QThread>

#include <memory>
#include <type_traits>

namespace streamkeeper {

/// The registry on its own thread: jobs run there one after the other, each with the open database.
/// Use from any thread. Continue with `then` and post the answer: `then(context, ...)` would call at
/// once if the job is done already. The destructor lets queued jobs
/// finish: what was accepted is written.
class Registry
{
public:
    Registry();
    ~Registry();
    Registry(const Registry &) = delete;
    Registry &operator=(const Registry &) = delete;

    [[nodiscard]] QFuture<VoidResult> open(const QString &path);

    /// `job` takes `RegistryDatabase &` and returns a Result. It runs on the registry's thread.
    template <typename Job>
    [[nodiscard]] auto submit(Job job) -> QFuture<std::invoke_result_t<Job, RegistryDatabase &>>
    {
        using Answer = std::invoke_result_t<Job, RegistryDatabase &>;
        auto promise = std::make_shared<QPromise<Answer>>();
        promise->start();
        QFuture<Answer> future = promise->future();
        QMetaObject::invokeMethod(
            m_worker,
            [this, promise, job = std::move(job)]() mutable {
                promise->addResult(job(*m_database));
                promise->finish();
            },
            Qt::QueuedConnection);
        return future;
    }

private:
    QThread m_thread;
    QObject *m_worker = nullptr; ///< lives on m_thread
    std::unique_ptr<RegistryDatabase> m_database;
};

} // namespace streamkeeper
