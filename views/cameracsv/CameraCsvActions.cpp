#include "views/cameracsv/CameraCsvActions.h"

#include "views/streams/StreamTableView.h"
#include "views/streams/StreamsPage.h"

#include <QAction>
#include <QMenu>

namespace streamkeeper {

CameraCsvActions::CameraCsvActions(StreamsPage &page)
    : QObject(&page)
    , m_page(page)
    , m_import(new QAction(tr("Import cameras…"), this))
    , m_exportAll(new QAction(tr("All cameras…"), this))
    , m_exportShown(new QAction(tr("Cameras of the rows shown…"), this))
    , m_exportSelected(new QAction(tr("Cameras of the selected rows…"), this))
{
    m_import->setShortcut(QKeyCombination(Qt::ControlModifier | Qt::ShiftModifier, Qt::Key_I));
    connect(m_import, &QAction::triggered, this, &CameraCsvActions::importRequested);
    for (const Scope scope : {Scope::All, Scope::Shown, Scope::Selected})
        connect(exportAction(scope), &QAction::triggered, this,
                [this, scope] { Q_EMIT exportRequested(scope); });
}

QAction *CameraCsvActions::exportAction(Scope scope) const
{
    switch (scope) {
    case Scope::All:
        return m_exportAll;
    case Scope::Shown:
        return m_exportShown;
    case Scope::Selected:
        return m_exportSelected;
    }
    return nullptr;
}

void CameraCsvActions::addTo(QMenu &menu)
{
    menu.addSeparator();
    menu.addAction(m_import);
    QMenu *choices = menu.addMenu(tr("Export cameras"));
    choices->setToolTipsVisible(true);
    choices->addActions({m_exportAll, m_exportShown, m_exportSelected});
    connect(choices, &QMenu::aboutToShow, this, &CameraCsvActions::update);
    menu.addSeparator();
}

void CameraCsvActions::update()
{
    const bool hasSelection = !m_page.table()->selectedFleetRows().empty();
    m_exportSelected->setEnabled(hasSelection);
    m_exportSelected->setToolTip(hasSelection ? QString()
                                              : tr("Select rows of the table of video streams first."));
    const bool hasRows = m_page.model().rowCount() > 0;
    m_exportShown->setEnabled(hasRows);
    m_exportShown->setToolTip(hasRows ? tr("Those that search and filters let through")
                                      : tr("The table of video streams shows no row."));
}

} // namespace streamkeeper
