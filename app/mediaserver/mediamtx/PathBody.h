#pragma once

#include "app/mediaserver/mediamtx/MediaMtxDecoder.h"
#include "models/domain/StreamSettings.h"

#include <QJsonObject>
#include <QString>

namespace streamkeeper::mediamtx {

// What is sent to the configuration calls of MediaMTX (media-server-apis.md B.3, B.6): pure functions.
// Bodies hold camera credentials and are never logged.

/// Letters, digits and `_ . - /`, no empty, `.` or `..` segment, no name of a catch-all.
[[nodiscard]] bool isPathName(const QString &name);

// `defaults`: of the server's paths; an empty object: not known.

/// A path that pulls `settings.address`, or, switched off, one without a source; with `settings.others` as
/// far as the server takes them. It keeps recordings no shorter than the server would by itself.
[[nodiscard]] QJsonObject newPathBody(const StreamSettings &settings, const QJsonObject &defaults);
/// The members that have to change, and no others; empty when there are none. A path without a source
/// gets one only by StreamSetting::Enabled, so a new address never starts a stream that is off.
[[nodiscard]] QJsonObject changedPathBody(const PathDetails &present, const StreamWrite &write,
                                          const QJsonObject &defaults);
/// Whether changedPathBody puts in the address, which has to be complete then.
[[nodiscard]] bool needsAddress(const PathDetails &present, const StreamWrite &write);
/// No source, not recording: what it has recorded stays playable.
[[nodiscard]] QJsonObject holderBody();

/// A duration one second beside this one, and back to it when applied again: a change always, and never
/// by more than that second. Changing `sourceOnDemandCloseAfter` restarts a path (media-server-apis.md B.6).
[[nodiscard]] QString neighbour(const QString &duration);

} // namespace streamkeeper::mediamtx
