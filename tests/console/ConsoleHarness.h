#pragma once

#include "app/console/Console.h"
#include "app/console/MemoryKeychain.h"

#include <QTemporaryDir>
#include <QTest>

#include <memory>

class QDialog;
class QLineEdit;
class QPushButton;

namespace streamkeeper::test {

/// A console window on a registry of its own, driven as an operator would: by keys and clicks on what
/// can be seen. Polls every second.
class ConsoleHarness
{
public:
    ConsoleHarness();
    ~ConsoleHarness();

    /// Shows the window and waits for the open registry.
    [[nodiscard]] bool start();
    void closeConsole();

    [[nodiscard]] Console &console() { return *m_console; }
    [[nodiscard]] MainWindow &window() { return m_console->window(); }
    [[nodiscard]] FleetState &fleet() { return m_console->session().fleet(); }
    [[nodiscard]] QString folder() const { return m_folder.path(); }

    /// The open dialog of a class; null if there is none.
    template <typename Dialog>
    [[nodiscard]] Dialog *dialog()
    {
        for (QWidget *widget : QApplication::topLevelWidgets()) {
            auto *found = qobject_cast<Dialog *>(widget);
            if (found && found->isVisible())
                return found;
        }
        return nullptr;
    }
    /// A visible button by its text or object name; null if it is not there or disabled.
    [[nodiscard]] static QPushButton *button(QWidget &parent, const QString &textOrName);
    static void type(QWidget &parent, const QString &fieldName, const QString &text);

    struct Address
    {
        int typeIndex = 0; ///< 0 media_server_v2, 1 MediaMTX
        QString url;
        QString user;
        QString secret;
        QString name;
    };
    /// Opens the dialog by its shortcut and fills the form.
    [[nodiscard]] bool openAddDialog(const Address &address);
    /// Presses Test connection; true when it succeeded, accepting a certificate if one is shown.
    [[nodiscard]] bool testConnection();
    /// Adds the tested server and adopts everything it has.
    [[nodiscard]] bool addAndAdopt();
    [[nodiscard]] QString outcome();

    [[nodiscard]] int countStatus(StreamStatus status) const;
    [[nodiscard]] bool anyFileContains(const QByteArray &needle) const;

private:
    QTemporaryDir m_folder;
    MemoryKeychain m_keychain;
    std::unique_ptr<ConsoleSettings> m_settings;
    std::unique_ptr<Console> m_console;
};

} // namespace streamkeeper::test
