#pragma once

#include "tests/fleet/GstLoop.h"
#include "tests/fleet/PortHolder.h"
#include "tests/fleet/RtspAdmission.h"
#include "tests/fleet/StreamHub.h"

#include <QByteArray>

#include <gst/rtsp-server/rtsp-server.h>
#include <memory>

namespace streamkeeper::fleet {

/// An RTSP server on 127.0.0.1 that hands out StreamHubs and recordings. Each viewer gets a media of its own,
/// fed by appsrc: a shared one would be stopped and started by its first and last viewer. Used from the main
/// thread; the library serves on the loop's thread and on threads of its own.
class RtspService
{
public:
    struct Login
    {
        QByteArray user;
        QByteArray password;
        bool digest = true; ///< else basic
    };

    explicit RtspService(GstLoop &loop);
    ~RtspService();
    RtspService(const RtspService &) = delete;
    RtspService &operator=(const RtspService &) = delete;

    /// Everybody must log in. Before start().
    void setLogin(const Login &login);
    /// `path` without a slash at its end; clients may write one.
    void mount(const QByteArray &path, const std::shared_ptr<StreamHub> &hub, RtspCheck check = {});
    /// The same for recordings: real time from the moment that the query of the address names.
    void mountRecordings(const QByteArray &path, const RecordingLookup &lookup, RtspCheck check);
    /// Closes its viewers' connections too.
    void unmount(const QByteArray &path);
    void closeViewers(const QByteArray &path);
    /// Closes the connection of the viewer with this identity, if it is still there.
    void closeViewer(const QByteArray &viewerId);

    /// The first time on a free port, later on the same one. False if the port cannot be had.
    [[nodiscard]] bool start();
    /// Refuses connections from now on and closes the open ones.
    void stop();
    [[nodiscard]] quint16 port() const { return m_port; }

private:
    struct Mount;
    struct Mounts;

    void add(const QByteArray &path, GstRTSPMediaFactory *factory, Mount mount);
    static void onClientConnected(GstRTSPServer *server, GstRTSPClient *client, gpointer mounts);

    GstLoop &m_loop;
    GObjectPointer<GstRTSPServer> m_server;
    std::shared_ptr<Mounts> m_mounts;
    GSource *m_listening = nullptr;
    GSource *m_sessionCleanup = nullptr;
    PortHolder m_portHolder;
    quint16 m_port = 0;
};

} // namespace streamkeeper::fleet
