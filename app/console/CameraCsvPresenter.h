#pragma once

#include "app/session/ImportCommands.h"
#include "app/session/Session.h"
#include "models/cameracsv/ColumnMemory.h"
#include "models/cameracsv/ImportPlanner.h"
#include "models/cameracsv/ListShape.h"
#include "views/cameracsv/CameraCsvActions.h"

#include <QFutureWatcher>
#include <QObject>
#include <QPointer>

#include <memory>
#include <stop_token>

namespace streamkeeper {

class ColumnsDialog;
class ImportDialog;
class MainWindow;
class OperationsPresenter;

/// Import and export of cameras as files: reads, plans and writes off the GUI thread, and hands what is to
/// be done to the session.
class CameraCsvPresenter : public QObject
{
    Q_OBJECT

public:
    CameraCsvPresenter(Session &session, MainWindow &window, OperationsPresenter &operations,
                       QObject *parent = nullptr);
    /// Waits for files that are being written; reading is stopped.
    ~CameraCsvPresenter() override;

    void importCameras();
    void exportCameras(CameraCsvActions::Scope scope);

private:
    /// What came of a file.
    struct Planned
    {
        Result<ImportPlan> plan;
        std::optional<ListShape> shape; ///< none: not even the header could be read
        std::optional<ColumnMapping> mapping;
    };

    void read(const QString &file);
    void handlePlan(const std::shared_ptr<Planned> &planned);
    [[nodiscard]] static std::shared_ptr<Planned> planFile(const QString &file, ImportSource &source,
                                                           const ColumnMemory &memory,
                                                           const ImportProgress &progress);
    void askColumns();
    void takeColumns(const ColumnMapping &mapping);
    void readMapping(ColumnsDialog &dialog, const QString &file);
    void writeMapping(ColumnsDialog &dialog, const QString &file, const ColumnMapping &mapping);
    void keep(const ColumnMemory &memory);
    [[nodiscard]] ColumnMemory memory() const;
    void apply();
    void finish(const ImportOrders &orders, const std::vector<VoidResult> &saved);
    [[nodiscard]] std::shared_ptr<ImportPlan> leftOver(const ImportOrders &orders,
                                                       const std::vector<VoidResult> &saved) const;
    [[nodiscard]] std::vector<Camera> camerasOf(CameraCsvActions::Scope scope) const;
    void write(const QString &file, const std::vector<Camera> &cameras);

    Session &m_session;
    MainWindow &m_window;
    OperationsPresenter &m_operations;
    QPointer<ImportDialog> m_dialog;
    std::shared_ptr<ImportPlan> m_plan;
    QString m_file;                         ///< the one that is shown
    std::optional<ListShape> m_shape;       ///< of it
    std::optional<ColumnMapping> m_mapping; ///< what was said of its columns
    std::stop_source m_stop;                ///< of the reading or saving that is under way
    std::vector<QFuture<void>> m_work;
};

} // namespace streamkeeper
