#pragma once

#include "app/mediaserver/v2/StreamIni.h"
#include "models/domain/Result.h"
#include "models/domain/StreamSettings.h"

#include <QByteArray>
#include <QJsonObject>

namespace streamkeeper::v2 {

// The body of CreateStream, which is also how a stream is changed: always the whole of it
// (media-server-v2-api.md 2.4, 2.9). Pure functions; bodies hold camera credentials and are never logged.

/// What GetStreamInfo shows of a stream's configuration.
struct StreamConfig
{
    StreamIni ini;
    bool hasIni = false; ///< false: `config.source` is missing or empty
    QString access;      ///< what the server says beside the ini text; fills in what that leaves out
    QStringList whitelist;
    QString storage;
    qint64 depthSeconds = -1; ///< -1: not told
    qint64 chunkSeconds = -1;
};
[[nodiscard]] Result<StreamConfig> decodeStreamConfig(const QByteArray &body);

/// Why the body for a change cannot be made of this configuration without losing something, for the log;
/// empty when it can. An address of the settings replaces one that the server hides.
[[nodiscard]] QString whyNotWritable(const StreamConfig &config, StreamSettingFlags changed);

/// Everything that the configuration says, with the settings in `write.changed` put in its place. Only
/// for a writable one. `dvr-archive` may be left empty: see needsStorage.
[[nodiscard]] QJsonObject changedBody(const StreamConfig &config, const StreamWrite &write);
/// A body of the settings alone. `dvr-archive` may be left empty: see needsStorage.
[[nodiscard]] QJsonObject newBody(const StreamSettings &settings);

[[nodiscard]] bool needsStorage(const QJsonObject &body);
void setStorage(QJsonObject &body, const QString &storage);

} // namespace streamkeeper::v2
