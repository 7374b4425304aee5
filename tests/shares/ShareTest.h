#pragma once

#include "tests/shares/ShareConsole.h"

#include <QList>
#include <QObject>
#include <QTemporaryDir>

#include <memory>

namespace streamkeeper::test {

/// What is asked for a link to live video, for an hour.
[[nodiscard]] inline ShareRequest live(ShareProtocol protocol = ShareProtocol::Rtsp, bool isPublic = false)
{
    ShareRequest request;
    request.protocol = protocol;
    request.isPublic = isPublic;
    request.period = {1, ShareUnit::Hours};
    return request;
}

/// A test of share links with a fleet and a console of its own: what such tests share.
class ShareTest : public QObject
{
protected:
    [[nodiscard]] QString path() const { return m_dir.filePath(QStringLiteral("fleet.sqlite")); }

    /// Opens the console on the fleet, which runs already, adds these servers and signs in to some of them.
    void startConsole(const QList<int> &servers, const QList<int> &signedIn)
    {
        m_console = std::make_unique<ShareConsole>(m_fleet, m_keychain, path());
        QVERIFY(m_console->open());
        for (const int server : servers)
            QVERIFY(m_console->addServer(server));
        QVERIFY(m_console->waitForPolls());
        for (const int server : signedIn)
            QVERIFY(m_console->signIn(server));
    }

    /// A link; one without an address if it was refused, which is told.
    [[nodiscard]] NewLink make(const StreamId &stream, const ShareRequest &request = live())
    {
        const auto made = m_console->make(stream, request);
        if (!made)
            qWarning("%s", errorOf(made).constData());
        return made.value_or(NewLink());
    }

    ShareFleet m_fleet;
    QTemporaryDir m_dir;
    FakeKeychain m_keychain;
    std::unique_ptr<ShareConsole> m_console;
};

} // namespace streamkeeper::test
