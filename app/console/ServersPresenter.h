#pragma once

#include "app/session/Session.h"

#include <QObject>
#include <QPointer>

#include <stop_token>

namespace streamkeeper {

class AdoptDialog;
class MainWindow;
class ServerDialog;

/// Adding, editing, adopting from and removing media servers: ties their card and dialogs to the session.
class ServersPresenter : public QObject
{
    Q_OBJECT

public:
    ServersPresenter(Session &session, MainWindow &window, QObject *parent = nullptr);

    void addServer();
    /// Without a server: of the one that the selection, or the only unmanaged stream, points to.
    void adoptFrom(const ServerId &server);
    void removeServer(const ServerId &server);

private:
    void connectCard();
    /// `Form`: the dialog or the card.
    template <typename Form>
    void testConnection(Form &form, const MediaServer &draft, const SecretText &secret);
    /// `found`: what a check before it has found.
    template <typename Form>
    void probe(Form &form, const MediaServer &draft, const SecretText &effective, const QStringList &found);
    template <typename Form>
    void showReport(Form &form, const MediaServer &draft, const ProbeReport &report);
    void saveNew(ServerDialog &dialog, const MediaServer &server, const SecretText &secret);
    /// What the console had switched off on a server where it may not any more.
    void askToEnable(const MediaServer &server);
    void showStreams(const ServerId &server);
    void readStreams(AdoptDialog &dialog, const MediaServer &server);
    void chooseServerToAdoptFrom();
    [[nodiscard]] const MediaServer *find(const ServerId &server) const;

    Session &m_session;
    MainWindow &m_window;
    std::stop_source m_test;
    int m_testNumber = 0;
};

} // namespace streamkeeper
