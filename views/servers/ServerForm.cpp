#include "views/servers/ServerForm.h"

#include "models/rules/FieldRules.h"
#include "models/rules/SwitchOffRule.h"
#include "models/texts/StreamTexts.h"
#include "views/common/FingerprintText.h"
#include "views/common/LinesEdit.h"
#include "views/common/PlainText.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFontDatabase>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QSpinBox>

namespace streamkeeper {

using namespace Qt::StringLiterals;

namespace {

QSpinBox *portBox(QWidget *parent, const QString &automatic)
{
    auto *box = new QSpinBox(parent);
    box->setRange(automatic.isEmpty() ? 1 : 0, highestPort);
    if (!automatic.isEmpty())
        box->setSpecialValueText(automatic);
    box->setButtonSymbols(QSpinBox::NoButtons);
    box->setMinimumWidth(140);
    ignoreStrayWheel(box);
    return box;
}

} // namespace

ServerForm::ServerForm(Purpose purpose, QWidget *parent)
    : QWidget(parent)
    , m_purpose(purpose)
{
    // The dialog is one column; the card has room for two beside each other.
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(40);
    QFormLayout *left = addFormColumn(*layout);
    QFormLayout *right = purpose == Purpose::Card ? addFormColumn(*layout) : left;
    buildConnection(*left);
    buildPlacement(*right);
    buildLimits(*right);
    setLimits(m_server); // a new server is Active
    connectFields();
    applyType(true);
    check();
}

void ServerForm::buildConnection(QFormLayout &form)
{
    m_type = new QComboBox(this);
    ignoreStrayWheel(m_type);
    for (const ServerMake &make : serverMakes)
        m_type->addItem(texts::serverType(make.type), int(make.type));
    m_name = new QLineEdit(this);
    m_name->setObjectName(u"serverName"_s);
    m_name->setPlaceholderText(tr("As it is called in the table; the host if left empty"));
    m_host = new QLineEdit(this);
    m_host->setObjectName(u"serverHost"_s);
    m_host->setPlaceholderText(tr("Host name or IP address; a complete URL may be pasted"));
    m_scheme = new QComboBox(this);
    ignoreStrayWheel(m_scheme);
    m_scheme->setObjectName(u"serverScheme"_s);
    m_scheme->addItem(u"https"_s, true);
    m_scheme->addItem(u"http"_s, false);
    m_apiPort = portBox(this, {});
    m_apiPort->setObjectName(u"serverApiPort"_s);
    m_auth = new QComboBox(this);
    m_auth->setObjectName(u"serverAuth"_s);
    ignoreStrayWheel(m_auth);
    m_auth->addItem(tr("User and password"), int(ServerAuth::Credentials));
    m_auth->addItem(tr("Signed tokens (authMethod: jwt)"), int(ServerAuth::Jwt));
    m_keyTarget = new QLineEdit(this);
    m_keyTarget->setObjectName(u"serverKeyTarget"_s);
    m_keyTarget->setPlaceholderText(tr("File or address (PUT) that authJWTJWKS of the server points to"));
    m_keyTarget->setToolTip(
        tr("The public key of this registry is written there before the connection is tested"));
    buildTokens();
    m_user = new QLineEdit(this);
    m_user->setObjectName(u"serverUser"_s);
    m_secret = new QLineEdit(this);
    m_secret->setObjectName(u"serverSecret"_s);
    m_secret->setEchoMode(QLineEdit::Password);
    m_mayMove = new QCheckBox(this);
    m_mayMove->setObjectName(u"serverMayMove"_s);
    m_mayMove->hide();
    m_unencrypted = new QComboBox(this);
    m_unencrypted->setObjectName(u"serverUnencryptedAccount"_s);
    ignoreStrayWheel(m_unencrypted);
    for (const auto setting :
         {UnencryptedAccount::Ask, UnencryptedAccount::Send, UnencryptedAccount::Withhold})
        m_unencrypted->addItem(texts::unencryptedAccount(setting), int(setting));
    m_unencrypted->setToolTip(
        tr("Where the API is encrypted, and recordings (playbackEncryption) or streams (hlsEncryption, "
           "rtspEncryption) are not: others could read the password there"));
    m_certificate = sentenceLabel({}, this);
    m_certificate->setObjectName(u"serverCertificate"_s);
    m_forgetCertificate = new QPushButton(tr("Forget"), this);
    m_forgetCertificate->setToolTip(tr("Let the certificate authorities of this machine decide again"));
    using enum ServerField;
    m_rows[Type] = FieldRow(form, tr("Type"), m_type);
    const auto addName = [&] { m_rows[Name] = FieldRow(form, tr("Name"), m_name); };
    if (m_purpose == Purpose::Card)
        addName();
    m_rows[InternalHost] = FieldRow(form, tr("Internal address"), m_host);
    m_rows[Scheme] = FieldRow(form, tr("Scheme"), m_scheme);
    m_rows[ApiPort] = FieldRow(form, tr("Internal port"), m_apiPort);
    m_rows[Auth] = FieldRow(form, tr("Sign in by"), m_auth);
    m_rows[User] = FieldRow(form, tr("User"), m_user);
    m_rows[Token] = FieldRow(form, tr("Token"), m_secret);
    form.addRow(QString(), m_mayMove);
    m_rows[UnencryptedAccount] = FieldRow(form, tr("Account in clear"), m_unencrypted);
    m_rows[KeyTarget] = FieldRow(form, tr("Key for the server"), m_keyTarget);
    m_rows[TokenIssuer] = FieldRow(form, tr("Issuer of tokens"), m_issuer);
    m_rows[TokenAudience] = FieldRow(form, tr("Audience of tokens"), m_audience);
    m_rows[TokenClaimKey] = FieldRow(form, tr("Claim of permissions"), m_claimKey);
    if (m_purpose == Purpose::Add)
        addName();
    m_rows[Certificate] = FieldRow(form, tr("Certificate"), m_certificate, m_forgetCertificate);
    m_rows[Certificate].setShown(m_purpose == Purpose::Card);
}

void ServerForm::buildTokens()
{
    m_issuer = new QLineEdit(this);
    m_issuer->setObjectName(u"serverTokenIssuer"_s);
    m_issuer->setPlaceholderText(tr("As authJWTIssuer of the server says; empty if it has none"));
    m_audience = new QLineEdit(this);
    m_audience->setObjectName(u"serverTokenAudience"_s);
    m_audience->setPlaceholderText(tr("As authJWTAudience of the server says; empty if it has none"));
    m_audience->setToolTip(tr("With an audience of its own a server takes no token of another one, though "
                              "the same key has signed it"));
    m_claimKey = new QLineEdit(this);
    m_claimKey->setObjectName(u"serverTokenClaimKey"_s);
    m_claimKey->setPlaceholderText(TokenSettings().claimKey);
    m_claimKey->setToolTip(
        tr("As authJWTClaimKey of the server says; %1 if left empty").arg(TokenSettings().claimKey));
}

void ServerForm::buildPlacement(QFormLayout &form)
{
    m_externalHost = new QLineEdit(this);
    m_externalHost->setObjectName(u"serverExternalHost"_s);
    m_externalHost->setPlaceholderText(tr("Where viewers get the streams; the same host if left empty"));
    m_hlsPort = portBox(this, tr("from the server"));
    m_hlsPort->setObjectName(u"serverHlsPort"_s);
    m_rtspPort = portBox(this, tr("from the server"));
    m_rtspPort->setObjectName(u"serverRtspPort"_s);
    using enum ServerField;
    m_rows[ExternalHost] = FieldRow(form, tr("External address"), m_externalHost);
    m_rows[HlsPort] = FieldRow(form, tr("External port"), m_hlsPort);
    m_rows[RtspPort] = FieldRow(form, tr("RTSP port"), m_rtspPort);
}

void ServerForm::buildLimits(QFormLayout &form)
{
    m_group = new QComboBox(this);
    ignoreStrayWheel(m_group);
    m_group->setObjectName(u"serverGroup"_s);
    for (const auto group : {GroupType::All, GroupType::Public, GroupType::Private})
        m_group->addItem(texts::groupType(group), int(group));
    m_group->setToolTip(tr("Which cameras may be placed on this server"));
    m_streamsLimit = new QLineEdit(this);
    m_streamsLimit->setObjectName(u"serverStreamsLimit"_s);
    m_streamsLimit->setPlaceholderText(tr("unlimited"));
    m_streamsLimit->setToolTip(tr("At most so many streams have this server as their main one"));
    m_trafficLimit = new QLineEdit(this);
    m_trafficLimit->setObjectName(u"serverTrafficLimit"_s);
    m_trafficLimit->setPlaceholderText(tr("unlimited"));
    m_trafficLimit->setToolTip(
        tr("Sum of the incoming traffic of main and additional streams when a new one is placed; 1 kbit/s is "
           "1,000 bit/s"));
    m_storages = new LinesEdit(3, this);
    m_storages->setObjectName(u"serverStorages"_s);
    m_storages->setPlaceholderText(tr("A path on the server per line"));
    m_storages->setToolTip(tr("Where the server keeps its archive; the first one is for new streams"));
    m_active = new QCheckBox(tr("May receive new streams"), this);
    m_active->setObjectName(u"serverActive"_s);
    m_incorrect = new QCheckBox(tr("Reconnects are judged, streams get badges"), this);
    m_incorrect->setObjectName(u"serverIncorrect"_s);
    m_switchOff = new QCheckBox(tr("The console switches off what is Problematic"), this);
    m_switchOff->setObjectName(u"serverSwitchOff"_s);
    m_switchOff->setToolTip(
        tr("One stream at a time, and never more than %1 % of the streams of the server at once")
            .arg(mostSwitchedOffPercent));
    m_incorrectNote = sentenceLabel(
        tr("This setting is of this console. Streams that the media server itself has switched off stay off: "
           "switch them on one by one."),
        this);
    m_incorrectNote->setProperty("muted", true);
    using enum ServerField;
    m_rows[GroupType] = FieldRow(form, tr("Group"), m_group);
    m_rows[StreamsLimit] = FieldRow(form, tr("Limit of streams"), m_streamsLimit);
    m_rows[TrafficLimit] =
        FieldRow(form, tr("Incoming traffic limit"), m_trafficLimit, plainLabel(tr("kbit/s"), this));
    m_rows[Storages] = FieldRow(form, tr("Storages"), m_storages);
    m_rows[Active] = FieldRow(form, tr("Active"), m_active);
    m_rows[IncorrectCameras] = FieldRow(form, tr("Incorrect cameras"), m_incorrect);
    form.addRow(m_incorrectNote);
    m_incorrectNote->hide();
    m_switchOffRow = FieldRow(form, tr("Switching off"), m_switchOff);
    m_switchOffRow.setShown(m_purpose == Purpose::Card);
    for (const auto field : {GroupType, StreamsLimit, TrafficLimit, Storages, Active, IncorrectCameras})
        m_rows[field].setShown(m_purpose == Purpose::Card);
}

void ServerForm::connectFields()
{
    const auto note = [this] {
        if (m_isFilling)
            return;
        check();
        Q_EMIT edited();
    };
    const auto noteConnection = [this, note] {
        note();
        if (!m_isFilling)
            Q_EMIT connectionEdited();
    };
    connect(m_type, &QComboBox::currentIndexChanged, this, [this, noteConnection] {
        applyType(!m_isFilling);
        noteConnection();
    });
    connect(m_host, &QLineEdit::editingFinished, this, &ServerForm::takePastedUrl);
    connect(m_auth, &QComboBox::currentIndexChanged, this, [this, noteConnection] {
        applyType(false);
        noteConnection();
    });
    for (QLineEdit *edit : {m_host, m_user, m_secret, m_keyTarget, m_issuer, m_audience, m_claimKey})
        connect(edit, &QLineEdit::textChanged, this, noteConnection);
    connect(m_apiPort, &QSpinBox::valueChanged, this, noteConnection);
    connect(m_scheme, &QComboBox::currentIndexChanged, this, [this, noteConnection] {
        applyType(false);
        showCertificate();
        noteConnection();
    });
    for (QLineEdit *edit : {m_name, m_externalHost, m_streamsLimit, m_trafficLimit})
        connect(edit, &QLineEdit::textChanged, this, note);
    for (QSpinBox *box : {m_hlsPort, m_rtspPort})
        connect(box, &QSpinBox::valueChanged, this, note);
    for (QComboBox *box : {m_group, m_unencrypted})
        connect(box, &QComboBox::currentIndexChanged, this, note);
    connect(m_mayMove, &QCheckBox::toggled, this, note);
    connect(m_storages, &QPlainTextEdit::textChanged, this, note);
    connect(m_active, &QCheckBox::toggled, this, note);
    connect(m_incorrect, &QCheckBox::toggled, this, note);
    connect(m_switchOff, &QCheckBox::toggled, this, note);
    connect(m_forgetCertificate, &QPushButton::clicked, this, [this, noteConnection] {
        m_server.pinnedSha256.clear();
        showCertificate();
        noteConnection();
    });
}

void ServerForm::applyType(bool isChosen)
{
    const bool hasAccounts = can(Capability::Accounts);
    row(ServerField::Auth).setShown(can(Capability::SignedTokens));
    row(ServerField::User).setShown(hasAccounts && !isSigned());
    row(ServerField::Token).setShown(!isSigned());
    row(ServerField::UnencryptedAccount)
        .setShown(hasAccounts && !isSigned() && m_scheme->currentData().toBool());
    using enum ServerField;
    for (const auto field : {KeyTarget, TokenIssuer, TokenAudience, TokenClaimKey})
        row(field).setShown(isSigned());
    row(ServerField::Token)
        .setTitle(m_purpose == Purpose::Add ? (hasAccounts ? tr("Password") : tr("Token"))
                  : hasAccounts             ? tr("Change password")
                                            : tr("Change token"));
    showTokenHint();
    if (m_purpose == Purpose::Add && isChosen) {
        m_scheme->setCurrentIndex(m_scheme->findData(make().usesTls));
        m_apiPort->setValue(make().apiPort);
    }
}

const ServerMake &ServerForm::make() const
{
    return makeOf(ServerType(m_type->currentData().toInt()));
}

bool ServerForm::isSigned() const
{
    return can(Capability::SignedTokens) && m_auth->currentData().toInt() == int(ServerAuth::Jwt);
}

TokenSettings ServerForm::tokens() const
{
    if (!isSigned())
        return {};
    return {m_issuer->text().trimmed(), m_audience->text().trimmed(),
            fields::checkClaimKey(m_claimKey->text(), m_saved.tokens.claimKey)
                .value_or(m_claimKey->text().trimmed())};
}

QString ServerForm::keyTarget() const
{
    return isSigned() ? m_keyTarget->text().trimmed() : QString();
}

void ServerForm::setKeyTarget(const QString &target)
{
    m_isFilling = true;
    m_keyTarget->setText(target);
    m_isFilling = false;
}

void ServerForm::showTokenHint()
{
    if (m_purpose == Purpose::Card)
        m_secret->setPlaceholderText(m_server.tokenSecret.isNull() ? tr("none is stored")
                                                                   : tr("stored, sealed"));
    else
        m_secret->setPlaceholderText(can(Capability::Accounts)
                                         ? tr("Of a user with the permission “api”; empty if none is needed")
                                         : tr("An API token made on the server itself"));
}

void ServerForm::takePastedUrl()
{
    if (!m_host->text().contains(u"://"_s))
        return;
    const auto place = fields::checkApiUrl(m_host->text());
    if (!place) {
        check(); // it is left now: what is wrong with it is said
        return;
    }
    m_scheme->setCurrentIndex(m_scheme->findData(place->useTls));
    m_apiPort->setValue(place->port);
    m_host->setText(place->host);
}

void ServerForm::setLimits(const MediaServer &server)
{
    m_group->setCurrentIndex(m_group->findData(int(server.groupType)));
    m_streamsLimit->setText(fields::streamsLimitText(server.streamsLimit));
    m_trafficLimit->setText(fields::trafficLimitText(server.bitrateLimitBps));
    m_storages->setLines(server.storages);
    m_active->setChecked(server.isActive);
    m_incorrect->setChecked(server.isIncorrectCamerasEnabled);
    m_switchOff->setChecked(server.isSwitchingOffIncorrect);
}

void ServerForm::setValue(const MediaServer &server)
{
    m_isFilling = true;
    m_server = server;
    m_type->setCurrentIndex(m_type->findData(int(server.type)));
    m_name->setText(server.name);
    m_host->setText(server.internalHost);
    m_scheme->setCurrentIndex(m_scheme->findData(server.useTls));
    m_apiPort->setValue(server.apiPort);
    m_user->setText(server.userName);
    m_auth->setCurrentIndex(m_auth->findData(int(server.auth)));
    m_unencrypted->setCurrentIndex(m_unencrypted->findData(int(server.unencryptedAccount)));
    m_issuer->setText(server.tokens.issuer);
    m_audience->setText(server.tokens.audience);
    m_claimKey->setText(server.tokens.claimKey == TokenSettings().claimKey ? QString()
                                                                           : server.tokens.claimKey);
    m_externalHost->setText(server.externalHost);
    m_hlsPort->setValue(server.hlsPort);
    m_rtspPort->setValue(server.rtspPort);
    setLimits(server);
    applyType(false);
    showCertificate();
    m_isFilling = false;
    check();
}

MediaServer ServerForm::value() const
{
    MediaServer server = m_server;
    if (server.id.isNull())
        server.id = ServerId::create();
    server.type = ServerType(m_type->currentData().toInt());
    server.useTls = m_scheme->currentData().toBool();
    server.internalHost = fields::checkHost(m_host->text()).value_or(m_host->text().trimmed());
    server.apiPort = quint16(m_apiPort->value());
    server.auth = isSigned() ? ServerAuth::Jwt : ServerAuth::Credentials;
    const bool hasUser = can(Capability::Accounts) && !isSigned();
    server.userName = hasUser ? m_user->text().trimmed() : QString();
    server.unencryptedAccount = UnencryptedAccount(m_unencrypted->currentData().toInt());
    if (isSigned())
        server.tokenSecret = {};
    server.tokens = tokens();
    server.name = m_name->text().trimmed();
    if (server.name.isEmpty())
        server.name = server.internalHost;
    server.externalHost = fields::checkExternalHost(m_externalHost->text(), m_saved.externalHost)
                              .value_or(m_externalHost->text().trimmed());
    server.rtspPort = quint16(m_rtspPort->value());
    server.hlsPort = quint16(m_hlsPort->value());
    if (!server.useTls)
        server.pinnedSha256.clear();
    server.groupType = GroupType(m_group->currentData().toInt());
    // What cannot be kept is not saved either: problem() says so.
    server.streamsLimit = fields::checkStreamsLimit(m_streamsLimit->text(), m_server.streamsLimit)
                              .value_or(m_server.streamsLimit);
    server.bitrateLimitBps = fields::checkTrafficLimit(m_trafficLimit->text(), m_server.bitrateLimitBps)
                                 .value_or(m_server.bitrateLimitBps);
    server.storages =
        fields::checkStorages(m_storages->lines(), m_saved.storages).value_or(m_storages->lines());
    server.isActive = m_active->isChecked();
    server.isIncorrectCamerasEnabled = m_incorrect->isChecked();
    server.isSwitchingOffIncorrect = m_switchOff->isChecked();
    return server;
}

void ServerForm::setStreamCount(int streams)
{
    if (m_purpose != Purpose::Card)
        return;
    for (auto &[field, row] : m_rows) {
        const auto byCluster = m_clusterLocks.find(field);
        row.setLocked(byCluster == m_clusterLocks.end() ? whyServerFieldIsLocked(field, streams)
                                                        : byCluster->second);
    }
}

void ServerForm::setCluster(const Cluster *cluster)
{
    m_clusterLocks.clear();
    if (!cluster)
        return;
    const QString reason = tr("The cluster %1 sets this for all its members.").arg(cluster->name);
    const ClusterSettings &common = cluster->common;
    for (const auto &[field, isSet] :
         {std::pair(ServerField::StreamsLimit, common.streamsLimit.has_value()),
          std::pair(ServerField::TrafficLimit, common.bitrateLimitBps.has_value()),
          std::pair(ServerField::ApiPort, common.apiPort.has_value()),
          std::pair(ServerField::HlsPort, common.hlsPort.has_value()),
          std::pair(ServerField::RtspPort, common.rtspPort.has_value())}) {
        if (isSet)
            m_clusterLocks[field] = reason;
    }
}

SecretText ServerForm::secret() const
{
    return isSigned() ? SecretText() : SecretText(m_secret->text().trimmed());
}

void ServerForm::setSecret(const SecretText &secret)
{
    m_secret->setText(secret.revealText());
}

bool ServerForm::hasSecret() const
{
    return !m_secret->text().trimmed().isEmpty();
}

void ServerForm::clearSecret()
{
    m_isFilling = true;
    m_secret->clear();
    m_isFilling = false;
}

void ServerForm::takeFacts(quint16 rtspPort, quint16 hlsPort, bool mediaUsesTls)
{
    if (m_rtspPort->value() == 0)
        m_rtspPort->setValue(rtspPort);
    if (m_hlsPort->value() == 0)
        m_hlsPort->setValue(hlsPort);
    if (m_server.mediaUsesTls == mediaUsesTls)
        return;
    m_server.mediaUsesTls = mediaUsesTls;
    Q_EMIT edited();
}

void ServerForm::pinCertificate(const QByteArray &sha256)
{
    m_server.pinnedSha256 = sha256;
    showCertificate();
    Q_EMIT edited();
}

void ServerForm::showCertificate()
{
    const bool isTls = m_scheme->currentData().toBool();
    const bool isPinned = isTls && !m_server.pinnedSha256.isEmpty();
    m_certificate->setFont(isPinned ? QFontDatabase::systemFont(QFontDatabase::FixedFont) : font());
    m_certificate->setText(!isTls     ? tr("None: http is not encrypted.")
                           : isPinned ? fingerprintLines(m_server.pinnedSha256)
                                      : tr("Certificate authorities decide."));
    m_forgetCertificate->setVisible(isPinned);
}

void ServerForm::check()
{
    using enum ServerField;
    const auto said = [](const auto &result) { return result ? QString() : result.error().message; };
    // A pasted URL is taken apart when the field is left, and nobody has typed anything into a new form yet.
    const bool isPasting =
        m_host->text().contains(u"://"_s) && (m_host->hasFocus() || fields::checkApiUrl(m_host->text()));
    const bool isUntouched = m_purpose == Purpose::Add && m_host->text().isEmpty();
    row(InternalHost).setProblem(isPasting || isUntouched ? QString() : hostProblem());
    row(Name).setProblem(m_name->text().trimmed().isEmpty()
                             ? QString()
                             : said(fields::checkServerName(m_name->text(), m_saved.name)));
    row(User).setProblem(said(fields::checkText(m_user->text(), m_saved.userName)));
    row(KeyTarget).setProblem(keyTarget().isEmpty() ? QString() : said(fields::checkKeyTarget(keyTarget())));
    checkTokens();
    row(ExternalHost)
        .setProblem(said(fields::checkExternalHost(m_externalHost->text(), m_saved.externalHost)));
    row(StreamsLimit)
        .setProblem(said(fields::checkStreamsLimit(m_streamsLimit->text(), m_saved.streamsLimit)));
    row(TrafficLimit)
        .setProblem(said(fields::checkTrafficLimit(m_trafficLimit->text(), m_saved.bitrateLimitBps)));
    row(Storages).setProblem(said(fields::checkStorages(m_storages->lines(), m_saved.storages)));
    askForMove();
    m_incorrectNote->setVisible(m_purpose == Purpose::Card && m_server.isIncorrectCamerasEnabled &&
                                !m_incorrect->isChecked());
    m_switchOffRow.setLocked(!can(Capability::SwitchOff) ? tr("not provided by this server")
                             : m_incorrect->isChecked()  ? QString()
                                                         : tr("Incorrect cameras is off."));
}

/// What is stored goes to another place only if that is said of this very place.
void ServerForm::askForMove()
{
    const QString place =
        m_purpose == Purpose::Add || hasSecret() ? QString() : newPlaceOfSecret(m_saved, value());
    if (place != m_newPlace) {
        m_newPlace = place;
        const QSignalBlocker blocker(m_mayMove);
        m_mayMove->setChecked(false);
        m_mayMove->setText(tr("The stored one may go to %1").arg(place));
        m_mayMove->setVisible(!place.isEmpty());
    }
    const bool isOpen = !place.isEmpty() && !m_mayMove->isChecked();
    row(ServerField::Token).setProblem(isOpen ? movedSecretSentence(m_saved, place) : QString());
}

void ServerForm::checkTokens()
{
    using enum ServerField;
    const auto said = [this](const Result<QString> &result) {
        return result || !isSigned() ? QString() : result.error().message;
    };
    const TokenSettings &saved = m_saved.tokens;
    row(TokenIssuer).setProblem(said(fields::checkText(m_issuer->text(), saved.issuer)));
    row(TokenAudience).setProblem(said(fields::checkText(m_audience->text(), saved.audience)));
    row(TokenClaimKey).setProblem(said(fields::checkClaimKey(m_claimKey->text(), saved.claimKey)));
}

QString ServerForm::hostProblem() const
{
    const auto said = [](const auto &result) { return result ? QString() : result.error().message; };
    const QString text = m_host->text();
    const QString ofUrl = text.contains(u"://"_s) ? said(fields::checkApiUrl(text)) : QString();
    return ofUrl.isEmpty() ? said(fields::checkHost(text)) : ofUrl;
}

QString ServerForm::problem() const
{
    if (const QString host = hostProblem(); !host.isEmpty())
        return host;
    const bool needsToken = can(Capability::ApiToken) && m_purpose == Purpose::Add;
    if (needsToken && !hasSecret())
        return tr("Enter the token of the server.");
    for (const auto &[field, row] : m_rows) {
        if (!row.problem().isEmpty())
            return row.problem();
    }
    return {};
}

} // namespace streamkeeper
