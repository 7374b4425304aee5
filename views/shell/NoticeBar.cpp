#include "views/shell/NoticeBar.h"

#include "views/common/PlainText.h"

#include <QHBoxLayout>
#include <QPushButton>

namespace streamkeeper {

NoticeBar::NoticeBar(QWidget *parent)
    : QFrame(parent)
{
    setProperty("card", true);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(12, 6, 12, 6);
    m_sentence = sentenceLabel({}, this);
    m_sentence->setProperty("warning", true);
    layout->addWidget(m_sentence, 1);
    m_buttons = new QHBoxLayout;
    layout->addLayout(m_buttons);
    hide();
}

void NoticeBar::showNotice(const QString &sentence, const QList<Choice> &choices)
{
    clear();
    m_sentence->setText(sentence);
    for (const Choice &choice : choices) {
        auto *button = new QPushButton(choice.text, this);
        m_buttons->addWidget(button);
        connect(button, &QPushButton::clicked, this, [this, key = choice.key] { Q_EMIT choiceMade(key); });
    }
    show();
}

void NoticeBar::clear()
{
    while (QLayoutItem *item = m_buttons->takeAt(0)) {
        if (QWidget *button = item->widget()) {
            button->hide();
            button->deleteLater();
        }
        delete item;
    }
    hide();
}

QString NoticeBar::text() const
{
    return m_sentence->text();
}

} // namespace streamkeeper
