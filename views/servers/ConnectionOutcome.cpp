#include "views/servers/ConnectionOutcome.h"

#include "views/common/PlainText.h"

#include <QFontDatabase>
#include <QProgressBar>
#include <QPushButton>
#include <QVBoxLayout>

namespace streamkeeper {

using namespace Qt::StringLiterals;

ConnectionOutcome::ConnectionOutcome(QWidget *parent)
    : QWidget(parent)
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    m_progress = new QProgressBar(this);
    m_progress->setRange(0, 0);
    m_progress->setTextVisible(false);
    m_sentence = sentenceLabel({}, this);
    m_sentence->setObjectName(u"serverOutcome"_s);
    m_notes = sentenceLabel({}, this);
    m_notes->setProperty("muted", true);
    auto *box = new QFrame(this);
    m_certificateBox = box;
    box->setProperty("card", true);
    auto *boxLayout = new QVBoxLayout(box);
    m_certificateTitle = sentenceLabel({}, box);
    m_certificateTitle->setProperty("warning", true);
    m_certificateText = sentenceLabel({}, box);
    m_certificateText->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    m_accept = new QPushButton(tr("Accept this certificate for this server"), box);
    m_accept->setObjectName(u"acceptCertificate"_s);
    boxLayout->addWidget(m_certificateTitle);
    boxLayout->addWidget(m_certificateText);
    boxLayout->addWidget(m_accept, 0, Qt::AlignLeft);
    connect(m_accept, &QPushButton::clicked, this, [this] { Q_EMIT certificateAccepted(m_sha256); });
    layout->addWidget(m_progress);
    layout->addWidget(m_sentence);
    layout->addWidget(m_certificateBox);
    layout->addWidget(m_notes);
    clear();
}

void ConnectionOutcome::show(bool isBusy, bool hasOutcome, bool isGood, bool hasCertificate)
{
    m_progress->setVisible(isBusy);
    m_sentence->setVisible(hasOutcome);
    m_notes->setVisible(hasOutcome && isGood && !m_notes->text().isEmpty());
    m_certificateBox->setVisible(hasCertificate);
    setMark(m_sentence, "good", hasOutcome && isGood);
    setMark(m_sentence, "bad", hasOutcome && !isGood);
    setVisible(isBusy || hasOutcome);
}

void ConnectionOutcome::clear()
{
    show(false, false, false, false);
}

void ConnectionOutcome::showProgress()
{
    show(true, false, false, false);
}

void ConnectionOutcome::showSuccess(const QString &sentence, const QStringList &notes)
{
    m_sentence->setText(sentence);
    m_notes->setText(notes.join(u'\n'));
    show(false, true, true, false);
}

void ConnectionOutcome::showFailure(const QString &sentence,
                                    const std::optional<CertificateView> &certificate)
{
    m_sentence->setText(sentence);
    if (certificate) {
        m_sha256 = certificate->sha256;
        m_certificateTitle->setVisible(certificate->isChanged);
        m_certificateTitle->setText(tr("This is not the certificate that was accepted before. Accept it only "
                                       "if you know why it changed."));
        m_certificateText->setText(
            tr("Certificate of %1\nsigned by %2\nvalid until %3\nSHA-256 fingerprint\n%4")
                .arg(certificate->subject, certificate->issuer, certificate->expires,
                     certificate->fingerprint));
    }
    show(false, true, false, certificate.has_value());
    if (certificate)
        m_accept->setFocus();
}

} // namespace streamkeeper
