#pragma once

#include "tests/fleet/HttpAnswer.h"
#include "tests/fleet/ServerDialect.h"

#include <QByteArray>

namespace streamkeeper::fleet::mediaMtx {

/// How MediaMTX v1.20.0 answers, by its API, its playback server and HLS alike.
[[nodiscard]] HttpAnswer answer(int status, const QByteArray &body, const QByteArray &type);
[[nodiscard]] HttpAnswer jsonAnswer(int status, const QByteArray &body);
/// {"status":"error","error":...}
[[nodiscard]] HttpAnswer error(int status, const QByteArray &text);
[[nodiscard]] HttpAnswer done();
[[nodiscard]] HttpAnswer unknownCall();
/// 401. Who said nothing is asked at once; who said something wrong waits.
[[nodiscard]] Delivery unauthorized(bool saidNothing);
/// Of the query, as Go reads it: a plus that is not encoded is a space. Empty: it is not there.
[[nodiscard]] QByteArray queryValue(const test::HttpRequest &request, const QByteArray &name);
/// The real server takes up to some seconds against guessing; enough here to be told from at once.
[[nodiscard]] std::chrono::milliseconds guessingDelay();

} // namespace streamkeeper::fleet::mediaMtx
