#pragma once

#include <QByteArray>
#include <QSet>
#include <QString>
#include <QStringList>

#include <optional>
#include <vector>

namespace streamkeeper::test {

/// Judges the fleet's own log of captures: was there a moment at which a stream was captured by nobody, and
/// was that ours? Pure. Times are UTC milliseconds, servers are the fleet's names, a source is the address
/// of a camera without credentials.
///
/// A moment without a capture is not ours if
/// - the last capture ended with its server (or was handed back by a reserve), the main server that the
/// registry names is out, and the gap ends
///   `grace` after it is back (a reserved stream: after it went out, as the reserve takes over; a server that
///   forgets its streams when it starts: when somebody has made the stream there anew), or
/// - the main server is out, and the server that captures in its place takes new settings, which begins the
///   capture anew: that interrupts by nature, for less than `grace`, or
/// - an order of ours ended the last capture, but the registry's main server went out so shortly before
///   (`reaction`) that no console could know.
class CaptureWitness
{
public:
    struct Capture
    {
        QString name; ///< of the stream on that server
        QString server;
        QString source;
        qint64 beginMs = 0;
        std::optional<qint64> endMs; ///< none: it goes on
        bool isHandedBack = false;   ///< a reserve stopped by itself, as its main server was back
    };
    struct Outage
    {
        QString server;
        qint64 beginMs = 0;
        std::optional<qint64> endMs;
    };
    /// What the registry names from some time on.
    struct Home
    {
        qint64 sinceMs = 0;
        QString main;
        QString additional; ///< empty: not reserved
    };
    struct Gap
    {
        qint64 fromMs = 0;
        qint64 untilMs = 0;
        bool isOurs = false;
        QString reason;
    };

    std::vector<Capture> captures;
    std::vector<Outage> outages;
    QSet<QString> forgetful; ///< servers that lose at a restart what their API was told
    qint64 untilMs = 0;      ///< when the log was read
    qint64 graceMs = 250;    ///< for takeover, warm-up and a busy machine
    /// From what a console knows to the effect of what it orders then: an answer, and a command, may each be
    /// as old as the longest request (TransferConsole: 400 ms).
    qint64 reactionMs = 800;

    /// As the control port of a fleet tells it (`/captures`, `/outages`).
    [[nodiscard]] static CaptureWitness fromFleet(const QByteArray &captures, const QByteArray &outages);

    /// Of one enabled stream, from its first capture on. `homes` by time.
    [[nodiscard]] std::vector<Gap> gapsOf(const QString &source, const std::vector<Home> &homes) const;
    /// Of the source, by begin.
    [[nodiscard]] std::vector<Capture> capturesOf(const QString &source) const;
    /// Captures that go on.
    [[nodiscard]] std::vector<Capture> openOf(const QString &source) const;
    /// The server was stopped or restarted in this time.
    [[nodiscard]] bool wentOut(const QString &server, qint64 fromMs, qint64 beforeMs) const;
    /// For people: every capture of the source and every outage near a moment.
    [[nodiscard]] QStringList storyOf(const QString &source, qint64 fromMs, qint64 untilMs) const;

private:
    [[nodiscard]] bool isOut(const QString &server, qint64 atMs) const;
    [[nodiscard]] std::optional<Outage> lastOutage(const QString &server, qint64 atMs) const;
    [[nodiscard]] bool isForgotten(const QString &source, const QString &server, qint64 atMs) const;
    void judge(Gap &gap, const Capture &last, const std::vector<Home> &homes) const;
    /// The same server begins anew at once; also if it is stopped again before it has picture.
    [[nodiscard]] bool beginsAnew(const Capture &last, qint64 atMs) const;
};

} // namespace streamkeeper::test
