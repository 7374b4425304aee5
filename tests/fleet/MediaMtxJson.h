#pragma once

#include "tests/fleet/MediaMtxHls.h"

#include <vector>

namespace streamkeeper::fleet {

class JsonWriter;
class MediaStream;
struct StreamNumbers;

namespace mediaMtx {
/// The members "tracks" and "tracks2" of a running path; empty lists if `stream` is null.
void writeTracks(JsonWriter &json, const MediaStream *stream, const StreamNumbers &numbers);
/// The member "readers". Those of a synthetic stream are as invented as the stream.
void writeReaders(JsonWriter &json, const MediaStream *stream, const StreamNumbers &numbers,
                  const std::vector<MediaMtxHls::Session> &hlsSessions);
} // namespace mediaMtx

} // namespace streamkeeper::fleet
