#include "views/servers/ServerDialog.h"

#include "views/common/DialogBody.h"
#include "views/common/PlainText.h"
#include "views/servers/ServerForm.h"

#include <QHBoxLayout>
#include <QPushButton>
#include <QVBoxLayout>

namespace streamkeeper {

ServerDialog::ServerDialog(QWidget *parent)
    : QDialog(parent)
{
    setWindowTitle(tr("Add media server"));
    const auto [outer, layout] = layOut(*this, {660, 0});
    layout->setSpacing(12);
    m_form = new ServerForm(ServerForm::Purpose::Add, this);
    layout->addWidget(m_form);
    m_outcome = new ConnectionOutcome(this);
    layout->addWidget(m_outcome);
    layout->addStretch(1);
    auto *buttons = new QHBoxLayout;
    m_test = new QPushButton(tr("Test connection"), this);
    m_cancel = new QPushButton(tr("Cancel"), this);
    m_save = new QPushButton(tr("Add server"), this);
    m_save->setProperty("primary", true);
    m_save->setDefault(true);
    buttons->addWidget(m_test);
    buttons->addStretch(1);
    buttons->addWidget(m_cancel);
    buttons->addWidget(m_save);
    outer->addLayout(buttons);

    connect(m_test, &QPushButton::clicked, this, [this] {
        if (m_stage == Stage::Testing)
            Q_EMIT testCancelled();
        else
            Q_EMIT testRequested(m_form->value(), m_form->secret());
    });
    connect(m_save, &QPushButton::clicked, this,
            [this] { Q_EMIT saveRequested(m_form->value(), m_form->secret()); });
    connect(m_cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(this, &QDialog::rejected, this, &ServerDialog::testCancelled);
    connect(m_form, &ServerForm::connectionEdited, this, &ServerDialog::invalidateTest);
    connect(m_form, &ServerForm::edited, this, &ServerDialog::updateButtons);
    connect(m_outcome, &ConnectionOutcome::certificateAccepted, this, [this](const QByteArray &sha256) {
        m_form->pinCertificate(sha256);
        Q_EMIT testRequested(m_form->value(), m_form->secret());
    });
    setStage(Stage::Editing);
}

void ServerDialog::updateButtons()
{
    const QString reason = m_form->problem();
    const bool isBusy = m_stage == Stage::Testing || m_stage == Stage::Saving;
    m_test->setText(m_stage == Stage::Testing ? tr("Stop the test") : tr("Test connection"));
    m_test->setEnabled(m_stage == Stage::Testing || (!isBusy && reason.isEmpty()));
    m_test->setToolTip(reason);
    const bool isAnyway = m_stage == Stage::Failed && m_canAddAnyway;
    m_save->setEnabled(!isBusy && reason.isEmpty() && (m_stage == Stage::Tested || isAnyway));
    m_save->setToolTip(!reason.isEmpty()     ? reason
                       : isBusy              ? tr("Wait until the test is done.")
                       : m_save->isEnabled() ? QString()
                                             : tr("Test the connection first."));
    m_save->setText(isAnyway ? tr("Add anyway") : tr("Add server"));
}

void ServerDialog::setStage(Stage stage)
{
    m_stage = stage;
    if (stage == Stage::Editing)
        m_outcome->clear();
    else if (stage == Stage::Testing || stage == Stage::Saving)
        m_outcome->showProgress();
    updateButtons();
    fitHeight(*this);
}

void ServerDialog::invalidateTest()
{
    if (m_stage == Stage::Testing)
        Q_EMIT testCancelled();
    setStage(Stage::Editing);
}

QString ServerDialog::keyTarget() const
{
    return m_form->keyTarget();
}

void ServerDialog::setKeyTarget(const QString &target)
{
    m_form->setKeyTarget(target);
}

void ServerDialog::showTesting()
{
    setStage(Stage::Testing);
}

void ServerDialog::showSuccess(const QString &sentence, const QStringList &notes, quint16 rtspPort,
                               quint16 hlsPort, bool mediaUsesTls)
{
    if (m_stage != Stage::Testing)
        return; // late: something else was typed since
    m_outcome->showSuccess(sentence, notes);
    m_form->takeFacts(rtspPort, hlsPort, mediaUsesTls);
    setStage(Stage::Tested);
    m_save->setFocus();
}

void ServerDialog::showFailure(const QString &sentence,
                               const std::optional<ConnectionOutcome::CertificateView> &certificate,
                               bool canAddAnyway)
{
    if (m_stage != Stage::Testing)
        return; // late: something else was typed since
    m_outcome->showFailure(sentence, certificate);
    m_canAddAnyway = canAddAnyway;
    setStage(Stage::Failed);
}

void ServerDialog::showSaving()
{
    setStage(Stage::Saving);
}

void ServerDialog::showSaveFailure(const QString &sentence)
{
    m_outcome->showFailure(sentence, std::nullopt);
    m_canAddAnyway = true;
    setStage(Stage::Failed);
}

} // namespace streamkeeper
