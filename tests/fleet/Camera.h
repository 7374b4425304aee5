#pragma once

#include "tests/fleet/CameraPicture.h"
#include "tests/fleet/CameraPlan.h"
#include "tests/fleet/RtspService.h"
#include "tests/support/OnvifCamera.h"

#include <array>
#include <atomic>
#include <gst/app/gstappsink.h>
#include <memory>

namespace streamkeeper::fleet {

/// A small real camera: one scene, encoded as H.264 in two qualities (640x360 at 12 and 320x180 at 6 frames a
/// second), perhaps with sound, behind an RTSP server of its own. Name and clock are burned in, and below
/// them the strip of tests/support/FrameStrip.h with the moment at which the frame was made. It speaks ONVIF
/// on a port of its own. Used from the main thread.
class Camera
{
public:
    static constexpr int HighWidth = 640;
    static constexpr int HighHeight = 360;
    static constexpr int HighFramesPerSecond = 12;
    static constexpr int LowWidth = 320;
    static constexpr int LowHeight = 180;
    static constexpr int LowFramesPerSecond = 6;

    /// `gopSeconds` is the distance of key frames.
    Camera(GstLoop &loop, CameraPlan plan, double gopSeconds);
    ~Camera();
    Camera(const Camera &) = delete;
    Camera &operator=(const Camera &) = delete;

    [[nodiscard]] const CameraPlan &plan() const { return m_plan; }
    /// On again: the same address as before. False with a text for people if that fails.
    [[nodiscard]] bool switchOn(QString *problem = nullptr);
    /// Connections are closed and new ones refused.
    void switchOff();
    [[nodiscard]] bool isOn() const { return m_pipeline != nullptr; }
    /// With user and password, as a media server needs it. Valid after the first switchOn().
    [[nodiscard]] QByteArray url(bool high) const;

    [[nodiscard]] test::OnvifCamera &onvif() { return m_onvif; }
    [[nodiscard]] const test::OnvifCamera &onvif() const { return m_onvif; }
    /// By its number: most cameras take both logins, some one of them.
    [[nodiscard]] test::OnvifManners usualManners() const;

private:
    struct Output
    {
        Camera *camera = nullptr;
        Track track = Track::Video;
        std::array<StreamHub *, 2> hubs{};
    };
    [[nodiscard]] QByteArray pipelineText() const;
    [[nodiscard]] bool connectPipeline(GstElement *pipeline);
    static GstPadProbeReturn drawPicture(GstPad *pad, GstPadProbeInfo *info, gpointer camera);
    static GstPadProbeReturn stampFrame(GstPad *pad, GstPadProbeInfo *info, gpointer camera);
    static GstFlowReturn onSample(GstAppSink *sink, gpointer output);

    CameraPlan m_plan;
    double m_gopSeconds;
    CameraPicture m_picture;
    std::shared_ptr<StreamHub> m_high = std::make_shared<StreamHub>();
    std::shared_ptr<StreamHub> m_low = std::make_shared<StreamHub>();
    RtspService m_service;
    test::OnvifCamera m_onvif;
    GObjectPointer<GstElement> m_pipeline;
    std::array<Output, 3> m_outputs;
    std::atomic<qint64> m_frameIndex = 0;
};

} // namespace streamkeeper::fleet
