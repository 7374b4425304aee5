#pragma once

#include "app/session/Session.h"

#include <QObject>
#include <QPointer>

namespace streamkeeper {

class MainWindow;
class SigningKeyDialog;

/// Ties the dialog of the signing key to a session.
class SigningKeyPresenter : public QObject
{
    Q_OBJECT

public:
    SigningKeyPresenter(Session &session, MainWindow &window, QObject *parent = nullptr);

    void open();

private:
    void show();
    void askToExport(const QString &target);
    void exportTo(const QString &target);
    void askToChange();
    void change();
    [[nodiscard]] QStringList signedServers() const;

    Session &m_session;
    MainWindow &m_window;
    QPointer<SigningKeyDialog> m_dialog;
};

} // namespace streamkeeper
