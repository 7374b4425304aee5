#pragma once

#include "models/domain/Result.h"
#include "models/domain/StreamAddress.h"

#include <QString>

namespace streamkeeper {

/// Which addresses a field takes: what cameras offer (rtsp, rtsps, http, https), or what some media servers
/// pull besides (rtmp, srt, whep, udp …; media-server-apis.md B.3).
enum class AddressWays : quint8 { OfCameras, OfServers };

namespace fields {

constexpr int maxAddressLength = 2048;

/// The address of a stream as somebody typed it, in a form, on the command line, in a document or a file.
/// User and password may hold @ / ? # blanks and quotes as they are: they are kept encoded. What cannot be
/// seen goes at both ends. Everything else that is no address is refused with what to write instead.
[[nodiscard]] Result<StreamAddress> checkAddress(const QString &text,
                                                 AddressWays ways = AddressWays::OfCameras);
/// Checks an edited address that may still show the mask of `before`: hidden credentials in the user
/// info are those of `before`; other hidden values have to be typed again. Where `before` came by a way
/// that only some servers pull, such ways are taken too.
[[nodiscard]] Result<StreamAddress> checkEditedAddress(const QString &text, const StreamAddress &before);
/// Where stored credentials would go that an edited address keeps hidden, if they were stored for another
/// host or port, or would go in clear now: "10.0.0.77:554". Nobody but the operator may decide that. Empty:
/// nowhere new.
[[nodiscard]] QString newPlaceOfCredentials(const QString &text, const StreamAddress &before);
/// What is to be said of that.
[[nodiscard]] QString movedCredentialsSentence(const QString &newPlace, const StreamAddress &before);
/// What is to be said of an address that is kept otherwise than it was typed; empty: nothing.
[[nodiscard]] QString addressNotice(const QString &typed, const StreamAddress &kept);

} // namespace fields

} // namespace streamkeeper
