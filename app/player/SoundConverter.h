#pragma once

#include "app/player/SoundResampler.h"

#include <QString>

#include <memory>
#include <optional>
#include <vector>

namespace streamkeeper {

/// Makes AAC of sound that a file does not take as it is. Sound stays where the time stamps of its packets
/// say: where some is missing there is silence, or a later time stamp, and what comes twice is left out, so
/// that it never drifts against the picture. For a worker thread.
class SoundConverter
{
public:
    /// Null: this sound cannot be decoded.
    [[nodiscard]] static std::unique_ptr<SoundConverter> make(const AVCodecParameters &sound);
    /// For people, such as "G.711".
    [[nodiscard]] static QString nameOf(AVCodecID codec);

    /// What comes from now on is of this kind. False: it cannot be decoded.
    [[nodiscard]] bool setSource(const AVCodecParameters &sound);
    /// What comes from now on does not go on from what came before: its time stamps hold exactly.
    void beginAnew() { m_isAnew = true; }

    /// A packet with the times of the file (PieceReader::timeBase). Both give packets in timeBase(), in their
    /// order; the first one begins earlier than the sound, by what the encoder needs to settle.
    [[nodiscard]] std::vector<PacketPtr> convert(const AVPacket &packet);
    [[nodiscard]] std::vector<PacketPtr> finish();

    /// Of what it makes.
    [[nodiscard]] const AVCodecParameters &parameters() const { return *m_parameters; }
    [[nodiscard]] AVRational timeBase() const { return m_encoder->time_base; }
    /// Of what there was something to hear: nothing before the first packet, or if none could be decoded.
    [[nodiscard]] bool hasDecoded() const { return m_hasDecoded; }

private:
    SoundConverter() = default;

    [[nodiscard]] bool openEncoder(int wantedRate, int channels);
    void decode(const AVPacket *packet);
    void take(const AVFrame &decoded);
    void place(const AVFrame &samples, std::optional<qint64> at);
    void passOver(qint64 until);
    void append(const AVFrame &samples, int from);
    void advance(int samples);
    void encodeFrame();
    void encode(const AVFrame *frame);
    [[nodiscard]] qint64 next() const { return m_frame->pts + m_filled; }

    CodecParametersPtr m_source;
    CodecContextPtr m_decoder;
    SoundResampler m_resampler;
    CodecContextPtr m_encoder;
    CodecParametersPtr m_parameters;
    SampleFormat m_format; ///< of the encoder
    FramePtr m_decoded;
    FramePtr m_frame; ///< on its way to the encoder; its pts is the time of its first sample
    int m_filled = 0; ///< samples of it
    bool m_isAnew = true;
    bool m_hasDecoded = false;
    std::vector<PacketPtr> m_ready;
};

} // namespace streamkeeper
