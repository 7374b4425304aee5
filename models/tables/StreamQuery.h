#pragma once

#include "models/domain/Types.h"

#include <QString>
#include <QStringList>

#include <array>
#include <optional>
#include <vector>

namespace streamkeeper {

/// What a search can ask for by name: "status:inactive", "server:ms-1*", "bitrate<200".
enum class QueryField : quint8 {
    Status,
    Server, ///< main or additional
    Quality,
    Camera,
    Location,
    Address,
    Bitrate, ///< kbit/s, as the table shows it
    Output,  ///< kbit/s
    Clients,
    Reconnects, ///< in total
    Audio,
    Recording,
    Count
};

enum class QueryCompare : quint8 { Is, Less, More };

/// One condition of a search. Texts are folded (SearchText.h); `*` and `?` stand for any signs.
struct QueryTerm
{
    QueryField field = QueryField::Status;
    QueryCompare compare = QueryCompare::Is;
    bool isNegated = false;
    QString text;                     ///< of Server, Camera, Location and Address
    qint64 number = 0;                ///< as the table shows it: kbit/s, clients
    std::optional<StreamState> state; ///< of Status
    Quality quality = Quality::High;  ///< of Quality
    bool isOn = false;                ///< of Audio and Recording

    bool operator==(const QueryTerm &) const = default;
};

/// A search as it was typed, understood. Every part has to hold. A part that cannot be understood is left
/// out, and `error` says what is wrong with it.
struct StreamQuery
{
    QStringList words;         ///< to be found somewhere
    QStringList excludedWords; ///< "-word": to be found nowhere
    std::vector<QueryTerm> terms;
    QString error; ///< a sentence for people; empty: all was understood

    bool operator==(const StreamQuery &) const = default;
};

[[nodiscard]] StreamQuery parseStreamQuery(const QString &text);

/// Ways to go on where the cursor is: names of fields, or values of the field that is being typed. Whole
/// parts, to stand in for `part`, which is the last one of the text.
[[nodiscard]] QStringList completionsOf(const QString &part);

/// Whether a folded text fits a folded pattern: as a whole if that has `*` or `?`, else by containing it.
[[nodiscard]] bool fitsPattern(const QString &text, const QString &pattern);

} // namespace streamkeeper
