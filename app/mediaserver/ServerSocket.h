#pragma once

#include "models/domain/Result.h"

#include <QByteArray>
#include <QObject>
#include <QSslSocket>
#include <QUrl>

namespace streamkeeper {

/// A connection to the RTSP port of a media server or camera, by TLS if the address says so (rtsps). Its
/// certificate is judged as that of the API (ServerCertificate.h), and nothing goes out before that is done.
/// Without a proxy, like HttpTransport. Any thread with an event loop.
class ServerSocket : public QObject
{
    Q_OBJECT

public:
    /// Of `url` only scheme, host and port are used. `pin`: 32 bytes, or empty for the known authorities.
    ServerSocket(const QUrl &url, QByteArray pin, QObject *parent = nullptr);

    void open();
    /// For reading and writing once it is ready.
    [[nodiscard]] QSslSocket &device() { return m_socket; }
    /// "rtsps://host:port", for sentences.
    [[nodiscard]] const QString &where() const { return m_where; }

Q_SIGNALS:
    /// Connected, and whom it is connected to is known.
    void ready();
    /// It is not, or is no longer. Once, and nothing comes after it.
    void failed(const streamkeeper::Error &error);

private:
    void checkCertificate();
    void handleSslErrors(const QList<QSslError> &errors);
    void handleError(QAbstractSocket::SocketError error);
    void giveUp(const Error &error);

    QString m_host;
    quint16 m_port;
    bool m_isEncrypted;
    QByteArray m_pin;
    QString m_where;
    QString m_tlsProblem;
    bool m_hasFailed = false;
    QSslSocket m_socket;
};

} // namespace streamkeeper
