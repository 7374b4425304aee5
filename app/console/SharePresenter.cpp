#include "app/console/SharePresenter.h"

#include "app/console/OperationsPresenter.h"
#include "app/console/PreviewPresenter.h"
#include "app/files/WholeFile.h"
#include "models/rules/ArchiveCoverage.h"
#include "models/texts/ShareTexts.h"
#include "views/preview/PreviewPanel.h"
#include "views/share/ShareDialog.h"
#include "views/share/ShareForm.h"
#include "views/share/ShareResult.h"
#include "views/shell/MainWindow.h"

#include <QFileDialog>
#include <QMessageBox>
#include <QPushButton>

#include <algorithm>

namespace streamkeeper {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

const auto dialogName = u"share"_s;
constexpr qint64 firstMomentMs = 600'000; ///< ten minutes ago: what happened just now

} // namespace

SharePresenter::SharePresenter(Session &session, MainWindow &window, OperationsPresenter &operations,
                               QObject *parent)
    : QObject(parent)
    , m_session(session)
    , m_window(window)
    , m_fetcher(std::make_shared<TransportMediaFetcher>(session.network()))
{
    m_placeTimer.setSingleShot(true);
    m_placeTimer.setInterval(150ms);
    connect(&m_placeTimer, &QTimer::timeout, this, &SharePresenter::readAbilities);
    connect(&operations, &OperationsPresenter::shareRequested, this, [this](const std::vector<int> &rows) {
        std::vector<StreamId> streams;
        for (const int row : rows)
            streams.push_back(m_session.fleet().row(row).id);
        open(streams);
    });
    connect(&session.operations(), &OperationRunner::operationChanged, this, &SharePresenter::followAccess);
    connect(&session.fleet(), &FleetState::structureChanged, this, [this] {
        if (m_dialog)
            refresh();
    });
    connect(&m_clipboard, &LinkClipboard::lost, this, [this] {
        if (m_dialog && m_made)
            m_dialog->result()->showNote(tr("The clipboard holds something else now."), true);
    });
}

SharePresenter::~SharePresenter()
{
    delete m_dialog;
    m_preview.reset();
    m_fetcher->detach();
}

QString SharePresenter::titleOf(const StreamId &id) const
{
    const Stream *stream = m_session.fleet().stream(id);
    const Camera *camera = stream ? m_session.fleet().camera(stream->camera) : nullptr;
    return stream ? journalName(camera ? camera->name : QString(), stream->quality) : QString();
}

void SharePresenter::open(const std::vector<StreamId> &streams, const std::optional<ShareLink> &like)
{
    if (m_dialog || streams.empty())
        return;
    m_streams = streams;
    m_offer.reset();
    m_offerFailure.clear();
    m_index.clear();
    m_isRecordedKnown = false;
    m_recordedFailure.clear();
    m_made.reset();
    m_accessLeft = 0;
    m_dialog = new ShareDialog(titleOf(streams.front()), int(streams.size()), m_session.clock(), &m_window);
    m_dialog->setAttribute(Qt::WA_DeleteOnClose);
    const QJsonObject saved = m_window.dialogState(dialogName);
    const bool isHours = saved[u"unit"].toString() == u"hours";
    const SharePeriod period{std::max(1, saved[u"count"].toInt(1)),
                             isHours ? ShareUnit::Hours : ShareUnit::Days};
    ShareForm *form = m_dialog->form();
    form->setChoice(saved[u"protocol"].toString() == u"hls" ? ShareProtocol::Hls : ShareProtocol::Rtsp,
                    period);
    form->setArchiveFrom(m_session.clock().nowMs() - firstMomentMs);
    if (like)
        beginLike(*like);
    connectDialog();
    readAbilities();
    readRecorded();
    refresh();
    m_dialog->open();
}

void SharePresenter::beginLike(const ShareLink &link)
{
    ShareForm *form = m_dialog->form();
    form->setMode(link.mode);
    form->setChoice(link.protocol, form->request().period);
    form->setNote(link.note);
    if (link.mode == ShareMode::Archive)
        form->setArchiveFrom(link.archiveFromMs);
}

void SharePresenter::connectDialog()
{
    ShareForm *form = m_dialog->form();
    ShareResult *result = m_dialog->result();
    connect(form, &ShareForm::changed, this, &SharePresenter::refresh);
    connect(form, &ShareForm::placeChanged, this, [this] {
        m_placeTimer.start();
        if (!m_recordedFailure.isEmpty())
            readRecorded(); // the server may answer by now
    });
    connect(form, &ShareForm::externalAccessRequested, this, &SharePresenter::switchExternalAccess);
    connect(m_dialog, &ShareDialog::generateRequested, this, &SharePresenter::generate);
    connect(m_dialog, &QDialog::finished, this, [this] {
        remember();
        m_isStopped = true;
        m_placeTimer.stop();
        m_preview.reset(); // before its panel goes with the dialog
    });
    connect(result, &ShareResult::copyRequested, this, &SharePresenter::copy);
    connect(result, &ShareResult::testRequested, this, &SharePresenter::test);
    connect(result, &ShareResult::externalPlayerRequested, this, [this] {
        const VoidResult opened = m_external.open(m_made->link.target, QUrl(m_made->address.revealText()));
        if (!opened)
            m_dialog->result()->showNote(opened.error().message, true);
    });
    connect(m_dialog->batch(), &ShareBatch::copyRequested, this, &SharePresenter::copyBatch);
    connect(m_dialog->batch(), &ShareBatch::saveRequested, this, &SharePresenter::saveBatch);
    connect(m_dialog->batch(), &ShareBatch::stopRequested, this, [this] { m_isStopped = true; });
}

std::optional<ShareFacts> SharePresenter::facts() const
{
    auto known = m_session.sharing().factsOf(m_streams.front());
    if (!known)
        return known;
    known->recorded = coverageOf(m_index, known->nowMs);
    if (isMany()) {
        // Each of them is judged for itself when its turn comes.
        known->quality = Quality::High;
        known->hasExternalAccess = camerasWithoutAccess().empty();
    }
    return known;
}

std::vector<CameraId> SharePresenter::camerasWithoutAccess() const
{
    std::vector<CameraId> cameras;
    for (const StreamId &id : m_streams) {
        const Stream *stream = m_session.fleet().stream(id);
        const Camera *camera = stream ? m_session.fleet().camera(stream->camera) : nullptr;
        if (camera && !camera->isPublic && std::ranges::find(cameras, camera->id) == cameras.end())
            cameras.push_back(camera->id);
    }
    return cameras;
}

void SharePresenter::readAbilities()
{
    if (!m_dialog)
        return;
    if (isMany()) {
        m_dialog->setServerText(
            tr("Each link is made by the media server that has the stream; what one of them "
               "cannot do is told in the table."));
        refresh();
        return;
    }
    const ShareRequest request = m_dialog->form()->request();
    const Stream *stream = m_session.fleet().stream(m_streams.front());
    if (!stream || stream->mainServer.isNull()) {
        showOffer(fail(ErrorCategory::Invalid, stream ? texts::noServer() : texts::noStream()));
        return;
    }
    const auto known = facts();
    // Until it is known what is recorded where, the main server is asked.
    const auto place = known ? linkPlaceFor(request, *stream, *known, m_index) : std::nullopt;
    const ServerId server = place ? place->server : stream->mainServer;
    const QString name = place ? place->remoteName : stream->remoteName;
    const quint64 asked = ++m_offerAsked;
    m_session.sharing().readOffer(server, name, m_dialog, [this, asked](const Result<ShareOffer> &offer) {
        if (asked == m_offerAsked)
            showOffer(offer);
    });
}

void SharePresenter::showOffer(const Result<ShareOffer> &offer)
{
    m_offer = offer ? std::optional(*offer) : std::nullopt;
    m_offerFailure = offer ? QString() : offer.error().message;
    if (offer) {
        m_dialog->setServerText(tr("Served by %1.").arg(offer->serverName));
        m_dialog->setNotes(offer->abilities.notes);
        m_dialog->setWarning(texts::clockWarning(offer->abilities.clockOffsetMs, offer->serverName));
    }
    refresh();
}

void SharePresenter::readRecorded()
{
    ShareForm *form = m_dialog->form();
    const auto known = m_session.sharing().factsOf(m_streams.front());
    if (isMany() || !known || known->quality == Quality::Low)
        return;
    m_recordedFailure.clear();
    form->setRecordedNote(tr("Asking the media servers what is recorded…"));
    m_session.archive().read(m_streams.front(), {}, m_dialog, [this](const Result<ArchiveReading> &reading) {
        if (reading)
            showRecorded(*reading);
        else
            showRecordedFailure(reading.error().message);
    });
}

void SharePresenter::showRecordedFailure(const QString &sentence)
{
    m_recordedFailure = sentence;
    m_dialog->form()->setRecordedNote(sentence);
    refresh();
}

void SharePresenter::showRecorded(const ArchiveReading &reading)
{
    QStringList unread;
    for (const ArchiveReading::Silent &silent : reading.silent)
        unread.append(silent.error.message);
    if (reading.index.empty() && !unread.empty()) {
        showRecordedFailure(unread.join(u' ')); // who did not answer may hold something
        return;
    }
    const FleetState &fleet = m_session.fleet();
    std::vector<ServerId> shades;
    std::vector<ShadedPeriod> periods;
    for (const ArchiveHolder &holder : reading.index) {
        auto shade = std::ranges::find(shades, holder.server);
        if (shade == shades.end())
            shade = shades.insert(shades.end(), holder.server);
        periods.push_back({fleet.serverName(holder.server),
                           int(shade - shades.begin()),
                           {holder.fromMs, holder.untilMs.value_or(reading.readAtMs)}});
    }
    m_index = reading.index;
    m_isRecordedKnown = true;
    ShareForm *form = m_dialog->form();
    form->setRecorded(periods);
    form->setRecordedNote(periods.empty() ? tr("Nothing is recorded of this stream.") : unread.join(u' '));
    m_placeTimer.start();
    refresh();
}

void SharePresenter::refresh()
{
    if (!m_dialog)
        return;
    ShareForm *form = m_dialog->form();
    const ShareRequest request = form->request();
    const auto known = facts();
    if (!known) {
        m_dialog->setObstacle(texts::noStream());
        return;
    }
    form->setExternalAccess(known->hasExternalAccess, m_accessLeft > 0);
    ShareForm::Reasons reasons;
    if (known->quality == Quality::Low)
        reasons.archive = texts::shareObstacle(ShareObstacle::LowQuality);
    else if (!isMany() && m_isRecordedKnown && known->recorded.empty())
        reasons.archive = texts::shareObstacle(ShareObstacle::NothingRecorded);
    if (m_offer) {
        const ShareAbilities &abilities = m_offer->abilities;
        reasons.rtsp = abilities.reasonAgainst(request.mode, ShareProtocol::Rtsp);
        reasons.hls = abilities.reasonAgainst(request.mode, ShareProtocol::Hls);
        reasons.file = abilities.archiveFileReason;
        reasons.token = abilities.tokenReason;
        reasons.publicLink = abilities.publicReason;
    }
    form->setReasons(reasons);
    const bool isArchive = request.mode == ShareMode::Archive;
    const Stream *stream = m_session.fleet().stream(m_streams.front());
    const auto place = isArchive && m_isRecordedKnown && stream
                           ? linkPlaceFor(request, *stream, *known, m_index)
                           : std::nullopt;
    form->setMovedNote(place ? texts::movedStart(*place->start) : QString());

    QString obstacle = m_offerFailure;
    if (obstacle.isEmpty() && !isMany()) {
        const ShareRequest shown = form->request(); // a choice may have moved away from what is not possible
        if (!m_offer)
            obstacle = tr("The media server is being asked what it can do.");
        else if (isArchive && !m_isRecordedKnown)
            obstacle = m_recordedFailure.isEmpty() ? tr("The media servers are being asked what is recorded.")
                                                   : m_recordedFailure;
        else if (const ShareObstacle rule = obstacleFor(shown, *known); rule != ShareObstacle::None)
            obstacle = texts::shareObstacle(rule);
        else if (const QString against = m_offer->abilities.reasonAgainst(shown.mode, shown.protocol);
                 !against.isEmpty())
            obstacle = against;
        else
            obstacle = shown.isPublic ? reasons.publicLink : reasons.token;
    }
    if (m_accessLeft > 0)
        obstacle = tr("External access is being switched on…");
    m_dialog->setObstacle(obstacle);
    m_dialog->showFailure(m_offerFailure);
}

void SharePresenter::switchExternalAccess()
{
    const std::vector<CameraId> cameras = camerasWithoutAccess();
    const auto begin = [this, cameras] {
        for (const CameraId &camera : cameras) {
            ++m_accessLeft;
            m_session.setExternalAccess(camera, true, m_dialog, [this](const Result<BatchId> &begun) {
                --m_accessLeft;
                if (!begun) {
                    m_dialog->showFailure(begun.error().message);
                    return;
                }
                // Its operations are followed one by one; without any the registry was all there was to
                // change.
                if (const BatchProgress *batch = m_session.operations().batch(*begun))
                    m_accessLeft += batch->waiting + batch->asking + batch->asked + batch->retrying;
                if (m_accessLeft == 0)
                    readAbilities();
                refresh();
            });
        }
        refresh();
    };
    if (cameras.size() < 2) {
        begin();
        return;
    }
    auto *question = new QMessageBox(m_dialog);
    question->setAttribute(Qt::WA_DeleteOnClose);
    question->setIcon(QMessageBox::Question);
    question->setWindowTitle(tr("External access"));
    question->setTextFormat(Qt::PlainText);
    question->setText(tr("Switch External access of %n camera(s) on?", nullptr, int(cameras.size())));
    question->setInformativeText(tr("Everybody can watch their streams who knows the address."));
    const QPushButton *yes = question->addButton(tr("Switch on"), QMessageBox::AcceptRole);
    question->addButton(QMessageBox::Cancel);
    connect(yes, &QPushButton::clicked, this, begin);
    question->open();
}

void SharePresenter::followAccess(const Operation &operation)
{
    if (!m_dialog || operation.kind != OperationKind::SetAccess || isOpen(operation.state) ||
        m_accessLeft == 0)
        return;
    const bool isOurs = std::ranges::any_of(m_streams, [&](const StreamId &id) {
        const Stream *stream = m_session.fleet().stream(id);
        return stream && stream->camera == operation.camera;
    });
    if (!isOurs)
        return;
    --m_accessLeft;
    if (m_accessLeft == 0)
        readAbilities();
    refresh();
    if (operation.state != OperationState::Confirmed && !operation.message.isEmpty())
        m_dialog->showFailure(operation.message);
}

// ---- making

void SharePresenter::generate()
{
    m_dialog->showFailure({});
    m_dialog->setBusy(true);
    m_isStopped = false;
    if (!isMany()) {
        generateOne();
        return;
    }
    m_next = 0;
    m_dialog->batch()->clear();
    m_dialog->batch()->setTotal(int(m_streams.size()));
    m_dialog->showResult();
    generateNext();
}

void SharePresenter::generateOne()
{
    m_session.sharing().create(m_streams.front(), m_dialog->form()->request(), m_dialog,
                               [this](const Result<NewLink> &made) {
                                   m_dialog->setBusy(false);
                                   if (made)
                                       showLink(*made);
                                   else
                                       m_dialog->showFailure(made.error().message);
                               });
}

void SharePresenter::generateNext()
{
    if (m_next == m_streams.size() || m_isStopped) {
        m_dialog->batch()->setTotal(int(m_next));
        m_dialog->setBusy(false);
        return;
    }
    const StreamId stream = m_streams[m_next];
    m_session.sharing().create(
        stream, m_dialog->form()->request(), m_dialog, [this, stream](const Result<NewLink> &made) {
            BatchLink link;
            link.stream = titleOf(stream);
            if (made) {
                link.address = made->address.revealText();
                link.expires = made->link.expiresAtMs ? texts::moment(*made->link.expiresAtMs) : QString();
            } else {
                link.reason = made.error().message;
            }
            m_dialog->batch()->append(link);
            ++m_next;
            generateNext();
        });
}

void SharePresenter::showLink(const NewLink &made)
{
    m_made = made;
    QString about = texts::linkSummary(made.link);
    if (made.start && made.start->reason != ArchiveStart::Reason::AsAsked)
        about += u". "_s + texts::movedStart(*made.start);
    m_dialog->result()->showLink(made.address.revealText(), about);
    m_dialog->result()->setTestObstacle(
        made.link.protocol == ShareProtocol::File
            ? tr("A file is played by the program that downloads it. Open it in an external player.")
            : QString());
    m_dialog->showResult();
    copy(LinkForm::Url);
}

void SharePresenter::copy(LinkForm form)
{
    const QString text = LinkClipboard::formed(m_made->address.revealText(), m_made->link.target, form);
    const bool isThere = m_clipboard.put(text);
    m_dialog->result()->showNote(isThere ? LinkClipboard::arrived() : LinkClipboard::refused(), !isThere);
}

void SharePresenter::copyBatch(BatchForm form)
{
    const bool isThere = m_clipboard.put(batchDocument(m_dialog->batch()->links(), form));
    m_dialog->batch()->showNote(isThere ? LinkClipboard::arrived() : LinkClipboard::refused(), !isThere);
}

void SharePresenter::saveBatch()
{
    auto *chooser = new QFileDialog(m_dialog, tr("Save the links"));
    chooser->setAttribute(Qt::WA_DeleteOnClose);
    chooser->setAcceptMode(QFileDialog::AcceptSave);
    chooser->setNameFilters({tr("CSV (*.csv)"), tr("M3U playlist (*.m3u)"), tr("Text (*.txt)")});
    chooser->selectFile(u"links.csv"_s);
    connect(chooser, &QFileDialog::fileSelected, this, [this](const QString &name) {
        const QString suffix = QFileInfo(name).suffix().toLower();
        const BatchForm form = suffix == u"m3u"   ? BatchForm::M3u
                               : suffix == u"csv" ? BatchForm::Csv
                                                  : BatchForm::Text;
        const QByteArray document = batchDocument(m_dialog->batch()->links(), form).toUtf8();
        // Tokens are in it: for its owner alone.
        const VoidResult saved = writeWholeFile(name, document, ownerOnly);
        m_dialog->batch()->showNote(saved ? tr("Saved as %1.").arg(QFileInfo(name).fileName())
                                          : tr("The links could not be saved: %1").arg(saved.error().message),
                                    !saved);
    });
    chooser->open();
}

void SharePresenter::test(bool isOn)
{
    ShareResult *result = m_dialog->result();
    if (!m_preview && isOn) {
        auto *panel = new PreviewPanel;
        panel->setObjectName(u"shareTestPanel"_s);
        m_preview = std::make_unique<PreviewPresenter>(panel, m_fetcher, m_session.clock());
        result->setPreview(panel);
    }
    if (!m_preview)
        return;
    result->setPreviewShown(isOn);
    m_dialog->showResult();
    if (!isOn) {
        m_preview->clear({});
        return;
    }
    // The link alone: no account, no token of this console.
    const QUrl url(m_made->address.revealText());
    MediaSource source;
    source.url = url;
    source.protocol = m_made->link.protocol == ShareProtocol::Hls ? MediaProtocol::Hls : MediaProtocol::Rtsp;
    source.streamKey = m_made->link.id.toString();
    const MediaServer *server = m_session.fleet().mediaServer(m_made->link.server);
    if (server && url.scheme() == u"https" && !server->pinnedSha256.isEmpty())
        source.pinnedCertificateSha256 = server->pinnedSha256;
    const bool isRtsp = source.protocol == MediaProtocol::Rtsp;
    m_dialog->findChild<PreviewPanel *>(u"shareTestPanel"_s)
        ->setAlone(m_made->link.mode == ShareMode::Archive);
    m_preview->showStream(source.streamKey, m_made->link.target,
                          isRtsp ? std::optional(source) : std::nullopt,
                          isRtsp ? std::nullopt : std::optional(source), {});
}

void SharePresenter::remember()
{
    const ShareRequest request = m_dialog->form()->request();
    m_window.setDialogState(dialogName,
                            {{u"protocol"_s, request.protocol == ShareProtocol::Hls ? u"hls"_s : u"rtsp"_s},
                             {u"count"_s, request.period.count},
                             {u"unit"_s, request.period.unit == ShareUnit::Hours ? u"hours"_s : u"days"_s}});
}

} // namespace streamkeeper
