#pragma once

#include "app/fetching/TransportMediaFetcher.h"
#include "app/session/Session.h"
#include "models/domain/Types.h"

#include <QObject>

#include <memory>

namespace streamkeeper {

class AddCameraDialog;
class MainWindow;
class OperationsPresenter;

/// Adding a camera, or a missing stream of one, by hand: ties the dialog to the session. Proposes the
/// media server, warns of addresses in use, plays an address before it is saved.
class NewCameraPresenter : public QObject
{
    Q_OBJECT

public:
    NewCameraPresenter(Session &session, MainWindow &window, OperationsPresenter &operations,
                       QObject *parent = nullptr);
    ~NewCameraPresenter() override;

    void addCamera();
    void addStream(const CameraId &camera, Quality missing);

private:
    void open(AddCameraDialog &dialog);
    void find(AddCameraDialog &dialog);
    void propose(AddCameraDialog &dialog);
    void play(AddCameraDialog &dialog, const StreamAddress &address);
    void submit(AddCameraDialog &dialog);

    Session &m_session;
    MainWindow &m_window;
    OperationsPresenter &m_operations;
    std::shared_ptr<TransportMediaFetcher> m_fetcher;
};

} // namespace streamkeeper
