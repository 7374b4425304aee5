#include "app/mediaserver/WorkPool.h"

#include <utility>

namespace streamkeeper {

using namespace Qt::StringLiterals;

WorkPool::WorkPool(QObject *parent)
    : QObject(parent)
{
    m_threads.setObjectName(u"answers"_s);
    m_threads.setMaxThreadCount(threadCount);
}

WorkPool::~WorkPool()
{
    m_threads.clear();
    m_threads.waitForDone();
}

void WorkPool::run(std::function<void()> work, std::function<void()> done)
{
    ++m_pendingCount;
    m_threads.start([this, work = std::move(work), done = std::move(done)]() mutable {
        work();
        work = nullptr; // what it has of an answer may be large, too
        const auto comeBack = [this, done = std::move(done)] {
            --m_pendingCount;
            done();
        };
        QMetaObject::invokeMethod(this, comeBack, Qt::QueuedConnection);
    });
}

} // namespace streamkeeper
