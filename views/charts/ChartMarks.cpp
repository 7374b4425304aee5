#include "views/charts/ChartMarks.h"

#include "models/texts/EventTexts.h"
#include "models/texts/StreamActionTexts.h"

namespace streamkeeper {

using namespace Qt::StringLiterals;

std::vector<TimeChart::Mark> chartMarks(const std::vector<Operation> &operations)
{
    std::vector<TimeChart::Mark> marks;
    for (const Operation &operation : operations) {
        const bool isTransfer = operation.kind == OperationKind::Transfer;
        if (!isTransfer && operation.kind != OperationKind::Restart)
            continue;
        const QString who = operation.author.isEmpty() ? QString() : u", "_s + operation.author;
        marks.push_back({operation.createdAtMs,
                         isTransfer ? TimeChart::MarkKind::Transfer : TimeChart::MarkKind::Restart,
                         texts::operationKind(operation) + who});
    }
    return marks;
}

std::vector<TimeChart::Mark> chartMarks(const std::vector<Event> &events)
{
    std::vector<TimeChart::Mark> marks;
    for (const Event &event : events) {
        if (event.type == EventType::ServerRestarted)
            marks.push_back({event.atMs, TimeChart::MarkKind::Restart, texts::eventType(event.type)});
        else if (event.type == EventType::ServerDown)
            marks.push_back({event.atMs, TimeChart::MarkKind::Loss, texts::eventType(event.type)});
    }
    return marks;
}

} // namespace streamkeeper
