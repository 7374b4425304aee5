#pragma once

#include "app/edits/RegistryEditor.h"
#include "models/domain/DhcpSettings.h"

namespace streamkeeper {

/// Where the DHCP server is asked. The session's thread; see RegistryEditor.
class DhcpEdits
{
public:
    explicit DhcpEdits(RegistryEditor &editor)
        : m_editor(editor)
    {
    }

    /// An empty password keeps the stored one, as long as there is a user. Settings that are not on take all
    /// away.
    void save(DhcpSettings settings, const SecretText &password, QObject *context,
              RegistryEditor::Done<void> done);

private:
    RegistryEditor &m_editor;
};

} // namespace streamkeeper
