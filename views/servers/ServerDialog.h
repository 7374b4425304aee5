#pragma once

#include "models/domain/MediaServer.h"
#include "models/domain/SecretText.h"

#include <QDialog>

#include <optional>

class QCheckBox;
class QComboBox;
class QFormLayout;
class QLabel;
class QLineEdit;
class QProgressBar;
class QPushButton;
class QSpinBox;

namespace streamkeeper {

/// "Add media server" and "Edit media server": the form, the connection test with its outcome in
/// words, and the certificate to look at before it is accepted. Opened by open(); reports by signals.
class ServerDialog : public QDialog
{
    Q_OBJECT

public:
    /// What a server showed, ready to read.
    struct CertificateView
    {
        QByteArray sha256;
        QString fingerprint;
        QString subject;
        QString issuer;
        QString expires;
        bool isChanged = false; ///< another one had been accepted before
    };

    explicit ServerDialog(QWidget *parent = nullptr);

    /// Fills the form for editing; the token stays as it is unless a new one is typed.
    void setServer(const MediaServer &server);
    [[nodiscard]] MediaServer server() const;
    [[nodiscard]] SecretText secret() const;

    void showTesting();
    /// Ports that the operator left at "from the server" are filled in.
    void showSuccess(const QString &sentence, const QStringList &notes, quint16 rtspPort, quint16 hlsPort,
                     bool mediaUsesTls);
    void showFailure(const QString &sentence, const std::optional<CertificateView> &certificate,
                     bool canAddAnyway);
    void showSaving();
    void showSaveFailure(const QString &sentence);

Q_SIGNALS:
    void testRequested(const streamkeeper::MediaServer &server, const streamkeeper::SecretText &secret);
    void testCancelled();
    void saveRequested(const streamkeeper::MediaServer &server, const streamkeeper::SecretText &secret);

private:
    enum class Stage { Editing, Testing, Tested, Failed, Saving };

    void buildForm(QFormLayout &form);
    void buildOutcome();
    void applyType();
    void takePastedUrl();
    void invalidateTest();
    void setStage(Stage stage);
    /// Empty when the form can be sent.
    [[nodiscard]] QString problem() const;
    void updateButtons();
    void acceptCertificate();

    MediaServer m_server; ///< fields that the form does not show are kept
    Stage m_stage = Stage::Editing;
    bool m_isEditing = false;
    bool m_canAddAnyway = false;
    std::optional<CertificateView> m_certificate;

    QComboBox *m_type;
    QLineEdit *m_host;
    QComboBox *m_scheme;
    QSpinBox *m_apiPort;
    QLineEdit *m_user;
    QLineEdit *m_secret;
    QLabel *m_userLabel;
    QLabel *m_secretLabel;
    QLineEdit *m_name;
    QLineEdit *m_externalHost;
    QSpinBox *m_rtspPort;
    QSpinBox *m_hlsPort;
    QLabel *m_outcome;
    QLabel *m_notes;
    QWidget *m_certificateBox;
    QLabel *m_certificateText;
    QPushButton *m_acceptCertificate;
    QProgressBar *m_progress;
    QPushButton *m_test;
    QPushButton *m_save;
    QPushButton *m_cancel;
};

} // namespace streamkeeper
