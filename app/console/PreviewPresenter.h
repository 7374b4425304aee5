#pragma once

#include "app/console/ExternalPlayer.h"
#include "app/player/StreamPlayer.h"
#include "models/domain/Clock.h"
#include "views/preview/PreviewTypes.h"

#include <QObject>
#include <QTimer>

#include <functional>
#include <memory>
#include <optional>

namespace streamkeeper {

class PreviewPanel;

/// Ties a PreviewPanel to a StreamPlayer: plays the stream it is told, carries out what the operator
/// asks of the panel, and stops while the panel cannot be seen. GUI thread.
class PreviewPresenter : public QObject
{
    Q_OBJECT

public:
    using Answer = std::function<void(Result<MediaSource>)>;
    /// Asks for the address to play, with a fresh token where the stream is private. May answer at once
    /// or later, from the GUI thread; an answer for a stream that is no longer shown is dropped.
    using Resolve = std::function<void(const QString &streamKey, MediaProtocol protocol, Answer answer)>;
    /// Opens a playlist file in the program that the desktop has for it; false if there is none.
    using OpenFile = ExternalPlayer::OpenFile;

    /// `panel` must outlive this.
    PreviewPresenter(PreviewPanel *panel, std::shared_ptr<MediaFetcher> fetcher, Clock clock = {},
                     QObject *parent = nullptr);
    ~PreviewPresenter() override;

    /// Without one, the addresses given to showStream() are played as they are.
    void setResolve(Resolve resolve) { m_resolve = std::move(resolve); }
    void setOpenFile(OpenFile openFile) { m_external.setOpenFile(std::move(openFile)); }
    [[nodiscard]] StreamPlayer *player() { return &m_player; }

    /// Plays a stream by the protocol chosen last, or by the other one if it has only that. Calling it
    /// again with the same stream and addresses (after each poll) goes on playing. `reasonIfNone` is the
    /// sentence shown when there is no address at all.
    void showStream(const QString &streamKey, const QString &title, std::optional<MediaSource> rtsp,
                    std::optional<MediaSource> hls, const QString &reasonIfNone);
    /// Nothing is selected.
    void clear(const QString &text);
    /// As the operator does by "Try again".
    void start();
    /// While someone else uses the panel, nothing live is fetched or shown; what is to be shown is
    /// remembered.
    void setSuspended(bool isSuspended);

    /// Asks for a file and writes the picture there.
    void savePictureAs(const QImage &picture, const QDateTime &takenAt);
    void copyPicture(const QImage &picture);

    /// Writes a picture; the format follows the ending.
    [[nodiscard]] static Result<void> savePicture(const QImage &picture, const QString &fileName);

Q_SIGNALS:
    /// The stream asks for the account of its server, which was not sent (ErrorCategory::AccountWithheld).
    void accountWithheld(const QString &streamKey, const QString &reason);

private:
    void connectPanel();
    void connectPlayer();
    void playResolved(const Result<MediaSource> &source);
    void withSource(std::function<void(const Result<MediaSource> &)> use);
    void chooseProtocol();
    void showStillPicture();
    void showAge();
    void showPlayerState(PlayerState state, const QString &text);
    [[nodiscard]] bool renewToken();
    void showStatistics(const StreamStatistics &statistics);
    void updateAvailability();
    void requestMute(bool muted);
    void copyAddress(const MediaSource &source);
    void openExternally(const MediaSource &source);
    [[nodiscard]] const std::optional<MediaSource> &source(MediaProtocol protocol) const;

    PreviewPanel *m_panel;
    Clock m_clock;
    StreamPlayer m_player;
    Resolve m_resolve;
    ExternalPlayer m_external;

    QString m_streamKey;
    QString m_title;
    std::optional<MediaSource> m_rtsp;
    std::optional<MediaSource> m_hls;
    QString m_reasonIfNone;
    bool m_isSuspended = false;
    MediaProtocol m_wanted = MediaProtocol::Rtsp; ///< what the operator chose last
    MediaProtocol m_protocol = MediaProtocol::Rtsp;
    quint64 m_generation = 0; ///< of what is shown; late answers carry an older one
    QDateTime m_pictureTime;  ///< of the picture that is not live; null if there is none
    QTimer m_ageTimer;
    bool m_hasPicture = false; ///< of this stream, from now
    bool m_mayRenewToken = false;
    bool m_isVisible = false;
    std::shared_ptr<void> m_alive = std::make_shared<char>(); ///< late answers look whether it still is
};

} // namespace streamkeeper
