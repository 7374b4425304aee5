#include "app/onvif/Discovery.h"

#include "app/onvif/ProbeMessages.h"
#include "models/domain/AnswerLimits.h"
#include "models/domain/HostText.h"

#include <QNetworkInterface>
#include <QPointer>
#include <QUdpSocket>
#include <QUuid>

namespace streamkeeper::onvif {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

/// Datagrams get lost, and so do answers of many at once.
constexpr int rounds = 3;
constexpr auto repeatAfter = 400ms;
/// Then others on this thread get a turn, whoever floods us.
constexpr int readsAtOnce = 64;

QHostAddress everybody()
{
    return QHostAddress(u"239.255.255.250"_s);
}

} // namespace

Result<Discovery::Place> Discovery::placeOf(const QString &text)
{
    const auto typed = checkUrlHost(u"udp://"_s + text.trimmed());
    Place place;
    if (!typed || !place.address.setAddress(typed->host))
        return fail(ErrorCategory::Invalid,
                    tr("Give an IP address and, if it is not 3702, a port: 192.0.2.10:3702."));
    place.port = typed->port.value_or(place.port);
    return place;
}

Discovery::Discovery(QObject *parent)
    : QObject(parent)
{
    m_end.setSingleShot(true);
    connect(&m_end, &QTimer::timeout, this, &Discovery::end);
    connect(&m_repeat, &QTimer::timeout, this, &Discovery::ask);
}

Discovery::~Discovery() = default;

void Discovery::start(std::chrono::milliseconds time, const std::optional<Place> &place)
{
    stop();
    m_place = place;
    m_endpoints.clear();
    m_asked = 0;
    m_isAnybodyAsked = false;
    m_problem.clear();
    openSockets();
    m_end.start(time);
    m_repeat.start(repeatAfter);
    ask();
}

void Discovery::stop()
{
    m_end.stop();
    m_repeat.stop();
    for (auto &socket : m_sockets)
        socket.release()->deleteLater(); // it may be telling of what it has read
    m_sockets.clear();
}

void Discovery::openSockets()
{
    if (m_place) {
        const bool isIpv6 = m_place->address.protocol() == QAbstractSocket::IPv6Protocol;
        openSocket(isIpv6 ? QHostAddress::AnyIPv6 : QHostAddress::AnyIPv4, {});
        return;
    }
    for (const QNetworkInterface &one : QNetworkInterface::allInterfaces()) {
        const auto flags = one.flags();
        if (!flags.testFlag(QNetworkInterface::IsUp) || !flags.testFlag(QNetworkInterface::CanMulticast))
            continue;
        for (const QNetworkAddressEntry &entry : one.addressEntries()) {
            if (entry.ip().protocol() == QAbstractSocket::IPv4Protocol)
                openSocket(entry.ip(), one.name());
        }
    }
}

void Discovery::openSocket(const QHostAddress &own, const QString &interfaceName)
{
    auto socket = std::make_unique<QUdpSocket>();
    if (!socket->bind(own, 0)) {
        m_problem = socket->errorString();
        return;
    }
    if (!interfaceName.isEmpty())
        socket->setMulticastInterface(QNetworkInterface::interfaceFromName(interfaceName));
    connect(socket.get(), &QUdpSocket::readyRead, this, [this, raw = socket.get()] { read(*raw); });
    m_sockets.push_back(std::move(socket));
}

void Discovery::ask()
{
    const QHostAddress address = m_place ? m_place->address : everybody();
    const quint16 port = m_place ? m_place->port : Place().port;
    for (const ProbeType type : {ProbeType::Video, ProbeType::Any}) {
        const QByteArray id = "urn:uuid:" + QUuid::createUuid().toByteArray(QUuid::WithoutBraces);
        const QByteArray message = probeMessage(type, id);
        for (const auto &socket : m_sockets) {
            if (socket->writeDatagram(message, address, port) == message.size())
                m_isAnybodyAsked = true;
            else
                m_problem = socket->errorString();
        }
    }
    if (++m_asked >= rounds)
        m_repeat.stop();
}

void Discovery::read(QUdpSocket &socket)
{
    const QPointer<Discovery> self(this);
    const QPointer<QUdpSocket> source(&socket);
    for (int i = 0; i < readsAtOnce && self && isRunning() && source && source->hasPendingDatagrams(); ++i) {
        QByteArray datagram(limits::maxDatagramBytes, Qt::Uninitialized);
        QHostAddress sender;
        const qint64 size = source->readDatagram(datagram.data(), datagram.size(), &sender);
        if (size <= 0)
            continue;
        datagram.truncate(size);
        for (const OnvifFound &device : decodeProbeMatches(datagram, sender.toString())) {
            if (self)
                take(device);
        }
    }
    // Qt tells of new datagrams only once all have been read.
    if (self && isRunning() && source && source->hasPendingDatagrams())
        QMetaObject::invokeMethod(
            source, [self, source] { self ? self->read(*source) : void(); }, Qt::QueuedConnection);
}

void Discovery::take(const OnvifFound &device)
{
    if (!isRunning() || std::size_t(m_endpoints.size()) >= limits::maxFoundDevices ||
        m_endpoints.contains(device.endpoint))
        return;
    m_endpoints.insert(device.endpoint);
    Q_EMIT found(device);
}

void Discovery::end()
{
    const bool isAsked = m_isAnybodyAsked;
    const QString problem = m_problem;
    stop();
    if (isAsked)
        Q_EMIT finished();
    else
        Q_EMIT failed(
            {ErrorCategory::Network,
             tr("The network cannot be searched: no interface takes the question. Is there a network?"),
             problem});
}

} // namespace streamkeeper::onvif
