#pragma once

#include "models/domain/MediaServer.h"
#include "models/registry/RegistryDatabase.h"
#include "tests/console/ConsoleHarness.h"
#include "tests/fleet/FleetProcess.h"
#include "tests/support/FrameStrip.h"
#include "views/cameras/CameraCard.h"
#include "views/servers/ServerCard.h"
#include "views/shell/MainWindow.h"

#include <QJsonObject>
#include <QLabel>
#include <QObject>

#include <functional>
#include <memory>
#include <optional>

namespace streamkeeper::test {

inline constexpr int patienceMs = 20'000;

/// Where the API of a server of the fleet is, as an operator would type it.
[[nodiscard]] QString apiUrl(const QJsonObject &server);

/// A test of the window on a fleet of its own: what such tests share.
class WindowTest : public QObject
{
protected:
    /// Starts fleet and window; nothing is added yet.
    void startFleet(const QStringList &options);
    /// A media_server_v2 "ms-01" and a MediaMTX "ms-02" with real video, added, everything active.
    void startTwoServers();
    /// Two media_server_v2, "ms-01" and "ms-02", and a MediaMTX "ms-03" with three cameras in real video, so
    /// many of them recorded; added, everything active.
    void startRecordingServers(int recordedCameras);
    [[nodiscard]] bool addServer(int index, const QString &name);
    /// The window has the keyboard, as shortcuts need it.
    [[nodiscard]] bool activate();

    [[nodiscard]] MainWindow &window() { return m_console->window(); }
    [[nodiscard]] ServerCard &serverCard() { return *window().page<ServerCard>(); }
    [[nodiscard]] CameraCard &cameraCard() { return *window().page<CameraCard>(); }
    [[nodiscard]] Session &session() { return m_console->console().session(); }
    [[nodiscard]] FleetState &fleet() { return m_console->fleet(); }
    [[nodiscard]] const MediaServer &server() { return m_console->fleet().servers().front().server; }
    [[nodiscard]] const Camera &camera() { return m_console->fleet().cameras().front(); }

    /// By its name; without one of this name an empty one.
    [[nodiscard]] MediaServer serverNamed(const QString &name);
    [[nodiscard]] ServerId idOf(const QString &server) { return serverNamed(server).id; }
    /// What the strip in the picture of the preview says, if there is a picture with one.
    [[nodiscard]] std::optional<FrameStamp> readStrip();

    /// A transfer that was asked for, and how it ended once it has.
    struct Transfer
    {
        QObject listener;
        std::optional<Operation> ended;
    };
    /// As a click on Transfer would, without its dialog.
    [[nodiscard]] std::unique_ptr<Transfer> startTransfer(const StreamId &stream, const QString &server);

    /// The text of a label that can be seen.
    [[nodiscard]] static QString label(QWidget &parent, const QString &name);
    /// What the bar under a card says of the changes.
    [[nodiscard]] static QString sentence(QWidget &card)
    {
        return label(card, QStringLiteral("changeSentence"));
    }
    static void typeInto(QWidget &parent, const QString &field, const QString &text);
    /// Presses Save of a card; true when it was saved.
    [[nodiscard]] static bool save(QWidget &card);
    /// As another console would: on the registry file itself.
    [[nodiscard]] bool changeElsewhere(const std::function<VoidResult(RegistryDatabase &)> &change);
    [[nodiscard]] bool changeServerElsewhere(const std::function<void(MediaServer &)> &change);

    fleet::FleetProcess m_fleet{QStringLiteral(STREAMKEEPER_FLEET_PROGRAM)};
    std::unique_ptr<ConsoleHarness> m_console;
};

} // namespace streamkeeper::test
