#include "tests/fleet/RecordingExport.h"

#include "tests/fleet/RecordingReader.h"

#include <QFile>
#include <QTemporaryDir>

#include <algorithm>
#include <array>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

extern "C" {
#include <libavformat/avformat.h>
}

using namespace Qt::StringLiterals;

namespace streamkeeper::fleet::recordingExport {

namespace {
constexpr AVRational Ticks{1, 90'000};
constexpr qint64 TicksPerMs = 90;

struct CloseOutput
{
    void operator()(AVFormatContext *output) const
    {
        avio_closep(&output->pb);
        avformat_free_context(output);
    }
};
using Output = std::unique_ptr<AVFormatContext, CloseOutput>;

AVStream *addTrack(AVFormatContext &output, const AVCodecParameters *parameters)
{
    AVStream *const stream = parameters != nullptr ? avformat_new_stream(&output, nullptr) : nullptr;
    if (stream != nullptr) {
        avcodec_parameters_copy(stream->codecpar, parameters);
        stream->time_base = Ticks;
    }
    return stream;
}

/// What MP4 says once of its sound (AudioSpecificConfig, ISO 14496-3), where ADTS says it in each frame.
void describeSound(AVCodecParameters &parameters)
{
    constexpr std::array<int, 13> Rates{96'000, 88'200, 64'000, 48'000, 44'100, 32'000, 24'000,
                                        22'050, 16'000, 12'000, 11'025, 8000,   7350};
    const auto rate = std::find(Rates.begin(), Rates.end(), parameters.sample_rate) - Rates.begin();
    const int kind = parameters.profile >= 0 ? parameters.profile + 1 : 2; // AAC-LC
    const int config = kind << 11 | int(rate) << 7 | parameters.ch_layout.nb_channels << 3;
    av_freep(&parameters.extradata);
    parameters.extradata = static_cast<uint8_t *>(av_mallocz(2 + AV_INPUT_BUFFER_PADDING_SIZE));
    parameters.extradata_size = 2;
    parameters.extradata[0] = uint8_t(config >> 8);
    parameters.extradata[1] = uint8_t(config);
}

/// Takes the ADTS header off a frame; false if there is none.
bool stripHeader(AVPacket &frame)
{
    const int size = frame.size > 1 && (frame.data[1] & 1) != 0 ? 7 : 9; // 9: with a checksum
    if (frame.size <= size || frame.data[0] != 0xff || (frame.data[1] & 0xf0) != 0xf0) {
        return false;
    }
    frame.data += size;
    frame.size -= size;
    return true;
}

struct FreePacket
{
    void operator()(AVPacket *packet) const { av_packet_free(&packet); }
};

/// Writes what a reader reads: from a key frame on, if so wanted, with the times from `zero` on.
class Writer
{
public:
    Writer(RecordingReader &reader, AVFormatContext &output, Format format, Begin begin, qint64 zero)
        : m_reader(reader)
        , m_output(output)
        , m_format(format)
        , m_zero(begin == Begin::KeyFrame ? zero : 0)
    {
    }

    [[nodiscard]] bool write()
    {
        m_video = addTrack(m_output, m_reader.video());
        m_audio = addTrack(m_output, m_reader.audio());
        if (m_audio != nullptr) {
            describeSound(*m_audio->codecpar);
        }
        AVDictionary *options = nullptr;
        av_dict_set(&options, "movflags",
                    m_format == Format::Mp4 ? "faststart" : "frag_keyframe+empty_moov+default_base_moof", 0);
        const bool begins = m_video != nullptr && avformat_write_header(&m_output, &options) >= 0;
        av_dict_free(&options);
        if (!begins) {
            return false;
        }
        while (const auto packet = m_reader.next()) {
            if (!take(*packet)) {
                return false;
            }
        }
        return m_isVisible && av_write_trailer(&m_output) >= 0; // some containers tell a size
    }

private:
    using Held = std::unique_ptr<AVPacket, FreePacket>;

    [[nodiscard]] bool take(const RecordingReader::Packet &packet)
    {
        const bool isVideo = packet.track == Track::Video;
        AVPacket &data = *packet.data;
        if (!isVideo && (m_audio == nullptr || !stripHeader(data))) {
            return true;
        }
        data.pts = packet.time90kHz - m_zero;
        data.stream_index = isVideo ? m_video->index : m_audio->index;
        if (data.pts < 0) {
            hold(packet);
            return true;
        }
        if (isVideo && !std::exchange(m_isVisible, true)) {
            if (packet.isKey) {
                m_lead.clear();
            }
            if (!putLead(data.pts)) {
                return false;
            }
        }
        return put(data);
    }

    /// Of sound nothing is needed to decode the rest.
    void hold(const RecordingReader::Packet &packet)
    {
        if (packet.track != Track::Video) {
            return;
        }
        if (packet.isKey) {
            m_lead.clear();
        }
        m_lead.emplace_back(av_packet_clone(packet.data));
    }

    [[nodiscard]] bool putLead(qint64 firstPts)
    {
        for (const Held &held : m_lead) {
            if (m_format == Format::FragmentedMp4) {
                held->pts = firstPts; // and not a tick longer than has to be
            }
            if (!put(*held)) {
                return false;
            }
        }
        return true;
    }

    [[nodiscard]] bool put(AVPacket &data)
    {
        const bool isVideo = data.stream_index == m_video->index;
        const AVStream *const track = isVideo ? m_video : m_audio;
        if (isVideo) {
            data.pts = m_lastVideo ? std::max<qint64>(data.pts, *m_lastVideo + 1) : data.pts;
            m_lastVideo = data.pts;
        }
        data.pts = av_rescale_q(data.pts, Ticks, track->time_base);
        data.dts = data.pts; // cameras send no pictures out of order
        data.duration = av_rescale_q(data.duration, Ticks, track->time_base);
        data.pos = -1;
        return av_interleaved_write_frame(&m_output, &data) >= 0;
    }

    RecordingReader &m_reader;
    AVFormatContext &m_output;
    const Format m_format;
    const qint64 m_zero; ///< in the reader's time
    AVStream *m_video = nullptr;
    AVStream *m_audio = nullptr;
    std::vector<Held> m_lead; ///< the pictures since the last key frame before `m_zero`
    bool m_isVisible = false;
    std::optional<qint64> m_lastVideo;
};
} // namespace

QByteArray toMp4(const RecordedPeriod &period, Format format, Begin begin)
{
    RecordingReader reader(period);
    // The index goes first by writing the file a second time: it needs a place on disk.
    const QTemporaryDir folder;
    if (reader.isEmpty() || !folder.isValid()) {
        return {};
    }
    const QString path = folder.filePath(u"record.mp4"_s);
    const qint64 zero = (period.fromMs - period.segments.front().startMs) * TicksPerMs;
    {
        AVFormatContext *context = nullptr;
        const QByteArray name = QFile::encodeName(path);
        if (avformat_alloc_output_context2(&context, nullptr, "mp4", name.constData()) < 0) {
            return {};
        }
        const Output output(context);
        if (avio_open(&output->pb, name.constData(), AVIO_FLAG_WRITE) < 0 ||
            !Writer(reader, *output, format, begin, zero).write()) {
            return {};
        }
    }
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace streamkeeper::fleet::recordingExport
