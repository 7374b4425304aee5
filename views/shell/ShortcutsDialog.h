#pragma once

#include <QDialog>

namespace streamkeeper {

/// The sheet of all keys, by menu; and those of table, search and preview, which have no menu.
class ShortcutsDialog : public QDialog
{
    Q_OBJECT

public:
    struct Key
    {
        QString place; ///< a menu, or where the key works
        QString text;
        QString keys;
    };

    ShortcutsDialog(const std::vector<Key> &keys, QWidget *parent);
};

} // namespace streamkeeper
