#pragma once

#include <QString>

namespace streamkeeper::fields {

// What slips into a text on its way through mails, web pages and tables.

/// Without blanks of any kind, and without anything else that cannot be seen, at both ends.
[[nodiscard]] QString withoutInvisibleEnds(const QString &text);
/// Names the first character that cannot be seen; empty: there is none.
[[nodiscard]] QString invisibleSentence(const QString &text);
/// What is wrong with quotation marks around or within an address; empty: nothing.
[[nodiscard]] QString quotesSentence(const QString &address);

} // namespace streamkeeper::fields
