#pragma once

#include "tests/fleet/MediaMtxAuth.h"
#include "tests/fleet/MediaMtxHls.h"

#include <vector>

namespace streamkeeper::fleet {

class JsonWriter;
class MediaStream;
class RtspViewer;
struct StreamNumbers;

namespace mediaMtx {
/// The members "tracks" and "tracks2" of a running path; empty lists if `stream` is null.
void writeTracks(JsonWriter &json, const MediaStream *stream, const StreamNumbers &numbers);
/// The member "readers". Those of a synthetic stream are as invented as the stream.
void writeReaders(JsonWriter &json, const MediaStream *stream, const StreamNumbers &numbers,
                  const std::vector<MediaMtxHls::Session> &hlsSessions);
/// Items of `rtspsessions` and `hlssessions`; `created` is a time as the server tells it.
void writeRtspSession(JsonWriter &json, const RtspViewer &viewer, const QByteArray &path,
                      const QByteArray &created);
void writeHlsSession(JsonWriter &json, const MediaMtxHls::Session &session, const QByteArray &created);
/// The global configuration's list of users.
[[nodiscard]] QByteArray internalUsers(const std::vector<MediaMtxAuth::User> &users);
} // namespace mediaMtx

} // namespace streamkeeper::fleet
