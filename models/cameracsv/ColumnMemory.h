#pragma once

#include "models/cameracsv/ColumnMapping.h"

#include <QJsonObject>

namespace streamkeeper {

/// What was said of columns before: for each header the last time, and under names. A value that is kept with
/// the window; it holds names of columns and nothing else.
class ColumnMemory
{
public:
    [[nodiscard]] static ColumnMemory fromJson(const QJsonObject &state);
    [[nodiscard]] QJsonObject toJson() const;

    [[nodiscard]] std::optional<ColumnMapping> forHeader(const QStringList &header) const;
    /// Of headers that may not be kept nothing is.
    void remember(const QStringList &header, const ColumnMapping &mapping);

    /// Each has a name.
    [[nodiscard]] const QList<ColumnMapping> &saved() const { return m_saved; }
    void save(const ColumnMapping &mapping);

private:
    QList<std::pair<QString, ColumnMapping>> m_headers; ///< the latest is last
    QList<ColumnMapping> m_saved;
};

} // namespace streamkeeper
