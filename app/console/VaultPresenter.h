#pragma once

#include "app/secrets/VaultOpener.h"

#include <QObject>
#include <QTimer>

namespace streamkeeper {

class MainWindow;

/// Says how the secrets of the registry are kept when that needs a choice, and carries it out.
class VaultPresenter : public QObject
{
    Q_OBJECT

public:
    VaultPresenter(VaultOpener &opener, MainWindow &window, QObject *parent = nullptr);

private:
    void showState();
    void handleChoice(const QString &key);
    void askPassphrase(bool isNew);

    void showWaiting();

    VaultOpener &m_opener;
    MainWindow &m_window;
    QTimer m_patience; ///< a keychain that answers at once needs no notice
};

} // namespace streamkeeper
