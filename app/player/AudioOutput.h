#pragma once

#include "app/player/AudioBuffer.h"

#include <QObject>

#include <memory>

class QAudioSink;

namespace streamkeeper {

/// Plays what sessions append to its buffer. The device is opened only while sound is wanted; having
/// no device is an ordinary state, not an error. GUI thread.
class AudioOutput : public QObject
{
    Q_OBJECT

public:
    explicit AudioOutput(QObject *parent = nullptr);
    ~AudioOutput() override;

    [[nodiscard]] std::shared_ptr<AudioBuffer> buffer() const { return m_buffer; }
    /// False when there is no device to play on.
    bool open();
    void close();
    [[nodiscard]] bool isOpen() const { return m_sink != nullptr; }
    /// 0 to 1, as heard.
    void setVolume(double volume);

private:
    std::shared_ptr<AudioBuffer> m_buffer;
    std::unique_ptr<QAudioSink> m_sink;
    double m_volume = 1;
};

} // namespace streamkeeper
