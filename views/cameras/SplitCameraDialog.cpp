#include "views/cameras/SplitCameraDialog.h"

#include "models/rules/FieldRules.h"
#include "models/texts/Formatting.h"
#include "views/common/DialogBody.h"
#include "views/common/PlainText.h"

#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace streamkeeper {

using namespace Qt::StringLiterals;

SplitCameraDialog::SplitCameraDialog(const QString &camera, const QString &proposedName, QWidget *parent)
    : QDialog(parent)
{
    setWindowTitle(tr("Split camera"));
    const auto [outer, layout] = layOut(*this, {520, 0});
    layout->setSpacing(10);
    layout->addWidget(sentenceLabel(
        tr("The low stream of %1 becomes a camera of its own, with the same settings.").arg(camera), this));
    auto *line = new QHBoxLayout;
    m_name = new QLineEdit(proposedName, this);
    m_name->setObjectName(u"splitName"_s);
    m_name->selectAll();
    auto *label = new QLabel(tr("&Name of the new camera"), this);
    label->setBuddy(m_name);
    line->addWidget(label);
    line->addWidget(m_name, 1);
    layout->addLayout(line);
    m_problem = sentenceLabel({}, this);
    setMark(m_problem, "bad");
    layout->addWidget(m_problem);
    QLabel *note = sentenceLabel(tr("Streams, links, recordings and history stay as they are, and no media "
                                    "server is asked. “Join cameras” is the way back."),
                                 this);
    note->setProperty("muted", true);
    layout->addWidget(note);
    layout->addStretch(1);
    auto *buttons = new QHBoxLayout;
    auto *cancel = new QPushButton(tr("Cancel"), this);
    cancel->setAutoDefault(false);
    m_split = new QPushButton(tr("Split"), this);
    m_split->setObjectName(u"splitButton"_s);
    m_split->setProperty("primary", true);
    m_split->setDefault(true);
    buttons->addStretch(1);
    buttons->addWidget(cancel);
    buttons->addWidget(m_split);
    outer->addLayout(buttons);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_name, &QLineEdit::textChanged, this, &SplitCameraDialog::check);
    connect(m_split, &QPushButton::clicked, this, [this] {
        m_split->setEnabled(false); // once
        Q_EMIT confirmed(m_name->text());
    });
    check();
}

void SplitCameraDialog::check()
{
    const auto checked = fields::checkCameraName(m_name->text());
    const QString problem = checked ? QString() : checked.error().message;
    tell(m_problem, problem);
    m_split->setEnabled(problem.isEmpty());
    m_split->setToolTip(problem.isEmpty() ? QString() : format::plainToolTip(problem));
    fitHeight(*this);
}

void SplitCameraDialog::showFailure(const Error &error)
{
    m_split->setEnabled(true);
    tell(m_problem, error.message);
    fitHeight(*this);
}

} // namespace streamkeeper
