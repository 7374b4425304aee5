#include "tests/fleet/FleetProcess.h"

#include <QCryptographicHash>
#include <QJsonArray>
#include <QJsonDocument>
#include <QNetworkReply>
#include <QSslCertificate>
#include <QSslConfiguration>
#include <QTest>

using namespace Qt::StringLiterals;

namespace streamkeeper::fleet {

QJsonObject FleetProcess::Answer::json() const
{
    return QJsonDocument::fromJson(body).object();
}

FleetProcess::FleetProcess(const QString &program)
{
    m_process.setProgram(program);
    m_process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
}

FleetProcess::~FleetProcess()
{
    m_process.closeWriteChannel();
    if (!m_process.waitForFinished(10'000)) {
        m_process.kill();
        m_process.waitForFinished(2000);
    }
}

bool FleetProcess::start(const QStringList &arguments, int timeoutMs)
{
    QStringList all = arguments + QStringList{u"--exit-with-stdin"_s};
    if (!m_doCamerasFail)
        all.append(u"--steady"_s);
    m_process.setArguments(all);
    m_process.start();
    if (!QTest::qWaitFor(
            [this] { return m_process.canReadLine() || m_process.state() == QProcess::NotRunning; },
            timeoutMs) ||
        !m_process.canReadLine()) {
        return false;
    }
    m_description = QJsonDocument::fromJson(m_process.readLine()).object();
    return !m_description.isEmpty();
}

QJsonObject FleetProcess::server(int index) const
{
    return m_description[u"servers"_s].toArray().at(index).toObject();
}

QJsonObject FleetProcess::camera(int number) const
{
    return m_description[u"cameras"_s].toArray().at(number - 1).toObject();
}

FleetProcess::Answer FleetProcess::control(const QByteArray &method, const QString &path,
                                           const QByteArray &body)
{
    QNetworkRequest request(QUrl(m_description[u"control"_s].toString() + path));
    request.setHeader(QNetworkRequest::ContentTypeHeader, u"application/json"_s);
    return send(request, method, body, 5000);
}

bool FleetProcess::control(const QString &path, const QJsonObject &body)
{
    const Answer answer = control("POST", path, QJsonDocument(body).toJson(QJsonDocument::Compact));
    if (answer.status != 200) {
        qWarning("%s: %s", qPrintable(path), answer.body.constData());
    }
    return answer.status == 200;
}

FleetProcess::Answer FleetProcess::call(int serverIndex, const QString &path, const QByteArray &method,
                                        const QByteArray &body, TokenPlace place, bool asJson, int timeoutMs)
{
    const QJsonObject target = server(serverIndex);
    const QByteArray token = target[u"token"_s].toString().toUtf8();
    QString text = u"%1://127.0.0.1:%2%3"_s.arg(target[u"scheme"_s].toString())
                       .arg(target[u"apiPort"_s].toInt())
                       .arg(path);
    if (place == TokenPlace::Query) {
        text += (path.contains(u'?') ? u"&token="_s : u"?token="_s) + QString::fromUtf8(token);
    }
    QNetworkRequest request{QUrl(text)};
    if (const QByteArray password = target[u"password"_s].toString().toUtf8(); !password.isEmpty()) {
        const QByteArray login = target[u"user"_s].toString().toUtf8() + ':' + password;
        if (place == TokenPlace::Header) {
            request.setRawHeader("Authorization", "Basic " + login.toBase64());
        } else if (place == TokenPlace::Bearer) {
            request.setRawHeader("Authorization", "Bearer " + login);
        }
    } else if (place == TokenPlace::Header || place == TokenPlace::Bearer) {
        request.setRawHeader("Authorization", place == TokenPlace::Bearer ? "Bearer " + token : token);
    }
    if (asJson) {
        request.setHeader(QNetworkRequest::ContentTypeHeader, u"application/json"_s);
    }
    return send(request, method, body, timeoutMs);
}

FleetProcess::Answer FleetProcess::fetch(const QString &url)
{
    QUrl address(url);
    const QByteArray user = address.userName().toUtf8();
    const QByteArray login = user + ':' + address.password().toUtf8();
    address.setUserInfo({});
    QNetworkRequest request(address);
    if (!user.isEmpty()) {
        request.setRawHeader("Authorization", "Basic " + login.toBase64());
    }
    return send(request, "GET", {}, 5000);
}

FleetProcess::Answer FleetProcess::request(const QByteArray &method, const QString &url,
                                           const QByteArray &authorization, const QByteArray &body)
{
    QNetworkAccessManager somebody;
    QNetworkRequest request{QUrl(url)};
    request.setAttribute(QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::ManualRedirectPolicy);
    request.setHeader(QNetworkRequest::ContentTypeHeader, u"application/json"_s);
    if (!authorization.isEmpty()) {
        request.setRawHeader("Authorization", authorization);
    }
    return send(somebody, request, method, body, 8000);
}

FleetProcess::Answer FleetProcess::send(QNetworkAccessManager &manager, const QNetworkRequest &request,
                                        const QByteArray &method, const QByteArray &body, int timeoutMs)
{
    const std::unique_ptr<QNetworkReply> reply(manager.sendCustomRequest(request, method, body));
    reply->ignoreSslErrors();
    Answer answer;
    answer.isFinished = QTest::qWaitFor([&] { return reply->isFinished(); }, timeoutMs);
    answer.status = reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    answer.body = reply->readAll();
    answer.contentType = reply->rawHeader("Content-Type");
    answer.date = reply->rawHeader("Date");
    answer.challenge = reply->rawHeader("WWW-Authenticate");
    answer.location = reply->rawHeader("Location");
    answer.fingerprint =
        reply->sslConfiguration().peerCertificate().digest(QCryptographicHash::Sha256).toHex();
    const QNetworkReply::NetworkError error = reply->error();
    answer.failed = error != QNetworkReply::NoError && error < QNetworkReply::ContentAccessDenied;
    if (!answer.isFinished) {
        reply->abort();
    }
    return answer;
}

} // namespace streamkeeper::fleet
