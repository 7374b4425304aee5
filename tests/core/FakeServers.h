#pragma once

#include "app/servers/ServerGateway.h"

#include <QHash>
#include <QPointer>
#include <QStringList>
#include <QTimer>

#include <deque>
#include <map>
#include <optional>

namespace streamkeeper::test {

/// Media servers of a test without any network: they keep streams, and behave as they are told, call by
/// call.
class FakeServers : public ServerGateway
{
public:
    enum class Mood {
        Healthy,
        Refusing,    ///< 400, certainly not done
        Unreachable, ///< never sent
        Busy,        ///< 503
        Deaf,        ///< sent, no answer, nothing done
        Mute,        ///< sent and done, no answer
        Hanging,     ///< no answer at all, ever
        Forgetful,   ///< accepts, and does nothing
    };

    struct Remote
    {
        StreamSettings settings;
        qint64 captureStartMs = 1000;
        bool isHolder = false; ///< the servers' own transfer took the capture away
    };

    QHash<ServerId, QHash<QString, Remote>> streams;
    Mood mood = Mood::Healthy;
    std::map<ServerId, Mood> moods; ///< of single servers
    std::deque<Mood> next;          ///< of the next writing calls, before the mood counts again
    bool isReadable = true;
    QStringList takenSettings;
    bool knowsTransfer = false;        ///< the call of media_server_v2
    Mood nextTransfer = Mood::Healthy; ///< of that call alone
    QHash<ServerId, std::vector<RecordedPeriod>> periods;
    QHash<ServerId, std::vector<RecordedPeriod>> afterReload; ///< what an index that was read anew tells
    QList<ServerId> unreadable;                               ///< what they have recorded is not told
    QList<ServerId> dark;                                     ///< their cameras cannot be reached from there
    QStringList calls;                                        ///< "write yard-high"
    std::function<void(const SnapshotPtr &)> polled;
    int running = 0;
    int mostRunning = 0;

    [[nodiscard]] Remote *find(const ServerId &server, const QString &name)
    {
        auto &there = streams[server];
        const auto found = there.find(name);
        return found == there.end() ? nullptr : &*found;
    }

    void write(const ServerId &server, const StreamWrite &write, QObject *context, Done<void> done) override
    {
        const QString name = write.settings.remoteName;
        calls.append(QStringLiteral("write ") + name);
        const bool isKnown = find(server, name) != nullptr;
        if (!isKnown && !write.mayCreate) {
            later(context,
                  [done] { done(fail(ErrorCategory::HttpStatus, QStringLiteral("missing"), {}, 404)); });
            return;
        }
        act(server, context, done, [this, server, write, name] {
            Remote &remote = streams[server][name];
            remote.isHolder = false;
            StreamSettings &kept = remote.settings;
            if (write.changed == allStreamSettings())
                kept = write.settings;
            if (write.changed.testFlag(StreamSetting::Enabled))
                kept.isEnabled = write.settings.isEnabled;
            if (write.changed.testFlag(StreamSetting::Audio))
                kept.audio = write.settings.audio;
            if (write.changed.testFlag(StreamSetting::Address))
                kept.address = write.settings.address;
            kept.remoteName = name;
        });
    }

    void restart(const ServerId &server, const QString &name, QObject *context, Done<void> done) override
    {
        calls.append(QStringLiteral("restart ") + name);
        act(server, context, done, [this, server, name] {
            if (Remote *remote = find(server, name))
                ++remote->captureStartMs;
        });
    }

    void remove(const ServerId &server, const QString &name, bool eraseRecordings, QObject *context,
                Done<void> done) override
    {
        calls.append((eraseRecordings ? QStringLiteral("erase ") : QStringLiteral("remove ")) + name);
        act(server, context, done, [this, server, name] { streams[server].remove(name); });
    }

    void read(const ServerId &server, const QString &name, QObject *context, Done<RemoteStream> done) override
    {
        later(context, [this, server, name, done] {
            if (!isReadable) {
                done(fail(ErrorCategory::Timeout, QStringLiteral("no answer")));
                return;
            }
            const Remote *remote = find(server, name);
            if (!remote) {
                done(fail(ErrorCategory::HttpStatus, QStringLiteral("no such stream"), {}, 404));
                return;
            }
            RemoteStream stream;
            stream.remoteName = name;
            stream.address = remote->settings.address;
            stream.isEnabled = remote->settings.isEnabled;
            stream.audio = remote->settings.audio;
            stream.others = remote->settings.others;
            done(stream);
        });
    }

    void readTakenSettings(const ServerId &, QObject *context, Done<QStringList> done) override
    {
        later(context, [this, done] { done(takenSettings); });
    }

    void transfer(const ServerId &server, const QString &name, const NodeTransfer &nodes, QObject *context,
                  Done<void> done) override
    {
        calls.append(QStringLiteral("transfer %1 %2>%3").arg(name, nodes.currentMain, nodes.targetMain));
        if (!knowsTransfer) {
            later(context,
                  [done] { done(fail(ErrorCategory::HttpStatus, QStringLiteral("no such call"), {}, 404)); });
            return;
        }
        next.push_front(nextTransfer);
        act(server, context, done, [this, server, name] {
            if (Remote *remote = find(server, name))
                remote->isHolder = true;
        });
    }

    void hold(const ServerId &server, const QString &name, QObject *context, Done<void> done) override
    {
        calls.append(QStringLiteral("hold ") + name);
        act(server, context, done, [this, server, name] {
            if (Remote *remote = find(server, name))
                remote->settings.isEnabled = false;
        });
    }

    void reloadIndex(const ServerId &server, const QString &name, QObject *context, Done<void> done) override
    {
        calls.append(QStringLiteral("reload ") + name);
        act(server, context, done, [this, server] {
            if (afterReload.contains(server))
                periods[server] = afterReload.value(server);
        });
    }

    void readPeriods(const ServerId &server, const QString &name, QObject *context,
                     Done<std::vector<RecordedPeriod>> done) override
    {
        calls.append(QStringLiteral("periods ") + name);
        later(context, [this, server, name, done] {
            if (unreadable.contains(server))
                done(fail(ErrorCategory::Timeout, QStringLiteral("no answer")));
            else if (!isReadable || !find(server, name))
                done(fail(ErrorCategory::HttpStatus, QStringLiteral("no such stream"), {}, 404));
            else
                done(periods.value(server));
        });
    }

    void pollNow(const ServerId &server) override
    {
        auto snapshot = std::make_shared<ServerSnapshot>();
        snapshot->server = server;
        snapshot->polledAtMs = QDateTime::currentMSecsSinceEpoch() + 1;
        QStringList names = streams[server].keys();
        names.sort();
        for (const QString &name : names) {
            const Remote &remote = *find(server, name);
            ObservedStream seen;
            seen.remoteName = name;
            seen.isEnabled = remote.settings.isEnabled;
            seen.sourceStartMs = remote.captureStartMs;
            const bool hasPicture = seen.isEnabled && !remote.isHolder && !dark.contains(server);
            seen.status = hasPicture ? StreamStatus::Active : StreamStatus::Inactive;
            seen.bitrateInBps = hasPicture ? 1'000'000 : 0;
            snapshot->streams.push_back(seen);
        }
        m_last.insert(server, snapshot);
        if (polled)
            polled(snapshot);
    }

    [[nodiscard]] SnapshotPtr lastSnapshot(const ServerId &server) const override
    {
        return m_last.value(server);
    }

private:
    static void later(QObject *context, std::function<void()> work)
    {
        QTimer::singleShot(0, context, std::move(work));
    }

    void act(const ServerId &server, QObject *context, const Done<void> &done,
             const std::function<void()> &effect)
    {
        Mood now = moods.contains(server) ? moods.at(server) : mood;
        if (!next.empty()) {
            now = next.front();
            next.pop_front();
        }
        mostRunning = std::max(mostRunning, ++running);
        if (now == Mood::Hanging)
            return;
        later(context, [this, now, done, effect] {
            --running;
            if (now == Mood::Healthy || now == Mood::Mute)
                effect();
            done(answerOf(now));
        });
    }

    [[nodiscard]] static VoidResult answerOf(Mood mood)
    {
        Error error{ErrorCategory::Network, QStringLiteral("rack cannot be reached."), {}, 0};
        switch (mood) {
        case Mood::Healthy:
        case Mood::Forgetful:
        case Mood::Hanging:
            return {};
        case Mood::Refusing:
            return fail(ErrorCategory::HttpStatus, QStringLiteral("rack refused: bad source."), {}, 400);
        case Mood::Busy:
            return fail(ErrorCategory::HttpStatus, QStringLiteral("rack is busy."), {}, 503);
        case Mood::Unreachable:
            return tl::unexpected(error);
        case Mood::Deaf:
        case Mood::Mute:
            error.category = ErrorCategory::Timeout;
            error.message = QStringLiteral("rack did not answer.");
            return tl::unexpected(error);
        }
        Q_UNREACHABLE();
    }

    QHash<ServerId, SnapshotPtr> m_last;
};

} // namespace streamkeeper::test
