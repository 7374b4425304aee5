#include "views/common/DialogBody.h"

#include <QDialog>
#include <QScreen>
#include <QScrollBar>
#include <QVBoxLayout>

namespace streamkeeper {

using namespace Qt::StringLiterals;

DialogBody::DialogBody(QWidget *parent)
    : ContentArea(parent)
{
    setObjectName(u"dialogBody"_s);
    auto *contents = new QWidget(this);
    m_column = new QVBoxLayout(contents);
    m_column->setContentsMargins(0, 0, 0, 0);
    setContents(contents);
    QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Preferred);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
}

QSize DialogBody::sizeHint() const
{
    return widget()->sizeHint();
}

QSize DialogBody::minimumSizeHint() const
{
    constexpr int frame = 80; // of the dialog, and a bar
    const int width = widget()->minimumSizeHint().width() + verticalScrollBar()->sizeHint().width();
    return {qMin(width, screen()->availableGeometry().width() - frame),
            ContentArea::minimumSizeHint().height()};
}

int DialogBody::heightForWidth(int width) const
{
    return m_column->hasHeightForWidth() ? m_column->totalHeightForWidth(width)
                                         : m_column->totalSizeHint().height();
}

DialogLayout layOut(QDialog &dialog, const QSize &size)
{
    auto *outer = new QVBoxLayout(&dialog);
    outer->setContentsMargins(20, 18, 20, 16);
    outer->setSpacing(12);
    auto *body = new DialogBody(&dialog);
    outer->addWidget(body, 1);
    // Larger text needs a wider dialog.
    constexpr qreal usualHeight = 14;
    const qreal scale = qMax(1.0, dialog.fontMetrics().height() / usualHeight);
    resizeWithinScreen(dialog, (QSizeF(size) * scale).toSize());
    return {outer, body->column()};
}

QVBoxLayout *bodyOf(const QDialog &dialog)
{
    return dialog.findChild<DialogBody *>({}, Qt::FindDirectChildrenOnly)->column();
}

void resizeWithinScreen(QWidget &dialog, const QSize &size)
{
    // What the window manager puts around it is known once it is shown.
    constexpr QSize usualFrame(16, 48);
    const QSize frame = dialog.isVisible() ? dialog.frameSize() - dialog.size() : usualFrame;
    const QRect room = dialog.screen()->availableGeometry();
    dialog.resize(size.boundedTo(room.size() - frame));
    if (!dialog.isVisible())
        return;
    // It grows downwards, and must not grow off the screen.
    const QRect is = dialog.frameGeometry();
    const QPoint at(qBound(room.left(), is.left(), qMax(room.left(), room.right() + 1 - is.width())),
                    qBound(room.top(), is.top(), qMax(room.top(), room.bottom() + 1 - is.height())));
    if (at != is.topLeft())
        dialog.move(at);
}

void fitHeight(QWidget &dialog)
{
    // Before it is shown nothing has its font yet, and sentences would be reckoned with another one.
    dialog.ensurePolished();
    for (QWidget *child : dialog.findChildren<QWidget *>())
        child->ensurePolished();
    QLayout *layout = dialog.layout();
    layout->setSizeConstraint(QLayout::SetNoConstraint);
    if (auto *body = dialog.findChild<DialogBody *>({}, Qt::FindDirectChildrenOnly))
        body->column()->activate();
    layout->activate();
    const int width = qMax(dialog.width(), layout->totalMinimumSize().width());
    const int height =
        layout->hasHeightForWidth() ? layout->totalHeightForWidth(width) : layout->totalSizeHint().height();
    resizeWithinScreen(dialog, {width, height});
}

} // namespace streamkeeper
