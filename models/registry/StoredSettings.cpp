#include "models/registry/StoredSettings.h"

#include "models/registry/SecretRepository.h"

#include <QJsonDocument>

namespace streamkeeper {

Result<QJsonObject> readStoredSettings(RegistryDatabase &database, const QString &key)
{
    const auto text = database.meta(key);
    if (!text)
        return tl::unexpected(text.error());
    return QJsonDocument::fromJson(text->toUtf8()).object();
}

VoidResult writeStoredSettings(RegistryDatabase &database, const QString &key, const QJsonObject &object,
                               const SecretId &before, const SecretId &now)
{
    if (!before.isNull() && before != now) {
        if (auto removed = SecretRepository(database).remove({before}); !removed)
            return removed;
    }
    const QByteArray text =
        object.isEmpty() ? QByteArray() : QJsonDocument(object).toJson(QJsonDocument::Compact);
    return database.setMeta(key, QString::fromUtf8(text));
}

} // namespace streamkeeper
