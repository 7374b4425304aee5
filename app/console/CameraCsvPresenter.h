#pragma once

#include "app/session/ImportCommands.h"
#include "app/session/Session.h"
#include "views/cameracsv/CameraCsvActions.h"

#include <QFutureWatcher>
#include <QObject>
#include <QPointer>

#include <memory>
#include <stop_token>

namespace streamkeeper {

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
    using Planned = std::shared_ptr<Result<ImportPlan>>;

    void read(const QString &file);
    void handlePlan(const Planned &planned);
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
    std::stop_source m_stop; ///< of the reading or saving that is under way
    std::vector<QFuture<void>> m_work;
};

} // namespace streamkeeper
