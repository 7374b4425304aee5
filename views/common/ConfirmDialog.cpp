#include "views/common/ConfirmDialog.h"

#include "views/common/DialogBody.h"
#include "views/common/DialogEnd.h"
#include "views/common/PlainText.h"

#include <QVBoxLayout>

namespace streamkeeper {

using namespace Qt::StringLiterals;

ConfirmDialog::ConfirmDialog(const QString &title, const QStringList &sentences, const QString &deed,
                             QWidget *parent)
    : QDialog(parent)
{
    setWindowTitle(title);
    const auto [outer, layout] = layOut(*this, {460, 0});
    layout->setSpacing(10);
    for (const QString &sentence : sentences)
        layout->addWidget(sentenceLabel(sentence, this));
    layout->addStretch(1);
    m_end = new DialogEnd(deed, "confirmButton", DialogEnd::Weight::Danger, this);
    outer->addWidget(m_end);
    connect(m_end, &DialogEnd::confirmed, this, &ConfirmDialog::confirmed);
    fitHeight(*this);
}

void ConfirmDialog::showFailure(const Error &error)
{
    m_end->showFailure(error);
}

} // namespace streamkeeper
