#include "views/servers/RemoveServerDialog.h"

#include "views/common/DialogBody.h"
#include "views/common/PlainText.h"

#include <QHBoxLayout>
#include <QPushButton>
#include <QRadioButton>
#include <QVBoxLayout>

namespace streamkeeper {

using namespace Qt::StringLiterals;

RemoveServerDialog::RemoveServerDialog(const QString &serverName, int mainStreams, int additionalStreams,
                                       QWidget *parent)
    : QDialog(parent)
{
    setWindowTitle(tr("Remove media server"));
    const auto [outer, layout] = layOut(*this, {460, 0});
    layout->setSpacing(10);
    layout->addWidget(
        sentenceLabel(tr("%1 will be removed from the registry with its token and its last "
                         "observations. The server itself is not touched: it goes on capturing.")
                          .arg(serverName),
                      this));
    if (additionalStreams > 0)
        layout->addWidget(sentenceLabel(
            tr("%n stream(s) lose it as their additional server.", nullptr, additionalStreams), this));
    m_remove =
        new QRadioButton(tr("Remove its %n stream(s) from the registry too", nullptr, mainStreams), this);
    m_keep = new QRadioButton(tr("Keep its %n stream(s) without a media server", nullptr, mainStreams), this);
    m_remove->setChecked(true);
    m_remove->setVisible(mainStreams > 0);
    m_keep->setVisible(mainStreams > 0);
    layout->addWidget(m_remove);
    layout->addWidget(m_keep);
    layout->addStretch(1);
    auto *buttons = new QHBoxLayout;
    auto *cancel = new QPushButton(tr("Cancel"), this);
    auto *remove = new QPushButton(tr("Remove %1").arg(serverName), this);
    remove->setObjectName(u"removeServerButton"_s);
    remove->setProperty("danger", true);
    buttons->addStretch(1);
    buttons->addWidget(cancel);
    buttons->addWidget(remove);
    outer->addLayout(buttons);
    cancel->setDefault(true);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(remove, &QPushButton::clicked, this, &QDialog::accept);
    fitHeight(*this);
}

bool RemoveServerDialog::removesStreams() const
{
    return m_remove->isChecked();
}

} // namespace streamkeeper
