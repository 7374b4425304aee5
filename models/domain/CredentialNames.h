#pragma once

#include <QStringView>

namespace streamkeeper {

// How credentials are called in addresses, by pattern: every maker has names of its own, and each new one
// must not be the one that stands in the open.

/// Where a name stands decides how short it may be: "p" is a password in a query, and a letter in a sentence.
enum class NamePlace : quint8 { Query, Sentence };

/// True for the name of a password, a token, a key, a session or a user, in whatever spelling.
[[nodiscard]] bool isCredentialName(QStringView name, NamePlace place);
/// True for a folder of a path behind which a credential follows: /token/… Only whole words count: people
/// name places "Passage".
[[nodiscard]] bool isCredentialFolder(QStringView folder);
/// True if some word of it cannot be read: a key that somebody made by chance, a UUID.
[[nodiscard]] bool looksMadeByChance(QStringView text);

} // namespace streamkeeper
