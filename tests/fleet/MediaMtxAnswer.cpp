#include "tests/fleet/MediaMtxAnswer.h"

#include "tests/fleet/JsonWriter.h"

#include <QRandomGenerator>

namespace streamkeeper::fleet::mediaMtx {

HttpAnswer answer(int status, const QByteArray &body, const QByteArray &type)
{
    return {
        status, body, {{"Access-Control-Allow-Origin", "*"}, {"Content-Type", type}, {"Server", "mediamtx"}}};
}

HttpAnswer jsonAnswer(int status, const QByteArray &body)
{
    return answer(status, body, "application/json; charset=utf-8");
}

HttpAnswer error(int status, const QByteArray &text)
{
    JsonWriter json;
    json.beginObject();
    json.member("status", "error");
    json.member("error", text);
    json.endObject();
    return jsonAnswer(status, json.bytes());
}

HttpAnswer done()
{
    return jsonAnswer(200, "{\"status\":\"ok\"}");
}

HttpAnswer unknownCall()
{
    return answer(404, "404 page not found", "text/plain");
}

Delivery unauthorized(bool saidNothing)
{
    Delivery refused = error(401, "authentication error");
    if (saidNothing) {
        refused.http.headers.append(
            qMakePair(QByteArray("Www-Authenticate"), QByteArray("Basic realm=\"mediamtx\"")));
    } else {
        refused.delay = guessingDelay();
    }
    return refused;
}

std::chrono::milliseconds guessingDelay()
{
    return std::chrono::milliseconds(QRandomGenerator::global()->bounded(20, 120));
}

QByteArray queryValue(const test::HttpRequest &request, const QByteArray &name)
{
    test::HttpRequest asked;
    asked.query = request.query;
    asked.query.replace('+', "%20");
    return asked.queryValue(name).value_or(QByteArray());
}

} // namespace streamkeeper::fleet::mediaMtx
