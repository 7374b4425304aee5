#pragma once

#include "app/async/AsyncScope.h"
#include "app/edits/RegistryMemory.h"
#include "models/domain/Clock.h"
#include "models/domain/Operation.h"
#include "models/registry/Registry.h"
#include "models/registry/SecretRepository.h"

#include <QCoroTask>
#include <QObject>
#include <QPointer>

#include <functional>
#include <stop_token>
#include <vector>

namespace streamkeeper {

/// One change of the registry that no media server has to be asked for.
struct RegistryEdit
{
    std::vector<Operation> entries;    ///< what the audit trail says of it
    std::vector<SealedSecret> secrets; ///< that the change refers to
    /// Runs on the registry's thread within the transaction.
    std::function<VoidResult(RegistryDatabase &)> write;
    /// Takes into memory what the registry has now; runs on the session's thread, only after success.
    std::function<void()> remember;
    /// Sealed secrets may have lost who referred to them, and go.
    bool leavesSecrets = false;
};

/// The one way to change the registry but for operations, which have their journal: all of an edit or nothing
/// is written, with its rows in the audit trail if it has any; then memory knows it, and then everybody who
/// shows it is told. Lives on the session's thread.
class RegistryEditor : public QObject
{
    Q_OBJECT

public:
    template <typename T>
    using Done = std::function<void(Result<T>)>;
    using Progress = std::function<void(int done, int total)>;
    using RememberEach = std::function<void(const std::vector<VoidResult> &)>;

    /// Both outlive it.
    RegistryEditor(Registry &registry, RegistryMemory &memory, Clock clock = {}, QObject *parent = nullptr);

    [[nodiscard]] RegistryMemory &memory() { return m_memory; }
    [[nodiscard]] Registry &registry() { return m_registry; }
    [[nodiscard]] const Clock &clock() const { return m_clock; }

    /// Answers on this thread, not after `context` is gone; the edit is remembered and told in any case. An
    /// edit that nobody waits for (`done` empty) tells its failure by failed().
    void apply(RegistryEdit edit, QObject *context, Done<void> done);
    /// Many edits, each in a transaction of its own, so that a conflict stops only that one; what becomes of
    /// each is told in their order. `stop` leaves out what has not begun. Their `remember` is not called:
    /// `remember` gets which of them were written, once, at the end.
    void applyEach(std::vector<RegistryEdit> edits, Progress progress, std::stop_token stop,
                   RememberEach remember, QObject *context, Done<std::vector<VoidResult>> done);
    /// For what is written beside edits and nobody waits for: see failed().
    void tellFailure(const Error &error) { Q_EMIT failed(error); }

Q_SIGNALS:
    /// The registry and memory are other than before: look again at what is shown of them.
    void written();
    /// Something could not be written, and nobody waits for the answer: the operator has to know.
    void failed(const streamkeeper::Error &error);

private:
    QCoro::Task<void> applyInTurn(std::vector<RegistryEdit> edits, Progress progress, std::stop_token stop,
                                  RememberEach remember, QPointer<QObject> context,
                                  Done<std::vector<VoidResult>> done);

    Registry &m_registry;
    RegistryMemory &m_memory;
    Clock m_clock;
    AsyncScope m_scope; ///< last: what waits goes on while the rest is still there
};

} // namespace streamkeeper
