#include "views/share/ShareResult.h"

#include "models/texts/Formatting.h"
#include "views/common/PlainText.h"
#include "views/share/QrCode.h"

#include <QAction>
#include <QFontDatabase>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QSignalBlocker>
#include <QToolButton>
#include <QVBoxLayout>

namespace streamkeeper {

using namespace Qt::StringLiterals;

namespace {

/// Beside a QR code; large enough to see what it is.
constexpr QSize shownPreview(408, 264);

} // namespace

ShareResult::ShareResult(QWidget *parent)
    : QWidget(parent)
{
    m_layout = new QVBoxLayout(this);
    m_layout->setContentsMargins(0, 0, 0, 0);
    m_layout->setSpacing(8);
    m_about = sentenceLabel({}, this);
    m_about->setObjectName(u"shareAbout"_s);
    m_address = new QLineEdit(this);
    m_address->setObjectName(u"shareLink"_s);
    m_address->setReadOnly(true);
    m_address->setAccessibleName(tr("Link"));
    m_address->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    m_note = sentenceLabel({}, this);
    m_note->setObjectName(u"shareClipboard"_s);
    m_copy = new QToolButton(this);
    m_copy->setObjectName(u"shareCopy"_s);
    m_copy->setPopupMode(QToolButton::MenuButtonPopup);
    m_copy->setToolButtonStyle(Qt::ToolButtonTextOnly);
    m_copy->setFocusPolicy(Qt::StrongFocus);
    auto *menu = new QMenu(m_copy);
    const auto addForm = [&](const QString &text, LinkForm form) {
        QAction *action = menu->addAction(text);
        connect(action, &QAction::triggered, this, [this, form] { Q_EMIT copyRequested(form); });
        return action;
    };
    QAction *plain = addForm(tr("&Copy link"), LinkForm::Url);
    addForm(tr("Copy as HTML"), LinkForm::Html);
    addForm(tr("Copy as Markdown"), LinkForm::Markdown);
    m_copy->setMenu(menu);
    m_copy->setDefaultAction(plain);
    const auto addButton = [this](const QString &text, const char *name) {
        auto *button = new QPushButton(text, this);
        button->setObjectName(QString::fromLatin1(name));
        button->setAutoDefault(false);
        return button;
    };
    m_showQr = addButton(tr("&QR code"), "shareQr");
    m_showQr->setCheckable(true);
    m_external = addButton(tr("Open in e&xternal player"), "shareExternal");
    m_test = addButton(tr("&Test it"), "shareTest");
    m_test->setCheckable(true);
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(8);
    for (QWidget *button : {static_cast<QWidget *>(m_copy), static_cast<QWidget *>(m_showQr),
                            static_cast<QWidget *>(m_external), static_cast<QWidget *>(m_test)})
        buttons->addWidget(button);
    buttons->addStretch(1);
    m_qr = new QrCode(this);
    m_qr->hide();
    m_copy->setProperty("framed", true);
    m_pictures = new QHBoxLayout;
    m_pictures->setSpacing(12);
    m_pictures->addWidget(m_qr, 0, Qt::AlignTop);
    m_layout->addWidget(m_about);
    m_layout->addWidget(m_address);
    m_layout->addWidget(m_note);
    m_layout->addLayout(buttons);
    m_layout->addLayout(m_pictures);
    connect(m_showQr, &QPushButton::toggled, m_qr, &QWidget::setVisible);
    connect(m_external, &QPushButton::clicked, this, &ShareResult::externalPlayerRequested);
    connect(m_test, &QPushButton::toggled, this, [this](bool isOn) {
        m_test->setText(isOn ? tr("S&top the test") : tr("&Test it"));
        Q_EMIT testRequested(isOn);
    });
    setTestObstacle({});
}

void ShareResult::showLink(const QString &address, const QString &about)
{
    m_test->setChecked(false);
    m_address->setText(address);
    m_address->setCursorPosition(0);
    m_about->setText(about);
    m_qr->setText(address);
    m_showQr->setEnabled(!m_qr->isEmpty());
    m_showQr->setToolTip(m_qr->isEmpty() ? tr("The link is too long for a QR code.") : QString());
    if (m_qr->isEmpty())
        m_showQr->setChecked(false);
    show();
}

void ShareResult::clear()
{
    m_test->setChecked(false);
    m_address->clear();
    hide();
}

QString ShareResult::address() const
{
    return m_address->text();
}

void ShareResult::showNote(const QString &sentence, bool isBad)
{
    tell(m_note, sentence);
    setMark(m_note, "good", !isBad);
    setMark(m_note, "bad", isBad);
    Q_EMIT grown();
}

void ShareResult::setTestObstacle(const QString &reason)
{
    m_test->setEnabled(reason.isEmpty());
    m_test->setToolTip(format::plainToolTip(
        reason.isEmpty() ? tr("Plays the link here as an outsider would, with its token alone") : reason));
}

void ShareResult::setPreview(QWidget *preview)
{
    m_preview = preview;
    preview->setParent(this);
    preview->hide();
    preview->setFixedSize(shownPreview);
    m_pictures->addWidget(preview, 0, Qt::AlignTop);
    m_pictures->addStretch(1);
}

void ShareResult::setPreviewShown(bool isShown)
{
    if (m_preview)
        m_preview->setVisible(isShown);
}

} // namespace streamkeeper
