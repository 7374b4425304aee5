#include "models/registry/Registry.h"

namespace streamkeeper {

using namespace Qt::StringLiterals;

Registry::Registry(QObject *parent)
    : QObject(parent)
    , m_worker(new QObject)
    , m_database(std::make_unique<RegistryDatabase>())
{
    m_thread.setObjectName(u"registry"_s);
    m_worker->moveToThread(&m_thread);
    m_thread.start();
}

Registry::~Registry()
{
    // Queued behind every accepted job; the connection has to be closed on the thread that used it.
    QMetaObject::invokeMethod(
        m_worker, [this] { m_database->close(); }, Qt::BlockingQueuedConnection);
    m_worker->deleteLater();
    m_thread.quit();
    m_thread.wait();
}

void Registry::open(const QString &path, QObject *context, std::function<void(VoidResult)> done)
{
    run(
        context, [path](RegistryDatabase &database) { return database.open(path); }, std::move(done));
}

} // namespace streamkeeper
