#pragma once

#include <QByteArray>

#include <gst/rtsp/gstrtspurl.h>

namespace streamkeeper::fleet {

/// How the addresses of RTSP requests are read. GStreamer's own way leaves clients without video whose
/// address has a query (the control name of a track is appended to it) or a slash at the end. Pure.
namespace rtspAddress {
/// The name under which a media, or one of its tracks, is mounted: no slash at the end, no query.
[[nodiscard]] QByteArray path(const GstRTSPUrl &url);
/// The query as the viewer wrote it: without the control name of a track.
[[nodiscard]] QByteArray query(const GstRTSPUrl &url);
/// The decoded value of an argument in such a query; empty if there is none.
[[nodiscard]] QByteArray argument(const QByteArray &query, const QByteArray &name);
} // namespace rtspAddress

} // namespace streamkeeper::fleet
