#pragma once

#include <QByteArray>
#include <QString>
#include <QStringList>
#include <QWidget>

#include <optional>

class QLabel;
class QProgressBar;
class QPushButton;

namespace streamkeeper {

/// How a connection test goes and ends, in words, and the certificate to look at before it is accepted.
/// Part of the dialog that adds a server and of the server's card.
class ConnectionOutcome : public QWidget
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

    explicit ConnectionOutcome(QWidget *parent = nullptr);

    void clear();
    void showProgress();
    void showSuccess(const QString &sentence, const QStringList &notes);
    void showFailure(const QString &sentence, const std::optional<CertificateView> &certificate);

Q_SIGNALS:
    void certificateAccepted(const QByteArray &sha256);

private:
    void show(bool isBusy, bool hasOutcome, bool isGood, bool hasCertificate);

    QByteArray m_sha256;
    QProgressBar *m_progress;
    QLabel *m_sentence;
    QLabel *m_notes;
    QWidget *m_certificateBox;
    QLabel *m_certificateTitle;
    QLabel *m_certificateText;
    QPushButton *m_accept;
};

} // namespace streamkeeper
