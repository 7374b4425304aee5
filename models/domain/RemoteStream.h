#pragma once

#include "models/domain/SecretText.h"
#include "models/domain/StreamAddress.h"
#include "models/domain/Types.h"

#include <QString>

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

} // namespace streamkeeper
