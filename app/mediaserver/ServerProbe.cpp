#include "app/mediaserver/ServerProbe.h"

#include <QCoreApplication>

namespace streamkeeper {

using namespace Qt::StringLiterals;

namespace {

/// Where lupdate and the translator find the texts of this file.
struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(ServerProbe)
};

/// Without any credentials on purpose: whoever answers there gets no token from this.
QCoro::Task<bool> answersLikeMediaMtx(ServerChannel &channel, std::stop_token stop)
{
    HttpRequest request;
    request.path = u"/v3/info"_s;
    const auto answer = co_await channel.send(std::move(request), stop);
    co_return answer && answer->contentType.startsWith("application/json") &&
        (answer->body.contains("\"version\"") || answer->body.contains("authentication error"));
}

QCoro::Task<bool> answersLikeV2(ServerChannel &channel, std::stop_token stop)
{
    HttpRequest request;
    request.method = "POST";
    request.path = u"/api/server/"_s;
    request.headers = {{"Content-Type", "application/json"}};
    const auto answer = co_await channel.send(std::move(request), stop);
    // 403 without a token is what is documented (media-server-v2-api.md 2); a server of another make does not
    // know the call.
    co_return answer && (answer->status == 403 || (answer->isOk() && answer->body.contains("\"server\"")));
}

bool mayBeWrongType(const Error &error)
{
    return error.category == ErrorCategory::HttpStatus || error.category == ErrorCategory::Protocol ||
           error.category == ErrorCategory::Parse || error.category == ErrorCategory::Authentication;
}

} // namespace

QCoro::Task<ProbeReport> probeServer(MediaServerClient &client, std::stop_token stop)
{
    ProbeReport report;
    report.facts = co_await client.readFacts(stop);
    report.certificate = client.channel().presentedCertificate();
    if (report.facts || !mayBeWrongType(report.facts.error()))
        co_return report;
    const bool isMediaMtx = co_await answersLikeMediaMtx(client.channel(), stop);
    if (client.server().type == ServerType::MediaServerV2 && isMediaMtx) {
        report.looksLike = ServerType::MediaMtx;
        report.facts.error().message =
            Texts::tr("%1 answers like a MediaMTX, not like a media_server_v2. Choose the type MediaMTX.")
                .arg(client.channel().address().displayText());
    } else if (client.server().type == ServerType::MediaMtx && !isMediaMtx) {
        if (co_await answersLikeV2(client.channel(), stop)) {
            report.looksLike = ServerType::MediaServerV2;
            report.facts.error().message = Texts::tr("%1 answers like a media_server_v2, not like a "
                                                     "MediaMTX. Choose the type media_server_v2.")
                                               .arg(client.channel().address().displayText());
        }
    }
    co_return report;
}

} // namespace streamkeeper
