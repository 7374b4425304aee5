#include "tests/console/ConsoleHarness.h"

#include "app/console/LogFile.h"
#include "views/servers/AdoptDialog.h"
#include "views/servers/ServerDialog.h"
#include "views/shell/MainWindow.h"

#include <QComboBox>
#include <QDirIterator>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>

namespace streamkeeper::test {

using namespace Qt::StringLiterals;

namespace {

constexpr int patienceMs = 15'000;

} // namespace

ConsoleHarness::ConsoleHarness()
    : m_settings(std::make_unique<ConsoleSettings>(m_folder.filePath(u"settings.json"_s)))
{
    m_settings->setPollInterval(std::chrono::seconds(1));
    LogFile::install(m_folder.filePath(u"console.log"_s));
}

ConsoleHarness::~ConsoleHarness()
{
    closeConsole();
    qInstallMessageHandler(nullptr);
}

bool ConsoleHarness::start()
{
    ConsoleOptions options;
    options.registryFile = m_folder.filePath(u"registry.sqlite"_s);
    m_console =
        std::make_unique<Console>(options, *m_settings, m_keychain, m_folder.filePath(u"console.log"_s));
    m_console->start();
    window().resize(1280, 720);
    VaultOpener &opener = m_console->session().vaultOpener();
    return QTest::qWaitForWindowActive(&window(), patienceMs) &&
           QTest::qWaitFor([&] { return opener.state() == VaultOpener::State::Open; }, patienceMs);
}

void ConsoleHarness::closeConsole()
{
    m_console.reset();
}

QPushButton *ConsoleHarness::button(QWidget &parent, const QString &textOrName)
{
    for (QPushButton *candidate : parent.findChildren<QPushButton *>()) {
        const bool isIt = candidate->objectName() == textOrName || candidate->text() == textOrName;
        if (isIt && candidate->isVisible() && candidate->isEnabled())
            return candidate;
    }
    return nullptr;
}

void ConsoleHarness::type(QWidget &parent, const QString &fieldName, const QString &text)
{
    auto *field = parent.findChild<QLineEdit *>(fieldName);
    field->setFocus();
    field->clear();
    QTest::keyClicks(field, text);
    // As leaving the field does: a pasted URL is taken apart then.
    QTest::keyClick(field, Qt::Key_Tab);
}

bool ConsoleHarness::openAddDialog(const Address &address)
{
    // A dialog that has just closed hands the keyboard back when the window system has time for it.
    if (!QTest::qWaitFor([&] { return QApplication::activeWindow() == &window(); }, patienceMs))
        return false;
    QTest::keyClick(&window(), Qt::Key_N, Qt::ControlModifier);
    if (!QTest::qWaitFor([&] { return dialog<ServerDialog>() != nullptr; }, patienceMs))
        return false;
    ServerDialog &form = *dialog<ServerDialog>();
    if (!QTest::qWaitFor([&] { return QApplication::activeWindow() == &form; }, patienceMs))
        return false;
    form.findChildren<QComboBox *>().first()->setCurrentIndex(address.typeIndex);
    type(form, u"serverHost"_s, address.url);
    if (!address.user.isEmpty())
        type(form, u"serverUser"_s, address.user);
    if (!address.secret.isEmpty())
        type(form, u"serverSecret"_s, address.secret);
    type(form, u"serverName"_s, address.name);
    return true;
}

QString ConsoleHarness::outcome()
{
    auto *form = dialog<ServerDialog>();
    if (!form)
        return {};
    auto *label = form->findChild<QLabel *>(u"serverOutcome"_s);
    return label->isVisible() ? label->text() : QString();
}

bool ConsoleHarness::testConnection()
{
    ServerDialog &form = *dialog<ServerDialog>();
    QPushButton *test = button(form, u"Test connection"_s);
    if (!test)
        return false;
    QTest::mouseClick(test, Qt::LeftButton);
    if (!QTest::qWaitFor([&] { return !outcome().isEmpty(); }, patienceMs))
        return false;
    if (QPushButton *accept = button(form, u"acceptCertificate"_s)) {
        QTest::mouseClick(accept, Qt::LeftButton);
        if (!QTest::qWaitFor([&] { return !outcome().isEmpty(); }, patienceMs))
            return false;
    }
    return button(form, u"Add server"_s) != nullptr;
}

bool ConsoleHarness::addAndAdopt()
{
    QTest::mouseClick(button(*dialog<ServerDialog>(), u"Add server"_s), Qt::LeftButton);
    if (!QTest::qWaitFor(
            [&] { return dialog<AdoptDialog>() && button(*dialog<AdoptDialog>(), u"adoptButton"_s); },
            patienceMs))
        return false;
    QTest::mouseClick(button(*dialog<AdoptDialog>(), u"adoptButton"_s), Qt::LeftButton);
    return QTest::qWaitFor([&] { return dialog<AdoptDialog>() == nullptr; }, patienceMs);
}

int ConsoleHarness::countStatus(StreamStatus status) const
{
    int count = 0;
    for (const FleetRow &row : m_console->session().fleet().rows())
        count += row.status == status && !row.isStale ? 1 : 0;
    return count;
}

bool ConsoleHarness::anyFileContains(const QByteArray &needle) const
{
    QDirIterator files(m_folder.path(), QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        QFile file(files.next());
        if (file.open(QIODevice::ReadOnly) && file.readAll().contains(needle))
            return true;
    }
    return false;
}

} // namespace streamkeeper::test
