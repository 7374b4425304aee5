#include "views/trouble/AcknowledgeDialog.h"

#include "models/domain/Trouble.h"
#include "views/common/DialogBody.h"
#include "views/common/DialogEnd.h"
#include "views/common/PlainText.h"

#include <QLineEdit>
#include <QVBoxLayout>

namespace streamkeeper {

using namespace Qt::StringLiterals;

AcknowledgeDialog::AcknowledgeDialog(const QStringList &names, int count, QWidget *parent)
    : QDialog(parent)
{
    constexpr qsizetype named = 5;
    setWindowTitle(tr("Acknowledge"));
    const auto [outer, layout] = layOut(*this, {460, 0});
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
    layout->addStretch(1);
    m_end = new DialogEnd(tr("Acknowledge %n stream(s)", nullptr, count), "acknowledgeMany",
                          DialogEnd::Weight::Usual, this);
    outer->addWidget(m_end);
    connect(m_end, &DialogEnd::confirmed, this, &AcknowledgeDialog::confirmed);
    fitHeight(*this);
}

QString AcknowledgeDialog::note() const
{
    return m_note->text();
}

void AcknowledgeDialog::showFailure(const Error &error)
{
    m_end->showFailure(error);
}

} // namespace streamkeeper
