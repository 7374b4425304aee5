#include "app/session/RegistryPath.h"

#include <QDir>
#include <QFileInfo>
#include <QStandardPaths>

namespace streamkeeper {

using namespace Qt::StringLiterals;

QString defaultRegistryFile()
{
    const QString named = qEnvironmentVariable("STREAMKEEPER_REGISTRY");
    if (!named.isEmpty())
        return QFileInfo(named).absoluteFilePath();
    return QDir(QStandardPaths::writableLocation(QStandardPaths::AppDataLocation))
        .filePath(u"registry.sqlite"_s);
}

} // namespace streamkeeper
