#include "app/console/OperationsPresenter.h"

#include "app/files/WholeFile.h"
#include "models/rules/Adoption.h"
#include "models/texts/StreamActionTexts.h"
#include "views/cameras/CameraCard.h"
#include "views/operations/ActivityPage.h"
#include "views/shell/MainWindow.h"
#include "views/shell/NoticeBar.h"
#include "views/streams/DeleteStreamsDialog.h"
#include "views/streams/StreamActions.h"
#include "views/streams/StreamsPage.h"

#include <QFileDialog>
#include <QMessageBox>
#include <QPushButton>

#include <algorithm>

namespace streamkeeper {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

OperationsPresenter::OperationsPresenter(Session &session, MainWindow &window, QObject *parent)
    : QObject(parent)
    , m_session(session)
    , m_window(window)
{
    StreamsPage *page = window.page<StreamsPage>();
    connect(page->actions(), &StreamActions::requested, this, &OperationsPresenter::perform);
    connect(page, &StreamsPage::addressSaveRequested, this, &OperationsPresenter::changeAddress);
    CameraCard *card = window.page<CameraCard>();
    connect(card, &CameraCard::streamActionRequested, this, &OperationsPresenter::perform);
    connect(card, &CameraCard::addressSaveRequested, this, &OperationsPresenter::changeAddress);
    BatchBar *bar = window.batchBar();
    connect(bar, &BatchBar::cancelRequested, this, [this] { m_session.operations().cancel(m_shown); });
    connect(bar, &BatchBar::detailsRequested, this, [this] {
        m_window.page<ActivityPage>()->showBatch(m_shown);
        m_window.showPage<ActivityPage>();
    });
    m_dismissTimer.setSingleShot(true);
    m_dismissTimer.setInterval(6s);
    connect(&m_dismissTimer, &QTimer::timeout, bar, &BatchBar::dismiss);

    OperationRunner &runner = session.operations();
    connect(&runner, &OperationRunner::batchChanged, this, &OperationsPresenter::showBatch);
    connect(&runner, &OperationRunner::operationChanged, this, [this](const Operation &operation) {
        m_window.page<ActivityPage>()->model().update(operation);
        if (isOpen(operation.state))
            return;
        // What failed is told before what succeeded.
        if (operation.state != OperationState::Confirmed || !m_lastOf.contains(operation.batch))
            m_lastOf.insert(operation.batch, operation);
    });
    connect(&runner, &OperationRunner::refused, this, [this](const Operation &operation, const Error &) {
        m_lastOf.insert(operation.batch, operation);
    });
    connect(&session, &Session::opened, this, &OperationsPresenter::loadActivity);
    // What changes the registry alone (adoption, settings of a server) is in the journal too.
    m_reload.setSingleShot(true);
    m_reload.setInterval(300ms);
    connect(&m_reload, &QTimer::timeout, this, &OperationsPresenter::loadActivity);
    connect(&session, &Session::registryChanged, &m_reload, qOverload<>(&QTimer::start));
    connect(&session, &Session::registryWritten, &m_reload, qOverload<>(&QTimer::start));
    ActivityPage *activity = window.page<ActivityPage>();
    connect(activity, &ActivityPage::operationSelected, this, [this](const OperationId &id) {
        m_session.operationEvents(id, this, [this, id](const Result<std::vector<OperationEvent>> &events) {
            if (events)
                m_window.page<ActivityPage>()->showEvents(id, *events);
        });
    });
    connect(activity, &ActivityPage::exportRequested, this, &OperationsPresenter::exportActivity);
}

std::vector<StreamId> OperationsPresenter::idsOf(const std::vector<int> &rows) const
{
    std::vector<StreamId> ids;
    for (const int row : rows)
        ids.push_back(m_session.fleet().row(row).id);
    return ids;
}

NamedStreams OperationsPresenter::namesOf(const std::vector<int> &rows) const
{
    StreamsPage *page = m_window.page<StreamsPage>();
    NamedStreams names;
    for (const int row : rows) {
        const FleetRow &stream = m_session.fleet().row(row);
        // A card shows what it is about; the table may have been scrolled since.
        const bool isInSight = !page->isVisible() || page->shows(row);
        (isInSight ? names.inSight : names.outOfSight).append(journalName(stream.cameraName, stream.quality));
    }
    return names;
}

void OperationsPresenter::perform(StreamAction action, const std::vector<int> &rows)
{
    switch (action) {
    case StreamAction::Delete:
        deleteStreams(rows);
        return;
    case StreamAction::Forget:
        forgetStreams(rows);
        return;
    case StreamAction::TakeTheirs:
        takeTheirs(rows);
        return;
    case StreamAction::Adopt:
        adopt(rows);
        return;
    case StreamAction::EditAddress:
        m_window.page<StreamsPage>()->editAddress();
        return;
    case StreamAction::ArchiveIndex:
        if (rows.size() == 1)
            Q_EMIT archiveIndexRequested(m_session.fleet().row(rows.front()).id);
        else // many are read anew at once
            order(action, idsOf(rows));
        return;
    case StreamAction::Transfer:
        Q_EMIT transferRequested(rows);
        return;
    case StreamAction::Share:
        Q_EMIT shareRequested(rows);
        return;
    case StreamAction::Restart:
    case StreamAction::Disable:
        if (rows.size() > 1)
            confirmMany(action, rows);
        else
            order(action, idsOf(rows));
        return;
    case StreamAction::Enable:
    case StreamAction::AudioOn:
    case StreamAction::AudioOff:
    case StreamAction::Recreate:
    case StreamAction::Push:
        order(action, idsOf(rows));
        return;
    }
}

void OperationsPresenter::order(StreamAction action, const std::vector<StreamId> &streams)
{
    std::vector<StreamCommand> commands;
    for (const StreamId &id : streams) {
        StreamCommand command;
        command.kind = kindOf(action);
        command.stream = id;
        commands.push_back(std::move(command));
    }
    run(commands);
}

void OperationsPresenter::run(const std::vector<StreamCommand> &commands, const QString &title)
{
    m_dismissTimer.stop();
    m_title = title;
    m_shown = m_session.runCommands(commands);
    if (const BatchProgress *progress = m_session.operations().batch(m_shown))
        showBatch(*progress);
}

void OperationsPresenter::confirmMany(StreamAction action, const std::vector<int> &rows)
{
    const bool isRestart = action == StreamAction::Restart;
    auto *box = new QMessageBox(&m_window);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setTextFormat(Qt::PlainText);
    box->setIcon(QMessageBox::Question);
    box->setWindowTitle(isRestart ? tr("Restart streams") : tr("Disable streams"));
    box->setText(isRestart ? tr("Restart %n stream(s)?", nullptr, int(rows.size()))
                           : tr("Disable %n stream(s)?", nullptr, int(rows.size())));
    const QString effect =
        isRestart ? tr("Picture and recording of each are interrupted for some seconds. A few at a time are "
                       "restarted on each media server.")
                  : tr("They are not captured and not recorded until they are enabled again.");
    box->setInformativeText(namesOf(rows).lines() + u"\n\n"_s + effect);
    QPushButton *yes = box->addButton(isRestart ? tr("Restart") : tr("Disable"), QMessageBox::AcceptRole);
    box->addButton(QMessageBox::Cancel);
    // By id: rows may move while the question stands.
    connect(yes, &QPushButton::clicked, this, [this, ids = idsOf(rows), action] { order(action, ids); });
    box->open();
}

void OperationsPresenter::deleteStreams(const std::vector<int> &rows)
{
    // A camera goes with the last of its streams.
    QHash<CameraId, int> going;
    for (const int row : rows)
        ++going[m_session.fleet().row(row).camera];
    int camerasLeft = 0;
    for (auto it = going.cbegin(); it != going.cend(); ++it) {
        const auto has = std::ranges::count_if(
            m_session.fleet().streams(), [&](const Stream &stream) { return stream.camera == it.key(); });
        camerasLeft += has == it.value() ? 1 : 0;
    }
    auto *dialog = new DeleteStreamsDialog(namesOf(rows), camerasLeft, &m_window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, [this, dialog, ids = idsOf(rows)] {
        std::vector<StreamCommand> commands;
        for (const StreamId &id : ids) {
            StreamCommand command;
            command.kind = OperationKind::DeleteStream;
            command.stream = id;
            command.wanted.erasesRecordings = dialog->erasesRecordings();
            commands.push_back(std::move(command));
        }
        run(commands);
    });
    dialog->open();
}

void OperationsPresenter::forgetStreams(const std::vector<int> &rows)
{
    auto *box = new QMessageBox(&m_window);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setTextFormat(Qt::PlainText);
    box->setIcon(QMessageBox::Question);
    box->setWindowTitle(tr("Remove from the registry"));
    box->setText(tr("Remove %n stream(s) from the registry?", nullptr, int(rows.size())));
    box->setInformativeText(
        tr("The media servers are not asked: what they capture they go on capturing, and it will be shown as "
           "unmanaged."));
    QPushButton *yes = box->addButton(tr("Remove"), QMessageBox::AcceptRole);
    box->addButton(QMessageBox::Cancel);
    connect(yes, &QPushButton::clicked, this, [this, ids = idsOf(rows)] {
        m_session.edits().streams.forget(
            ids, this, [this, count = int(ids.size())](const Result<void> &done) {
                showOutcome(texts::operationKind(OperationKind::Forget),
                            done ? tr("%n stream(s) removed.", nullptr, count) : done.error().message, !done);
            });
    });
    box->open();
}

void OperationsPresenter::takeTheirs(const std::vector<int> &rows)
{
    const auto left = std::make_shared<int>(int(rows.size()));
    const auto failures = std::make_shared<QStringList>();
    const int total = int(rows.size());
    for (const StreamId &id : idsOf(rows)) {
        m_session.edits().streams.takeTheirs(
            id, this, [this, left, failures, total](const Result<void> &taken) {
                if (!taken)
                    failures->append(taken.error().message);
                if (--*left > 0)
                    return;
                showOutcome(
                    texts::operationKind(OperationKind::TakeTheirs),
                    failures->isEmpty()
                        ? tr("The registry took over %n stream(s).", nullptr, total)
                        : tr("%1 of %2 failed: %3").arg(failures->size()).arg(total).arg(failures->first()),
                    !failures->isEmpty());
            });
    }
}

void OperationsPresenter::adopt(const std::vector<int> &rows)
{
    std::map<int, QStringList> byServer;
    for (const int row : rows)
        byServer[m_session.fleet().row(row).mainServer].append(m_session.fleet().row(row).remoteName);
    std::vector<std::pair<MediaServer, QStringList>> work;
    for (auto &[server, names] : byServer)
        work.emplace_back(m_session.fleet().servers()[size_t(server)].server, std::move(names));
    adoptAll(std::move(work));
}

QCoro::Task<void> OperationsPresenter::adoptAll(std::vector<std::pair<MediaServer, QStringList>> work)
{
    const QString title = texts::operationKind(OperationKind::Adopt);
    int adopted = 0;
    for (const auto &[server, names] : work) {
        showOutcome(title, tr("Reading the streams of %1…").arg(server.name), false);
        m_dismissTimer.stop();
        const auto count = co_await adoptFrom(server, names);
        if (m_scope.isClosed())
            co_return; // the window is closing
        if (!count) {
            showOutcome(title, count.error().message, true);
            co_return;
        }
        adopted += *count;
    }
    showOutcome(title, tr("%n stream(s) adopted.", nullptr, adopted), false);
}

QCoro::Task<Result<int>> OperationsPresenter::adoptFrom(MediaServer server, QStringList names)
{
    const auto reading = [this, &server](auto done) {
        m_session.readRemoteStreams(server, m_session.secretOf(server), this, {}, std::move(done));
    };
    auto found = co_await m_scope.call<std::vector<RemoteStream>>(reading);
    if (!found)
        co_return tl::unexpected(found.error());
    const AdoptionOffer offer = offerAdoption(std::move(*found), server.id, m_session.fleet().streams(),
                                              m_session.fleet().holderCopies());
    const std::vector<AdoptionProposal> chosen = chooseStreams(offer, names);
    const auto adopting = [this, &server, &offer, &chosen](auto done) {
        m_session.edits().streams.adopt(server.id, offer.found, chosen, this, std::move(done));
    };
    co_return co_await m_scope.call<int>(adopting);
}

void OperationsPresenter::changeAddress(const StreamId &stream, const StreamAddress &address,
                                        int seenRevision)
{
    StreamCommand command;
    command.kind = OperationKind::ChangeAddress;
    command.stream = stream;
    command.address = address;
    command.wanted.seenRevision = seenRevision;
    run({command});
}

/// "4 restarted: 1 active, 3 still without picture". That a server has taken it says nothing about the
/// camera.
QString OperationsPresenter::takenText(const BatchProgress &progress) const
{
    const int count = progress.confirmed;
    const QString taken = progress.kind == OperationKind::Restart  ? tr("%n restarted", nullptr, count)
                          : progress.kind == OperationKind::Enable ? tr("%n enabled", nullptr, count)
                                                                   : tr("%n re-created", nullptr, count);
    QStringList seen{tr("%n active", nullptr, progress.withPicture)};
    if (progress.withoutPicture > 0)
        seen.append(
            tr("%n still without picture: the camera does not answer", nullptr, progress.withoutPicture));
    if (const int rest = count - progress.withPicture - progress.withoutPicture; rest > 0)
        seen.append(tr("%n on demand or not seen yet", nullptr, rest));
    return taken + u": "_s + seen.join(u", "_s);
}

QString OperationsPresenter::outcomeOf(const BatchProgress &progress) const
{
    const Operation last = m_lastOf.value(progress.id);
    if (progress.total == 1 && progress.withPicture == 1 && last.message.isEmpty())
        return tr("%1: active.", "what the server has taken, and has picture now").arg(last.target);
    if (progress.total == 1)
        return progress.confirmed == 1
                   ? (last.message.isEmpty() ? tr("Confirmed.") : last.message)
                   : last.target + (last.target.isEmpty() ? QString() : u": "_s) + last.message;
    QStringList parts{tr("%1 of %2 confirmed").arg(progress.confirmed).arg(progress.total)};
    if (progress.withPicture > 0 || progress.withoutPicture > 0)
        parts = {takenText(progress)};
    if (progress.unconfirmed > 0)
        parts.append(tr("%n unconfirmed", nullptr, progress.unconfirmed));
    if (progress.failed > 0)
        parts.append(tr("%n failed", nullptr, progress.failed));
    if (progress.cancelled > 0)
        parts.append(tr("%n not begun", nullptr, progress.cancelled));
    QString text = parts.join(u" · "_s);
    if (!progress.stopReason.isEmpty())
        text += u". "_s + progress.stopReason;
    else if (!last.message.isEmpty() && last.state != OperationState::Confirmed)
        text += u". "_s + last.message;
    return text;
}

void OperationsPresenter::showBatch(const BatchProgress &progress)
{
    if (progress.id != m_shown)
        return;
    BatchLine line;
    line.title = m_title.isEmpty() ? texts::operationKind(progress.kind) : m_title;
    line.total = progress.total;
    line.done = progress.done();
    line.isOver = progress.isOver();
    line.isBad = progress.confirmed < progress.total || progress.withoutPicture > 0;
    QStringList counts;
    const auto add = [&](int count, const QString &text) {
        if (count > 0)
            counts.append(text);
    };
    add(progress.confirmed, tr("%n confirmed", nullptr, progress.confirmed));
    add(progress.asked, progress.kind == OperationKind::Transfer
                            ? tr("%n waiting for picture", nullptr, progress.asked)
                            : tr("%n asked", nullptr, progress.asked));
    add(progress.asking, tr("%n asking", nullptr, progress.asking));
    add(progress.retrying, tr("%n retrying", nullptr, progress.retrying));
    add(progress.waiting, tr("%n waiting", nullptr, progress.waiting));
    add(progress.unconfirmed, tr("%n unconfirmed", nullptr, progress.unconfirmed));
    add(progress.failed, tr("%n failed", nullptr, progress.failed));
    add(progress.cancelled, tr("%n not begun", nullptr, progress.cancelled));
    line.counts = counts.join(u" · "_s);
    if (line.isOver)
        line.outcome = outcomeOf(progress);
    m_window.batchBar()->showLine(line);
    if (line.isOver && !line.isBad)
        m_dismissTimer.start();
}

void OperationsPresenter::showOutcome(const QString &title, const QString &outcome, bool isBad)
{
    BatchLine line;
    line.title = title;
    line.isOver = true;
    line.isBad = isBad;
    line.outcome = outcome;
    m_shown = {};
    m_window.batchBar()->showLine(line);
    m_dismissTimer.stop();
    if (!isBad)
        m_dismissTimer.start();
}

void OperationsPresenter::loadActivity()
{
    if (!m_session.isOpen())
        return;
    m_session.latestOperations(OperationTableModel::capacity, this,
                               [this](const Result<std::vector<Operation>> &latest) {
                                   if (latest)
                                       m_window.page<ActivityPage>()->model().setOperations(*latest);
                               });
}

void OperationsPresenter::exportActivity()
{
    auto *dialog = new QFileDialog(&m_window, tr("Export activity"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setNameFilter(tr("Tables (*.csv)"));
    dialog->setDefaultSuffix(u"csv"_s);
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString &name) {
        const VoidResult saved =
            writeWholeFile(name, m_window.page<ActivityPage>()->exportText().toUtf8(), ownerOnly);
        if (!saved)
            m_window.registryNotice()->showNotice(
                tr("The file %1 could not be written: %2").arg(name, saved.error().message),
                {{tr("Dismiss"), u"dismiss"_s}});
    });
    dialog->open();
}

} // namespace streamkeeper
