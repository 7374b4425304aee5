#pragma once

#include "tests/support/HttpServer.h"

#include <QByteArray>

namespace streamkeeper::fleet {

/// An answer before it is sent, so that a fault may still spoil it.
struct HttpAnswer
{
    int status = 200;
    QByteArray body;
    test::HttpHeaders headers;

    [[nodiscard]] static HttpAnswer json(const QByteArray &body) { return jsonStatus(200, body); }
    [[nodiscard]] static HttpAnswer jsonStatus(int status, const QByteArray &body)
    {
        return {status, body, {{"Content-Type", "application/json"}}};
    }
    /// {"error":{"code":...,"message":"..."}}
    [[nodiscard]] static HttpAnswer jsonError(int status, const QByteArray &message);
    /// The page that the vendor's server shows to requests without Content-Type: application/json.
    [[nodiscard]] static HttpAnswer htmlError(int status, const QByteArray &message);
};

} // namespace streamkeeper::fleet
