#include "app/session/RegistryPath.h"

#include <QDir>
#include <QStandardPaths>

namespace streamkeeper {

using namespace Qt::StringLiterals;

QString defaultRegistryFile()
{
    return QDir(QStandardPaths::writableLocation(QStandardPaths::AppDataLocation))
        .filePath(u"registry.sqlite"_s);
}

} // namespace streamkeeper
