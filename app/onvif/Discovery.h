#pragma once

#include "models/domain/OnvifDevice.h"
#include "models/domain/Result.h"

#include <QHostAddress>
#include <QObject>
#include <QSet>
#include <QTimer>

#include <chrono>
#include <memory>
#include <optional>
#include <vector>

class QUdpSocket;

namespace streamkeeper::onvif {

/// Searches the network for ONVIF devices (WS-Discovery by IPv4): asks all who listen on every interface, and
/// collects for some seconds who answers. What comes is from strangers, and is bounded. Any thread with an
/// event loop.
class Discovery : public QObject
{
    Q_OBJECT

public:
    /// One place that is asked instead of everybody, as through a router that passes no multicast.
    struct Place
    {
        QHostAddress address;
        quint16 port = 3702;
    };

    /// "192.0.2.10", "192.0.2.10:3702", "[2001:db8::1]:3702". Invalid: with what is right.
    [[nodiscard]] static Result<Place> placeOf(const QString &text);

    explicit Discovery(QObject *parent = nullptr);
    ~Discovery() override;

    /// Begins; one that is under way is over.
    void start(std::chrono::milliseconds time, const std::optional<Place> &place = {});
    /// Ends before its time.
    void stop();
    [[nodiscard]] bool isRunning() const { return m_end.isActive(); }

Q_SIGNALS:
    /// Each device once, by its endpoint.
    void found(const streamkeeper::OnvifFound &device);
    /// Its time is over. Not after stop().
    void finished();
    /// Nobody could be asked. Instead of finished().
    void failed(const streamkeeper::Error &error);

private:
    void openSockets();
    void openSocket(const QHostAddress &own, const QString &interfaceName);
    void ask();
    void read(QUdpSocket &socket);
    void take(const OnvifFound &device);
    void end();

    std::optional<Place> m_place;
    std::vector<std::unique_ptr<QUdpSocket>> m_sockets;
    QSet<QString> m_endpoints;
    QTimer m_end;
    QTimer m_repeat;
    int m_asked = 0;
    bool m_isAnybodyAsked = false;
    QString m_problem; ///< of the last socket that could not ask
};

} // namespace streamkeeper::onvif
