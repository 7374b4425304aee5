#pragma once

#include "app/operations/OperationRun.h"
#include "models/domain/StreamOnServer.h"

#include <vector>

namespace streamkeeper {

/// Update indexes (domain.md 1.3): asks the present main server to read its index anew, reads what every
/// server that ever held the stream has recorded, and writes that down as the archive index of the stream.
/// Repeating it changes nothing, so one that was interrupted is simply done again. What a silent server holds
/// stays as it was known.
class IndexRun : public OperationRun
{
public:
    IndexRun(OperationTools &tools, Operation operation)
        : OperationRun(tools, std::move(operation))
    {
    }

    QCoro::Task<void> run(bool isResumed) override;

private:
    using Index = std::vector<ArchiveHolder>;

    QCoro::Task<Result<Index>> readIndex();
    QCoro::Task<void> askToReload(Stream stream);
    QCoro::Task<Result<Index>> readSettled(StreamOnServer holder);
    QCoro::Task<void> writeAndTell(Index before, std::vector<std::pair<StreamOnServer, Index>> read);
    [[nodiscard]] QString storyOf(const Index &before, const Index &after);

    QStringList m_unread;    ///< names of servers
    QString m_reloadRefusal; ///< why the main server did not read its index anew; empty: it did
};

} // namespace streamkeeper
