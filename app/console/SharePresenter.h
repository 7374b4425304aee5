#pragma once

#include "app/console/ExternalPlayer.h"
#include "app/console/LinkClipboard.h"
#include "app/fetching/TransportMediaFetcher.h"
#include "app/session/Session.h"
#include "models/rules/ShareRule.h"
#include "views/share/ShareBatch.h"

#include <QObject>
#include <QPointer>
#include <QTimer>

#include <memory>
#include <optional>

namespace streamkeeper {

class MainWindow;
class OperationsPresenter;
class PreviewPresenter;
class ShareDialog;

/// Ties the share dialog to a session: what the server can do, what is recorded, External access, the link,
/// the clipboard, and a look at what an outsider sees.
class SharePresenter : public QObject
{
    Q_OBJECT

public:
    SharePresenter(Session &session, MainWindow &window, OperationsPresenter &operations,
                   QObject *parent = nullptr);
    ~SharePresenter() override;

    /// `like`: the link that is extended by a new one.
    void open(const std::vector<StreamId> &streams, const std::optional<ShareLink> &like = {});
    [[nodiscard]] ExternalPlayer &externalPlayer() { return m_external; }

private:
    void connectDialog();
    void beginLike(const ShareLink &link);
    void readAbilities();
    void readRecorded();
    void showRecorded(const ArchiveReading &reading);
    void showRecordedFailure(const QString &sentence);
    void refresh();
    void showOffer(const Result<ShareOffer> &offer);
    void switchExternalAccess();
    void followAccess(const Operation &operation);
    void generate();
    void generateOne();
    void generateNext();
    void showLink(const NewLink &made);
    void copy(LinkForm form);
    void copyBatch(BatchForm form);
    void saveBatch();
    void test(bool isOn);
    void remember();
    [[nodiscard]] bool isMany() const { return m_streams.size() > 1; }
    [[nodiscard]] QString titleOf(const StreamId &stream) const;
    [[nodiscard]] std::optional<ShareFacts> facts() const;
    [[nodiscard]] std::vector<CameraId> camerasWithoutAccess() const;

    Session &m_session;
    MainWindow &m_window;
    ExternalPlayer m_external;
    LinkClipboard m_clipboard;
    std::shared_ptr<TransportMediaFetcher> m_fetcher;
    std::unique_ptr<PreviewPresenter> m_preview;

    // Of the dialog that is open.
    QPointer<ShareDialog> m_dialog;
    std::vector<StreamId> m_streams;
    std::optional<ShareOffer> m_offer;
    QString m_offerFailure;
    quint64 m_offerAsked = 0;           ///< late answers carry an older number
    std::vector<ArchiveHolder> m_index; ///< which server holds what
    bool m_isRecordedKnown = false;
    QString m_recordedFailure; ///< why it is not known; empty while servers are asked
    std::optional<NewLink> m_made;
    size_t m_next = 0; ///< of a selection
    bool m_isStopped = false;
    int m_accessLeft = 0; ///< operations that are awaited
    QTimer m_placeTimer;  ///< a moment that is dragged asks its server when it rests
};

} // namespace streamkeeper
