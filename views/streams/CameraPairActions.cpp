#include "views/streams/CameraPairActions.h"

#include "models/texts/CameraTexts.h"
#include "models/texts/Formatting.h"

#include <QAction>
#include <QWidget>

#include <algorithm>

namespace streamkeeper {

using namespace Qt::StringLiterals;

namespace {

void say(QAction &action, const QString &what, PairObstacle obstacle)
{
    action.setEnabled(obstacle == PairObstacle::None);
    QString toolTip = obstacle == PairObstacle::None ? what : texts::pairObstacle(obstacle);
    if (!action.shortcut().isEmpty())
        toolTip += u" ("_s + action.shortcut().toString(QKeySequence::NativeText) + u')';
    action.setToolTip(format::plainToolTip(toolTip));
}

} // namespace

CameraPairActions::CameraPairActions(FleetState &fleet, Other other, QWidget *keyboardOwner, QObject *parent)
    : QObject(parent)
    , m_fleet(fleet)
    , m_other(other)
{
    m_split = new QAction(tr("Split camera…"), this);
    m_split->setObjectName(u"splitCamera"_s);
    m_join =
        new QAction(other == Other::Chosen ? tr("Join cameras…") : tr("Join with another camera…"), this);
    m_join->setObjectName(u"joinCameras"_s);
    if (keyboardOwner) {
        // As in the dialog of adoption.
        m_join->setShortcut(QKeyCombination(Qt::ControlModifier, Qt::Key_G));
        m_split->setShortcut(QKeyCombination(Qt::ControlModifier | Qt::ShiftModifier, Qt::Key_G));
        for (QAction *action : {m_split, m_join}) {
            action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
            keyboardOwner->addAction(action);
        }
    }
    connect(m_split, &QAction::triggered, this, [this] {
        if (obstacleToSplit() == PairObstacle::None)
            Q_EMIT splitRequested(m_fleet.row(m_rows.front()).camera);
    });
    connect(m_join, &QAction::triggered, this, [this] {
        if (obstacleToJoin() == PairObstacle::None)
            Q_EMIT joinRequested(m_fleet.row(m_rows.front()).camera,
                                 m_other == Other::Asked ? CameraId() : m_fleet.row(m_rows.back()).camera);
    });
    refresh();
}

void CameraPairActions::setRows(std::vector<int> rows)
{
    m_rows = std::move(rows);
    refresh();
}

PairObstacle CameraPairActions::obstacleOfRows() const
{
    if (m_rows.empty())
        return PairObstacle::NothingChosen;
    const bool areOurs = std::ranges::all_of(
        m_rows, [this](int row) { return row < m_fleet.rowCount() && m_fleet.row(row).isManaged(); });
    return areOurs ? PairObstacle::None : PairObstacle::NotManaged;
}

PairObstacle CameraPairActions::obstacleToSplit() const
{
    if (const PairObstacle rows = obstacleOfRows(); rows != PairObstacle::None)
        return rows;
    const bool isOneCamera = std::ranges::all_of(
        m_rows, [this](int row) { return m_fleet.row(row).camera == m_fleet.row(m_rows.front()).camera; });
    return isOneCamera ? splitObstacle(pairFactsOf(m_fleet, m_rows.front())) : PairObstacle::NotOne;
}

PairObstacle CameraPairActions::obstacleToJoin() const
{
    if (const PairObstacle rows = obstacleOfRows(); rows != PairObstacle::None)
        return rows;
    if (m_other == Other::Chosen)
        return m_rows.size() == 2
                   ? joinObstacle(pairFactsOf(m_fleet, m_rows[0]), pairFactsOf(m_fleet, m_rows[1]))
                   : PairObstacle::NotTwo;
    const PairFacts facts = pairFactsOf(m_fleet, m_rows.front());
    return facts.isWhole()   ? PairObstacle::WholeCamera
           : facts.isPending ? PairObstacle::Pending
                             : PairObstacle::None;
}

void CameraPairActions::refresh()
{
    say(*m_split, tr("The low stream becomes a camera of its own"), obstacleToSplit());
    say(*m_join, tr("Two streams of two cameras become one camera"), obstacleToJoin());
}

} // namespace streamkeeper
