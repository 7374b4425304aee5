#include "app/player/AudioBuffer.h"

#include <algorithm>
#include <cstring>

namespace streamkeeper {

namespace {

constexpr qint64 maxWaitingUs = 400'000;
constexpr qint64 keptWhenLateUs = 120'000;

} // namespace

AudioBuffer::AudioBuffer(QObject *parent)
    : QIODevice(parent)
{
}

void AudioBuffer::setFormat(const QAudioFormat &format)
{
    const std::scoped_lock lock(m_mutex);
    m_format = format;
    m_samples.clear();
    m_isWanted = format.isValid();
}

QAudioFormat AudioBuffer::format() const
{
    const std::scoped_lock lock(m_mutex);
    return m_format;
}

void AudioBuffer::append(const QByteArray &samples)
{
    const std::scoped_lock lock(m_mutex);
    if (!m_isWanted)
        return;
    m_samples += samples;
    if (m_samples.size() > m_format.bytesForDuration(maxWaitingUs))
        m_samples = m_samples.right(m_format.bytesForDuration(keptWhenLateUs));
}

qint64 AudioBuffer::bytesAvailable() const
{
    const std::scoped_lock lock(m_mutex);
    return m_samples.size() + QIODevice::bytesAvailable();
}

qint64 AudioBuffer::readData(char *data, qint64 maxSize)
{
    const std::scoped_lock lock(m_mutex);
    const qint64 count = std::min<qint64>(maxSize, m_samples.size());
    std::memcpy(data, m_samples.constData(), static_cast<size_t>(count));
    // 0 is silence in all signed formats, which are all that AudioOutput asks for.
    std::memset(data + count, 0, static_cast<size_t>(maxSize - count));
    m_samples.remove(0, count);
    return maxSize;
}

qint64 AudioBuffer::writeData(const char *data, qint64 size)
{
    Q_UNUSED(data)
    Q_UNUSED(size)
    return -1;
}

} // namespace streamkeeper
