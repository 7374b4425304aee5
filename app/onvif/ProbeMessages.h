#pragma once

#include "models/domain/OnvifDevice.h"

#include <QByteArray>
#include <QString>

#include <vector>

namespace streamkeeper::onvif {

// WS-Discovery as ONVIF devices speak it: pure functions of bytes.

/// Whom a search asks. Some devices answer only to the one, some only to the other.
enum class ProbeType : quint8 { Video, Any };
[[nodiscard]] QByteArray probeMessage(ProbeType type, const QByteArray &messageId);

/// The devices that a datagram tells of; none where it is anything else, and none of what is no ONVIF device
/// (printers answer, too). `host`: where it came from.
[[nodiscard]] std::vector<OnvifFound> decodeProbeMatches(const QByteArray &datagram, const QString &host);

} // namespace streamkeeper::onvif
