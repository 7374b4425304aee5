#pragma once

#include "models/domain/HolderCopy.h"
#include "models/domain/RemoteStream.h"
#include "models/domain/Stream.h"
#include "models/rules/Pairing.h"

#include <QString>
#include <QStringList>

#include <optional>
#include <vector>

namespace streamkeeper {

/// One camera to be, with indexes into the list of remote streams.
struct AdoptionProposal
{
    QString cameraName;
    QString cameraUid;
    QString ipAddress;
    std::optional<int> high;
    std::optional<int> low;
    Pairing pairing; ///< why they are one camera

    bool operator==(const AdoptionProposal &) const = default;
};

/// True if the registry has the stream on this server, captured or in reserve.
[[nodiscard]] bool isOnServer(const Stream &stream, const ServerId &server);

/// What can be adopted from a server, for whoever asks.
struct AdoptionOffer
{
    /// What the registry does not have on this server yet, as a stream or as what a transfer left (it is seen
    /// to); streams with an obstacle too, to be told.
    std::vector<RemoteStream> found;
    std::vector<AdoptionProposal> proposals; ///< indexes into `found`
};
[[nodiscard]] AdoptionOffer offerAdoption(std::vector<RemoteStream> found, const ServerId &server,
                                          const std::vector<Stream> &registered,
                                          const std::vector<HolderCopy> &copies);
/// Leaves of the proposals only the streams of these names: a low stream stays low without its high one.
[[nodiscard]] std::vector<AdoptionProposal> chooseStreams(const AdoptionOffer &offer,
                                                          const QStringList &names);
/// Something of a chosen stream has to be sealed: a secret in its address, or what its server keeps of it
/// beside.
[[nodiscard]] bool needsSealing(const std::vector<RemoteStream> &found,
                                const std::vector<AdoptionProposal> &chosen);

/// Cameras of the streams, see pairStreams(), in natural order of their names. Streams with an obstacle are
/// left out.
[[nodiscard]] std::vector<AdoptionProposal> proposeAdoption(const std::vector<RemoteStream> &streams);
/// One camera of two streams, because somebody says so: what tells high from low elsewhere does here, else
/// the first one is high.
[[nodiscard]] AdoptionProposal pairByHand(const std::vector<RemoteStream> &streams, int first, int second);
/// Each stream of a camera as one of its own.
[[nodiscard]] std::vector<AdoptionProposal> splitByHand(const std::vector<RemoteStream> &streams,
                                                        const AdoptionProposal &proposal);

} // namespace streamkeeper
