#pragma once

#include <QObject>

class QAction;
class QMenu;

namespace streamkeeper {

class StreamsPage;

/// The entries of the File menu for importing and exporting cameras.
class CameraCsvActions : public QObject
{
    Q_OBJECT

public:
    explicit CameraCsvActions(StreamsPage &page);

    /// Which cameras are exported.
    enum class Scope { All, Shown, Selected };

    void addTo(QMenu &menu);
    [[nodiscard]] QAction *importAction() const { return m_import; }
    [[nodiscard]] QAction *exportAction(Scope scope) const;

Q_SIGNALS:
    void importRequested();
    void exportRequested(streamkeeper::CameraCsvActions::Scope scope);

private:
    void update();

    StreamsPage &m_page;
    QAction *m_import;
    QAction *m_exportAll;
    QAction *m_exportShown;
    QAction *m_exportSelected;
};

} // namespace streamkeeper
