#pragma once

#include "app/player/FfmpegPointers.h"
#include "app/player/PacketQueue.h"
#include "app/player/PacketTrail.h"
#include "app/player/PartFile.h"
#include "app/player/SoundConverter.h"
#include "models/domain/Result.h"

#include <QCoreApplication>

extern "C" {
#include <libavcodec/bsf.h>
}

#include <deque>
#include <optional>

namespace streamkeeper {

/// Writes packets of recordings into one MP4, or Matroska if its name ends in .mkv. Pictures are never
/// encoded anew, sound only as AAC where an MP4 does not take it as it is. Gaps are left out: the file plays
/// what is recorded, one after the other, with a chapter for each. It has its name only when it is complete
/// (PartFile). Where servers change, one goes on behind the last picture that both have. Blocking:
/// for a worker thread.
class RecordingWriter
{
    Q_DECLARE_TR_FUNCTIONS(streamkeeper::RecordingWriter)

public:
    /// `fromUs` (UTC): the file begins with the key frame before it.
    RecordingWriter(const ExportFile &file, qint64 fromUs);
    RecordingWriter(const RecordingWriter &) = delete;
    RecordingWriter &operator=(const RecordingWriter &) = delete;
    ~RecordingWriter();

    /// Before the packets of each piece, which begins at `fromUs`. `isSameSource`: it goes on where the piece
    /// before ended, on the same server. Unsupported: such a file cannot hold it, or its pictures are of
    /// another kind than those before.
    [[nodiscard]] Result<void> beginPiece(const PacketTracks &tracks, bool isSameSource, qint64 fromUs);
    /// Time stamps in UTC microseconds, in the order of decoding. Storage: the disk is full, or gone.
    [[nodiscard]] Result<void> write(const AVPacket &packet, bool isVideo);
    /// Completes the file and gives it its name; see PartFile.
    [[nodiscard]] Result<void> finish();

    [[nodiscard]] qint64 bytes() const { return device().size(); }
    /// There was sound that the file cannot hold, and that cannot be converted.
    [[nodiscard]] bool hasLostSound() const;
    /// Of which kind the sound was that is AAC in the file, for people; empty: it is as it was.
    [[nodiscard]] QString convertedSound() const;
    [[nodiscard]] bool isEmpty() const { return !m_hasWritten; }

private:
    struct Track
    {
        AVStream *stream = nullptr;
        std::optional<qint64> lastDtsUs; ///< UTC
        std::optional<qint64> lastOutDts;
    };
    struct FreeFilter
    {
        void operator()(AVBSFContext *filter) const { av_bsf_free(&filter); }
    };
    using FilterPtr = std::unique_ptr<AVBSFContext, FreeFilter>;

    static int writeBytes(void *opaque, uint8_t *bytes, int size);
    static int64_t seekFile(void *opaque, int64_t offset, int whence);

    [[nodiscard]] bool isMatroska() const;
    [[nodiscard]] Result<void> openFile(const PacketTracks &tracks, qint64 fromUs);
    [[nodiscard]] Result<void> openMuxer();
    [[nodiscard]] Result<void> addTracks(const PacketTracks &tracks);
    [[nodiscard]] bool holds(const AVCodecParameters &codec) const;
    void addSound(const AVCodecParameters &sound);
    void beginSound(const AVCodecParameters *sound, bool isSameSource);
    [[nodiscard]] Result<void> writeHeader(qint64 fromUs);
    AVStream *addTrack(const AVCodecParameters &codec);
    void writeChapters();
    [[nodiscard]] Result<void> openFilter(const AVCodecParameters &video);
    [[nodiscard]] Result<void> checkSameKind(const AVCodecParameters &video);
    [[nodiscard]] Result<void> filterVideo(const AVPacket &packet);
    [[nodiscard]] Result<void> putVideo(PacketPtr packet);
    [[nodiscard]] bool isWrittenAlready(const AVPacket &packet);
    [[nodiscard]] Result<void> putSound(const AVPacket &packet);
    [[nodiscard]] Result<void> putConverted(const std::vector<PacketPtr> &packets);
    [[nodiscard]] Result<void> put(AVPacket &packet, Track &track);
    [[nodiscard]] Result<void> hand(AVPacket &packet, const Track &track);
    [[nodiscard]] tl::unexpected<Error> failure(int code) const;

    [[nodiscard]] QFile &device() { return m_part.device(); }
    [[nodiscard]] const QFile &device() const { return m_part.device(); }

    QString m_fileName;
    PartFile m_part;
    int m_writeErrno = 0;
    qint64 m_fromUs;
    AVFormatContext *m_muxer = nullptr;
    FilterPtr m_filter;
    Track m_video;
    Track m_audio;
    CodecParametersPtr m_kind;                   ///< of the first piece
    CodecParametersPtr m_soundKind;              ///< of the track, as it came
    std::unique_ptr<SoundConverter> m_converter; ///< null: the file takes the sound as it is
    bool m_isSoundWanted = false;                ///< of the present piece
    std::deque<PacketPtr> m_before;              ///< from the last key frame on that is not behind m_fromUs
    std::optional<qint64> m_baseUs;              ///< what is 0 in the file
    qint64 m_leftOutUs = 0;                      ///< gaps so far
    struct Chapter
    {
        qint64 atUs;  ///< in the file
        qint64 utcUs; ///< what is recorded there
    };
    std::vector<Chapter> m_chapters;
    PacketTrail m_trail;
    qint64 m_shiftUs = 0;       ///< from the present server's times to those of the pictures before
    bool m_isFollowing = false; ///< a picture of the present server was known again
    bool m_isKeyNeeded = true;
    bool m_hasHeardSound = false; ///< a packet of it
    bool m_hasLostSound = false;
    bool m_hasWritten = false;
    bool m_isHeaderWritten = false;
};

} // namespace streamkeeper
