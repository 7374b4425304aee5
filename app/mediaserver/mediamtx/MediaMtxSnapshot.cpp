#include "app/mediaserver/mediamtx/MediaMtxSnapshot.h"

#include "app/mediaserver/mediamtx/OtherSettings.h"

#include <QCoreApplication>
#include <QJsonDocument>

#include <algorithm>
#include <utility>

namespace streamkeeper::mediamtx {

using namespace Qt::StringLiterals;

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(MediaMtxClient)
};

/// Why a configured path cannot be taken over as a camera; empty if it can.
QString obstacleOf(const PathConfig &path)
{
    if (path.isPublisher)
        return Texts::tr("It is a path to publish to: it has no address that the server pulls.");
    if (path.isRedirect)
        return Texts::tr("It sends its viewers to another address: the server pulls nothing for it.");
    if (path.isBuiltInCamera)
        return Texts::tr("It is a camera of the server's own computer: it has no address.");
    return {};
}

bool isPushed(const PathState &state)
{
    return !state.sourceType.isEmpty() && !state.sourceType.endsWith(u"Source");
}

ObservedStream observe(const PathConfig *config, const PathState *state, const HttpResponse &answer,
                       RateMeter &rates)
{
    ObservedStream stream;
    stream.remoteName = state ? state->name : config->name;
    if (config && !config->isCatchAll) {
        stream.maskedAddress = config->address.masked();
        stream.addressFingerprint = config->address.fingerprint();
        stream.isRecording = config->isRecording ? Tristate::Yes : Tristate::No;
    }
    // MediaMTX has no switch: a path without a source is how a stream is switched off there
    // (media-server-apis.md B.6). Somebody may push into it all the same, and then it runs.
    const bool isOff = config && config->isPublisher && !config->isCatchAll &&
                       (!state || !state->isReady || state->sourceType.isEmpty());
    if (!state) {
        // Configured, but not listed as running: the server has not taken it up yet.
        stream.status = isOff ? StreamStatus::Inactive : StreamStatus::Initialization;
        stream.isEnabled = !isOff;
        return stream;
    }
    const CounterSample sample{state->inboundBytes, state->outboundBytes, state->isReady,
                               state->readySinceMs, answer.serverTimeMs,  answer.receivedAtMs};
    const DerivedFigures figures = rates.update(state->name, sample);
    stream.bitrateInBps = figures.inBps;
    stream.bitrateOutBps = figures.outBps;
    stream.reconnectTotal = figures.reconnectTotal;
    stream.lostSinceMs = figures.lostSinceMs;
    stream.sourceStartMs = state->readySinceMs.value_or(ObservedStream::unknown);
    stream.width = state->width;
    stream.height = state->height;
    stream.clients = state->readers;
    stream.hasAudio = !state->hasTracks ? Tristate::Unknown : state->hasAudio ? Tristate::Yes : Tristate::No;
    stream.status = state->isReady && !isOff ? StreamStatus::Active : StreamStatus::Inactive;
    if (isOff) {
        stream.isEnabled = false;
        stream.lostSinceMs = ObservedStream::unknown;
    }
    const bool isIdle = !state->isReady && config && config->isOnDemand && !config->isPublisher;
    if (isIdle) {
        stream.status = StreamStatus::Idle;
        stream.lostSinceMs = ObservedStream::unknown;
    }
    return stream;
}

void addOthers(const PolledPaths &polled, JoinedPaths &joined)
{
    for (const PathConfig &path : polled.configs.paths) {
        joined.marks.insert(path.name, path.mark);
        // What is switched off has lost what belongs to its source: what was known before is better.
        if (!path.told.isEmpty() && !path.isCatchAll && !path.isPublisher)
            joined.others.emplace_back(
                path.name, othersOf(QJsonDocument::fromJson(path.told).object(), polled.defaults));
    }
}

void add(ObservedStream stream, JoinedPaths &joined)
{
    joined.areRatesKnown =
        joined.areRatesKnown && (stream.bitrateInBps >= 0 || stream.status != StreamStatus::Active);
    joined.trafficInBps += std::max<qint64>(0, stream.bitrateInBps);
    joined.trafficOutBps += std::max<qint64>(0, stream.bitrateOutBps);
    joined.clients += std::max(0, stream.clients);
    joined.streams.push_back(std::move(stream));
}

} // namespace

Result<JoinedPaths> joinPaths(PolledPaths polled)
{
    JoinedPaths joined;
    const HttpResponse &answer = polled.states.lastAnswer;
    QHash<QString, const PathConfig *> configByName;
    for (const PathConfig &config : polled.configs.paths)
        configByName.insert(config.name, &config);
    QHash<QString, bool> present;
    for (const PathState &state : polled.states.paths) {
        const PathConfig *config = configByName.value(state.name);
        if (!config)
            config = configByName.value(state.configName);
        present.insert(state.name, true);
        add(observe(config, &state, answer, polled.rates), joined);
    }
    for (const PathConfig &config : polled.configs.paths) {
        if (!config.isCatchAll && !present.contains(config.name))
            joined.streams.push_back(observe(&config, nullptr, answer, polled.rates));
    }
    polled.rates.retainOnly(present);
    joined.rates = std::move(polled.rates);
    std::ranges::sort(joined.streams, {}, &ObservedStream::remoteName);
    if (!polled.defaults.isEmpty())
        addOthers(polled, joined);
    return joined;
}

Result<std::vector<RemoteStream>> remoteStreams(const PolledPaths &read)
{
    QHash<QString, const PathState *> stateByName;
    for (const PathState &state : read.states.paths)
        stateByName.insert(state.name, &state);
    std::vector<RemoteStream> result;
    QSet<QString> configured;
    for (const PathConfig &config : read.configs.paths) {
        configured.insert(config.name);
        if (config.isCatchAll)
            continue;
        RemoteStream stream;
        stream.remoteName = config.name;
        stream.address = config.address;
        stream.recording = config.isRecording ? Tristate::Yes : Tristate::No;
        if (const PathState *state = stateByName.value(config.name)) {
            stream.width = state->width;
            stream.height = state->height;
            if (state->hasTracks)
                stream.audio = state->hasAudio ? Tristate::Yes : Tristate::No;
        }
        const QJsonObject told = QJsonDocument::fromJson(config.told).object();
        stream.others = othersOf(told, read.defaults);
        if (config.isRecording)
            stream.archiveDays = daysKept(told);
        stream.obstacle = obstacleOf(config);
        result.push_back(std::move(stream));
    }
    for (const PathState &state : read.states.paths) {
        if (configured.contains(state.name))
            continue;
        RemoteStream stream;
        stream.remoteName = state.name;
        stream.obstacle = isPushed(state)
                              ? Texts::tr("It is pushed by a publisher: the server does not pull it.")
                              : Texts::tr("It comes from the pattern “%1” of the server and is no path of "
                                          "its own.")
                                    .arg(state.configName);
        result.push_back(std::move(stream));
    }
    std::ranges::sort(result, {}, &RemoteStream::remoteName);
    return result;
}

} // namespace streamkeeper::mediamtx
