#pragma once

#include "app/player/ArchivePlayer.h"
#include "app/servers/ArchiveReading.h"
#include "models/domain/Clock.h"
#include "views/preview/PreviewTypes.h"

#include <QObject>
#include <QTimer>

#include <functional>
#include <memory>
#include <optional>

namespace streamkeeper {

class ArchiveBar;
class PreviewPresenter;
class PreviewPanel;

/// Ties the archive mode of a PreviewPanel to an ArchivePlayer: reads what is recorded, plays it, and gives
/// the panel back to the live preview. The mode stays when another stream is selected, at the same moment.
/// GUI thread.
class ArchivePlaybackPresenter : public QObject
{
    Q_OBJECT

public:
    using Read = std::function<void(std::function<void(int done, int total)> progress,
                                    std::function<void(Result<ArchiveReading>)> done)>;
    /// What is selected.
    struct Subject
    {
        QString streamKey;
        QString title;
        ServerId mainServer;
        QString obstacle; ///< why it has no archive here, for people; empty: it may have one
        Read read;        ///< asks the servers what they have recorded; answers on the GUI thread
    };

    /// `panel` and `live` must outlive this.
    ArchivePlaybackPresenter(PreviewPanel *panel, PreviewPresenter &live,
                             std::shared_ptr<MediaFetcher> fetcher, Clock clock, QObject *parent = nullptr);
    ~ArchivePlaybackPresenter() override;

    void setLocate(ArchivePlayer::Locate locate) { m_player.setLocate(std::move(locate)); }
    void setServerNames(std::function<QString(const ServerId &)> nameOf) { m_nameOf = std::move(nameOf); }
    [[nodiscard]] ArchivePlayer *player() { return &m_player; }
    [[nodiscard]] const Subject &subject() const { return m_subject; }

    /// Called with the same stream again it only takes over what changed.
    void showStream(Subject subject);
    /// Nothing is selected.
    void clear();
    /// As the operator does by the switch.
    void setMode(PreviewMode mode);
    /// Asks the servers anew what they have recorded, in the archive.
    void readAgain();

Q_SIGNALS:
    /// What the operator marked, else what the timeline shows.
    void exportRequested(const streamkeeper::RecordedPeriod &period);
    /// A server asks for its account, which was not sent (ErrorCategory::AccountWithheld).
    void accountWithheld(const streamkeeper::ServerId &server, const QString &reason);

private:
    void connectPanel();
    void connectPlayer();
    void enter();
    void leave();
    void readAnew(bool isQuiet);
    void takeReading(const Result<ArchiveReading> &reading, bool isQuiet);
    void showReading(const ArchiveReading &reading);
    void giveUp(const QString &reason);
    void playFrom(qint64 momentMs);
    void jump(qint64 momentMs);
    void showState();
    void showPosition(qint64 momentMs);
    void updateAvailability();
    void updateSwitch();
    void requestMute(bool isMuted);
    [[nodiscard]] bool isArchive() const { return m_isArchive; }
    [[nodiscard]] ArchiveBar &bar() const;

    PreviewPanel *m_panel;
    PreviewPresenter &m_live;
    ArchivePlayer m_player;
    std::function<QString(const ServerId &)> m_nameOf;
    Subject m_subject;
    bool m_isArchive = false;    ///< the panel is ours
    bool m_wantsArchive = false; ///< what the operator chose, also where a stream has no archive
    QString m_emptyReason;       ///< what the last reading of this stream found wrong
    bool m_isReading = false;
    quint64 m_generation = 0;       ///< of what is read; late answers are dropped
    std::optional<qint64> m_moment; ///< where playing is, or is to begin
    qint64 m_shownMoment = 0;       ///< the timeline needs no 25 steps a second
};

} // namespace streamkeeper
