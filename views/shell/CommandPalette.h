#pragma once

#include <QDialog>

#include <functional>
#include <vector>

class QLabel;
class QLineEdit;
class QListWidget;

namespace streamkeeper {

/// One thing that the palette can do or lead to.
struct PaletteEntry
{
    QString group; ///< "Actions", "Cameras"
    QString text;
    QString detail;   ///< keys of an action, location of a camera; may be empty
    QString obstacle; ///< why it cannot be done now; empty: it can
    std::function<void()> run;
};

/// Everything by its name: actions, pages, media servers, cameras. Opened by Ctrl+K; what is typed is looked
/// for as words in any order, without regard to case and accents. Enter does what is marked, and the first
/// line says to what.
class CommandPalette : public QDialog
{
    Q_OBJECT

public:
    /// Asked for each change of the text, with its words folded (SearchText.h); the best come first. Bounded
    /// by who gives them.
    using Source = std::function<std::vector<PaletteEntry>(const QStringList &words)>;

    CommandPalette(Source source, QWidget *parent);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void find();
    void showObstacle();
    void run();

    Source m_source;
    std::vector<PaletteEntry> m_entries;
    QLineEdit *m_text;
    QListWidget *m_list;
    QLabel *m_obstacle;
};

} // namespace streamkeeper
