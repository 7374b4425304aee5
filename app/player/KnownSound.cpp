#include "app/player/KnownSound.h"

#include "models/domain/AnswerLimits.h"

#include <algorithm>
#include <array>

namespace streamkeeper {

namespace {

constexpr std::array decodedCodecs{
    AV_CODEC_ID_AAC,        AV_CODEC_ID_AAC_LATM,     AV_CODEC_ID_MP2,       AV_CODEC_ID_MP3,
    AV_CODEC_ID_OPUS,       AV_CODEC_ID_VORBIS,       AV_CODEC_ID_AC3,       AV_CODEC_ID_EAC3,
    AV_CODEC_ID_PCM_ALAW,   AV_CODEC_ID_PCM_MULAW,    AV_CODEC_ID_PCM_S8,    AV_CODEC_ID_PCM_U8,
    AV_CODEC_ID_PCM_S16BE,  AV_CODEC_ID_PCM_S16LE,    AV_CODEC_ID_PCM_S24BE, AV_CODEC_ID_ADPCM_G722,
    AV_CODEC_ID_ADPCM_G726, AV_CODEC_ID_ADPCM_G726LE, AV_CODEC_ID_SPEEX};

} // namespace

bool isPlausibleSound(int rate, int channels)
{
    return (rate == 0 || (rate >= limits::minSampleRate && rate <= limits::maxSampleRate)) && channels >= 0 &&
           channels <= limits::maxChannels;
}

const AVCodec *soundDecoderOf(const AVCodecParameters &sound)
{
    const bool isDecoded = std::ranges::find(decodedCodecs, sound.codec_id) != decodedCodecs.end();
    return isDecoded && isPlausibleSound(sound.sample_rate, sound.ch_layout.nb_channels)
               ? avcodec_find_decoder(sound.codec_id)
               : nullptr;
}

} // namespace streamkeeper
