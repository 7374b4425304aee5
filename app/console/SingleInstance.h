#pragma once

#include <QLocalServer>
#include <QLockFile>
#include <QObject>

#include <memory>

namespace streamkeeper {

/// One console window per registry: a second start brings the first window forward. The command line
/// is not held back by this.
class SingleInstance : public QObject
{
    Q_OBJECT

public:
    explicit SingleInstance(const QString &registryFile, QObject *parent = nullptr);

    /// False if another console has this registry open; it has been asked to come forward.
    [[nodiscard]] bool claim();

Q_SIGNALS:
    void raiseRequested();

private:
    QString m_name;
    std::unique_ptr<QLockFile> m_lock;
    QLocalServer m_server;
};

} // namespace streamkeeper
