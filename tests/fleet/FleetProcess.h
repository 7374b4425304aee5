#pragma once

#include <QByteArray>
#include <QJsonObject>
#include <QNetworkAccessManager>
#include <QProcess>
#include <QStringList>

#include <memory>

namespace streamkeeper::fleet {

/// For tests: the real streamkeeper-fleet as a child process, with its line of JSON, and calls of its control
/// port and of its media servers. Dies with the test, as its standard input ends.
class FleetProcess
{
public:
    struct Answer
    {
        int status = 0; ///< 0: no answer
        QByteArray body;
        QByteArray contentType;
        QByteArray date;
        QByteArray challenge;   ///< WWW-Authenticate
        QByteArray location;    ///< of a redirect that was not followed
        QByteArray fingerprint; ///< of the certificate, SHA-256 in hex
        bool isFinished = false;
        bool failed = false; ///< a network error, other than a status of HTTP

        [[nodiscard]] QJsonObject json() const;
    };
    enum class TokenPlace { None, Header, Bearer, Query };

    explicit FleetProcess(const QString &program);
    ~FleetProcess();

    /// Of the synthetic cameras some are broken and some away at times. Without this none is: a test decides
    /// itself what fails, and a stream's random name must not.
    void letCamerasFail() { m_doCamerasFail = true; }
    /// Starts and waits for the line of JSON.
    [[nodiscard]] bool start(const QStringList &arguments, int timeoutMs);
    [[nodiscard]] const QJsonObject &description() const { return m_description; }
    [[nodiscard]] QProcess &process() { return m_process; }

    [[nodiscard]] QJsonObject server(int index) const;
    [[nodiscard]] QJsonObject camera(int number) const;
    [[nodiscard]] Answer control(const QByteArray &method, const QString &path, const QByteArray &body = {});
    /// A POST to the control port; false, with a line for the log, unless it was done.
    [[nodiscard]] bool control(const QString &path, const QJsonObject &body);
    /// With the server's token or, from a MediaMTX server, with user and password (Header: basic).
    [[nodiscard]] Answer call(int serverIndex, const QString &path, const QByteArray &method = "GET",
                              const QByteArray &body = {}, TokenPlace place = TokenPlace::Header,
                              bool asJson = true, int timeoutMs = 5000);
    /// Any address, with user and password in it where they are wanted; certificates are taken as they are.
    [[nodiscard]] Answer fetch(const QString &url);
    /// The same with an Authorization header (empty: none), and as somebody new: no cookies, no open
    /// connections, redirects are told and not followed.
    [[nodiscard]] Answer request(const QByteArray &method, const QString &url,
                                 const QByteArray &authorization, const QByteArray &body = {});
    /// New connections for what follows.
    void forgetConnections() { m_manager.clearConnectionCache(); }

private:
    [[nodiscard]] Answer send(const QNetworkRequest &request, const QByteArray &method,
                              const QByteArray &body, int timeoutMs)
    {
        return send(m_manager, request, method, body, timeoutMs);
    }
    [[nodiscard]] static Answer send(QNetworkAccessManager &manager, const QNetworkRequest &request,
                                     const QByteArray &method, const QByteArray &body, int timeoutMs);

    QProcess m_process;
    bool m_doCamerasFail = false;
    QJsonObject m_description;
    QNetworkAccessManager m_manager;
};

} // namespace streamkeeper::fleet
