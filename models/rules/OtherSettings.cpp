#include "models/rules/OtherSettings.h"

#include <QJsonDocument>
#include <QJsonObject>

namespace streamkeeper {

QStringList othersNotTaken(const SecretText &others, const QStringList &taken)
{
    QStringList names;
    const QStringList all = QJsonDocument::fromJson(others.reveal()).object().keys();
    for (const QString &name : all) {
        if (!taken.contains(name))
            names.append(name);
    }
    return names;
}

} // namespace streamkeeper
