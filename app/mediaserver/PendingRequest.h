#pragma once

#include "app/mediaserver/OneTimeBody.h"
#include "app/mediaserver/ServerChannel.h"

#include <QElapsedTimer>
#include <QNetworkReply>
#include <QTimer>

namespace streamkeeper {

/// One request on its way, with its deadline, its retries and its TLS check. Owned by the channel
/// until it has finished; deletes itself then.
class PendingRequest : public QObject
{
    Q_OBJECT

public:
    using Done = std::function<void(Result<HttpResponse>)>;

    PendingRequest(ServerChannel &channel, HttpRequest request, std::stop_token stop, Done done);
    ~PendingRequest() override;

    void start();
    void finish(Result<HttpResponse> result);

private:
    void attempt();
    void dropReply();
    void checkCertificate();
    void handleSslErrors(const QList<QSslError> &errors);
    void readAvailable();
    void handleFinished();
    void sendRequest();
    void handleDeadline();
    [[nodiscard]] Error networkError() const;
    [[nodiscard]] bool mayHaveArrived(QNetworkReply::NetworkError error) const;
    [[nodiscard]] Error unknownOutcome(const Error &error) const;
    [[nodiscard]] QNetworkRequest networkRequest() const;

    ServerChannel &m_channel;
    HttpRequest m_request;
    Done m_done;
    QNetworkReply *m_reply = nullptr;
    OneTimeBody *m_onceBody = nullptr; ///< of a write; belongs to the reply
    QTimer m_deadline;
    QElapsedTimer m_elapsed;
    QByteArray m_body;
    QString m_tlsProblem; ///< set when the handshake was refused by us or by Qt
    quint64 m_id = 0;
    int m_attempts = 0;
    bool m_isFinished = false;
    std::optional<std::stop_callback<std::function<void()>>> m_stopCallback;
};

} // namespace streamkeeper
