#include "app/player/SoundResampler.h"

namespace streamkeeper {

SwrContext *SoundResampler::prepare(const AVFrame &source, const SampleFormat &target)
{
    const SampleFormat from{static_cast<AVSampleFormat>(source.format), source.sample_rate,
                            source.ch_layout.nb_channels};
    if (m_context && from == m_source && target == m_target)
        return m_context.get();
    AVChannelLayout sourceLayout = {};
    AVChannelLayout targetLayout = {};
    av_channel_layout_default(&sourceLayout, from.channels);
    av_channel_layout_default(&targetLayout, target.channels);
    SwrContext *made = nullptr;
    const int code = swr_alloc_set_opts2(&made, &targetLayout, target.kind, target.rate, &sourceLayout,
                                         from.kind, from.rate, 0, nullptr);
    m_context.reset(made);
    if (code < 0 || swr_init(m_context.get()) < 0)
        m_context.reset();
    m_source = from;
    m_target = target;
    return m_context.get();
}

} // namespace streamkeeper
