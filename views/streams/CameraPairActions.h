#pragma once

#include "models/fleet/FleetState.h"
#include "models/rules/CameraPairs.h"

#include <QObject>

#include <vector>

class QAction;
class QWidget;

namespace streamkeeper {

/// Split a camera, join two: what is possible with the chosen streams, and why not. Emits what the operator
/// wants; does nothing itself.
class CameraPairActions : public QObject
{
    Q_OBJECT

public:
    /// Of a table: two streams are chosen, and joined. Of a card: the other camera is asked for.
    enum class Other : quint8 { Chosen, Asked };

    /// With a `keyboardOwner` the actions get their shortcuts there.
    CameraPairActions(FleetState &fleet, Other other, QWidget *keyboardOwner, QObject *parent);

    /// The fleet rows that the actions are about now.
    void setRows(std::vector<int> rows);
    void refresh();
    [[nodiscard]] QAction *split() const { return m_split; }
    [[nodiscard]] QAction *join() const { return m_join; }

Q_SIGNALS:
    void splitRequested(const streamkeeper::CameraId &camera);
    /// `other` is null where it is to be asked for.
    void joinRequested(const streamkeeper::CameraId &camera, const streamkeeper::CameraId &other);

private:
    [[nodiscard]] PairObstacle obstacleToSplit() const;
    [[nodiscard]] PairObstacle obstacleToJoin() const;
    [[nodiscard]] PairObstacle obstacleOfRows() const;

    FleetState &m_fleet;
    Other m_other;
    std::vector<int> m_rows;
    QAction *m_split;
    QAction *m_join;
};

} // namespace streamkeeper
