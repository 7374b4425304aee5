#pragma once

#include "app/operations/OperationRun.h"

#include <vector>

namespace streamkeeper {

/// Moves a stream to other media servers, also of another make (issue of the domain: domain.md 1.3;
/// media-server-v2-api.md 2.6). Make before break: the targets are configured and have to show picture
/// before the registry names them, and only then the source is asked to stop. Until the registry has
/// switched, everything goes back when something fails, also after a death; from then on it goes forward.
/// The source keeps the stream as archive holder.
class TransferRun : public OperationRun
{
public:
    TransferRun(OperationTools &tools, Operation operation)
        : OperationRun(tools, std::move(operation))
    {
    }

    QCoro::Task<void> run(bool isResumed) override;

private:
    /// What a target had of the stream before, so that it can get that back.
    enum class Before {
        Absent,
        Holder, ///< a transfer left a copy there
        Member, ///< it is the additional server of the stream
    };
    struct Target
    {
        ServerId server;
        Before before = Before::Absent;
    };

    QCoro::Task<bool> lookAtTargets(Stream stream);
    QCoro::Task<bool> configure(Stream after);
    QCoro::Task<bool> untilPicture();
    QCoro::Task<bool> switchRegistry(Stream after);
    QCoro::Task<void> release();
    QCoro::Task<void> goBack(Error reason);

    [[nodiscard]] ServerId serverOf(const QString &key) const;
    [[nodiscard]] bool hasSwitched(const Stream &stream) const;
    [[nodiscard]] Stream streamAfter(const Stream &stream) const;
    [[nodiscard]] std::vector<Target> targets() const;
    /// The present copies, with what this transfer leaves and without what it takes.
    [[nodiscard]] std::vector<HolderCopy> copiesAfter(const Stream &after) const;
    [[nodiscard]] std::vector<ServerId> leftServers() const;
    [[nodiscard]] std::optional<ObservedStream> look(const ServerId &server, const QString &name,
                                                     qint64 sinceMs) const;
    [[nodiscard]] QString gapText() const;

    qint64 m_pictureAtMs = 0; ///< the target was first seen with picture; our clock
};

} // namespace streamkeeper
