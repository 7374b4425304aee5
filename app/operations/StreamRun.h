#pragma once

#include "app/operations/OperationRun.h"

namespace streamkeeper {

/// What is done with a stream where it is: settings, restart, deletion, repair of drift.
class StreamRun : public OperationRun
{
public:
    StreamRun(OperationTools &tools, Operation operation)
        : OperationRun(tools, std::move(operation))
    {
    }

    [[nodiscard]] Opening opening() const override;
    QCoro::Task<void> run(bool isResumed) override;

private:
    QCoro::Task<void> change(bool isResumed);
    QCoro::Task<void> remove(bool isResumed);
    QCoro::Task<void> restart(bool isResumed);
    QCoro::Task<void> undo(std::vector<ServerId> servers, Error reason);

    [[nodiscard]] Check shows(const StreamWrite &write) const;
    QCoro::Task<bool> lookForPicture(std::vector<ServerId> servers, QString remoteName);
    [[nodiscard]] std::vector<ServerId> serversOf(const Stream &stream) const;
};

} // namespace streamkeeper
