#pragma once

#include <QByteArray>
#include <QMap>
#include <QString>

namespace streamkeeper::fleet {

/// How a stream is set up on its server: what survives a restart of the server. A value.
struct StreamSettings
{
    QByteArray uid; ///< on a MediaMTX server the name of the path
    QByteArray cameraUid;
    QString name;
    QByteArray address;           ///< RTSP, with the camera's user and password
    QByteArray access = "public"; ///< private, public, protected or none
    QByteArray dvr = "false";     ///< true, false or on-demand
    bool enabled = true;
    bool wantsAudio = true;
    bool isHigh = true;
    bool isSynthetic = false; ///< nothing behind it: numbers are computed
    /// It was moved away and stays for its recordings: not captured here any more.
    bool isHolder = false;
    /// The keys of stream.ini that have no field here, as they were written.
    QMap<QByteArray, QByteArray> otherKeys;

    [[nodiscard]] bool isPrivate() const { return access == "private"; }
    /// This node is named as a reserve of the stream and not as its main one.
    [[nodiscard]] bool isSecondaryOn(const QByteArray &nodeName) const;
    void setNodes(const QByteArray &primary, const QList<QByteArray> &secondaries);
};

} // namespace streamkeeper::fleet
