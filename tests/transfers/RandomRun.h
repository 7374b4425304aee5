#pragma once

#include "tests/transfers/FaultPlan.h"
#include "tests/transfers/TransferField.h"

#include <functional>
#include <map>

namespace streamkeeper::test {

/// Keeps some random transfers going on a field of six servers, and brings about what their plans say.
class RandomRun
{
public:
    static constexpr int servers = 6;
    static constexpr int mediaMtx = 2;

    RandomRun(TransferField &field, quint32 seed, int transfers);

    /// False: nothing ends any more, or the fleet does not do what it is told.
    [[nodiscard]] bool run();

    std::map<QString, int> outcomes;
    int faults = 0;
    int restarts = 0;
    int deaths = 0;

private:
    struct Open
    {
        FaultPlan plan;
        QString stream;
    };

    void orderNext();
    void handleLine(const TransferField::Line &line);
    void bringAbout(const FaultPlan::Event &event, int number, const Open &open);
    [[nodiscard]] QString placeOf(const FaultPlan::Event &event, const Open &open) const;
    [[nodiscard]] bool reviveConsole();
    void runDue();

    TransferField &m_field;
    quint32 m_seed;
    int m_transfers;
    int m_next = 0;
    int m_ended = 0;
    qint64 m_lastEndMs = 0;
    qint64 m_nextOrderMs = 0; ///< an operator who was refused waits a little
    bool m_isFine = true;     ///< the fleet does what it is told
    bool m_isKilled = false;
    std::map<int, Open> m_open;
    std::multimap<qint64, std::function<void()>> m_due;
};

} // namespace streamkeeper::test
