#pragma once

#include "app/edits/RegistryEditor.h"
#include "models/domain/ShareLink.h"

#include <QHash>
#include <QObject>
#include <QSet>
#include <QTimer>

#include <chrono>

namespace streamkeeper {

class PolledServers;
class Sharing;

/// Sees to links whose end has come, or that were revoked: ends the sessions that were opened with them where
/// the server can, then drops their tokens from the registry. What a silent server keeps from being done is
/// tried again, also by a later run. Several consoles on one registry may do the same twice: it is harmless.
/// Lives on the session's thread.
class LinkKeeper : public QObject
{
    Q_OBJECT

public:
    LinkKeeper(RegistryEditor &editor, Sharing &sharing, PolledServers &servers, QObject *parent = nullptr);

    /// How often start() looks, and how long a link is left alone whose server could not be asked.
    void setPace(std::chrono::milliseconds interval, std::chrono::milliseconds pause);
    /// Looks now and every few seconds from now on.
    void start();
    /// Looks once, now.
    void look();
    /// Does for a link that is over what its end asks for, and tells how that went, also when somebody else
    /// has done it meanwhile: for a program that does not stay.
    void end(const ShareLink &link);

Q_SIGNALS:
    /// `sessions`: so many were ended; -1: the server does not tell its sessions.
    void linkClosed(const streamkeeper::ShareLink &link, int sessions);
    /// Its server could not be asked; it is asked again.
    void linkDelayed(const streamkeeper::ShareLink &link, const QString &reason);

private:
    void close(const ShareLink &link, int sessions);

    RegistryEditor &m_editor;
    Sharing &m_sharing;
    PolledServers &m_servers;
    QTimer m_timer;
    std::chrono::milliseconds m_pause = std::chrono::seconds(30);
    QSet<ShareLinkId> m_busy;
    QHash<ShareLinkId, qint64> m_pausedUntilMs;
};

} // namespace streamkeeper
