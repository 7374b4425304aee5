#include "views/share/ShareDialog.h"

#include "models/texts/Formatting.h"
#include "views/common/DialogBody.h"
#include "views/common/PlainText.h"
#include "views/share/ShareBatch.h"
#include "views/share/ShareForm.h"
#include "views/share/ShareResult.h"

#include <QHBoxLayout>
#include <QPushButton>
#include <QScreen>
#include <QVBoxLayout>

namespace streamkeeper {

using namespace Qt::StringLiterals;

namespace {

constexpr int usualWidth = 760;

} // namespace

ShareDialog::ShareDialog(const QString &title, int streams, const Clock &clock, QWidget *parent)
    : QDialog(parent)
    , m_streams(streams)
{
    setWindowTitle(isMany() ? tr("Share %n stream(s)", nullptr, streams) : tr("Share · %1").arg(title));
    const auto [outer, layout] = layOut(*this, {usualWidth, 0});
    layout->setSpacing(12);
    m_form = new ShareForm(clock, this);
    layout->addWidget(m_form);
    const auto sentence = [this](const char *name, const char *mark) {
        QLabel *label = sentenceLabel({}, this);
        label->setObjectName(QString::fromLatin1(name));
        label->setProperty(mark, true);
        label->hide();
        return label;
    };
    m_server = sentence("shareServer", "muted");
    m_notes = sentence("shareNotes", "muted");
    m_warning = sentence("shareWarning", "warning");
    m_failure = sentence("shareFailure", "bad");
    for (QLabel *label : {m_server, m_notes, m_warning, m_failure})
        layout->addWidget(label);
    m_result = new ShareResult(this);
    m_result->hide();
    m_batch = new ShareBatch(this);
    m_batch->hide();
    layout->addWidget(m_result);
    layout->addWidget(m_batch, 1);
    auto *buttons = new QHBoxLayout;
    auto *close = new QPushButton(tr("Close"), this);
    close->setObjectName(u"shareClose"_s);
    close->setAutoDefault(false);
    m_generate = new QPushButton(isMany() ? tr("&Generate links") : tr("&Generate link"), this);
    m_generate->setObjectName(u"shareGenerate"_s);
    m_generate->setProperty("primary", true);
    m_generate->setDefault(true);
    buttons->addStretch(1);
    buttons->addWidget(close);
    buttons->addWidget(m_generate);
    outer->addLayout(buttons);
    connect(close, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_generate, &QPushButton::clicked, this, &ShareDialog::generateRequested);
    connect(m_form, &ShareForm::changed, this, [this] {
        showFailure({});
        fit();
    });
    // Afterwards: what changed inside it is told to the outer layouts by events.
    connect(m_result, &ShareResult::grown, this, &ShareDialog::fit, Qt::QueuedConnection);
    setObstacle({});
}

void ShareDialog::fit()
{
    fitHeight(*this);
}

void ShareDialog::setServerText(const QString &text)
{
    tell(m_server, text);
    fit();
}

void ShareDialog::setNotes(const QStringList &sentences)
{
    tell(m_notes, sentences.join(u' '));
    fit();
}

void ShareDialog::setWarning(const QString &text)
{
    tell(m_warning, text);
    fit();
}

void ShareDialog::setObstacle(const QString &reason)
{
    m_obstacle = reason;
    m_generate->setEnabled(reason.isEmpty() && !m_isBusy);
    m_generate->setToolTip(format::plainToolTip(
        reason.isEmpty() ? tr("Makes the link and copies it to the clipboard") : reason));
}

void ShareDialog::setBusy(bool isBusy)
{
    m_isBusy = isBusy;
    m_form->setLocked(isBusy);
    setObstacle(m_obstacle);
}

void ShareDialog::showFailure(const QString &text)
{
    tell(m_failure, text);
    fit();
}

void ShareDialog::showResult()
{
    if (isMany())
        m_batch->show();
    fit();
}

} // namespace streamkeeper
