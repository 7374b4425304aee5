#pragma once

#include <QAudioFormat>
#include <QByteArray>
#include <QIODevice>

#include <atomic>
#include <mutex>

namespace streamkeeper {

/// Sound on its way from a decoding thread (append) to a QAudioSink (read, on the sink's thread).
/// Holds at most 0.4 s: late sound is dropped, so that it stays with the live picture; where there is
/// none, silence is read, so that the sink keeps running.
class AudioBuffer final : public QIODevice
{
public:
    explicit AudioBuffer(QObject *parent = nullptr);

    /// Nothing is decoded until a format was set; an invalid one switches off again. Any thread.
    void setFormat(const QAudioFormat &format);
    [[nodiscard]] QAudioFormat format() const;
    [[nodiscard]] bool isWanted() const { return m_isWanted; }
    /// Samples in format(). Any thread.
    void append(const QByteArray &samples);

    [[nodiscard]] bool isSequential() const override { return true; }
    [[nodiscard]] qint64 bytesAvailable() const override;

protected:
    qint64 readData(char *data, qint64 maxSize) override;
    qint64 writeData(const char *data, qint64 size) override;

private:
    mutable std::mutex m_mutex;
    QAudioFormat m_format;
    QByteArray m_samples;
    std::atomic<bool> m_isWanted{false};
};

} // namespace streamkeeper
