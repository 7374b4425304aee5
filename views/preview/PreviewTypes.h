#pragma once

#include <QtGlobal>

namespace streamkeeper {

/// What a preview shows; the words for people come with it.
enum class PreviewState : quint8 {
    Empty,      ///< no stream is selected, or it has no address to play
    Connecting, ///< until the first picture
    Playing,
    Paused,
    Stalled, ///< no picture for a while
    Reconnecting,
    Failed, ///< given up, with the reason and a Retry button
};

/// What an operator looks at: the present, or what was recorded.
enum class PreviewMode : quint8 { Live, Archive };

/// How the operator wants to watch.
enum class PreviewProtocol : quint8 { Rtsp, Hls };

/// What an operator can do in a preview.
enum class PreviewAction : quint8 {
    Pause,
    Mute,
    SaveSnapshot,
    CopySnapshot,
    WatchRtsp,
    WatchHls,
    ShowLive,
    ShowArchive,
    OpenExternally,
    CopyAddress,
    FullScreen,
    Retry,
};

} // namespace streamkeeper
