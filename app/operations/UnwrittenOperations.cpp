#include "app/operations/UnwrittenOperations.h"

#include "app/async/ProcessIdentity.h"
#include "models/registry/EventRepository.h"
#include "models/registry/OperationRepository.h"

#include <algorithm>
#include <utility>

namespace streamkeeper {

UnwrittenOperations::UnwrittenOperations(OperationTools &tools, QObject *parent)
    : QObject(parent)
    , m_tools(tools)
{
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &UnwrittenOperations::tryAgain);
}

UnwrittenOperations::~UnwrittenOperations()
{
    const auto left = ended();
    if (left.empty())
        return;
    const auto job = [left, clock = m_tools.clock](RegistryDatabase &database) {
        return write(database, left, clock);
    };
    m_tools.registry.run(this, job, [](const auto &) {});
}

void UnwrittenOperations::add(OperationRun &run)
{
    const Operation last = run.operation();
    if (isOpen(last.state))
        run.endUnwritten();
    if (!run.isUnwritten())
        return;
    m_operations.push_back(isOpen(last.state) && run.goesOnLater() ? last : run.operation());
    m_timer.start(m_tools.pace.settleDelay);
}

std::vector<Operation> UnwrittenOperations::ended() const
{
    std::vector<Operation> all;
    std::ranges::copy_if(m_operations, std::back_inserter(all),
                         [](const Operation &operation) { return !isOpen(operation.state); });
    return all;
}

std::vector<UnwrittenOperations::Settled> UnwrittenOperations::write(RegistryDatabase &database,
                                                                     const std::vector<Operation> &operations,
                                                                     const Clock &clock)
{
    std::vector<Settled> settled;
    for (Operation operation : operations) {
        operation.leaseUntilMs = clock.nowMs() + std::chrono::milliseconds(leaseTime).count();
        const auto written = database.inTransaction([&]() -> VoidResult {
            if (auto done =
                    OperationRepository(database).advance(operation, operation.message, clock.nowMs());
                !done)
                return done;
            if (isOpen(operation.state))
                return {};
            if (auto noted = EventRepository(database).addEndOf(operation, clock.nowMs()); !noted)
                return noted;
            return SecretRepository(database).removeUnused();
        });
        const bool isOthers = !written && written.error().category == ErrorCategory::Conflict;
        if (written || isOthers)
            settled.push_back({operation.id, !isOthers});
        else
            break; // the others would wait as long in vain
    }
    return settled;
}

void UnwrittenOperations::take(const std::vector<Settled> &settled)
{
    for (const Settled &one : settled) {
        const auto found = std::ranges::find(m_operations, one.id, &Operation::id);
        if (found == m_operations.end())
            continue;
        const Operation operation = std::move(*found);
        m_operations.erase(found);
        if (one.isOurs)
            Q_EMIT written(operation);
    }
    if (m_operations.empty())
        m_timer.stop();
    else
        m_timer.start(m_tools.pace.settleDelay);
}

void UnwrittenOperations::tryAgain()
{
    const auto job = [operations = m_operations, clock = m_tools.clock](RegistryDatabase &database) {
        return write(database, operations, clock);
    };
    m_tools.registry.run(this, job, [this](const std::vector<Settled> &settled) { take(settled); });
}

} // namespace streamkeeper
