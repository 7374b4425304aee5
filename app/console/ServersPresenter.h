#pragma once

#include "app/session/Session.h"

#include <QObject>
#include <QPointer>

#include <stop_token>

namespace streamkeeper {

class AdoptDialog;
class MainWindow;
class ServerDialog;

/// Adding, editing, adopting from and removing media servers: ties their dialogs to the session.
class ServersPresenter : public QObject
{
    Q_OBJECT

public:
    ServersPresenter(Session &session, MainWindow &window, QObject *parent = nullptr);

    void addServer();
    void editServer(const ServerId &server);
    /// Without a server: of the one that the selection, or the only unmanaged stream, points to.
    void adoptFrom(const ServerId &server);
    void removeServer(const ServerId &server);

private:
    void connectDialog(ServerDialog &dialog, bool isNew);
    void testConnection(ServerDialog &dialog, const MediaServer &draft, const SecretText &secret);
    void showReport(ServerDialog &dialog, const MediaServer &draft, const ProbeReport &report);
    void saveServer(ServerDialog &dialog, const MediaServer &server, const SecretText &secret, bool isNew);
    void readStreams(AdoptDialog &dialog, const MediaServer &server);
    void chooseServerToAdoptFrom();
    [[nodiscard]] const MediaServer *find(const ServerId &server) const;

    Session &m_session;
    MainWindow &m_window;
    std::stop_source m_test;
};

} // namespace streamkeeper
