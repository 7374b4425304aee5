#include "views/common/LinesEdit.h"

#include <QFontDatabase>

namespace streamkeeper {

LinesEdit::LinesEdit(int visibleLines, QWidget *parent)
    : QPlainTextEdit(parent)
    , m_visibleLines(visibleLines)
{
    setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    setTabChangesFocus(true);
    setLineWrapMode(NoWrap);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void LinesEdit::setLines(const QStringList &lines)
{
    setPlainText(lines.join(u'\n'));
}

QStringList LinesEdit::lines() const
{
    return toPlainText().split(u'\n', Qt::SkipEmptyParts);
}

QSize LinesEdit::sizeHint() const
{
    constexpr int frame = 14; // border and padding of the style sheet, margin of the document
    return {240, fontMetrics().lineSpacing() * m_visibleLines + frame};
}

} // namespace streamkeeper
