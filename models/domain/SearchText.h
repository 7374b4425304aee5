#pragma once

#include <QString>
#include <QStringList>

namespace streamkeeper {

/// How texts are compared where people search: neither case nor accents matter ("cafe" finds "Café").
[[nodiscard]] QString foldedForSearch(const QString &text);
/// The words of a search, folded. A MAC address, however it is separated, becomes its twelve digits.
[[nodiscard]] QStringList searchWords(const QString &text);
/// A MAC address or serial number without what separates its parts, folded.
[[nodiscard]] QString withoutSeparators(const QString &text);

} // namespace streamkeeper
