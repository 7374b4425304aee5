#pragma once

#include "app/edits/RegistryEditor.h"
#include "models/domain/TroublePolicy.h"

namespace streamkeeper {

/// What operators say of streams in trouble, and what counts as such (domain.md 4). The session's thread; see
/// RegistryEditor.
class TroubleEdits
{
public:
    explicit TroubleEdits(RegistryEditor &editor)
        : m_editor(editor)
    {
    }

    /// By the user of this process, now.
    void acknowledge(const std::vector<StreamId> &streams, const QString &note, QObject *context,
                     RegistryEditor::Done<void> done);
    void withdraw(const std::vector<StreamId> &streams, QObject *context, RegistryEditor::Done<void> done);
    /// `untilMs` (UTC): no alarm of them before; 0: alarms again.
    void silence(const std::vector<StreamId> &streams, qint64 untilMs, QObject *context,
                 RegistryEditor::Done<void> done);
    /// What this program has seen, unless another one on the registry writes that down
    /// (TroubleRepository::takeWatch). The registry's thread, in a transaction.
    [[nodiscard]] static VoidResult keep(RegistryDatabase &database, const TroubleMemory::Histories &events,
                                         qint64 nowMs);
    void savePolicy(const TroublePolicy &policy, QObject *context, RegistryEditor::Done<void> done);

private:
    enum class Half { Acknowledged, Silenced };

    void mark(const std::vector<StreamId> &streams, Half half, const TroubleMark &wanted, QObject *context,
              RegistryEditor::Done<void> done);

    RegistryEditor &m_editor;
};

} // namespace streamkeeper
