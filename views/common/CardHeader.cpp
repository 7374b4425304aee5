#include "views/common/CardHeader.h"

#include "views/common/ElidingLabel.h"
#include "views/common/FramedButton.h"
#include "views/common/PlainText.h"
#include "views/common/StatusLabel.h"

#include <QAction>
#include <QHBoxLayout>

namespace streamkeeper {

using namespace Qt::StringLiterals;

CardHeader::CardHeader(QWidget *parent)
    : QWidget(parent)
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 10, 12, 6);
    layout->setSpacing(4);
    auto *line = new QHBoxLayout;
    line->setSpacing(12);
    m_title = new ElidingLabel(this);
    m_title->setObjectName(u"cardTitle"_s);
    m_title->setTextInteractionFlags(Qt::TextSelectableByMouse);
    QFont bold = font();
    bold.setBold(true);
    bold.setPointSizeF(font().pointSizeF() * 1.25);
    m_title->setFont(bold);
    m_title->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_status = new StatusLabel(this);
    // A long name gives way to the state and the buttons.
    line->addWidget(m_title, 1);
    line->addWidget(m_status);
    m_actions = new QHBoxLayout;
    m_actions->setSpacing(6);
    line->addSpacing(12);
    line->addLayout(m_actions);
    layout->addLayout(line);
    m_details = new QHBoxLayout;
    m_details->setSpacing(12);
    m_subtitle = sentenceLabel({}, this);
    m_subtitle->setObjectName(u"cardSubtitle"_s);
    m_subtitle->setProperty("muted", true);
    m_details->addWidget(m_subtitle, 1);
    layout->addLayout(m_details);
}

void CardHeader::setTitle(const QString &title)
{
    m_title->setText(title);
    m_title->setToolTip({});
}

QString CardHeader::title() const
{
    return m_title->text();
}

void CardHeader::setSubtitle(const QString &text, bool isBad)
{
    m_subtitle->setText(text);
    if (m_subtitle->property("bad").toBool() == isBad)
        return;
    m_subtitle->setProperty("muted", !isBad);
    setMark(m_subtitle, "bad", isBad);
}

void CardHeader::addDetail(QWidget *widget)
{
    m_details->insertWidget(m_details->count() - 1, widget);
}

void CardHeader::addAction(QAction *action)
{
    m_actions->addWidget(framedButton(action, this));
}

} // namespace streamkeeper
