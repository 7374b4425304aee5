#include "views/share/SigningKeyDialog.h"

#include "models/rules/FieldRules.h"
#include "models/texts/Formatting.h"
#include "views/common/CopyField.h"
#include "views/common/DialogBody.h"
#include "views/common/PlainText.h"

#include <QFileDialog>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace streamkeeper {

using namespace Qt::StringLiterals;

namespace {
constexpr int keyDialogWidth = 620;
}

SigningKeyDialog::SigningKeyDialog(QWidget *parent)
    : QDialog(parent)
{
    setWindowTitle(tr("Signing key"));
    const auto [outer, layout] = layOut(*this, {keyDialogWidth, 0});
    layout->setSpacing(12);
    m_about = sentenceLabel({}, this);
    layout->addWidget(m_about);
    m_id = new CopyField(tr("Name of the key"), this);
    layout->addWidget(m_id);
    m_details = sentenceLabel({}, this);
    m_details->setObjectName(u"keyDetails"_s);
    m_details->setProperty("muted", true);
    layout->addWidget(m_details);
    auto *line = new QHBoxLayout;
    line->setSpacing(8);
    m_target = new QLineEdit(this);
    m_target->setObjectName(u"keyTarget"_s);
    m_target->setPlaceholderText(tr("A file, or an address that takes PUT"));
    auto *label = new QLabel(tr("&Public key to"), this);
    label->setBuddy(m_target);
    m_browse = new QPushButton(tr("File…"), this);
    m_export = new QPushButton(tr("&Export"), this);
    m_export->setObjectName(u"keyExport"_s);
    for (QPushButton *button : {m_browse, m_export})
        button->setAutoDefault(false);
    line->addWidget(label);
    line->addWidget(m_target, 1);
    line->addWidget(m_browse);
    line->addWidget(m_export);
    layout->addLayout(line);
    m_outcome = sentenceLabel({}, this);
    m_outcome->setObjectName(u"keyOutcome"_s);
    m_outcome->hide();
    layout->addWidget(m_outcome);
    auto *buttons = new QHBoxLayout;
    m_change = new QPushButton(tr("&Change key…"), this);
    m_change->setObjectName(u"keyChange"_s);
    m_change->setAutoDefault(false);
    auto *close = new QPushButton(tr("Close"), this);
    close->setDefault(true);
    buttons->addWidget(m_change);
    buttons->addStretch(1);
    buttons->addWidget(close);
    outer->addLayout(buttons);
    connect(close, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_change, &QPushButton::clicked, this, &SigningKeyDialog::changeRequested);
    connect(m_export, &QPushButton::clicked, this,
            [this] { Q_EMIT exportRequested(m_target->text().trimmed()); });
    connect(m_target, &QLineEdit::textChanged, this, &SigningKeyDialog::update);
    connect(m_browse, &QPushButton::clicked, this, [this] {
        auto *chooser = new QFileDialog(this, tr("Public key to"));
        chooser->setAttribute(Qt::WA_DeleteOnClose);
        chooser->setAcceptMode(QFileDialog::AcceptSave);
        chooser->setOption(QFileDialog::DontConfirmOverwrite); // it is written again with each change
        chooser->selectFile(u"jwks.json"_s);
        connect(chooser, &QFileDialog::fileSelected, m_target, &QLineEdit::setText);
        chooser->open();
    });
    showKey({}, {}, {}, {});
}

void SigningKeyDialog::showKey(const QString &id, const QString &made, const QString &target,
                               const QStringList &servers)
{
    m_hasKey = !id.isEmpty();
    m_about->setText(
        m_hasKey ? tr("This key signs the tokens by which the console signs in to a MediaMTX with "
                      "authMethod: jwt, and those of links to its streams. Servers fetch its public half "
                      "(JWKS); the private half is sealed in the registry.")
                 : tr("This registry has no signing key yet. One is made with the first export. A MediaMTX "
                      "with authMethod: jwt fetches its public half (JWKS); then the console signs in to it "
                      "by tokens, and can make links to its streams that end."));
    m_id->setVisible(m_hasKey);
    m_id->setText(id);
    QStringList details;
    if (m_hasKey)
        details.append(tr("Made %1.").arg(made));
    if (m_hasKey)
        details.append(servers.isEmpty() ? tr("No media server is signed in to by it.")
                                         : tr("Signed in to by it: %1.").arg(servers.join(u", "_s)));
    m_details->setText(details.join(u' '));
    m_details->setVisible(m_hasKey);
    m_target->setText(target);
    update();
    fitHeight(*this);
}

void SigningKeyDialog::setBusy(bool isBusy)
{
    m_isBusy = isBusy;
    update();
}

void SigningKeyDialog::setObstacle(const QString &reason)
{
    m_obstacle = reason;
    update();
}

void SigningKeyDialog::update()
{
    const QString busy = m_isBusy ? tr("Wait until it is done.") : m_obstacle;
    const QString target = m_target->text().trimmed();
    const auto checked = fields::checkKeyTarget(target);
    const QString noTarget = target.isEmpty() ? tr("Enter where to.")
                             : checked        ? QString()
                                              : checked.error().message;
    const auto allow = [](QWidget *widget, const QString &reason, const QString &about) {
        widget->setEnabled(reason.isEmpty());
        widget->setToolTip(format::plainToolTip(reason.isEmpty() ? about : reason));
    };
    allow(m_target, busy, {});
    allow(m_browse, busy, {});
    allow(m_export, busy.isEmpty() ? noTarget : busy, tr("Writes the public half of the key there"));
    const QString noKey = m_hasKey ? QString() : tr("There is no key yet.");
    allow(m_change, busy.isEmpty() ? noKey : busy, tr("Ends every link that this key has signed"));
}

void SigningKeyDialog::showOutcome(const QString &sentence, bool isBad)
{
    tell(m_outcome, sentence);
    setMark(m_outcome, "bad", isBad);
    setMark(m_outcome, "good", !isBad);
    fitHeight(*this);
}

} // namespace streamkeeper
