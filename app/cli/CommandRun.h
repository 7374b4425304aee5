#pragma once

#include "app/cli/CliContext.h"

#include <vector>

namespace streamkeeper {

/// Has operations carried out, waits for them as far as the operator wants (`--wait`, `--timeout`), and tells
/// the outcome of each: "confirmed", "asked" (taken by the server, not waited for), "unconfirmed", "failed"
/// or "cancelled". The first Ctrl-C stops waiting and retrying, the second one leaves at once;
/// so does the end of `--timeout`, but for transfers.
class CommandRun : public QObject
{
    Q_OBJECT

public:
    explicit CommandRun(CliContext &context);

    /// `extra` joins the JSON document ("operations", "outcome").
    [[nodiscard]] CliResult run(const std::vector<StreamCommand> &commands, const QJsonObject &extra = {});
    /// Goes on with what dead programs have left behind.
    [[nodiscard]] CliResult resume();

private:
    struct Seen
    {
        Operation operation;
        bool wasAsked = false;
        bool isOver = false;
    };
    void handleChange(const Operation &operation);
    [[nodiscard]] CliExpected<void> waitForWriting();
    [[nodiscard]] bool finishKeyChange();
    void waitForEnd();
    void refreshObservations();
    void settleCopies();
    [[nodiscard]] bool areAllOver() const;
    [[nodiscard]] bool isTransferring() const;
    [[nodiscard]] CliResult answer(const QJsonObject &extra);
    [[nodiscard]] QString outcomeOf(const Seen &seen) const;
    void showProgress();

    CliContext &m_context;
    QHash<OperationId, Seen> m_seen;
    QList<OperationId> m_order;
    std::optional<Error> m_journalFailure;
    BatchId m_batch;
    QString m_stopReason;
    bool m_wasInterrupted = false;
    bool m_isResuming = false;
};

} // namespace streamkeeper
