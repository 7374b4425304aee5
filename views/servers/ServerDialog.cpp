#include "views/servers/ServerDialog.h"

#include "models/fleet/StreamTexts.h"
#include "views/common/PlainText.h"

#include <QComboBox>
#include <QDateTime>
#include <QFontDatabase>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QProgressBar>
#include <QPushButton>
#include <QSpinBox>
#include <QUrl>
#include <QVBoxLayout>

namespace streamkeeper {

using namespace Qt::StringLiterals;

namespace {

constexpr int v2ApiPort = 8080;
constexpr int mediaMtxApiPort = 9997;

QSpinBox *portBox(QWidget *parent, const QString &automatic)
{
    auto *box = new QSpinBox(parent);
    box->setRange(0, 65535);
    if (!automatic.isEmpty())
        box->setSpecialValueText(automatic);
    box->setButtonSymbols(QSpinBox::NoButtons);
    box->setMinimumWidth(140);
    return box;
}

} // namespace

ServerDialog::ServerDialog(QWidget *parent)
    : QDialog(parent)
{
    setWindowTitle(tr("Add media server"));
    setMinimumWidth(520);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(20, 18, 20, 16);
    layout->setSpacing(12);
    auto *form = new QFormLayout;
    form->setLabelAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    form->setHorizontalSpacing(16);
    form->setVerticalSpacing(8);
    buildForm(*form);
    layout->addLayout(form);
    buildOutcome();
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
    layout->addLayout(buttons);

    connect(m_test, &QPushButton::clicked, this, [this] {
        if (m_stage == Stage::Testing)
            Q_EMIT testCancelled();
        else
            Q_EMIT testRequested(server(), secret());
    });
    connect(m_save, &QPushButton::clicked, this, [this] { Q_EMIT saveRequested(server(), secret()); });
    connect(m_cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(this, &QDialog::rejected, this, &ServerDialog::testCancelled);
    applyType();
    setStage(Stage::Editing);
}

void ServerDialog::buildForm(QFormLayout &form)
{
    m_type = new QComboBox(this);
    for (const auto type : {ServerType::MediaServerV2, ServerType::MediaMtx})
        m_type->addItem(texts::serverType(type), int(type));
    m_host = new QLineEdit(this);
    m_host->setObjectName(u"serverHost"_s);
    m_host->setPlaceholderText(tr("Host name or IP address; a complete URL may be pasted"));
    m_scheme = new QComboBox(this);
    m_scheme->addItem(u"https"_s, true);
    m_scheme->addItem(u"http"_s, false);
    m_apiPort = portBox(this, {});
    m_apiPort->setObjectName(u"serverApiPort"_s);
    m_apiPort->setMinimum(1);
    m_user = new QLineEdit(this);
    m_user->setObjectName(u"serverUser"_s);
    m_secret = new QLineEdit(this);
    m_secret->setObjectName(u"serverSecret"_s);
    m_secret->setEchoMode(QLineEdit::Password);
    m_name = new QLineEdit(this);
    m_name->setObjectName(u"serverName"_s);
    m_name->setPlaceholderText(tr("As it is called in the table; the host if left empty"));
    m_externalHost = new QLineEdit(this);
    m_externalHost->setPlaceholderText(tr("Where viewers get the streams; the same host if left empty"));
    m_rtspPort = portBox(this, tr("from the server"));
    m_hlsPort = portBox(this, tr("from the server"));
    const auto add = [&form](const QString &text, QWidget *field) {
        auto *label = plainLabel(text);
        label->setBuddy(field);
        label->setMinimumHeight(field->sizeHint().height()); // in line with the text of the field
        field->setAccessibleName(text);
        form.addRow(label, field);
        return label;
    };
    add(tr("Type"), m_type);
    add(tr("Address"), m_host);
    add(tr("Scheme"), m_scheme);
    add(tr("API port"), m_apiPort);
    m_userLabel = add(tr("User"), m_user);
    m_secretLabel = add(tr("Token"), m_secret);
    add(tr("Name"), m_name);
    add(tr("External address"), m_externalHost);
    add(tr("RTSP port"), m_rtspPort);
    add(tr("HLS port"), m_hlsPort);
    connect(m_type, &QComboBox::currentIndexChanged, this, &ServerDialog::applyType);
    connect(m_host, &QLineEdit::editingFinished, this, &ServerDialog::takePastedUrl);
    for (QLineEdit *edit : {m_host, m_user, m_secret})
        connect(edit, &QLineEdit::textEdited, this, &ServerDialog::invalidateTest);
    connect(m_name, &QLineEdit::textEdited, this, &ServerDialog::updateButtons);
    connect(m_apiPort, &QSpinBox::valueChanged, this, &ServerDialog::invalidateTest);
    connect(m_scheme, &QComboBox::currentIndexChanged, this, &ServerDialog::invalidateTest);
}

void ServerDialog::buildOutcome()
{
    auto *outer = static_cast<QVBoxLayout *>(layout());
    m_progress = new QProgressBar(this);
    m_progress->setRange(0, 0);
    m_progress->setTextVisible(false);
    m_outcome = sentenceLabel({}, this);
    m_outcome->setObjectName(u"serverOutcome"_s);
    m_notes = sentenceLabel({}, this);
    m_notes->setProperty("muted", true);
    auto *box = new QFrame(this);
    m_certificateBox = box;
    box->setProperty("card", true);
    auto *boxLayout = new QVBoxLayout(box);
    m_certificateText = sentenceLabel({}, box);
    m_certificateText->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    m_acceptCertificate = new QPushButton(tr("Accept this certificate for this server"), box);
    m_acceptCertificate->setObjectName(u"acceptCertificate"_s);
    boxLayout->addWidget(m_certificateText);
    boxLayout->addWidget(m_acceptCertificate, 0, Qt::AlignLeft);
    connect(m_acceptCertificate, &QPushButton::clicked, this, &ServerDialog::acceptCertificate);
    outer->addWidget(m_progress);
    outer->addWidget(m_outcome);
    outer->addWidget(m_certificateBox);
    outer->addWidget(m_notes);
}

void ServerDialog::applyType()
{
    const auto type = ServerType(m_type->currentData().toInt());
    const bool isMediaMtx = type == ServerType::MediaMtx;
    m_userLabel->setVisible(isMediaMtx);
    m_user->setVisible(isMediaMtx);
    m_secretLabel->setText(isMediaMtx ? tr("Password") : tr("Token"));
    m_secret->setAccessibleName(m_secretLabel->text());
    m_secret->setPlaceholderText(m_isEditing ? tr("unchanged")
                                 : isMediaMtx
                                     ? tr("Of a user with the permission “api”; empty if none is needed")
                                     : tr("An API token made on the server itself"));
    if (!m_isEditing) {
        m_scheme->setCurrentIndex(m_scheme->findData(!isMediaMtx));
        m_apiPort->setValue(isMediaMtx ? mediaMtxApiPort : v2ApiPort);
    }
    invalidateTest();
}

void ServerDialog::takePastedUrl()
{
    const QString text = m_host->text().trimmed();
    if (!text.contains(u"://"_s))
        return;
    const QUrl url(text);
    if (!url.isValid() || url.host().isEmpty())
        return;
    const bool isTls = url.scheme() == u"https";
    m_scheme->setCurrentIndex(m_scheme->findData(isTls));
    m_apiPort->setValue(url.port(isTls ? 443 : 80));
    m_host->setText(url.host());
}

void ServerDialog::setServer(const MediaServer &server)
{
    m_server = server;
    m_isEditing = true;
    setWindowTitle(tr("Edit media server"));
    m_save->setText(tr("Save changes"));
    m_type->setCurrentIndex(m_type->findData(int(server.type)));
    // Another make is another server: its streams would not be there.
    m_type->setEnabled(false);
    m_type->setToolTip(tr("The type of a server cannot be changed. Add the other one as a new server."));
    m_host->setText(server.internalHost);
    m_scheme->setCurrentIndex(m_scheme->findData(server.useTls));
    m_apiPort->setValue(server.apiPort);
    m_user->setText(server.userName);
    m_name->setText(server.name);
    m_externalHost->setText(server.externalHost);
    m_rtspPort->setValue(server.rtspPort);
    m_hlsPort->setValue(server.hlsPort);
    applyType();
}

MediaServer ServerDialog::server() const
{
    MediaServer server = m_server;
    if (server.id.isNull()) {
        server.id = ServerId::create();
        server.createdAt = QDateTime::currentDateTimeUtc();
    }
    server.type = ServerType(m_type->currentData().toInt());
    server.useTls = m_scheme->currentData().toBool();
    server.internalHost = m_host->text().trimmed();
    server.apiPort = quint16(m_apiPort->value());
    server.userName = m_user->isVisibleTo(this) ? m_user->text().trimmed() : QString();
    server.name = m_name->text().trimmed();
    if (server.name.isEmpty())
        server.name = server.internalHost;
    server.externalHost = m_externalHost->text().trimmed();
    server.rtspPort = quint16(m_rtspPort->value());
    server.hlsPort = quint16(m_hlsPort->value());
    if (!server.useTls)
        server.pinnedSha256.clear();
    return server;
}

SecretText ServerDialog::secret() const
{
    return SecretText(m_secret->text().trimmed());
}

QString ServerDialog::problem() const
{
    const QString host = m_host->text().trimmed();
    if (host.isEmpty())
        return tr("Enter the address of the server.");
    if (host.size() > 255)
        return tr("The address is too long for a host name.");
    QUrl url;
    url.setScheme(u"http"_s);
    url.setHost(host, QUrl::StrictMode);
    if (!url.isValid() || url.host().isEmpty())
        return tr("The address is not a host name or IP address.");
    const bool needsToken = m_type->currentData().toInt() == int(ServerType::MediaServerV2) && !m_isEditing;
    if (needsToken && m_secret->text().trimmed().isEmpty())
        return tr("Enter the token of the server.");
    return {};
}

void ServerDialog::updateButtons()
{
    const QString reason = problem();
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
    if (!m_isEditing)
        m_save->setText(isAnyway ? tr("Add anyway") : tr("Add server"));
}

void ServerDialog::setStage(Stage stage)
{
    m_stage = stage;
    m_progress->setVisible(stage == Stage::Testing || stage == Stage::Saving);
    m_outcome->setVisible(stage == Stage::Tested || stage == Stage::Failed);
    m_notes->setVisible(stage == Stage::Tested && !m_notes->text().isEmpty());
    m_certificateBox->setVisible(stage == Stage::Failed && m_certificate.has_value());
    setMark(m_outcome, "good", stage == Stage::Tested);
    setMark(m_outcome, "bad", stage == Stage::Failed);
    updateButtons();
    fitHeight(*this);
}

void ServerDialog::invalidateTest()
{
    if (m_stage == Stage::Testing)
        Q_EMIT testCancelled();
    setStage(Stage::Editing);
}

void ServerDialog::showTesting()
{
    m_certificate.reset();
    setStage(Stage::Testing);
}

void ServerDialog::showSuccess(const QString &sentence, const QStringList &notes, quint16 rtspPort,
                               quint16 hlsPort, bool mediaUsesTls)
{
    m_outcome->setText(sentence);
    m_notes->setText(notes.join(u'\n'));
    if (m_rtspPort->value() == 0)
        m_rtspPort->setValue(rtspPort);
    if (m_hlsPort->value() == 0)
        m_hlsPort->setValue(hlsPort);
    m_server.mediaUsesTls = mediaUsesTls;
    setStage(Stage::Tested);
    m_save->setFocus();
}

void ServerDialog::showFailure(const QString &sentence, const std::optional<CertificateView> &certificate,
                               bool canAddAnyway)
{
    m_outcome->setText(sentence);
    m_certificate = certificate;
    m_canAddAnyway = canAddAnyway;
    if (certificate) {
        m_certificateText->setText(
            tr("Certificate of %1\nsigned by %2\nvalid until %3\nSHA-256 fingerprint\n%4")
                .arg(certificate->subject, certificate->issuer, certificate->expires,
                     certificate->fingerprint));
    }
    setStage(Stage::Failed);
    if (certificate)
        m_acceptCertificate->setFocus();
}

void ServerDialog::acceptCertificate()
{
    m_server.pinnedSha256 = m_certificate->sha256;
    Q_EMIT testRequested(server(), secret());
}

void ServerDialog::showSaving()
{
    setStage(Stage::Saving);
}

void ServerDialog::showSaveFailure(const QString &sentence)
{
    m_certificate.reset();
    m_canAddAnyway = true;
    m_outcome->setText(sentence);
    setStage(Stage::Failed);
}

} // namespace streamkeeper
