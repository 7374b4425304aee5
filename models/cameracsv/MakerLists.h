#pragma once

#include "models/cameracsv/ListField.h"
#include "models/rules/MakerAddress.h"

#include <vector>

namespace streamkeeper {

/// How sure we are of the columns of a tool.
enum class ListCertainty : quint8 {
    Documented, ///< its maker, or its published source, names the columns
    Reported,   ///< files or guides of its users name them
    Likely,     ///< what it shows on the screen, or usual spellings; no file was seen
};

/// What a tool writes into its lists of cameras.
struct MakerList
{
    QString tool;                             ///< a proper name
    CameraMaker maker = CameraMaker::Unknown; ///< of all cameras of the tool
    ListCertainty certainty = ListCertainty::Likely;
    /// Columns that tell it from all others: all of them have to be there, spellings between |.
    QStringList signs;
    struct Column
    {
        QString names; ///< spellings between |
        ListField field;
    };
    /// What is taken. Where several columns are one field, the one that stands first here counts.
    std::vector<Column> columns;
};

/// One table of all tools, in the order in which they are tried. Case, blanks and punctuation of names do not
/// count. To add a tool: one row, with its signs and what of it we take; a test in tst_cameralists.
///
/// | Tool | How sure |
/// |---|---|
/// | Hikvision SADP | Reported: a guide of users with a file of it |
/// | Hikvision iVMS-4200, template for batch import | Documented: manuals of the maker |
/// | Hikvision Batch Configuration Tool | Likely |
/// | Dahua ConfigTool | Likely |
/// | AXIS Device Manager | Likely: the columns that the maker's manuals name for its screens |
/// | AXIS IP Utility | Likely |
/// | Milestone XProtect, "Import from CSV file" | Documented: the maker's help |
/// | Milestone, Export-VmsHardware of MilestonePSTools | Documented: its reference |
/// | Nx Witness, list of cameras | Documented: its published source (older editions) |
/// | Siqura SDM2 Device Manager | Documented: an article of the maker |
/// | Blue Iris | Likely: it exports no list itself; lists that users keep |
/// | ONVIF Device Manager | Likely: it exports no list itself; lists that users keep |
[[nodiscard]] const std::vector<MakerList> &makerLists();

/// The tool whose columns stand in this header; null: none that is known.
[[nodiscard]] const MakerList *recognisedList(const QStringList &header);

/// What lists call things that no tool has made ("camera", "rtsp_url", "sub"): for lists that people or
/// scripts write. NotImported: not known, or ambiguous, as "port" is.
[[nodiscard]] ListField usualField(const QString &column);

} // namespace streamkeeper
