#pragma once

#include "app/edits/RegistryEditor.h"
#include "models/registry/FleetRepository.h"

namespace streamkeeper {

/// Media servers enter the registry, change and leave it. The session's thread; see RegistryEditor.
class ServerEdits
{
public:
    explicit ServerEdits(RegistryEditor &editor)
        : m_editor(editor)
    {
    }

    /// A new server, or changed settings of a known one. An empty secret keeps the stored one.
    /// A new one is created now, unless it says when.
    void save(MediaServer server, const SecretText &secret, QObject *context,
              RegistryEditor::Done<void> done);
    void remove(const ServerId &server, StreamsOfRemovedServer fate, QObject *context,
                RegistryEditor::Done<void> done);

private:
    RegistryEditor &m_editor;
};

} // namespace streamkeeper
