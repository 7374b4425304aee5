#include "app/console/WindowCapture.h"

#include "app/files/WholeFile.h"

#include <QAbstractButton>
#include <QApplication>
#include <QBuffer>
#include <QComboBox>
#include <QFileInfo>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QTableView>

namespace streamkeeper {

using namespace Qt::StringLiterals;

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(WindowCapture)
};

void appendTable(const QTableView &table, QStringList &lines)
{
    const QHeaderView *header = table.horizontalHeader();
    const QAbstractItemModel *model = table.model();
    QList<int> columns;
    QStringList titles;
    for (int visual = 0; visual < header->count(); ++visual) {
        const int logical = header->logicalIndex(visual);
        if (header->isSectionHidden(logical))
            continue;
        columns.append(logical);
        titles.append(model->headerData(logical, Qt::Horizontal).toString());
    }
    lines.append(titles.join(u'\t'));
    for (int row = 0; row < model->rowCount(); ++row) {
        QStringList cells;
        for (const int column : columns)
            cells.append(model->index(row, column).data().toString());
        lines.append(cells.join(u'\t'));
    }
}

void appendWidget(const QWidget &widget, QStringList &lines)
{
    if (const auto *table = qobject_cast<const QTableView *>(&widget)) {
        appendTable(*table, lines);
    } else if (const auto *list = qobject_cast<const QListView *>(&widget)) {
        for (int row = 0; list->model() && row < list->model()->rowCount(); ++row)
            lines.append(list->model()->index(row, 0).data().toString());
    } else if (const auto *label = qobject_cast<const QLabel *>(&widget)) {
        lines.append(label->text());
    } else if (const auto *button = qobject_cast<const QAbstractButton *>(&widget)) {
        lines.append(button->text());
    } else if (const auto *edit = qobject_cast<const QLineEdit *>(&widget)) {
        if (edit->echoMode() == QLineEdit::Normal)
            lines.append(edit->text());
    } else if (const auto *combo = qobject_cast<const QComboBox *>(&widget)) {
        lines.append(combo->currentText());
    }
}

} // namespace

Result<void> saveScreenshot(QWidget &window, const QString &file)
{
    QBuffer encoded;
    const bool isEncoded =
        window.grab().save(&encoded, QFileInfo(file).suffix().toLower().toLatin1().constData());
    if (!isEncoded || !writeWholeFile(file, encoded.data(), ownerOnly))
        return fail(ErrorCategory::Storage,
                    Texts::tr("The picture %1 could not be written. Check the folder and the ending (.png).")
                        .arg(file));
    return {};
}

QString visibleText(const QWidget &window)
{
    QStringList lines;
    QList<const QWidget *> roots{&window};
    for (const QWidget *top : QApplication::topLevelWidgets()) {
        if (top != &window && top->isVisible())
            roots.append(top);
    }
    for (const QWidget *root : roots) {
        lines.append(root->windowTitle());
        for (const QWidget *widget : root->findChildren<QWidget *>()) {
            if (widget->isVisible() && widget->window() == root) // dialogs have a turn of their own
                appendWidget(*widget, lines);
        }
    }
    lines.removeAll(QString());
    return lines.join(u'\n') + u'\n';
}

Result<void> saveVisibleText(const QWidget &window, const QString &file)
{
    if (const VoidResult written = writeWholeFile(file, visibleText(window).toUtf8(), ownerOnly); !written)
        return fail(ErrorCategory::Storage,
                    Texts::tr("The file %1 could not be written: %2").arg(file, written.error().message));
    return {};
}

} // namespace streamkeeper
