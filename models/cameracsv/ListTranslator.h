#pragma once

#include "models/cameracsv/CsvReader.h"
#include "models/cameracsv/ImportPlan.h"

#include <QHash>

namespace streamkeeper {

/// One line of somebody's list in our columns.
struct TranslatedRecord
{
    CsvRecord record;
    QList<ImportProblem> notices;
    CameraMaker proposedBy = CameraMaker::Unknown; ///< in whose form addresses were made up
    QList<CsvColumn> proposed;                     ///< those addresses
};

/// Puts the lines of a list in our columns: finds the host in what stands for it, puts user and password into
/// addresses that have none, and proposes addresses where the list has none and the make is known.
class ListTranslator
{
public:
    /// The mapping has to fit (checkMapping()).
    ListTranslator(const ColumnMapping &mapping, const QStringList &header);

    [[nodiscard]] const std::vector<std::optional<CsvColumn>> &columns() const { return m_columns; }
    [[nodiscard]] TranslatedRecord translate(const CsvRecord &record) const;
    /// The column of the list that became this one of ours; ours if none did.
    [[nodiscard]] QString sourceOf(const QString &ownColumn) const;

private:
    struct Line;

    void addColumns();
    void addColumn(CsvColumn column);
    [[nodiscard]] bool hasColumn(CsvColumn column) const;
    void takeOwn(Line &line) const;
    void takeHost(Line &line) const;
    void takeMac(Line &line) const;
    void takeName(Line &line) const;
    void takeAddresses(Line &line) const;
    void proposeAddresses(Line &line) const;
    [[nodiscard]] CameraMaker makerOfLine(const Line &line) const;
    void takeServer(Line &line) const;

    ColumnMapping m_mapping;
    QHash<ListField, qsizetype> m_places; ///< in the list
    QHash<ListField, QString> m_names;
    qsizetype m_cellCount;
    bool m_namesKnownCameras = false;
    std::vector<std::optional<CsvColumn>> m_columns;
};

} // namespace streamkeeper
