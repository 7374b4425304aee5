#pragma once

#include "app/operations/OperationRun.h"

#include <QObject>
#include <QTimer>

#include <vector>

namespace streamkeeper {

/// Operations of this program that the registry did not take the end of, or the next step: locked, read-only,
/// full. Looks again and again whether it does; until then the journal says that they are open. Lives on the
/// session's thread.
class UnwrittenOperations : public QObject
{
    Q_OBJECT

public:
    struct Settled
    {
        OperationId id;
        bool isOurs = true; ///< false: another program has taken it over
    };

    explicit UnwrittenOperations(OperationTools &tools, QObject *parent = nullptr);
    /// Writes the ends once more, if that is possible now.
    ~UnwrittenOperations() override;

    /// After its run; does nothing where the journal has its end.
    void add(OperationRun &run);
    [[nodiscard]] bool isEmpty() const { return m_operations.empty(); }
    /// Those that are only to be written, for who wants their streams free in the same job.
    [[nodiscard]] std::vector<Operation> ended() const;
    /// On the registry's thread; tells which ones need not be tried again.
    [[nodiscard]] static std::vector<Settled>
    write(RegistryDatabase &database, const std::vector<Operation> &operations, const Clock &clock);
    void take(const std::vector<Settled> &settled);

Q_SIGNALS:
    /// The journal has its end now; or it is open and can be gone on with.
    void written(const streamkeeper::Operation &operation);

private:
    void tryAgain();

    OperationTools &m_tools;
    std::vector<Operation> m_operations;
    QTimer m_timer;
};

} // namespace streamkeeper
