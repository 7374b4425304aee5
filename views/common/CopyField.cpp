#include "views/common/CopyField.h"

#include "views/common/ElidingLabel.h"
#include "views/common/PlainText.h"
#include "views/theme/Icons.h"
#include "views/theme/Theme.h"

#include <QApplication>
#include <QClipboard>
#include <QEvent>
#include <QFontDatabase>
#include <QHBoxLayout>
#include <QToolButton>

namespace streamkeeper {

using namespace Qt::StringLiterals;

CopyField::CopyField(const QString &accessibleName, QWidget *parent)
    : QWidget(parent)
{
    auto *line = new QHBoxLayout(this);
    line->setContentsMargins(0, 0, 0, 0);
    line->setSpacing(4);
    m_label = new ElidingLabel(this, Qt::ElideMiddle);
    m_label->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    m_label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_label->setAccessibleName(accessibleName);
    m_copy = new QToolButton(this);
    m_copy->setToolTip(tr("Copy"));
    m_copy->setAccessibleName(tr("Copy %1").arg(accessibleName));
    m_copy->setIconSize({14, 14});
    m_copy->setFocusPolicy(Qt::TabFocus);
    line->addWidget(m_label);
    line->addWidget(m_copy);
    line->addStretch(1);
    connect(m_copy, &QToolButton::clicked, this,
            [this] { QApplication::clipboard()->setText(m_label->text()); });
    redrawIcon();
}

void CopyField::setText(const QString &text)
{
    m_label->setText(text);
}

QString CopyField::text() const
{
    return m_label->text();
}

void CopyField::redrawIcon()
{
    m_copy->setIcon(themedIcon(u"copy"_s, tokensOf(palette()).muted));
}

void CopyField::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        redrawIcon();
}

} // namespace streamkeeper
