#pragma once

#include "app/session/Session.h"
#include "views/shell/PassphraseDialog.h"

#include <QObject>
#include <QTimer>

namespace streamkeeper {

class MainWindow;

/// Says how the secrets of the registry are kept when that needs a choice, and carries it out.
class VaultPresenter : public QObject
{
    Q_OBJECT

public:
    VaultPresenter(Session &session, MainWindow &window, QObject *parent = nullptr);

private:
    void showState();
    void handleChoice(const QString &key);
    void showWaiting();
    void askPassphrase(PassphraseDialog::Purpose purpose);
    /// How much cannot be opened any more without the key.
    [[nodiscard]] QStringList losses() const;

    Session &m_session;
    VaultOpener &m_opener;
    MainWindow &m_window;
    QTimer m_patience; ///< a keychain that answers at once needs no notice
};

} // namespace streamkeeper
