#include "app/files/StateFolder.h"

#include <QDir>

namespace streamkeeper {

using namespace Qt::StringLiterals;

QString stateFolder()
{
    // Qt 6.4 has no name for the state directory.
    QString base = qEnvironmentVariable("XDG_STATE_HOME");
    if (base.isEmpty())
        base = QDir::home().filePath(u".local/state"_s);
    return QDir(base).filePath(u"streamkeeper"_s);
}

} // namespace streamkeeper
