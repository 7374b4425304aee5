#pragma once

#include "app/async/AsyncScope.h"
#include "app/session/Session.h"
#include "models/rules/StreamActionRule.h"
#include "views/operations/BatchBar.h"
#include "views/streams/NamedStreams.h"

#include <QCoroTask>
#include <QHash>
#include <QObject>
#include <QTimer>

namespace streamkeeper {

class MainWindow;

/// Carries what the operator wants done with streams to the session's operations: asks where the damage
/// could be large, shows progress and outcome, feeds the Activity page.
class OperationsPresenter : public QObject
{
    Q_OBJECT

public:
    OperationsPresenter(Session &session, MainWindow &window, QObject *parent = nullptr);

    /// Of the table, the panel or a card.
    void perform(StreamAction action, const std::vector<int> &rows);
    void changeAddress(const StreamId &stream, const StreamAddress &address, int seenRevision);
    /// `title`: what the bar says instead of the kind of the first one.
    void run(const std::vector<StreamCommand> &commands, const QString &title = {});
    /// The end of something that is no batch of operations, in the bar.
    void showOutcome(const QString &title, const QString &outcome, bool isBad);

Q_SIGNALS:
    /// A transfer has a dialog of its own.
    void transferRequested(const std::vector<int> &rows);
    /// So have links.
    void shareRequested(const std::vector<int> &rows);
    /// And the archive index of one stream.
    void archiveIndexRequested(const streamkeeper::StreamId &stream);

private:
    void order(StreamAction action, const std::vector<StreamId> &streams);
    void confirmMany(StreamAction action, const std::vector<int> &rows);
    void deleteStreams(const std::vector<int> &rows);
    void forgetStreams(const std::vector<int> &rows);
    void takeTheirs(const std::vector<int> &rows);
    void adopt(const std::vector<int> &rows);
    QCoro::Task<void> adoptAll(std::vector<std::pair<MediaServer, QStringList>> work);
    QCoro::Task<Result<int>> adoptFrom(MediaServer server, QStringList names);
    void showBatch(const BatchProgress &progress);
    void loadActivity();
    void exportActivity();
    [[nodiscard]] std::vector<StreamId> idsOf(const std::vector<int> &rows) const;
    [[nodiscard]] NamedStreams namesOf(const std::vector<int> &rows) const;
    [[nodiscard]] QString takenText(const BatchProgress &progress) const;
    [[nodiscard]] QString outcomeOf(const BatchProgress &progress) const;

    Session &m_session;
    MainWindow &m_window;
    BatchId m_shown;                    ///< the order in the bar
    QString m_title;                    ///< its own title; empty: that of its operations
    QHash<BatchId, Operation> m_lastOf; ///< what ended last of an order, for its sentence
    QTimer m_reload;
    QTimer m_dismissTimer; ///< a good outcome goes away by itself
    AsyncScope m_scope;    ///< last: what waits goes on while the rest is still there
};

} // namespace streamkeeper
