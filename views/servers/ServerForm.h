#pragma once

#include "models/domain/Cluster.h"
#include "models/domain/MediaServer.h"
#include "models/domain/SecretText.h"
#include "models/domain/ServerMakes.h"
#include "models/rules/ServerEditRule.h"
#include "views/common/FieldRow.h"

#include <QWidget>

#include <map>

class QCheckBox;
class QComboBox;
class QFormLayout;
class QLabel;
class QLineEdit;
class QPushButton;
class QSpinBox;

namespace streamkeeper {

class LinesEdit;

/// The settings of a media server as fields (domain.md 2.1): few for adding one, all of them on its
/// card. Checks what is typed as it is typed.
class ServerForm : public QWidget
{
    Q_OBJECT

public:
    enum class Purpose { Add, Card };

    explicit ServerForm(Purpose purpose, QWidget *parent = nullptr);

    /// Fills the fields; a secret that was typed stays.
    void setValue(const MediaServer &server);
    /// What is stored: a field that has not changed is right whatever it holds.
    void setSaved(const MediaServer &server) { m_saved = server; }
    /// The server as the fields say; what they do not show is kept.
    [[nodiscard]] MediaServer value() const;
    /// Fields that may not be changed with so many streams on the server are disabled and say why.
    void setStreamCount(int streams);
    /// What the server's cluster sets for all its members cannot be changed here; null: it is in none. Takes
    /// effect with setStreamCount().
    void setCluster(const Cluster *cluster);

    [[nodiscard]] SecretText secret() const;
    void setSecret(const SecretText &secret);
    [[nodiscard]] bool hasSecret() const;
    /// Where the key of this registry is exported to, when the server is signed in to by tokens.
    [[nodiscard]] QString keyTarget() const;
    void setKeyTarget(const QString &target);
    void clearSecret();

    /// Ports that were left at "from the server" are filled in.
    void takeFacts(quint16 rtspPort, quint16 hlsPort, bool mediaUsesTls);
    void pinCertificate(const QByteArray &sha256);

    /// What is wrong first; empty when everything can be kept.
    [[nodiscard]] QString problem() const;

Q_SIGNALS:
    void edited();
    /// What a connection test depends on was changed.
    void connectionEdited();

private:
    void buildConnection(QFormLayout &form);
    void buildTokens();
    void buildPlacement(QFormLayout &form);
    void buildLimits(QFormLayout &form);
    void connectFields();
    void applyType(bool isChosen);
    void takePastedUrl();
    [[nodiscard]] QString hostProblem() const;
    void showCertificate();
    void showTokenHint();
    void askForMove();
    [[nodiscard]] const ServerMake &make() const;
    [[nodiscard]] bool can(Capability capability) const { return make().capabilities.testFlag(capability); }
    [[nodiscard]] bool isSigned() const;
    [[nodiscard]] TokenSettings tokens() const;
    void check();
    void checkTokens();
    void setLimits(const MediaServer &server);
    [[nodiscard]] FieldRow &row(ServerField field) { return m_rows[field]; }

    Purpose m_purpose;
    MediaServer m_server; ///< fields that the form does not show are kept
    MediaServer m_saved;
    bool m_isFilling = false;
    std::map<ServerField, FieldRow> m_rows;
    std::map<ServerField, QString> m_clusterLocks;

    QComboBox *m_type;
    QLineEdit *m_name;
    QLineEdit *m_host;
    QComboBox *m_scheme;
    QSpinBox *m_apiPort;
    QComboBox *m_auth;
    QLineEdit *m_keyTarget;
    QLineEdit *m_issuer;
    QLineEdit *m_audience;
    QLineEdit *m_claimKey;
    QLineEdit *m_user;
    QLineEdit *m_secret;
    QCheckBox *m_mayMove;
    QString m_newPlace; ///< of the stored secret; that it may go there is said of this very place
    QComboBox *m_unencrypted;
    QLabel *m_certificate;
    QPushButton *m_forgetCertificate;
    QLineEdit *m_externalHost;
    QSpinBox *m_hlsPort;
    QSpinBox *m_rtspPort;
    QComboBox *m_group;
    QLineEdit *m_streamsLimit;
    QLineEdit *m_trafficLimit;
    LinesEdit *m_storages;
    QCheckBox *m_active;
    QCheckBox *m_incorrect;
    QLabel *m_incorrectNote;
    QCheckBox *m_switchOff;
    FieldRow m_switchOffRow;
};

} // namespace streamkeeper
