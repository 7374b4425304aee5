#include "app/console/CameraCsvPresenter.h"

#include "app/console/OperationsPresenter.h"
#include "app/files/WholeFile.h"
#include "models/cameracsv/CameraExport.h"
#include "views/cameracsv/ColumnsDialog.h"
#include "views/cameracsv/ImportDialog.h"
#include "views/shell/MainWindow.h"
#include "views/shell/NoticeBar.h"
#include "views/streams/StreamTableView.h"
#include "views/streams/StreamsPage.h"

#include <QFile>
#include <QFileDialog>
#include <QLocale>
#include <QtConcurrent>

#include <algorithm>

namespace streamkeeper {

using namespace Qt::StringLiterals;

namespace {

/// A hundred thousand cameras need some 30 MB.
constexpr qint64 largestFile = 512LL * 1024 * 1024;

constexpr auto dialogName = "importColumns";

Result<QByteArray> readFile(const QString &name)
{
    QFile file(name);
    const auto failed = [&](const QString &reason) {
        return fail(ErrorCategory::Storage,
                    CameraCsvPresenter::tr("The file %1 cannot be read: %2").arg(name, reason));
    };
    if (!file.open(QIODevice::ReadOnly))
        return failed(file.errorString());
    if (file.size() > largestFile)
        return failed(CameraCsvPresenter::tr("it is larger than 512 MB."));
    QByteArray bytes = file.read(largestFile + 1);
    if (file.error() != QFileDevice::NoError || bytes.size() > largestFile)
        return failed(file.errorString());
    return bytes;
}

} // namespace

CameraCsvPresenter::CameraCsvPresenter(Session &session, MainWindow &window, OperationsPresenter &operations,
                                       QObject *parent)
    : QObject(parent)
    , m_session(session)
    , m_window(window)
    , m_operations(operations)
{
    connect(window.cameraCsv(), &CameraCsvActions::importRequested, this, &CameraCsvPresenter::importCameras);
    connect(window.cameraCsv(), &CameraCsvActions::exportRequested, this, &CameraCsvPresenter::exportCameras);
}

CameraCsvPresenter::~CameraCsvPresenter()
{
    m_stop.request_stop();
    for (QFuture<void> &work : m_work)
        work.waitForFinished();
}

// ---- import

void CameraCsvPresenter::importCameras()
{
    m_dialog = new ImportDialog(&m_window);
    m_dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(m_dialog, &ImportDialog::fileChosen, this, &CameraCsvPresenter::read);
    connect(m_dialog, &ImportDialog::importRequested, this, &CameraCsvPresenter::apply);
    connect(m_dialog, &ImportDialog::columnsRequested, this, &CameraCsvPresenter::askColumns);
    connect(m_dialog, &QDialog::finished, this, [this] {
        m_stop.request_stop();
        m_plan.reset(); // it holds addresses in clear
        m_file.clear();
        m_shape.reset();
        m_mapping.reset();
    });
    m_dialog->open();
}

void CameraCsvPresenter::read(const QString &file)
{
    m_stop.request_stop(); // of a file that was chosen before
    m_stop = {};
    m_plan.reset();
    m_shape.reset();
    if (m_file != file)
        m_mapping.reset();
    m_file = file;
    auto source = std::make_shared<ImportSource>(importSourceOf(m_session.fleet(), m_session.clusters(),
                                                                m_session.placementPolicy(),
                                                                m_session.vaultOpener().vault().isOpen()));
    source->mayMoveCredentials = m_dialog->movesCredentials();
    source->takesProposals = m_dialog->takesProposals();
    source->mapping = m_mapping;
    const auto answer = [this, stop = m_stop.get_token()](const auto &show) {
        QMetaObject::invokeMethod(
            this,
            [this, stop, show] {
                if (m_dialog && !stop.stop_requested())
                    show();
            },
            Qt::QueuedConnection);
    };
    std::erase_if(m_work, [](const QFuture<void> &work) { return work.isFinished(); });
    m_work.push_back(
        QtConcurrent::run([this, file, source, answer, remembered = memory(), stop = m_stop.get_token()] {
            const ImportProgress progress = [&](qint64 done, qint64 total) {
                answer([this, done, total] { m_dialog->showReading(done, total); });
                return !stop.stop_requested();
            };
            const auto planned = planFile(file, *source, remembered, progress);
            answer([this, planned] { handlePlan(planned); });
        }));
}

std::shared_ptr<CameraCsvPresenter::Planned> CameraCsvPresenter::planFile(const QString &file,
                                                                          ImportSource &source,
                                                                          const ColumnMemory &memory,
                                                                          const ImportProgress &progress)
{
    const auto bytes = readFile(file);
    if (!bytes)
        return std::make_shared<Planned>(Planned{tl::unexpected(bytes.error()), {}, {}});
    const auto shape = shapeOfList(*bytes, source.mapping);
    // What was said of lists with this header counts, unless something else is said now.
    if (shape && !source.mapping && !shape->isOwn)
        source.mapping = memory.forHeader(shape->header);
    return std::make_shared<Planned>(Planned{planImport(*bytes, source, progress),
                                             shape ? std::optional(*shape) : std::nullopt, source.mapping});
}

void CameraCsvPresenter::handlePlan(const std::shared_ptr<Planned> &planned)
{
    m_shape = std::move(planned->shape);
    m_mapping = std::move(planned->mapping);
    if (!planned->plan) {
        m_dialog->showFailure(planned->plan.error().message);
        m_dialog->setColumnsKnown(m_shape.has_value());
        if (m_shape && !m_shape->isOwn)
            askColumns();
        return;
    }
    m_plan = std::make_shared<ImportPlan>(std::move(*planned->plan));
    m_dialog->showPlan(m_plan);
    m_dialog->setColumnsKnown(m_shape.has_value());
}

// ---- what the columns of a list are

ColumnMemory CameraCsvPresenter::memory() const
{
    return ColumnMemory::fromJson(m_window.dialogState(QString::fromLatin1(dialogName)));
}

void CameraCsvPresenter::keep(const ColumnMemory &memory)
{
    m_window.setDialogState(QString::fromLatin1(dialogName), memory.toJson());
}

void CameraCsvPresenter::askColumns()
{
    if (!m_shape)
        return;
    auto *dialog =
        new ColumnsDialog(*m_shape, m_mapping.value_or(m_shape->guess), memory().saved(), m_dialog);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, [this, dialog] { takeColumns(dialog->mapping()); });
    connect(dialog, &ColumnsDialog::saveRequested, this, [this](const ColumnMapping &mapping) {
        ColumnMemory changed = memory();
        changed.save(mapping);
        keep(changed);
    });
    connect(dialog, &ColumnsDialog::fileToReadChosen, this,
            [this, dialog](const QString &file) { readMapping(*dialog, file); });
    connect(dialog, &ColumnsDialog::fileToWriteChosen, this,
            [this, dialog](const QString &file, const ColumnMapping &mapping) {
                writeMapping(*dialog, file, mapping);
            });
    dialog->open();
}

void CameraCsvPresenter::takeColumns(const ColumnMapping &mapping)
{
    ColumnMemory changed = memory();
    changed.remember(m_shape->header, mapping);
    keep(changed);
    m_mapping = mapping;
    m_dialog->showReading(0, 0);
    read(m_file);
}

void CameraCsvPresenter::readMapping(ColumnsDialog &dialog, const QString &name)
{
    QFile file(name);
    if (!file.open(QIODevice::ReadOnly)) {
        dialog.showProblem(tr("The file %1 cannot be read: %2").arg(name, file.errorString()));
        return;
    }
    if (const auto mapping = mappingFromJson(file.read(largestMapping + 1)))
        dialog.showMapping(*mapping);
    else
        dialog.showProblem(mapping.error().message);
}

void CameraCsvPresenter::writeMapping(ColumnsDialog &dialog, const QString &file,
                                      const ColumnMapping &mapping)
{
    if (const auto written = writeWholeFile(file, mappingToJson(mapping)); !written)
        dialog.showProblem(tr("The file %1 could not be written: %2").arg(file, written.error().message));
}

void CameraCsvPresenter::apply()
{
    if (!m_plan || (m_plan->wrongLines > 0 && !m_dialog->skipsErrors()))
        return;
    const auto orders =
        std::make_shared<ImportOrders>(ordersOf(*m_plan, m_session.fleet(), m_session.clock().nowUtc()));
    if (orders->cameras.empty()) {
        finish(*orders, {});
        return;
    }
    m_stop = {};
    m_dialog->showApplying(0, int(orders->cameras.size()));
    m_session.edits().cameras.saveMany(
        orders->cameras,
        [this](int done, int total) {
            if (m_dialog)
                m_dialog->showApplying(done, total);
        },
        m_stop.get_token(), this,
        [this, orders](const Result<std::vector<VoidResult>> &saved) {
            // Cancelled: what is written stays, streams are not touched.
            if (m_stop.stop_requested()) {
                const auto done = std::ranges::count_if(
                    *saved, [](const VoidResult &result) { return result.has_value(); });
                m_operations.showOutcome(tr("Import"),
                                         tr("Cancelled. The settings of %n camera(s) were saved before that; "
                                            "no stream was touched.",
                                            nullptr, int(done)),
                                         true);
                return;
            }
            finish(*orders, *saved);
        });
}

std::shared_ptr<ImportPlan> CameraCsvPresenter::leftOver(const ImportOrders &orders,
                                                         const std::vector<VoidResult> &saved) const
{
    auto failed = std::make_shared<ImportPlan>();
    for (size_t i = 0; i < saved.size(); ++i) {
        if (saved[i])
            continue;
        ImportLine line;
        line.line = orders.cameraLines[i];
        line.camera = orders.cameras[i].name;
        line.cameraId = orders.cameras[i].id;
        line.fate = ImportFate::Wrong;
        line.errors.append({{}, {}, saved[i].error().message});
        failed->lines.push_back(std::move(line));
        ++failed->wrongLines;
    }
    return failed;
}

void CameraCsvPresenter::finish(const ImportOrders &orders, const std::vector<VoidResult> &saved)
{
    const auto failed = leftOver(orders, saved);
    const int count = int(saved.size()) - failed->wrongLines;
    if (!orders.commands.empty())
        m_operations.run(orders.commands, tr("Import"));
    else if (failed->lines.empty())
        m_operations.showOutcome(tr("Import"), tr("The settings of %n camera(s) were saved.", nullptr, count),
                                 false);
    if (!m_dialog)
        return;
    if (failed->lines.empty())
        m_dialog->accept();
    else
        m_dialog->showLeftOver(
            tr("The settings of %n camera(s) could not be saved; everything else is done or under way.",
               nullptr, failed->wrongLines),
            failed);
}

// ---- export

std::vector<Camera> CameraCsvPresenter::camerasOf(CameraCsvActions::Scope scope) const
{
    const FleetState &fleet = m_session.fleet();
    if (scope == CameraCsvActions::Scope::All)
        return fleet.cameras();
    std::vector<int> rows;
    if (scope == CameraCsvActions::Scope::Selected) {
        rows = m_window.page<StreamsPage>()->table()->selectedFleetRows();
    } else {
        const StreamTableModel &model = m_window.page<StreamsPage>()->model();
        for (int row = 0; row < model.rowCount(); ++row)
            rows.push_back(model.fleetRow(row));
    }
    QSet<CameraId> wanted;
    for (const int row : rows)
        wanted.insert(fleet.row(row).camera);
    std::vector<Camera> cameras;
    std::ranges::copy_if(fleet.cameras(), std::back_inserter(cameras),
                         [&](const Camera &camera) { return wanted.contains(camera.id); });
    return cameras;
}

void CameraCsvPresenter::exportCameras(CameraCsvActions::Scope scope)
{
    // Chosen now: the table may move while the dialog is open.
    const auto cameras = std::make_shared<std::vector<Camera>>(camerasOf(scope));
    auto *dialog = new QFileDialog(&m_window, tr("Export %n camera(s)", nullptr, int(cameras->size())));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setNameFilter(tr("Tables (*.csv)"));
    dialog->setDefaultSuffix(u"csv"_s);
    connect(dialog, &QFileDialog::fileSelected, this,
            [this, cameras](const QString &file) { write(file, *cameras); });
    dialog->open();
}

void CameraCsvPresenter::write(const QString &name, const std::vector<Camera> &cameras)
{
    std::vector<MediaServer> servers;
    for (const FleetServer &server : m_session.fleet().servers())
        servers.push_back(server.server);
    // Where the comma is in numbers, Excel expects semicolons between cells.
    const QChar separator = QLocale().decimalPoint() == u","_s ? u';' : u',';
    std::erase_if(m_work, [](const QFuture<void> &work) { return work.isFinished(); });
    m_work.push_back(QtConcurrent::run([this, name, cameras, servers, separator,
                                        streams = m_session.fleet().streams()] {
        const QByteArray text = streamkeeper::exportCameras(cameras, streams, servers, separator);
        const VoidResult saved = writeWholeFile(name, text, ownerOnly);
        const QString problem = saved ? QString() : saved.error().message;
        QMetaObject::invokeMethod(
            this,
            [this, name, problem, count = int(cameras.size())] {
                if (problem.isEmpty())
                    m_operations.showOutcome(
                        tr("Export"), tr("%n camera(s) written to %1.", nullptr, count).arg(name), false);
                else
                    m_operations.showOutcome(
                        tr("Export"), tr("The file %1 could not be written: %2").arg(name, problem), true);
            },
            Qt::QueuedConnection);
    }));
}

} // namespace streamkeeper
