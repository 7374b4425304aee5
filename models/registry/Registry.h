#pragma once

#include "models/registry/RegistryDatabase.h"

#include <QObject>
#include <QPointer>
#include <QThread>

#include <functional>
#include <memory>

namespace streamkeeper {

/// The registry on its own thread: jobs run there one after the other, each with the open database.
/// Made, used and destroyed on one thread, where the answers come. The destructor lets queued jobs
/// finish: what was accepted is written; answers that are still on their way are dropped.
class Registry : public QObject
{
    Q_OBJECT

public:
    explicit Registry(QObject *parent = nullptr);
    ~Registry() override;

    void open(const QString &path, QObject *context, std::function<void(VoidResult)> done);

    /// `job` takes `RegistryDatabase &` and returns a Result; it runs on the registry's thread. `done`
    /// gets it here, never within this call, and not after `context` is gone.
    template <typename Job, typename Done>
    void run(QObject *context, Job job, Done done)
    {
        QPointer<QObject> guard(context);
        QMetaObject::invokeMethod(
            m_worker,
            [this, guard, job = std::move(job), done = std::move(done)]() mutable {
                auto answer = job(*m_database);
                QMetaObject::invokeMethod(
                    this,
                    [guard, done = std::move(done), answer = std::move(answer)]() mutable {
                        if (guard)
                            done(std::move(answer));
                    },
                    Qt::QueuedConnection);
            },
            Qt::QueuedConnection);
    }

private:
    QThread m_thread;
    QObject *m_worker = nullptr; ///< lives on m_thread
    std::unique_ptr<RegistryDatabase> m_database;
};

} // namespace streamkeeper
