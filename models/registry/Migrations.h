#pragma once

#include "models/domain/Result.h"

namespace streamkeeper {

class RegistryDatabase;

/// The schema number this program writes.
[[nodiscard]] int currentSchemaVersion();

/// The schema number of an open file, 0 for an empty one. Fails for a database of another program and
/// for a newer schema (both numbers in the sentence); writes nothing.
[[nodiscard]] Result<int> schemaVersionOf(RegistryDatabase &database);

/// Brings the schema up to date, all steps in one transaction.
[[nodiscard]] Result<void> migrate(RegistryDatabase &database);

} // namespace streamkeeper
