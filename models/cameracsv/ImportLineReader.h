#pragma once

#include "models/cameracsv/CameraCells.h"
#include "models/cameracsv/CsvReader.h"
#include "models/cameracsv/ImportMatching.h"
#include "models/rules/StreamActionRule.h"

namespace streamkeeper {

/// Reads one line of an import against the registry: which camera it means, what it would change, what is
/// wrong with it. Knows nothing of other lines and of the choice of media servers.
class ImportLineReader
{
public:
    ImportLineReader(const ImportMatching &known, const std::vector<std::optional<CsvColumn>> &columns,
                     const ImportSource &source);

    [[nodiscard]] ImportLine read(const CsvRecord &record);

private:
    [[nodiscard]] std::optional<QString> cell(CsvColumn column) const;
    [[nodiscard]] QString trimmedCell(CsvColumn column) const;
    void refuse(CsvColumn column, const QString &message);
    void note(CsvColumn column, const QString &before, const QString &after);

    [[nodiscard]] QString problemOfCells() const;
    [[nodiscard]] bool matchCamera();
    void readCamera();
    void readChecked(CsvColumn column, QString Camera::*member,
                     Result<QString> (*check)(const QString &, const QString &));
    void readFlag(CsvColumn column, bool Camera::*member);
    template <typename Number, typename Check>
    void readNumber(CsvColumn column, Number Camera::*member, Check check);
    void readName();
    void readGroupType();
    void readSubnets();
    void readStream(Quality quality);
    void judgeMove(CsvColumn column, const QString &typed, const StreamAddress &before);
    void warnOfEncoding(CsvColumn column, const StreamAddress &kept);
    void readKnownStream(const Stream &stream);
    void readNewStream(Quality quality);
    [[nodiscard]] std::optional<bool> readStreamFlag(Quality quality, StreamField field);
    void noteNewCamera();

    const ImportMatching &m_known;
    std::vector<int> m_places;         ///< of each column in the file; -1: absent
    std::vector<qsizetype> m_nameless; ///< places of columns without a name
    qsizetype m_cellCount;
    bool m_canSeal;
    bool m_mayMoveCredentials;
    // Of the line that is being read:
    const CsvRecord *m_record = nullptr;
    const Camera *m_camera = nullptr; ///< of the registry; null: a new one
    ImportLine m_line;
    ImportWork m_work;
};

} // namespace streamkeeper
