#include "views/streams/DeleteStreamsDialog.h"

#include "views/common/DialogBody.h"
#include "views/common/PlainText.h"

#include <QCheckBox>
#include <QDialogButtonBox>
#include <QPushButton>
#include <QVBoxLayout>

namespace streamkeeper {

using namespace Qt::StringLiterals;

DeleteStreamsDialog::DeleteStreamsDialog(const NamedStreams &streams, int camerasLeft, QWidget *parent)
    : QDialog(parent)
{
    setWindowTitle(tr("Delete streams"));
    const auto [outer, layout] = layOut(*this, {460, 0});
    layout->setSpacing(10);
    layout->addWidget(sentenceLabel(
        tr("Delete %n stream(s) on the media server and in the registry?", nullptr, streams.count()), this));
    QLabel *list = sentenceLabel(streams.lines(), this);
    list->setContentsMargins(12, 0, 0, 0);
    layout->addWidget(list);
    m_keep = new QCheckBox(tr("Keep the recordings"), this);
    m_keep->setChecked(true);
    layout->addWidget(m_keep);
    QLabel *warning =
        sentenceLabel(tr("The recordings of these streams are erased and cannot be brought back."), this);
    warning->setProperty("bad", true);
    warning->hide();
    layout->addWidget(warning);
    connect(m_keep, &QCheckBox::toggled, this, [this, warning](bool isKept) {
        warning->setVisible(!isKept);
        fitHeight(*this);
    });
    if (camerasLeft > 0) {
        QLabel *note = sentenceLabel(
            tr("%n camera(s) will have no stream left and leave the registry too.", nullptr, camerasLeft),
            this);
        note->setProperty("muted", true);
        layout->addWidget(note);
    }
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    QPushButton *remove = buttons->addButton(tr("Delete"), QDialogButtonBox::AcceptRole);
    remove->setProperty("danger", true);
    buttons->button(QDialogButtonBox::Cancel)->setDefault(true);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    outer->addWidget(buttons);
    fitHeight(*this);
}

bool DeleteStreamsDialog::erasesRecordings() const
{
    return !m_keep->isChecked();
}

} // namespace streamkeeper
