#include "tests/fleet/HttpAnswer.h"

#include "tests/fleet/JsonWriter.h"

namespace streamkeeper::fleet {

HttpAnswer HttpAnswer::jsonError(int status, const QByteArray &message)
{
    JsonWriter json;
    json.beginObject();
    json.key("error");
    json.beginObject();
    json.member("code", status);
    json.member("message", message);
    json.endObject();
    json.endObject();
    return jsonStatus(status, json.bytes());
}

HttpAnswer HttpAnswer::htmlError(int status, const QByteArray &message)
{
    const QByteArray title = QByteArray::number(status) + ' ' + message;
    return {status,
            "<!DOCTYPE html>\n<html><head><title>" + title + "</title></head>\n<body><h1>" + title +
                "</h1><hr><address>media server</address></body></html>\n",
            {{"Content-Type", "text/html; charset=utf-8"}}};
}

} // namespace streamkeeper::fleet
