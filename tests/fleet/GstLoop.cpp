#include "tests/fleet/GstLoop.h"

#include <future>

namespace streamkeeper::fleet {

namespace {
using Work = std::function<void()>;

gboolean runOnce(gpointer work)
{
    (*static_cast<Work *>(work))();
    return G_SOURCE_REMOVE;
}

gboolean runAgain(gpointer work)
{
    (*static_cast<Work *>(work))();
    return G_SOURCE_CONTINUE;
}

void deleteWork(gpointer work)
{
    delete static_cast<Work *>(work);
}

GSource *attachTimer(GMainContext *context, std::chrono::milliseconds delay, GSourceFunc function, Work work)
{
    GSource *source = g_timeout_source_new(guint(delay.count()));
    g_source_set_callback(source, function, new Work(std::move(work)), deleteWork);
    g_source_attach(source, context);
    return source;
}
} // namespace

GstLoop::GstLoop()
    : m_context(g_main_context_new())
    , m_loop(g_main_loop_new(m_context, FALSE))
    , m_thread([this] {
        g_main_context_push_thread_default(m_context);
        g_main_loop_run(m_loop);
        g_main_context_pop_thread_default(m_context);
    })
{
}

GstLoop::~GstLoop()
{
    post([this] { g_main_loop_quit(m_loop); });
    m_thread.join();
    g_main_loop_unref(m_loop);
    g_main_context_unref(m_context);
}

void GstLoop::post(std::function<void()> work)
{
    GSource *source = g_idle_source_new();
    g_source_set_priority(source, G_PRIORITY_DEFAULT);
    g_source_set_callback(source, runOnce, new Work(std::move(work)), deleteWork);
    g_source_attach(source, m_context);
    g_source_unref(source);
}

void GstLoop::run(const std::function<void()> &work)
{
    std::promise<void> done;
    post([&] {
        work();
        done.set_value();
    });
    done.get_future().wait();
}

GSource *GstLoop::postDelayed(std::chrono::milliseconds delay, std::function<void()> work)
{
    return attachTimer(m_context, delay, runOnce, std::move(work));
}

GSource *GstLoop::postRepeated(std::chrono::milliseconds interval, std::function<void()> work)
{
    return attachTimer(m_context, interval, runAgain, std::move(work));
}

} // namespace streamkeeper::fleet
