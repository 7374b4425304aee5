#pragma once

#include "app/edits/RegistryEditor.h"

namespace streamkeeper {

class ClusterRepository;

/// Clusters, server groups, and what the operators have decided for searches. The session's thread; see
/// RegistryEditor.
class ClusterEdits
{
public:
    explicit ClusterEdits(RegistryEditor &editor)
        : m_editor(editor)
    {
    }

    /// A new cluster, or changed settings of a known one; its common settings go to its members. A new one
    /// is created now, unless it says when.
    void save(Cluster cluster, QObject *context, RegistryEditor::Done<void> done);
    void remove(const ClusterId &cluster, QObject *context, RegistryEditor::Done<void> done);
    void saveGroup(ServerGroup group, QObject *context, RegistryEditor::Done<void> done);
    /// Its cameras are in no group then; groups below it go to its parent.
    void removeGroup(const ServerGroupId &group, QObject *context, RegistryEditor::Done<void> done);
    void savePolicy(const PlacementPolicy &policy, QObject *context, RegistryEditor::Done<void> done);

private:
    void change(const Operation &entry, std::function<VoidResult(ClusterRepository &)> write,
                QObject *context, RegistryEditor::Done<void> done);

    RegistryEditor &m_editor;
};

} // namespace streamkeeper
