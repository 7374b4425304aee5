#include "tests/console/WindowTest.h"

#include "app/console/WindowCapture.h"
#include "models/registry/ServerRepository.h"
#include "views/preview/PreviewPanel.h"
#include "views/preview/VideoWidget.h"

#include <QApplication>
#include <QFrame>
#include <QLineEdit>
#include <QPushButton>
#include <QTest>

#include <algorithm>

namespace streamkeeper::test {

using namespace Qt::StringLiterals;

QString apiUrl(const QJsonObject &server)
{
    return u"%1://127.0.0.1:%2"_s.arg(server[u"scheme"].toString()).arg(server[u"apiPort"].toInt());
}

void WindowTest::startFleet(const QStringList &options)
{
    QVERIFY(m_fleet.start(options + QStringList{u"--exit-with-stdin"_s}, 30'000));
    m_console = std::make_unique<ConsoleHarness>();
    QVERIFY(m_console->start());
}

void WindowTest::startTwoServers()
{
    startFleet(
        {u"--servers"_s, u"2"_s, u"--mediamtx"_s, u"1"_s, u"--cameras"_s, u"4"_s, u"--live"_s, u"4"_s});
    QVERIFY(addServer(0, u"ms-01"_s));
    QVERIFY2(addServer(1, u"ms-02"_s), qPrintable(visibleText(window())));
    QTRY_COMPARE_WITH_TIMEOUT(int(m_console->fleet().servers().size()), 2, patienceMs);
    QTRY_VERIFY_WITH_TIMEOUT(
        m_console->fleet().counts().of(StreamState::Active) == m_console->fleet().rowCount(), patienceMs);
}

void WindowTest::startRecordingServers(int recordedCameras)
{
    startFleet({u"--servers"_s, u"3"_s, u"--mediamtx"_s, u"1"_s, u"--cameras"_s, u"3"_s, u"--live"_s, u"3"_s,
                u"--record"_s, QString::number(recordedCameras), u"--effect-ms"_s, u"100"_s});
    if (QTest::currentTestFailed())
        return;
    for (int i = 0; i < 3; ++i)
        QVERIFY2(addServer(i, u"ms-0%1"_s.arg(i + 1)), qPrintable(visibleText(window())));
    QTRY_VERIFY_WITH_TIMEOUT(fleet().counts().of(StreamState::Active) == fleet().rowCount(), patienceMs);
}

MediaServer WindowTest::serverNamed(const QString &name)
{
    for (const FleetServer &one : fleet().servers()) {
        if (one.server.name == name)
            return one.server;
    }
    return {};
}

std::optional<FrameStamp> WindowTest::readStrip()
{
    const QImage frame = window().findChild<PreviewPanel *>()->videoWidget()->currentFrame().convertToFormat(
        QImage::Format_RGB32);
    if (frame.isNull())
        return {};
    return readFrameStripFromBgra(frame.constBits(), frame.bytesPerLine(), frame.width(), frame.height(),
                                  QDateTime::currentMSecsSinceEpoch());
}

std::unique_ptr<WindowTest::Transfer> WindowTest::startTransfer(const StreamId &stream, const QString &server)
{
    StreamCommand command;
    command.kind = OperationKind::Transfer;
    command.stream = stream;
    command.wanted.seenRevision = fleet().stream(stream)->revision;
    command.wanted.transfer.emplace().to = idOf(server);
    auto transfer = std::make_unique<Transfer>();
    connect(&session().operations(), &OperationRunner::operationChanged, &transfer->listener,
            [kept = transfer.get()](const Operation &operation) {
                if (!isOpen(operation.state))
                    kept->ended = operation;
            });
    session().runCommands({command});
    return transfer;
}

bool WindowTest::activate()
{
    window().activateWindow();
    return QTest::qWaitFor([this] { return QApplication::activeWindow() == &window(); }, patienceMs);
}

QString WindowTest::label(QWidget &parent, const QString &name)
{
    auto *found = parent.findChild<QLabel *>(name);
    return found && found->isVisible() ? found->text() : QString();
}

bool WindowTest::addServer(int index, const QString &name)
{
    // The shortcut is the window's: it has to have the keyboard back from the last dialog.
    if (!activate())
        return false;
    const QJsonObject server = m_fleet.server(index);
    const bool isMediaMtx = server[u"type"].toString() == u"mediamtx";
    const ConsoleHarness::Address address{isMediaMtx ? 1 : 0, apiUrl(server),
                                          isMediaMtx ? server[u"user"].toString() : QString(),
                                          server[isMediaMtx ? u"password"_s : u"token"_s].toString(), name};
    return m_console->openAddDialog(address) && m_console->testConnection() && m_console->addAndAdopt();
}

void WindowTest::typeInto(QWidget &parent, const QString &field, const QString &text)
{
    auto *edit = parent.findChild<QLineEdit *>(field);
    QVERIFY(edit);
    edit->setFocus();
    edit->selectAll();
    if (text.isEmpty())
        QTest::keyClick(edit, Qt::Key_Delete);
    else if (text.size() > 100 || std::ranges::any_of(text, [](QChar c) { return c.unicode() > 127; }))
        edit->insert(text); // pasted: no key has these
    else
        QTest::keyClicks(edit, text);
}

bool WindowTest::changeElsewhere(const std::function<VoidResult(RegistryDatabase &)> &change)
{
    RegistryDatabase database;
    if (!database.open(m_console->console().session().registryPath()))
        return false;
    return database.inTransaction([&] { return change(database); }).has_value();
}

bool WindowTest::changeServerElsewhere(const std::function<void(MediaServer &)> &change)
{
    return changeElsewhere([&](RegistryDatabase &database) -> VoidResult {
        auto servers = ServerRepository(database).all();
        if (!servers)
            return tl::unexpected(servers.error());
        for (MediaServer &stored : *servers) {
            if (stored.id != server().id)
                continue;
            change(stored);
            return ServerRepository(database).save(stored);
        }
        return fail(ErrorCategory::Invalid, {});
    });
}

bool WindowTest::save(QWidget &card)
{
    QPushButton *button = ConsoleHarness::button(card, u"saveButton"_s);
    if (!button)
        return false;
    QTest::mouseClick(button, Qt::LeftButton);
    auto *bar = card.findChild<QFrame *>(u"changeBar"_s);
    return QTest::qWaitFor([&] { return !bar->isVisible(); }, patienceMs);
}

} // namespace streamkeeper::test
