#pragma once

#include <chrono>
#include <functional>
#include <glib.h>
#include <thread>

namespace streamkeeper::fleet {

/// A GMainContext that runs on a thread of its own. The fleet does not share Qt's context: Qt may be built or
/// told to run without GLib, and what blocks here (an RTSP teardown) must not hold up the HTTP servers.
class GstLoop
{
public:
    GstLoop();
    /// Runs what was posted before, then ends the thread.
    ~GstLoop();
    GstLoop(const GstLoop &) = delete;
    GstLoop &operator=(const GstLoop &) = delete;

    [[nodiscard]] GMainContext *context() const { return m_context; }
    /// Runs `work` on the loop's thread, soon. Any thread may call.
    void post(std::function<void()> work);
    /// Runs `work` on the loop's thread and waits for its end. Not from the loop's own thread.
    void run(const std::function<void()> &work);
    /// Runs `work` once after `delay`. The returned source belongs to the caller: destroy it to cancel, then
    /// unref.
    [[nodiscard]] GSource *postDelayed(std::chrono::milliseconds delay, std::function<void()> work);
    /// Runs `work` again and again. Ownership as for postDelayed().
    [[nodiscard]] GSource *postRepeated(std::chrono::milliseconds interval, std::function<void()> work);

private:
    GMainContext *m_context;
    GMainLoop *m_loop;
    std::thread m_thread;
};

} // namespace streamkeeper::fleet
