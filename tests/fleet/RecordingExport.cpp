#include "tests/fleet/RecordingExport.h"

#include "tests/fleet/RecordingReader.h"

#include <QFile>
#include <QTemporaryDir>

#include <algorithm>
#include <array>
#include <memory>

extern "C" {
#include <libavformat/avformat.h>
}

using namespace Qt::StringLiterals;

namespace streamkeeper::fleet::recordingExport {

namespace {
constexpr AVRational Ticks{1, 90'000};

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

bool write(RecordingReader &reader, AVFormatContext &output, Format format)
{
    const AVStream *const video = addTrack(output, reader.video());
    const AVStream *const audio = addTrack(output, reader.audio());
    if (audio != nullptr) {
        describeSound(*audio->codecpar);
    }
    AVDictionary *options = nullptr;
    av_dict_set(&options, "movflags",
                format == Format::Mp4 ? "faststart" : "frag_keyframe+empty_moov+default_base_moof", 0);
    const bool begins = video != nullptr && avformat_write_header(&output, &options) >= 0;
    av_dict_free(&options);
    if (!begins) {
        return false;
    }
    while (const auto packet = reader.next()) {
        const AVStream *const track = packet->track == Track::Video ? video : audio;
        AVPacket &data = *packet->data;
        if (track == nullptr || (packet->track == Track::Audio && !stripHeader(data))) {
            continue;
        }
        data.pts = av_rescale_q(packet->time90kHz, Ticks, track->time_base);
        data.dts = data.pts; // cameras send no pictures out of order
        data.duration = av_rescale_q(data.duration, Ticks, track->time_base);
        data.pos = -1;
        data.stream_index = track->index;
        if (av_interleaved_write_frame(&output, &data) < 0) {
            return false;
        }
    }
    return av_write_trailer(&output) >= 0; // some containers tell a size
}
} // namespace

QByteArray toMp4(const RecordedPeriod &period, Format format)
{
    RecordingReader reader(period);
    // The index goes first by writing the file a second time: it needs a place on disk.
    const QTemporaryDir folder;
    if (reader.isEmpty() || !folder.isValid()) {
        return {};
    }
    const QString path = folder.filePath(u"record.mp4"_s);
    {
        AVFormatContext *context = nullptr;
        const QByteArray name = QFile::encodeName(path);
        if (avformat_alloc_output_context2(&context, nullptr, "mp4", name.constData()) < 0) {
            return {};
        }
        const Output output(context);
        if (avio_open(&output->pb, name.constData(), AVIO_FLAG_WRITE) < 0 ||
            !write(reader, *output, format)) {
            return {};
        }
    }
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace streamkeeper::fleet::recordingExport
