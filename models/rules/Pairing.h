#pragma once

#include "models/domain/RemoteStream.h"

#include <QString>

#include <optional>
#include <vector>

namespace streamkeeper {

/// What says that two streams are one camera's.
enum class PairedBy : quint8 {
    Nothing,    ///< a stream alone
    CameraUid,  ///< the server names the camera
    Address,    ///< the addresses lead to one channel of one host
    Name,       ///< the names are alike but for a word or number of quality
    Resolution, ///< one camera for one of these reasons, and only the pictures tell which is high
    Operator    ///< somebody said so
};

/// Why two streams are one camera's, for people (texts::pairing()). Nothing in it is secret.
struct Pairing
{
    PairedBy by = PairedBy::Nothing;
    QString host;    ///< of an address
    QString channel; ///< of an address; empty: it names none
    QString high;    ///< what tells the stream: a name, "subtype 0", "1920 × 1080"
    QString low;

    bool operator==(const Pairing &) const = default;
};

/// A camera to be, with indexes into the list of streams.
struct StreamPair
{
    int high = 0;
    std::optional<int> low;
    Pairing pairing;
};

/// Finds which streams are of one camera: by what the server says, else by addresses, else by names. What an
/// address says counts more than a name; streams of different channels are never paired, those of different
/// hosts only by words, numbers alone only where the addresses agree. The larger picture is high where sizes
/// are known. A third stream stands alone, and so does what does not pair. The order of the input does not
/// matter. Streams with an obstacle are left out.
[[nodiscard]] std::vector<StreamPair> pairStreams(const std::vector<RemoteStream> &streams);

/// True if `one` is the low stream of the two, as far as pictures, names and addresses tell.
[[nodiscard]] bool isLower(const RemoteStream &one, const RemoteStream &other);

} // namespace streamkeeper
