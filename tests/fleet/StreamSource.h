#pragma once

#include "tests/fleet/GstLoop.h"
#include "tests/fleet/HlsWindow.h"
#include "tests/fleet/StreamHub.h"

#include <QByteArray>

#include <atomic>
#include <chrono>
#include <gst/app/gstappsink.h>
#include <memory>
#include <mutex>

namespace streamkeeper::fleet {

/// The capture of one stream by a media server: pulls its RTSP address over TCP, watched or not, hands what
/// comes to a StreamHub and an HlsWindow, notices a loss and tries again after a fixed delay until stopped.
/// Start, stop and readings from the main thread; the work is done on the loop's thread.
class StreamSource : public std::enable_shared_from_this<StreamSource>
{
public:
    enum class State { Stopped, Connecting, Active, Lost };
    struct Reading
    {
        State state = State::Stopped;
        int reconnectAttempt = 0;      ///< since the last loss
        qint64 reconnectTotal = 0;     ///< since clearCounters()
        qint64 nextReconnectUtcMs = 0; ///< 0 unless lost
        QByteArray sdp;
    };

    StreamSource(GstLoop &loop, std::shared_ptr<StreamHub> hub, std::shared_ptr<HlsWindow> hls,
                 std::chrono::milliseconds reconnectDelay);
    ~StreamSource();
    StreamSource(const StreamSource &) = delete;
    StreamSource &operator=(const StreamSource &) = delete;

    /// Begins, or begins anew with another address.
    void start(const QByteArray &address, bool wantAudio);
    void stop();
    [[nodiscard]] Reading reading() const;
    void clearCounters();

private:
    void connectNow();
    void disconnectNow();
    void loseSource();
    void watch();
    void addTrack(GstPad *pad);
    void cancelTimer(GSource *&timer);

    static void onPadAdded(GstElement *source, GstPad *pad, gpointer self);
    static gboolean onSelectStream(GstElement *source, guint number, GstCaps *caps, gpointer self);
    static void onSdp(GstElement *source, gpointer sdp, gpointer self);
    static gboolean onBusMessage(GstBus *bus, GstMessage *message, gpointer self);
    static GstFlowReturn onVideoSample(GstAppSink *sink, gpointer self);
    static GstFlowReturn onAudioSample(GstAppSink *sink, gpointer self);

    GstLoop &m_loop;
    std::shared_ptr<StreamHub> m_hub;
    std::shared_ptr<HlsWindow> m_hls;
    std::chrono::milliseconds m_reconnectDelay;

    // On the loop's thread only.
    GObjectPointer<GstElement> m_pipeline;
    GSource *m_busWatch = nullptr;
    GSource *m_retryTimer = nullptr;
    GSource *m_watchdog = nullptr;
    QByteArray m_address;
    bool m_isRunning = false;
    qint64 m_connectStartMs = 0;

    // Also on streaming threads.
    std::atomic<bool> m_wantAudio = true;
    std::atomic<bool> m_hasAudio = false;
    std::atomic<bool> m_hasBegun = false;

    mutable std::mutex m_mutex;
    Reading m_reading;
};

} // namespace streamkeeper::fleet
