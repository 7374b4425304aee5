#pragma once

#include <QStyledItemDelegate>

#include <functional>

namespace streamkeeper {

struct ThemeTokens;

/// Cells whose text has the colour of a state, selected or not. The text has to say the state, too.
class TintDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    using Tint = std::function<QColor(const QModelIndex &index, const ThemeTokens &tokens)>;
    TintDelegate(Tint tint, QObject *parent);

protected:
    void initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const override;

private:
    Tint m_tint;
};

} // namespace streamkeeper
