#pragma once

#include "models/domain/Clock.h"
#include "models/tables/ServerStreamsModel.h"

#include <QJsonObject>
#include <QWidget>

class QLabel;
class QStackedLayout;
class QTableView;

namespace streamkeeper {

/// The cameras of one media server: every stream that has it as main or additional server.
class ServerStreamsTab : public QWidget
{
    Q_OBJECT

public:
    ServerStreamsTab(FleetState &fleet, Clock clock, QWidget *parent = nullptr);

    void setServer(const ServerId &server);
    [[nodiscard]] QTableView *table() { return m_table; }
    [[nodiscard]] const ServerStreamsModel &model() const { return m_model; }

    /// Current row and scroll position.
    [[nodiscard]] QJsonObject viewState() const;
    void setViewState(const QJsonObject &state);

Q_SIGNALS:
    void cameraActivated(const streamkeeper::CameraId &camera);
    void serverActivated(const streamkeeper::ServerId &server);

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    void buildActions();
    void openCurrent();
    void updateSummary();

    ServerStreamsModel m_model;
    QTableView *m_table;
    QLabel *m_summary;
    QStackedLayout *m_layers;
};

} // namespace streamkeeper
