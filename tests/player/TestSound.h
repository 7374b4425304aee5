#pragma once

#include "app/player/PacketQueue.h"
#include "app/player/RecordingWriter.h"

#include <QList>
#include <QString>

#include <vector>

namespace streamkeeper::test {

/// Silence with beeps of 1 kHz and half a second, as a camera sends it.
struct SoundPlan
{
    AVCodecID codec = AV_CODEC_ID_PCM_ALAW;
    int rate = 8'000;
    int channels = 1;
    double seconds = 5;
    QList<double> beepsAt{}; ///< in seconds
};

struct TestSound
{
    CodecParametersPtr parameters;
    std::vector<PacketPtr> packets; ///< times in µs, from 0

    [[nodiscard]] static TestSound make(const SoundPlan &plan);
    /// Of a kind that this FFmpeg cannot make: packets of one byte, 40 ms each.
    [[nodiscard]] static TestSound ofNoise(AVCodecID codec, double seconds);
    /// As if nothing had come from the one moment to the other.
    void remove(double fromSeconds, double untilSeconds);
    /// As if the clock of the sound were so much slower than the one that stamps it.
    void stretch(double factor);
};

/// What one server delivers in one go.
struct TestPiece
{
    qint64 fromUs = 0;         ///< by the clock of the server
    qint64 firstPictureUs = 0; ///< what the camera took then: the same pictures are known by it
    double seconds = 5;
    bool isSameSource = false;
};

/// Pictures that nobody decodes, 25 a second, and the sound beside them; then the file is not finished yet.
[[nodiscard]] Result<void> writePiece(RecordingWriter &writer, const TestPiece &piece,
                                      const TestSound &sound);

/// What is to be heard in a file.
struct HeardSound
{
    QString codec; ///< as FFmpeg calls it; empty: there is no sound
    int rate = 0;
    int channels = 0;
    QList<double> beepsAt;     ///< seconds
    double seconds = 0;        ///< where it ends
    double pictureSeconds = 0; ///< where the pictures end
    QList<QByteArray> packets; ///< as they are stored
    bool isInOrder = true;     ///< time stamps of all tracks
    QString failure = QStringLiteral("not a file of sound and pictures");

    [[nodiscard]] static HeardSound of(const QString &fileName);
};

} // namespace streamkeeper::test
