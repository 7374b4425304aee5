#include "app/player/AudioOutput.h"

#include <QAudioDevice>
#include <QAudioSink>
#include <QMediaDevices>

namespace streamkeeper {

AudioOutput::AudioOutput(QObject *parent)
    : QObject(parent)
    , m_buffer(std::make_shared<AudioBuffer>())
{
    m_buffer->open(QIODevice::ReadOnly | QIODevice::Unbuffered);
}

AudioOutput::~AudioOutput()
{
    close();
}

bool AudioOutput::open()
{
    if (m_sink)
        return true;
    const QAudioDevice device = QMediaDevices::defaultAudioOutput();
    if (device.isNull())
        return false;
    QAudioFormat format;
    format.setSampleRate(48000);
    format.setChannelCount(2);
    format.setSampleFormat(QAudioFormat::Int16);
    if (!device.isFormatSupported(format)) {
        format = device.preferredFormat();
        // 8-bit samples are unsigned: zeros would not be silence, and nobody wants them.
        if (format.sampleFormat() == QAudioFormat::UInt8)
            format.setSampleFormat(QAudioFormat::Int16);
    }
    if (!format.isValid())
        return false;
    m_sink = std::make_unique<QAudioSink>(device, format);
    m_sink->setBufferSize(format.bytesForDuration(100'000));
    m_sink->setVolume(m_volume);
    m_buffer->setFormat(format);
    m_sink->start(m_buffer.get());
    if (m_sink->error() != QAudio::NoError) {
        close();
        return false;
    }
    return true;
}

void AudioOutput::close()
{
    m_buffer->setFormat(QAudioFormat());
    if (m_sink)
        m_sink->stop();
    m_sink.reset();
}

void AudioOutput::setVolume(double volume)
{
    m_volume = volume;
    if (m_sink)
        m_sink->setVolume(volume);
}

} // namespace streamkeeper
