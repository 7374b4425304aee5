#pragma once

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QStringList>

namespace streamkeeper::test {

/// The members in which two objects differ, for a check of large ones that can be read: "maxReaders: 2, 3".
[[nodiscard]] inline QStringList differences(const QJsonObject &one, const QJsonObject &other)
{
    const auto text = [](const QJsonValue &value) {
        return QString::fromUtf8(QJsonDocument(QJsonArray{value}).toJson(QJsonDocument::Compact));
    };
    QStringList keys = one.keys() + other.keys();
    keys.removeDuplicates();
    QStringList all;
    for (const QString &key : std::as_const(keys)) {
        if (one.value(key) != other.value(key))
            all.append(key + QStringLiteral(": ") + text(one.value(key)) + text(other.value(key)));
    }
    return all;
}

} // namespace streamkeeper::test
