#pragma once

#include "models/domain/HolderCopy.h"
#include "models/domain/SecretText.h"
#include "models/domain/Stream.h"
#include "models/domain/StreamAddress.h"
#include "models/domain/Types.h"

#include <QString>
#include <QStringList>

#include <optional>
#include <vector>

namespace streamkeeper {

/// A stream found on a server, with all that the registry needs to take it over.
struct RemoteStream
{
    QString remoteName;
    QString displayName;   ///< the server's name for people; empty if it has none
    QString cameraUid;     ///< empty if the server has no such thing
    StreamAddress address; ///< complete, if the server told it
    bool isEnabled = true;
    Tristate audio = Tristate::Unknown;
    Tristate recording = Tristate::Unknown;
    int archiveDays = 0;                    ///< how long recordings are kept, rounded up; 0: not told
    Tristate isPrivate = Tristate::Unknown; ///< viewers need something: a token, an address on a list
    qint32 width = -1;                      ///< px; tells high from low where names do not
    qint32 height = -1;
    /// What the server keeps of it beside all that, in the server's own words: a JSON object of the settings
    /// that are not as by default there. Hooks and passphrases are among them. Empty: nothing, or not told.
    SecretText others;
    /// Why it cannot be taken over (a path to publish to, a catch-all); empty: it can.
    QString obstacle;

    bool operator==(const RemoteStream &) const = default;
};

/// One camera to be, with indexes into the list of remote streams.
struct AdoptionProposal
{
    QString cameraName;
    QString cameraUid;
    QString ipAddress;
    std::optional<int> high;
    std::optional<int> low;

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

/// A name taken apart: "yard-high" → {"yard", High}. No quality when the name does not end in one.
struct QualityName
{
    QString stem;
    std::optional<Quality> quality;
};
[[nodiscard]] QualityName splitQualityName(const QString &name);

/// Pairs low and high streams to cameras: by camera uid where there is one, else by names that end
/// in [-_/.](high|hi|main|hq|1) or (low|lo|sub|lq|2). What does not pair is high and alone. A third
/// stream of one camera uid stands alone too. The order of input does not matter for the pairs; the
/// result is in natural order of camera names. Streams with an obstacle are left out.
[[nodiscard]] std::vector<AdoptionProposal> proposeAdoption(const std::vector<RemoteStream> &streams);

} // namespace streamkeeper
