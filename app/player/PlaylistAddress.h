#pragma once

#include "models/domain/Result.h"

#include <QByteArray>
#include <QCoreApplication>
#include <QHash>
#include <QStringList>
#include <QUrl>

#include <functional>
#include <optional>

namespace streamkeeper {

/// From how far a host can be reached, the nearest first.
enum class NetworkReach : quint8 { Loopback, LinkLocal, Private, Public, Unknown };

/// Of one numeric IPv4 or IPv6 address; Unknown: it is none.
[[nodiscard]] NetworkReach reachOf(const QString &numericAddress);

/// Judges what a playlist, or a redirect, points to. Whoever writes them chooses which hosts this computer
/// asks; so one from outside must not name what only this computer, or only the network here, can reach.
/// Lives on a reading thread: resolving a name blocks.
class PlaylistAddress
{
    Q_DECLARE_TR_FUNCTIONS(streamkeeper::PlaylistAddress)

public:
    /// The numeric addresses of a host; none: it is not known.
    using Resolve = std::function<QStringList(const QString &host)>;

    /// `source`: the address that the operator has given; what is as near as that may be named.
    explicit PlaylistAddress(const QUrl &source, Resolve resolve = resolveBySystem);

    /// Why `address` is not opened, for people.
    [[nodiscard]] std::optional<Error> refusal(const QUrl &address);
    /// Why nothing of a playlist is opened: addresses that are not http(s), an encryption that is not played.
    [[nodiscard]] std::optional<Error> refusal(const QByteArray &playlist) const;

    [[nodiscard]] static QStringList resolveBySystem(const QString &host);

private:
    [[nodiscard]] NetworkReach reach(const QString &host);
    [[nodiscard]] std::optional<Error> forbiddenScheme(const QString &scheme) const;

    QUrl m_source;
    Resolve m_resolve;
    QHash<QString, NetworkReach> m_known;
};

} // namespace streamkeeper
