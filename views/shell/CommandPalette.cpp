#include "views/shell/CommandPalette.h"

#include "models/domain/SearchText.h"
#include "views/common/PlainText.h"

#include <QKeyEvent>
#include <QLineEdit>
#include <QListWidget>
#include <QVBoxLayout>

namespace streamkeeper {

using namespace Qt::StringLiterals;

namespace {

constexpr int paletteWidth = 640; // of the second set of pictures in the design
constexpr int shownLines = 14;

} // namespace

CommandPalette::CommandPalette(Source source, QWidget *parent)
    : QDialog(parent)
    , m_source(std::move(source))
{
    setWindowTitle(tr("Go to"));
    setAttribute(Qt::WA_DeleteOnClose);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(10, 10, 10, 10);
    layout->setSpacing(6);
    m_text = new QLineEdit(this);
    m_text->setPlaceholderText(tr("Camera, server, action, page"));
    m_text->setAccessibleName(windowTitle());
    m_text->installEventFilter(this);
    m_list = new QListWidget(this);
    m_list->setAccessibleName(tr("What was found"));
    m_list->setFocusPolicy(Qt::NoFocus); // the keys stay in the text
    m_list->setUniformItemSizes(true);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setTextElideMode(Qt::ElideRight);
    m_obstacle = sentenceLabel({}, this);
    m_obstacle->setProperty("muted", true);
    for (QWidget *widget :
         {static_cast<QWidget *>(m_text), static_cast<QWidget *>(m_list), static_cast<QWidget *>(m_obstacle)})
        layout->addWidget(widget);
    connect(m_text, &QLineEdit::textChanged, this, &CommandPalette::find);
    connect(m_list, &QListWidget::currentRowChanged, this, &CommandPalette::showObstacle);
    connect(m_list, &QListWidget::itemClicked, this, &CommandPalette::run);
    find();
    const int height = m_text->sizeHint().height() + shownLines * (m_list->fontMetrics().height() + 8) + 40;
    resize(QSize(paletteWidth, height).boundedTo(parent->size()));
    m_text->setFocus();
}

void CommandPalette::find()
{
    m_entries = m_source(searchWords(m_text->text()));
    m_list->clear();
    for (const PaletteEntry &entry : m_entries) {
        QString line = tr("%1: %2", "group of things to go to · one of them").arg(entry.group, entry.text);
        if (!entry.detail.isEmpty())
            line += u"   "_s + entry.detail;
        auto *item = new QListWidgetItem(line, m_list);
        if (!entry.obstacle.isEmpty())
            item->setForeground(palette().color(QPalette::Disabled, QPalette::Text));
    }
    m_list->setCurrentRow(m_entries.empty() ? -1 : 0);
    showObstacle();
}

void CommandPalette::showObstacle()
{
    const int row = m_list->currentRow();
    m_obstacle->setText(m_entries.empty() ? tr("Nothing is called that.")
                        : row < 0         ? QString()
                                          : m_entries[size_t(row)].obstacle);
}

void CommandPalette::run()
{
    const int row = m_list->currentRow();
    if (row < 0 || !m_entries[size_t(row)].obstacle.isEmpty())
        return;
    // The window is in front again before anything is done in it: what is done may open a dialog of its own.
    const std::function<void()> deed = m_entries[size_t(row)].run;
    accept();
    deed();
}

bool CommandPalette::eventFilter(QObject *watched, QEvent *event)
{
    if (watched != m_text || event->type() != QEvent::KeyPress)
        return QDialog::eventFilter(watched, event);
    const int key = static_cast<QKeyEvent *>(event)->key();
    const int last = m_list->count() - 1;
    const int row = m_list->currentRow();
    int wanted = row;
    if (key == Qt::Key_Down)
        wanted = row == last ? 0 : row + 1;
    else if (key == Qt::Key_Up)
        wanted = row <= 0 ? last : row - 1;
    else if (key == Qt::Key_PageDown)
        wanted = qMin(last, row + shownLines);
    else if (key == Qt::Key_PageUp)
        wanted = qMin(last, qMax(0, row - shownLines));
    else if (key == Qt::Key_Return || key == Qt::Key_Enter)
        run();
    else
        return QDialog::eventFilter(watched, event);
    if (wanted != row)
        m_list->setCurrentRow(wanted);
    return true;
}

} // namespace streamkeeper
