#include "models/texts/DeviceTexts.h"

#include <QCoreApplication>
#include <QStringList>

namespace streamkeeper::texts {

using namespace Qt::StringLiterals;

namespace {

struct DeviceTexts
{
    Q_DECLARE_TR_FUNCTIONS(DeviceTexts)
};

} // namespace

QString deviceCondition(DeviceCondition condition)
{
    switch (condition) {
    case DeviceCondition::AwaitsCamera:
        return DeviceTexts::tr("No camera");
    case DeviceCondition::AwaitsAddress:
        return DeviceTexts::tr("Waits for an address");
    case DeviceCondition::Reserving:
        return DeviceTexts::tr("Reserving its address");
    case DeviceCondition::MakingStreams:
        return DeviceTexts::tr("Making streams");
    case DeviceCondition::Releasing:
        return DeviceTexts::tr("Releasing its address");
    case DeviceCondition::Retrying:
        return DeviceTexts::tr("Tried again soon");
    case DeviceCondition::Stopped:
        return DeviceTexts::tr("Stopped");
    case DeviceCondition::Manual:
        return DeviceTexts::tr("Manual");
    case DeviceCondition::Paused:
        return DeviceTexts::tr("Provisioning is off");
    case DeviceCondition::Done:
        return DeviceTexts::tr("On air");
    }
    return {};
}

QString deviceAdvice(DeviceCondition condition, const DeviceFacts &facts)
{
    switch (condition) {
    case DeviceCondition::AwaitsCamera:
        return DeviceTexts::tr("It becomes a camera by the order attach_camera, or by Attach.");
    case DeviceCondition::AwaitsAddress:
        return facts.hasDhcp
                   ? DeviceTexts::tr("The DHCP server is asked for it every few seconds.")
                   : DeviceTexts::tr("No DHCP server is asked here: the address comes by the inlet, by "
                                     "the command line, or by Enter address.");
    case DeviceCondition::Stopped:
        return DeviceTexts::tr("Do what the last event says, then Try again.");
    case DeviceCondition::Manual:
        return DeviceTexts::tr("Its camera is kept by people. Switch it to auto, and provisioning goes on.");
    case DeviceCondition::Paused:
        return DeviceTexts::tr("Switch provisioning on, and it goes on.");
    case DeviceCondition::Reserving:
    case DeviceCondition::MakingStreams:
    case DeviceCondition::Releasing:
    case DeviceCondition::Retrying:
    case DeviceCondition::Done:
        return {};
    }
    return {};
}

QString deviceStage(DeviceStage stage)
{
    switch (stage) {
    case DeviceStage::Profile:
        return DeviceTexts::tr("Camera");
    case DeviceStage::Address:
        return DeviceTexts::tr("Address");
    case DeviceStage::Streams:
        return DeviceTexts::tr("Streams");
    case DeviceStage::Done:
        return DeviceTexts::tr("On air");
    }
    return {};
}

QString activation(Activation activation)
{
    return activation == Activation::Auto ? DeviceTexts::tr("auto") : DeviceTexts::tr("manual");
}

QString relayInformation(const RelayInformation &option82)
{
    QStringList parts;
    if (!option82.remoteId.isEmpty())
        parts.append(DeviceTexts::tr("switch %1").arg(option82.remoteId));
    if (!option82.circuitId.isEmpty())
        parts.append(DeviceTexts::tr("port %1").arg(option82.circuitId));
    return parts.join(u", "_s);
}

QString addressReserved(const QString &ip)
{
    return DeviceTexts::tr("The DHCP server keeps %1 for it.").arg(ip);
}

QString addressReleased(const QString &ip)
{
    return DeviceTexts::tr("The DHCP server keeps %1 for it no more.").arg(ip);
}

QString streamsThereAlready()
{
    return DeviceTexts::tr("The camera has streams already.");
}

QString streamsMade()
{
    return DeviceTexts::tr("Its streams are on air.");
}

QString streamsCancelled()
{
    return DeviceTexts::tr("Making its streams was cancelled.");
}

QString noStreamOffered(const QString &host)
{
    return DeviceTexts::tr(
               "The camera at %1 offers no video stream by ONVIF. Set up a profile on it, then try again.")
        .arg(host);
}

QString dhcpAuthor()
{
    return DeviceTexts::tr("DHCP server");
}

} // namespace streamkeeper::texts
