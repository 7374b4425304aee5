#pragma once

#include "app/player/StreamPlayer.h"
#include "tests/player/TunnelFetcher.h"
#include "tests/support/FrameStrip.h"

#include <QDateTime>
#include <QList>
#include <QVideoFrame>
#include <QVideoSink>

#include <optional>

namespace streamkeeper::test {

/// A player with a sink that reads the strip of every frame that comes, and all that was said.
class PlayerProbe : public QObject
{
    Q_OBJECT

public:
    explicit PlayerProbe(std::shared_ptr<MediaFetcher> fetcher = std::make_shared<TunnelFetcher>())
        : player(std::move(fetcher))
    {
        player.setVideoSink(&sink);
        connect(&sink, &QVideoSink::videoFrameChanged, this,
                [this](const QVideoFrame &frame) { take(frame); });
        connect(&player, &StreamPlayer::stateChanged, this, [this](PlayerState state, const QString &text) {
            states << state;
            texts << text;
        });
    }

    void take(const QVideoFrame &frame)
    {
        ++frameCount;
        lastSize = frame.size();
        QVideoFrame mapped = frame;
        if (!mapped.map(QVideoFrame::ReadOnly))
            return;
        const qint64 now = QDateTime::currentMSecsSinceEpoch();
        const auto stamp = readFrameStripFromBgra(mapped.bits(0), mapped.bytesPerLine(0), mapped.width(),
                                                  mapped.height(), now);
        mapped.unmap();
        if (stamp) {
            stamps << *stamp;
            lagsMs << now - stamp->utcMs;
        }
    }

    void forget()
    {
        frameCount = 0;
        stamps.clear();
        lagsMs.clear();
        states.clear();
        texts.clear();
    }

    QVideoSink sink;
    StreamPlayer player;
    int frameCount = 0;
    QSize lastSize;
    QList<FrameStamp> stamps;
    QList<qint64> lagsMs;
    QList<PlayerState> states;
    QStringList texts;
};

} // namespace streamkeeper::test
