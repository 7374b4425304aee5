#pragma once

#include "app/edits/RegistryEditor.h"
#include "models/domain/InletSettings.h"

namespace streamkeeper {

/// Where orders are taken. The session's thread; see RegistryEditor.
class InletEdits
{
public:
    explicit InletEdits(RegistryEditor &editor)
        : m_editor(editor)
    {
    }

    /// A token that nobody can guess, as it stands in a header. It is shown once, when it was made.
    [[nodiscard]] static Result<SecretText> createToken();

    /// An empty token keeps the stored one. Invalid: on, and there is none.
    void save(InletSettings settings, const SecretText &newToken, QObject *context,
              RegistryEditor::Done<void> done);

private:
    RegistryEditor &m_editor;
};

} // namespace streamkeeper
