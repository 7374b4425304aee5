#pragma once

#include "tests/fleet/FleetProcess.h"

#include <QJsonObject>

#include <optional>

namespace streamkeeper::test {

/// What was seen of an address, as a player sees it that knows nothing but the address.
struct Viewing
{
    int camera = 0;   ///< of the strip in the first picture; 0: there was no picture
    qint64 utcMs = 0; ///< of that picture
    QByteArray problem;

    [[nodiscard]] bool hasPicture() const { return camera > 0; }
};

/// Plays the address until the first picture.
[[nodiscard]] Viewing view(const QString &address, int timeoutMs = 8000);

/// The fleet of the tests of share links, all of it in real video without TLS. Cameras 1 and 5 are on ms-01
/// and 2 on ms-02 (media_server_v2), their streams recorded and private; camera 3 is on ms-03 and 4 on ms-04,
/// which are MediaMTX. It has an operator's web server for keys.
class ShareFleet
{
public:
    ShareFleet();

    [[nodiscard]] bool start();
    [[nodiscard]] fleet::FleetProcess &process() { return m_fleet; }

    [[nodiscard]] static QString serverName(int server);
    [[nodiscard]] bool isMediaMtx(int server) const;
    /// The name of a camera's stream on its server.
    [[nodiscard]] QString remoteName(int camera, const QString &quality) const;
    [[nodiscard]] bool fault(int server, QJsonObject fault);
    [[nodiscard]] bool liftFaults();
    /// So many seconds ahead of the true time.
    [[nodiscard]] bool setClock(int server, int seconds);
    /// How a MediaMTX knows its users.
    [[nodiscard]] bool setAuth(int server, const QJsonObject &settings);
    /// It checks tokens, also those in addresses of HLS and of the playback server.
    [[nodiscard]] bool useTokens(int server);
    /// It checks accounts, and lets everybody watch.
    [[nodiscard]] bool useAccounts(int server);
    /// A MediaMTX with accounts records the camera's stream of high quality from now on, or not any more.
    [[nodiscard]] bool record(int server, int camera, bool isOn = true);
    /// Where keys are published.
    [[nodiscard]] QString keysAddress() const;
    [[nodiscard]] QByteArray publishedKeys();
    /// What a media server says to an address, by HTTP or RTSP, redirects followed.
    [[nodiscard]] int statusOf(const QString &address);

private:
    fleet::FleetProcess m_fleet;
};

} // namespace streamkeeper::test
