#include "app/console/DevicesPresenter.h"

#include "app/console/ClosingDialog.h"
#include "app/mediaserver/ServerChannel.h"
#include "models/cameracsv/OrderReader.h"
#include "views/cameras/CameraCard.h"
#include "views/common/ConfirmDialog.h"
#include "views/devices/DeviceDialogs.h"
#include "views/devices/DevicesPage.h"
#include "views/shell/MainWindow.h"
#include "views/streams/StreamActions.h"
#include "views/streams/StreamsPage.h"
#include "views/trouble/TroublePage.h"

#include <QFile>
#include <QFileDialog>
#include <QFileInfo>
#include <QMessageBox>
#include <QPointer>

#include <algorithm>
#include <memory>

namespace streamkeeper {

using namespace Qt::StringLiterals;

DevicesPresenter::DevicesPresenter(Session &session, MainWindow &window, QObject *parent)
    : QObject(parent)
    , m_session(session)
    , m_window(window)
    , m_page(*window.page<DevicesPage>())
    , m_settings(session)
{
    connect(&m_page, &DevicesPage::settingsRequested, this, [this] { m_settings.open(m_window); });
    connect(&m_page, &DevicesPage::provisioningToggled, this, [this](bool isOn) {
        ProvisioningSettings settings = m_session.devices().settings();
        settings.isOn = isOn;
        m_session.edits().devices.saveSettings(settings, this,
                                               {}); // what could not be written is told by the session
    });
    connect(&m_page, &DevicesPage::addRequested, this, &DevicesPresenter::add);
    connect(&m_page, &DevicesPage::attachRequested, this, &DevicesPresenter::attach);
    connect(&m_page, &DevicesPage::addressRequested, this, &DevicesPresenter::enterAddress);
    connect(&m_page, &DevicesPage::removeRequested, this, &DevicesPresenter::remove);
    connect(&m_page, &DevicesPage::cameraDeletionRequested, this, &DevicesPresenter::askToDelete);
    connect(&m_page, &DevicesPage::activationRequested, this, &DevicesPresenter::setActivation);
    connect(&m_page, &DevicesPage::retryRequested, this, [this](const std::vector<NetworkDeviceId> &devices) {
        m_session.edits().devices.resume(devices, this,
                                         {}); // what could not be written is told by the session
    });
    connect(&m_page, &DevicesPage::importRequested, this, [this] {
        auto *dialog = new QFileDialog(&m_window, tr("Import orders"));
        dialog->setAttribute(Qt::WA_DeleteOnClose);
        dialog->setFileMode(QFileDialog::ExistingFile);
        dialog->setNameFilters({tr("Tables (*.csv *.txt)"), tr("All files (*)")});
        connect(dialog, &QFileDialog::fileSelected, this, &DevicesPresenter::importOrders);
        dialog->open();
    });
    auto *card = m_window.page<CameraCard>();
    connect(card, &CameraCard::activationRequested, this, &DevicesPresenter::setActivation);
    connect(card, &CameraCard::deviceRequested, this, &DevicesPresenter::showDeviceOf);
    connect(card, &CameraCard::shown, this, &DevicesPresenter::showOnCard);
    connect(&session.devices(), &DeviceState::changed, this, &DevicesPresenter::showOnCard);
    for (StreamActions *actions :
         {m_window.page<StreamsPage>()->actions(), m_window.page<TroublePage>()->actions()})
        connect(actions, &StreamActions::activationRequested, this, &DevicesPresenter::setActivation);
    connect(&session.deviceKeeper(), &DeviceKeeper::changed, this, &DevicesPresenter::showSource);
    connect(&session, &Session::opened, this, &DevicesPresenter::showSource);
    connect(&session, &Session::registryWritten, this, &DevicesPresenter::showSource);
    connect(&session, &Session::registryChanged, this, &DevicesPresenter::showSource);
    showSource();
}

void DevicesPresenter::showSource()
{
    const DhcpSettings &dhcp = m_session.dhcpSettings();
    m_page.model().setDhcp(dhcp.isOn());
    const QString problem = m_session.deviceKeeper().dhcpProblem();
    if (!m_session.devices().settings().isOn)
        m_page.setSource(tr("Provisioning is off: no order is taken, and no device goes on."), true);
    else if (!dhcp.isOn())
        m_page.setSource(
            tr("No DHCP server is asked here: addresses come by the inlet, by the command line, or by "
               "Enter address, and nothing is reserved."),
            false);
    else if (!problem.isEmpty())
        m_page.setSource(tr("The DHCP server could not be asked: %1").arg(problem), true);
    else
        m_page.setSource(tr("Addresses come from the DHCP server at %1, and are reserved there.")
                             .arg(ChannelAddress{dhcp.useTls, dhcp.host, dhcp.port, {}}.displayText()),
                         false);
}

void DevicesPresenter::showOnCard()
{
    auto *card = m_window.page<CameraCard>();
    const Camera *camera = m_session.fleet().camera(card->camera());
    if (!camera)
        return;
    const NetworkDevice *device = m_session.devices().deviceOf(camera->id);
    const QString reserved = device ? device->reservedAddress : QString();
    const VoidResult free = checkManualAdding(*camera, m_session.devices(), m_session.clock().nowMs());
    card->showProvisioning(!reserved.isEmpty() ? tr("Reserved: %1").arg(reserved)
                           : !device           ? tr("Unreserved: it is no network device of provisioning")
                           : m_session.dhcpSettings().isOn() ? tr("Unreserved")
                                                             : tr("Unreserved: no DHCP server is asked"),
                           device != nullptr, free ? QString() : free.error().message);
}

template <typename Dialog>
void DevicesPresenter::carryOut(Dialog *dialog)
{
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &Dialog::saveRequested, this, [this, dialog] {
        dialog->showSaving();
        m_session.edits().devices.carryOut(
            dialog->order(), {}, this,
            [this, end = closing(dialog)](const Result<ProvisioningReceipt> &receipt) {
                if (receipt)
                    m_page.selectDevice(NetworkDeviceId::fromString(receipt->device));
                end(receipt ? VoidResult() : tl::unexpected(receipt.error()));
            });
    });
    dialog->open();
}

void DevicesPresenter::add()
{
    carryOut(new NewDeviceDialog(&m_window));
}

void DevicesPresenter::attach(const NetworkDeviceId &id)
{
    const NetworkDevice *device = m_session.devices().device(id);
    if (!device)
        return;
    QStringList groups;
    for (const ServerGroup &group : m_session.clusters().groups())
        groups.append(group.name);
    std::vector<AttachDialog::Replaceable> cameras;
    for (const NetworkDevice &other : m_session.devices().devices()) {
        const Camera *camera = m_session.fleet().camera(other.camera);
        if (camera && other.id != id)
            cameras.push_back({camera->name, other.mac});
    }
    std::ranges::sort(cameras, {}, &AttachDialog::Replaceable::camera);
    carryOut(new AttachDialog(device->mac, groups, std::move(cameras), &m_window));
}

void DevicesPresenter::enterAddress(const NetworkDeviceId &id)
{
    if (const NetworkDevice *device = m_session.devices().device(id))
        carryOut(new AddressDialog(device->mac, device->ipAddress, device->option82, &m_window));
}

void DevicesPresenter::remove(const NetworkDeviceId &id)
{
    const NetworkDevice *device = m_session.devices().device(id);
    if (!device)
        return;
    auto *dialog =
        new ConfirmDialog(tr("Remove network device"),
                          {tr("%1 is forgotten. An order new_camera brings it back.").arg(device->mac)},
                          tr("Remove"), &m_window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &ConfirmDialog::confirmed, this,
            [this, dialog, id] { m_session.edits().devices.remove(id, this, closing(dialog)); });
    dialog->open();
}

void DevicesPresenter::askToDelete(const CameraId &id)
{
    const Camera *camera = m_session.fleet().camera(id);
    const NetworkDevice *device = m_session.devices().deviceOf(id);
    if (!camera || !device)
        return;
    const int streams = int(m_session.fleet().rowsOf(id).size());
    QStringList sentences{
        streams == 0 ? tr("%1 leaves the registry.").arg(camera->name)
                     : tr("%1 and its %n stream(s) are deleted, on the media servers and here. What is "
                          "recorded stays there.",
                          nullptr, streams)
                           .arg(camera->name)};
    if (!device->reservedAddress.isEmpty())
        sentences.append(tr("The DHCP server keeps %1 for it no more.").arg(device->reservedAddress));
    auto *dialog = new ConfirmDialog(tr("Delete camera"), sentences, tr("Delete camera"), &m_window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &ConfirmDialog::confirmed, this, [this, dialog, id] {
        dialog->accept();
        deleteCamera(id);
    });
    dialog->open();
}

void DevicesPresenter::deleteCamera(const CameraId &id)
{
    std::vector<StreamCommand> commands;
    for (const int row : m_session.fleet().rowsOf(id)) {
        StreamCommand command;
        command.kind = OperationKind::DeleteStream;
        command.stream = m_session.fleet().row(row).id;
        commands.push_back(std::move(command));
    }
    if (commands.empty()) {
        removeEmpty(id);
        return;
    }
    const BatchId batch = m_session.runCommands(commands);
    auto *watch = new QObject(this);
    connect(&m_session.operations(), &OperationRunner::batchChanged, watch,
            [this, watch, batch, id](const BatchProgress &progress) {
                if (progress.id != batch || !progress.isOver())
                    return;
                watch->deleteLater();
                // What could not be deleted is told by the operation, and keeps the camera.
                if (m_session.fleet().rowsOf(id).isEmpty())
                    removeEmpty(id);
            });
}

void DevicesPresenter::removeEmpty(const CameraId &id)
{
    if (m_session.fleet().camera(id))
        m_session.edits().cameras.removeEmpty(id, this,
                                              {}); // what could not be written is told by the session
}

void DevicesPresenter::setActivation(const std::vector<CameraId> &cameras, Activation activation)
{
    m_session.edits().devices.setActivation(cameras, activation, this, [this](const VoidResult &result) {
        if (!result)
            Q_EMIT m_session.registryFailed(result.error());
        showOnCard(); // as it is
    });
}

void DevicesPresenter::showDeviceOf(const CameraId &camera)
{
    m_window.showPage<DevicesPage>();
    if (const NetworkDevice *device = m_session.devices().deviceOf(camera))
        m_page.selectDevice(device->id);
}

void DevicesPresenter::importOrders(const QString &fileName)
{
    // What became of a file: how many orders were taken, and what was wrong with the others.
    const auto show = [this](const QString &sentence, const QStringList &problems) {
        auto *box = new QMessageBox(problems.isEmpty() ? QMessageBox::Information : QMessageBox::Warning,
                                    tr("Import orders"), sentence, QMessageBox::Close, &m_window);
        box->setTextFormat(Qt::PlainText);
        box->setDetailedText(problems.join(u'\n'));
        box->setAttribute(Qt::WA_DeleteOnClose);
        box->open();
    };
    QFile file(fileName);
    if (!file.open(QIODevice::ReadOnly)) {
        show(tr("%1 cannot be read: %2").arg(fileName, file.errorString()), {});
        return;
    }
    const auto lines = readOrders(file.readAll());
    if (!lines) {
        show(lines.error().message, {});
        return;
    }
    // One after the other: an order may need what the one before it has made.
    struct Import
    {
        std::vector<OrderLine> lines;
        size_t next = 0;
        int taken = 0;
        QStringList problems;
        std::function<void()> go;
    };
    auto import = std::make_shared<Import>(Import{*lines, 0, 0, {}, {}});
    import->go = [ this, import, show, name = QFileInfo(fileName).fileName() ] {
        const auto note = [import](const OrderLine &line, const QString &message) {
            import->problems.append(tr("Line %1: %2").arg(line.line).arg(message));
};
while (import->next < import->lines.size()) {
    const OrderLine &line = import->lines[import->next++];
    if (!line.order) {
        note(line, line.order.error().message);
        continue;
    }
    m_session.edits().devices.carryOut(*line.order, {}, this,
                                       [import, note, line](const Result<ProvisioningReceipt> &receipt) {
                                           if (receipt)
                                               ++import->taken;
                                           else
                                               note(line, receipt.error().message);
                                           // Not from within the answer: a file of thousands would stand on
                                           // the stack.
                                           QMetaObject::invokeMethod(
                                               qApp,
                                               [import] {
                                                   if (import->go)
                                                       import->go();
                                               },
                                               Qt::QueuedConnection);
                                       });
    return;
}
const qsizetype refused = import->problems.size();
show(refused == 0 ? tr("%1: %n order(s) were taken.", nullptr, import->taken).arg(name)
                  : tr("%1: %2 orders were taken, %3 were not.").arg(name).arg(import->taken).arg(refused),
     import->problems);
QMetaObject::invokeMethod(
    qApp, [import] { import->go = {}; }, Qt::QueuedConnection);
}; // namespace streamkeeper
import->go();
}

} // namespace streamkeeper
