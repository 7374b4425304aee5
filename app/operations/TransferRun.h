#pragma once

#include "app/operations/OperationRun.h"

#include <vector>

namespace streamkeeper {

/// Moves a stream to other media servers, also of another make (domain.md 1.3; media-server-v2-api.md 2.6).
/// Make before break: the targets are configured, and the new main server has to show picture, before the
/// registry names them; only then the source is asked to stop. Until the registry has switched, everything
/// goes back when something fails, also after a death; from then on it goes forward. That is why the servers'
/// own transfer call comes after the switch: it stops the source, and nothing would have to be put back. A
/// camera that takes one session only is the exception: its source stops first, and is started again on the
/// way back. The source keeps the stream as archive holder, and the archive index of the stream names what it
/// holds.
class TransferRun : public OperationRun
{
public:
    TransferRun(OperationTools &tools, Operation operation)
        : OperationRun(tools, std::move(operation))
    {
        // A damaged entry leads nowhere, instead of to the end of the program.
        if (!m_operation.payload.transfer)
            m_operation.payload.transfer.emplace();
    }

    [[nodiscard]] Opening opening() const override;
    QCoro::Task<void> run(bool isResumed) override;

private:
    /// When a target is configured.
    enum class Turn { BeforePicture, AfterPicture };

    QCoro::Task<bool> lookAtTargets(Stream after);
    QCoro::Task<bool> stopSource();
    QCoro::Task<bool> configure(Stream after, Turn turn);
    QCoro::Task<bool> untilPicture();
    QCoro::Task<void> lookAtSource();
    QCoro::Task<bool> switchRegistry(Stream after);
    /// From here on the stream is where the registry says; what is left has to stop, and is verified.
    QCoro::Task<void> goForward();
    QCoro::Task<bool> moveByServers();
    /// What came of the request to stop capturing.
    enum class Held {
        Yes,      ///< or it has the stream no more
        Silent,   ///< it could not be asked, or refused
        NotAsked, ///< the new main server is not seen capturing: this one may be the only one that does
    };
    QCoro::Task<Held> hold(ServerId server);
    /// What the targets have after all, in their own words.
    struct ReadBack
    {
        QStringList missing; ///< they took the stream, and do not have it
        QStringList unknown; ///< they do not answer
        [[nodiscard]] bool isComplete() const { return missing.isEmpty() && unknown.isEmpty(); }
    };
    QCoro::Task<ReadBack> readBack();
    QCoro::Task<Result<RemoteStream>> readKept(ServerId server, QString name);
    [[nodiscard]] static QStringList placeTexts(const ReadBack &kept, const QStringList &silent,
                                                const QStringList &notAsked, bool isVerified);
    QCoro::Task<bool> targetCaptures();
    QCoro::Task<bool> untilCaptured(ServerId server, QString name);
    QCoro::Task<QStringList> writeIndex();
    QCoro::Task<bool> verify(QStringList going);
    /// The targets get back what they had; the source goes on.
    QCoro::Task<void> goBack(Error reason);
    QCoro::Task<bool> mayBeTakenBack(ServerId target);
    QCoro::Task<bool> always();
    QCoro::Task<bool> restoreSource();

    [[nodiscard]] TransferPayload &plan();
    [[nodiscard]] const TransferPayload &plan() const;
    [[nodiscard]] bool breaksFirst() const { return plan().breaksFirst; }
    [[nodiscard]] bool hasSwitched(const Stream &stream) const;
    [[nodiscard]] Stream streamAfter(const Stream &stream) const;
    /// What this transfer leaves.
    [[nodiscard]] std::vector<HolderCopy> leftCopies(const Stream &after) const;
    /// The present copies, with what this transfer leaves and without what it takes.
    [[nodiscard]] std::vector<HolderCopy> copiesAfter(const Stream &after,
                                                      const std::vector<HolderCopy> &left) const;
    [[nodiscard]] std::vector<ServerId> leftServers() const;
    [[nodiscard]] bool isCapturedBy(const ServerId &server, const QString &name, qint64 sinceMs) const;
    [[nodiscard]] const MediaServer *settingsOfServer(const ServerId &server) const;
    void noteSource();
    [[nodiscard]] QString gapText() const;

    qint64 m_pictureAtMs = 0;      ///< the target captures since then at the latest; our clock
    qint64 m_sourceCapturedMs = 0; ///< the source was last seen capturing; our clock
    bool m_isSourceHeld = false;   ///< by the servers' own call, or before the targets were asked
};

} // namespace streamkeeper
