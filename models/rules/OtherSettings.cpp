#include "models/rules/OtherSettings.h"

#include <QJsonDocument>
#include <QJsonObject>

namespace streamkeeper {

using namespace Qt::StringLiterals;

QStringList othersNotTaken(const SecretText &others, const QStringList &taken)
{
    QStringList names;
    const QStringList all = QJsonDocument::fromJson(others.reveal()).object().keys();
    for (const QString &name : all) {
        if (!taken.contains(name) && name != "recordDeleteAfter"_L1)
            names.append(name);
    }
    return names;
}

SecretText withOthersNotTaken(const SecretText &told, const SecretText &known, const QStringList &taken)
{
    const QStringList names = othersNotTaken(known, taken);
    if (names.isEmpty())
        return told;
    const QJsonObject before = QJsonDocument::fromJson(known.reveal()).object();
    QJsonObject all = QJsonDocument::fromJson(told.reveal()).object();
    for (const QString &name : names)
        all.insert(name, before.value(name));
    return SecretText(QJsonDocument(all).toJson(QJsonDocument::Compact));
}

} // namespace streamkeeper
