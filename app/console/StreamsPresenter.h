#pragma once

#include "app/console/AccountQuestion.h"
#include "app/console/ArchivePlaybackPresenter.h"
#include "app/console/PreviewPresenter.h"
#include "app/fetching/TransportMediaFetcher.h"
#include "app/session/Session.h"

#include <QObject>

namespace streamkeeper {

class MainWindow;
class PreviewPanel;

/// Ties the Video Streams tab to the session: plays what is selected, pauses, polls.
class StreamsPresenter : public QObject
{
    Q_OBJECT

public:
    StreamsPresenter(Session &session, MainWindow &window, QObject *parent = nullptr);
    ~StreamsPresenter() override;

    [[nodiscard]] PreviewPresenter &preview() { return *m_preview; }
    [[nodiscard]] ArchivePlaybackPresenter &archive() { return *m_archive; }
    [[nodiscard]] const std::shared_ptr<TransportMediaFetcher> &fetcher() const { return m_fetcher; }
    /// Selects the first stream that has picture, for the demo.
    void selectFirstActive();

private:
    /// A transfer has put what is shown on another server: the picture goes on from there.
    void followTransfer();
    [[nodiscard]] ServerId mainServerOf(const FleetRow &row) const;
    [[nodiscard]] ServerId serverShowing(const FleetRow &row) const;
    void connectArchive();
    void connectQuestion();
    void showInArchive(int fleetRow, const QString &title);
    void showStream(int fleetRow);
    void resolve(const QString &streamKey, MediaProtocol protocol, PreviewPresenter::Answer answer);
    [[nodiscard]] std::optional<MediaSource> sourceOf(int fleetRow, const LiveUrls &urls,
                                                      MediaProtocol protocol) const;
    [[nodiscard]] QString keyOf(int fleetRow) const;
    [[nodiscard]] int rowOfKey(const QString &streamKey) const;

    Session &m_session;
    MainWindow &m_window;
    std::shared_ptr<TransportMediaFetcher> m_fetcher;
    PreviewPanel *m_panel;
    std::unique_ptr<PreviewPresenter> m_preview;
    std::unique_ptr<ArchivePlaybackPresenter> m_archive; ///< before what it gives the panel back to
    AccountQuestion m_accountQuestion;
    QString m_shownKey;     ///< answers for another stream are dropped
    ServerId m_shownServer; ///< its main server
};

} // namespace streamkeeper
