#include "models/cameracsv/ColumnMemory.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>

namespace streamkeeper {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype mostKept = 50;

QString keyOf(const QStringList &header)
{
    QStringList keys;
    for (const QString &column : header)
        keys.append(columnKey(column));
    return keys.join(u'\n');
}

QJsonObject objectOf(const ColumnMapping &mapping)
{
    return QJsonDocument::fromJson(mappingToJson(mapping)).object();
}

std::optional<ColumnMapping> mappingOf(const QJsonValue &value)
{
    const auto mapping = mappingFromJson(QJsonDocument(value.toObject()).toJson());
    return mapping ? std::optional(*mapping) : std::nullopt;
}

} // namespace

ColumnMemory ColumnMemory::fromJson(const QJsonObject &state)
{
    ColumnMemory memory;
    for (const QJsonValue &entry : state[u"headers"].toArray()) {
        if (const auto mapping = mappingOf(entry[u"mapping"]))
            memory.m_headers.append({entry[u"header"].toString(), *mapping});
    }
    for (const QJsonValue &entry : state[u"saved"].toArray()) {
        if (const auto mapping = mappingOf(entry))
            memory.save(*mapping);
    }
    return memory;
}

QJsonObject ColumnMemory::toJson() const
{
    QJsonArray headers;
    for (const auto &[header, mapping] : m_headers)
        headers.append(QJsonObject{{u"header"_s, header}, {u"mapping"_s, objectOf(mapping)}});
    QJsonArray saved;
    for (const ColumnMapping &mapping : m_saved)
        saved.append(objectOf(mapping));
    return {{u"headers"_s, headers}, {u"saved"_s, saved}};
}

std::optional<ColumnMapping> ColumnMemory::forHeader(const QStringList &header) const
{
    const QString key = keyOf(header);
    for (const auto &[known, mapping] : m_headers) {
        if (known == key)
            return mapping;
    }
    return std::nullopt;
}

void ColumnMemory::remember(const QStringList &header, const ColumnMapping &mapping)
{
    if (!mayBeKept(header))
        return;
    const QString key = keyOf(header);
    m_headers.removeIf([&](const auto &known) { return known.first == key; });
    m_headers.append({key, mapping});
    if (m_headers.size() > mostKept)
        m_headers.removeFirst();
}

void ColumnMemory::save(const ColumnMapping &mapping)
{
    if (mapping.name.isEmpty())
        return;
    m_saved.removeIf([&](const ColumnMapping &known) { return known.name == mapping.name; });
    m_saved.append(mapping);
    if (m_saved.size() > mostKept)
        m_saved.removeFirst();
}

} // namespace streamkeeper
