#include "views/trouble/AcknowledgeDialog.h"

#include "models/domain/Trouble.h"
#include "views/common/PlainText.h"

#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace streamkeeper {

using namespace Qt::StringLiterals;

AcknowledgeDialog::AcknowledgeDialog(const QStringList &names, int count, QWidget *parent)
    : QDialog(parent)
{
    constexpr qsizetype named = 5;
    setWindowTitle(tr("Acknowledge"));
    setMinimumWidth(460);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(20, 18, 20, 16);
    layout->setSpacing(10);
    QString sentence = names.first(qMin(named, names.size())).join(u", "_s);
    if (names.size() > named)
        sentence += u", "_s + tr("and %n more", nullptr, int(names.size() - named));
    layout->addWidget(sentenceLabel(sentence, this));
    layout->addWidget(
        sentenceLabel(tr("Your name and note are shown to the next shift; a later trouble is new."), this));
    m_note = new QLineEdit(this);
    m_note->setObjectName(u"acknowledgeNote"_s);
    m_note->setPlaceholderText(tr("Note for the next shift"));
    m_note->setAccessibleName(m_note->placeholderText());
    m_note->setMaxLength(maxTroubleNoteLength);
    layout->addWidget(m_note);
    m_problem = sentenceLabel({}, this);
    m_problem->setProperty("bad", true);
    m_problem->hide();
    layout->addWidget(m_problem);
    layout->addStretch(1);
    auto *buttons = new QHBoxLayout;
    auto *cancel = new QPushButton(tr("Cancel"), this);
    m_deed = new QPushButton(tr("Acknowledge %n stream(s)", nullptr, count), this);
    m_deed->setObjectName(u"acknowledgeMany"_s);
    m_deed->setProperty("primary", true);
    m_deed->setDefault(true);
    buttons->addStretch(1);
    buttons->addWidget(cancel);
    buttons->addWidget(m_deed);
    layout->addLayout(buttons);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_deed, &QPushButton::clicked, this, [this] {
        m_deed->setEnabled(false); // once
        Q_EMIT confirmed();
    });
    fitHeight(*this);
}

QString AcknowledgeDialog::note() const
{
    return m_note->text();
}

void AcknowledgeDialog::showFailure(const Error &error)
{
    m_deed->setEnabled(true);
    tell(m_problem, error.message);
    fitHeight(*this);
}

} // namespace streamkeeper
