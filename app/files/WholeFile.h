#pragma once

#include "models/domain/Result.h"

#include <QByteArray>
#include <QFileDevice>
#include <QString>

namespace streamkeeper {

/// For the user alone: what tells of cameras, servers and networks.
inline constexpr QFileDevice::Permissions ownerOnly = QFileDevice::ReadOwner | QFileDevice::WriteOwner;

/// Writes a file whole or not at all: an older one is replaced only once all of the new one was taken by the
/// disk. What is no ordinary file (a pipe, a device) is written to as it is. `permissions` none: those of the
/// older file, else the usual ones. The error's sentence is the system's reason alone.
[[nodiscard]] VoidResult writeWholeFile(const QString &path, const QByteArray &content,
                                        QFileDevice::Permissions permissions = {});

} // namespace streamkeeper
