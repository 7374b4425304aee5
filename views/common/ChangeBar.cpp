#include "views/common/ChangeBar.h"

#include "models/texts/Formatting.h"
#include "views/common/PlainText.h"

#include <QAction>
#include <QHBoxLayout>
#include <QPushButton>

namespace streamkeeper {

using namespace Qt::StringLiterals;

ChangeBar::ChangeBar(QWidget *parent)
    : QFrame(parent)
{
    setObjectName(u"changeBar"_s);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 8, 16, 8);
    layout->setSpacing(4);
    m_theirs = sentenceLabel({}, this);
    m_theirs->setObjectName(u"theirChanges"_s);
    layout->addWidget(m_theirs);
    auto *line = new QHBoxLayout;
    line->setSpacing(8);
    m_sentence = sentenceLabel({}, this);
    m_sentence->setObjectName(u"changeSentence"_s);
    line->addWidget(m_sentence, 1);
    m_takeTheirs = new QPushButton(tr("Load their values"), this);
    m_takeTheirs->setToolTip(tr("What you typed is dropped."));
    m_keepMine = new QPushButton(tr("Put mine on top"), this);
    m_keepMine->setToolTip(
        tr("Their values are loaded, with what you changed on top. Nothing is saved yet."));
    m_revert = new QPushButton(tr("Revert"), this);
    m_revert->setObjectName(u"revertButton"_s);
    m_save = new QPushButton(tr("Save changes"), this);
    m_save->setObjectName(u"saveButton"_s);
    m_save->setProperty("primary", true);
    for (QPushButton *button : {m_takeTheirs, m_keepMine, m_revert, m_save})
        line->addWidget(button);
    layout->addLayout(line);
    m_saveAction = new QAction(tr("Save changes"), this);
    m_saveAction->setShortcut(QKeySequence::Save);
    m_revertAction = new QAction(tr("Revert"), this);
    m_revertAction->setShortcut(Qt::Key_Escape);
    for (QAction *action : {m_saveAction, m_revertAction})
        action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    m_revert->setToolTip(tr("Back to what is saved (Esc)"));
    connect(m_save, &QPushButton::clicked, this, &ChangeBar::saveRequested);
    connect(m_revert, &QPushButton::clicked, this, &ChangeBar::revertRequested);
    connect(m_saveAction, &QAction::triggered, this, &ChangeBar::saveRequested);
    connect(m_revertAction, &QAction::triggered, this, &ChangeBar::revertRequested);
    connect(m_takeTheirs, &QPushButton::clicked, this, &ChangeBar::theirsRequested);
    connect(m_keepMine, &QPushButton::clicked, this, &ChangeBar::mineRequested);
    showNothing();
}

void ChangeBar::show(bool canSave, const QString &whyNot)
{
    m_theirs->hide();
    m_takeTheirs->hide();
    m_keepMine->hide();
    m_revert->show();
    m_save->show();
    m_revert->setEnabled(true);
    m_revertAction->setEnabled(true);
    m_save->setEnabled(canSave);
    m_saveAction->setEnabled(canSave);
    m_save->setToolTip(
        format::plainToolTip(canSave ? tr("Write the changes into the registry (Ctrl+S)") : whyNot));
    setVisible(true);
}

void ChangeBar::showNothing()
{
    m_saveAction->setEnabled(false);
    m_revertAction->setEnabled(false);
    m_sentence->clear();
    hide();
}

void ChangeBar::showChanged(const QString &problem)
{
    show(problem.isEmpty(), problem);
    setMark(m_sentence, "bad", !problem.isEmpty());
    m_sentence->setText(problem.isEmpty() ? tr("Changes are not saved yet.") : problem);
}

void ChangeBar::showSaving()
{
    const QString sentence = tr("Writing into the registry.");
    show(false, sentence);
    m_revert->setEnabled(false);
    m_revertAction->setEnabled(false);
    setMark(m_sentence, "bad", false);
    m_sentence->setText(sentence);
}

void ChangeBar::showFailure(const QString &sentence)
{
    show(true, {});
    setMark(m_sentence, "bad", true);
    m_sentence->setText(sentence);
}

void ChangeBar::showConflict(const QString &sentence, const QString &theirs)
{
    show(false, sentence);
    m_save->hide();
    m_revert->hide();
    m_revertAction->setEnabled(false);
    const bool isKnown = !theirs.isEmpty();
    m_theirs->setVisible(isKnown);
    m_theirs->setText(theirs);
    m_takeTheirs->setVisible(isKnown);
    m_keepMine->setVisible(isKnown);
    setMark(m_sentence, "bad", true);
    m_sentence->setText(sentence);
}

} // namespace streamkeeper
