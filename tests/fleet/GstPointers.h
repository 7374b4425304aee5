#pragma once

#include <gst/gst.h>
#include <memory>

/// Owning pointers to GLib and GStreamer objects: one reference each, given back by the right function.
namespace streamkeeper::fleet {

struct GObjectUnref
{
    void operator()(gpointer object) const { g_object_unref(object); }
};
struct GstCapsUnref
{
    void operator()(GstCaps *caps) const { gst_caps_unref(caps); }
};
struct GstBufferUnref
{
    void operator()(GstBuffer *buffer) const { gst_buffer_unref(buffer); }
};
struct GstSampleUnref
{
    void operator()(GstSample *sample) const { gst_sample_unref(sample); }
};
struct GFree
{
    void operator()(gpointer memory) const { g_free(memory); }
};

template <typename T>
using GObjectPointer = std::unique_ptr<T, GObjectUnref>;
using GstCapsPointer = std::unique_ptr<GstCaps, GstCapsUnref>;
using GstBufferPointer = std::unique_ptr<GstBuffer, GstBufferUnref>;
using GstSamplePointer = std::unique_ptr<GstSample, GstSampleUnref>;
using GCharPointer = std::unique_ptr<gchar, GFree>;

/// For signal handlers and callbacks of GLib that live as long as their object: a heap copy of `value` that
/// `deleteBoxed<T>` frees when GLib drops the handler.
template <typename T>
[[nodiscard]] gpointer boxed(const T &value)
{
    return new T(value);
}
template <typename T>
void deleteBoxed(gpointer box)
{
    delete static_cast<T *>(box);
}
template <typename T>
void deleteBoxedClosure(gpointer box, GClosure *)
{
    delete static_cast<T *>(box);
}

} // namespace streamkeeper::fleet
