#include "views/shell/ShortcutsDialog.h"

#include "views/common/CopyCells.h"
#include "views/common/TableColumns.h"

#include <QDialogButtonBox>
#include <QHeaderView>
#include <QStandardItemModel>
#include <QTableView>
#include <QVBoxLayout>

namespace streamkeeper {

ShortcutsDialog::ShortcutsDialog(const std::vector<Key> &keys, QWidget *parent)
    : QDialog(parent)
{
    setWindowTitle(tr("Keys"));
    setAttribute(Qt::WA_DeleteOnClose);
    auto *layout = new QVBoxLayout(this);
    auto *model = new QStandardItemModel(0, 3, this);
    model->setHorizontalHeaderLabels({tr("Keys"), tr("What they do"), tr("Where")});
    for (const Key &key : keys)
        model->appendRow(
            {new QStandardItem(key.keys), new QStandardItem(key.text), new QStandardItem(key.place)});
    auto *table = new QTableView(this);
    table->setModel(model);
    table->setAccessibleName(windowTitle());
    setUpTable(*table);
    addCopyActions(*table);
    const int characters[] = {18, 46, 16};
    for (int i = 0; i < model->columnCount(); ++i)
        table->setColumnWidth(i, fittingColumnWidth(*table, i, characters[i]));
    table->horizontalHeader()->setStretchLastSection(true);
    layout->addWidget(table);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    layout->addWidget(buttons);
    resize(QSize(760, 620).boundedTo(parent->size()));
    table->setFocus();
}

} // namespace streamkeeper
