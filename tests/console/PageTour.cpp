#include "tests/console/PageTour.h"

#include "app/console/ArchivePlaybackPresenter.h"
#include "app/console/StreamsPresenter.h"
#include "tests/console/WindowTest.h"
#include "views/alarms/AlarmPage.h"
#include "views/archive/ExportDialog.h"
#include "views/cameracsv/CameraCsvActions.h"
#include "views/cameracsv/ColumnsDialog.h"
#include "views/cameracsv/ImportDialog.h"
#include "views/clusters/ClustersPage.h"
#include "views/clusters/RecordTable.h"
#include "views/common/EventTable.h"
#include "views/devices/DevicesPage.h"
#include "views/events/EventsPage.h"
#include "views/operations/ActivityPage.h"
#include "views/operations/BatchBar.h"
#include "views/preview/PreviewPanel.h"
#include "views/preview/VideoWidget.h"
#include "views/servers/AdoptDialog.h"
#include "views/servers/ServerDialog.h"
#include "views/servers/ServersPage.h"
#include "views/share/ShareBatch.h"
#include "views/share/ShareDialog.h"
#include "views/share/ShareForm.h"
#include "views/share/ShareLinksPage.h"
#include "views/share/ShareResult.h"
#include "views/shell/NoticeBar.h"
#include "views/streams/AddCameraDialog.h"
#include "views/streams/CameraPairActions.h"
#include "views/streams/DetailPanel.h"
#include "views/streams/FilterBar.h"
#include "views/streams/FindCamerasDialog.h"
#include "views/streams/StreamActions.h"
#include "views/streams/StreamTableView.h"
#include "views/streams/StreamsPage.h"
#include "views/transfer/TransferDialog.h"
#include "views/trouble/CauseList.h"
#include "views/trouble/TroublePage.h"

#include <QAction>
#include <QApplication>
#include <QComboBox>
#include <QDialog>
#include <QLineEdit>
#include <QTabBar>
#include <QTabWidget>
#include <QTableView>

#include <algorithm>

namespace streamkeeper::test {

using namespace Qt::StringLiterals;

namespace {

[[nodiscard]] QDialog *frontDialog()
{
    auto *modal = qobject_cast<QDialog *>(QApplication::activeModalWidget());
    return modal && modal->isVisible() ? modal : nullptr;
}

QString writeList(const QString &file, const QByteArray &lines)
{
    QFile list(file);
    if (list.open(QIODevice::WriteOnly))
        list.write(lines);
    return file;
}

/// A list of somebody's, with columns that the console has no name for.
QString writeForeignList(const QString &folder)
{
    return writeList(folder + u"/Камеры складского терминала, выгрузка 2026-11.csv"_s,
                     "Bezeichnung;Ort;Kanal 1;Kanal 2;Inventarnummer\n"
                     "Tor 7;Halle 3;rtsp://10.9.0.7/a;rtsp://10.9.0.7/b;4711\n"
                     "Rampe Nord;Halle 3;rtsp://10.9.0.8/a;rtsp://10.9.0.8/b;4712\n");
}

QString writeOwnList(const QString &folder)
{
    return writeList(folder + u"/cameras.csv"_s, "name,location,high_address,low_address\n"
                                                 "Gate 17,Quay 4,rtsp://10.9.0.7/a,rtsp://10.9.0.7/b\n"
                                                 "Въезд с улицы,Quay 4,rtsp://10.9.0.8/a,no address\n");
}

OnvifFound foundDevice(int number)
{
    OnvifFound device;
    device.endpoint = u"urn:uuid:0000-%1"_s.arg(number);
    device.host = u"10.64.0.%1"_s.arg(number);
    device.services = QStringList{u"http://%1/onvif/device_service"_s.arg(device.host)};
    device.name = number % 3 == 0 ? u"HIKVISION DS-2CD2T47G2-LSU/SL"_s : u"IPC"_s;
    device.hardware = number % 2 == 0 ? u"DS-2CD2T47G2-LSU/SL"_s : u"IPC-HFW5442T-ZE"_s;
    device.location = number % 4 == 0 ? u"Порт, причал 4, разворотная площадка"_s : u"country/china"_s;
    return device;
}

OnvifDevice toldDevice()
{
    OnvifDevice device;
    device.information = {u"Hikvision"_s,
                          u"DS-2CD2T47G2-LSU/SL"_s,
                          u"V5.7.12"_s,
                          u"DS-2CD2T47G2-LSU/SL20230117AAWRL12345678"_s,
                          {},
                          u"02:00:5e:10:00:63"_s};
    for (const int width : {2688, 704}) {
        OnvifProfile profile;
        profile.token = u"Profile_%1"_s.arg(width);
        profile.name = width > 1000 ? u"mainStream"_s : u"subStream"_s;
        profile.videoSource = u"VideoSource_1"_s;
        profile.encoding = u"H264"_s;
        profile.width = width;
        profile.height = width > 1000 ? 1520 : 576;
        profile.frameRate = 25;
        profile.bitrateKbps = width;
        const auto address =
            StreamAddress::fromText(u"rtsp://10.64.0.3:554/Streaming/Channels/%1"_s.arg(width));
        profile.address = address;
        device.profiles.push_back(profile);
    }
    return device;
}

} // namespace

PageTour::PageTour(TourDesk &desk)
    : m_desk(desk)
    , m_window(desk.window())
{
    addStreams();
    addServers();
    addCards();
    addLists();
    addStreamDialogs();
    addCameraDialogs();
    addServerDialogs();
    addOtherDialogs();
    addQuestions();
}

void PageTour::addPage(const QString &name, Deed open, Check isReady)
{
    m_stops.push_back({name, std::move(open), std::move(isReady), false});
}

void PageTour::addDialog(const QString &name, Deed open, Check isReady)
{
    m_stops.push_back({name, std::move(open), std::move(isReady), true});
}

QWidget *PageTour::open(const TourStop &stop)
{
    stop.open();
    const auto isOpen = [&] {
        const QWidget *front = stop.isDialog ? static_cast<QWidget *>(frontDialog()) : &m_window;
        return front && QApplication::activeWindow() == front && (!stop.isReady || stop.isReady());
    };
    if (!QTest::qWaitFor(isOpen, patienceMs)) {
        qWarning("%s did not come", qPrintable(stop.name));
        return nullptr;
    }
    return stop.isDialog ? static_cast<QWidget *>(frontDialog()) : &m_window;
}

bool PageTour::close()
{
    m_window.vaultNotice()->clear();
    m_window.registryNotice()->clear();
    const auto isClosed = [this] {
        if (QDialog *front = frontDialog())
            front->reject();
        else
            m_window.activateWindow();
        return !frontDialog() && QApplication::activeWindow() == &m_window;
    };
    if (QTest::qWaitFor(isClosed, patienceMs))
        return true;
    qWarning("a dialog does not close");
    return false;
}

// ---- pages

std::vector<int> PageTour::rowsOf(const std::vector<StreamId> &streams)
{
    std::vector<int> rows;
    for (const StreamId &stream : streams)
        rows.push_back(m_desk.fleet().rowOf(stream));
    return rows;
}

void PageTour::selectStreams(const std::vector<StreamId> &streams)
{
    m_window.showPage<StreamsPage>();
    StreamTableView *table = m_window.page<StreamsPage>()->table();
    table->clearSelection();
    const std::vector<int> rows = rowsOf(streams);
    table->selectFleetRow(rows.front());
    for (const int row : rows) {
        const QModelIndex index =
            table->model()->index(m_window.page<StreamsPage>()->model().viewRow(row), 0);
        table->selectionModel()->select(index, QItemSelectionModel::Select | QItemSelectionModel::Rows);
    }
}

bool PageTour::isPlaying()
{
    auto *panel = m_window.findChild<PreviewPanel *>();
    return panel && !panel->videoWidget()->currentFrame().isNull();
}

void PageTour::selectRow(const char *table)
{
    auto *found = m_window.findChild<QTableView *>(QString::fromLatin1(table));
    found->selectRow(0);
}

void PageTour::addStreams()
{
    auto *page = m_window.page<StreamsPage>();
    addPage(u"streams"_s, [this, page] {
        m_window.showPage(page);
        page->table()->clearSelection();
        page->table()->setCurrentIndex({});
    });
    addPage(
        u"streams-selected"_s, [this] { selectStreams({m_desk.playingStream()}); },
        [this] { return isPlaying(); });
    addPage(u"streams-lost"_s, [this] { selectStreams({m_desk.lostStreams().front()}); });
    addPage(u"streams-many"_s, [this] { selectStreams(m_desk.lostStreams()); });
    addPage(
        u"streams-archive"_s,
        [this, page] {
            selectStreams({m_desk.playingStream()});
            Q_EMIT page->findChild<PreviewPanel *>()->modeChosen(PreviewMode::Archive);
        },
        [page] { return page->findChild<PreviewPanel *>()->mode() == PreviewMode::Archive; });
    addPage(u"streams-live"_s,
            [page] { Q_EMIT page->findChild<PreviewPanel *>()->modeChosen(PreviewMode::Live); });
}

void PageTour::addServers()
{
    addPage(u"servers"_s, [this] {
        m_window.showPage<ServersPage>();
        m_window.page<ServersPage>()->selectServer(m_desk.server(3));
    });
    const char *const tabs[] = {"server-general", "server-cameras", "server-load", "server-events"};
    for (int tab = 0; tab < 4; ++tab) {
        addPage(QString::fromLatin1(tabs[tab]), [this, tab] {
            m_window.openServer(m_desk.server(1));
            m_window.page<ServerCard>()->tabs()->setCurrentIndex(tab);
        });
    }
    addPage(u"server-down"_s, [this] {
        m_window.openServer(m_desk.server(3));
        m_window.page<ServerCard>()->tabs()->setCurrentIndex(ServerCard::GeneralTab);
    });
}

void PageTour::addCards()
{
    const char *const tabs[] = {"camera-general", "camera-streams", "camera-events"};
    for (int tab = 0; tab < 3; ++tab) {
        addPage(QString::fromLatin1(tabs[tab]), [this, tab] {
            m_window.openCamera(m_desk.fleet().stream(m_desk.playingStream())->camera);
            m_window.page<CameraCard>()->tabs()->setCurrentIndex(tab);
        });
    }
    addPage(u"camera-automatic"_s, [this] {
        m_window.openCamera(m_desk.automaticCamera());
        m_window.page<CameraCard>()->tabs()->setCurrentIndex(CameraCard::GeneralTab);
    });
    addPage(u"camera-automatic-streams"_s, [this] {
        m_window.openCamera(m_desk.automaticCamera());
        m_window.page<CameraCard>()->tabs()->setCurrentIndex(CameraCard::StreamsTab);
    });
}

void PageTour::addLists()
{
    addPage(
        u"activity"_s,
        [this] {
            m_window.showPage<ActivityPage>();
            m_window.page<ActivityPage>()->table()->selectRow(1);
        },
        [this] { return m_window.page<ActivityPage>()->model().rowCount() > 0; });
    addPage(u"clusters"_s, [this] {
        m_window.showPage<ClustersPage>();
        m_window.page<ClustersPage>()->tabs()->setCurrentIndex(ClustersPage::ClustersTab);
    });
    addPage(u"groups"_s, [this] {
        m_window.showPage<ClustersPage>();
        m_window.page<ClustersPage>()->tabs()->setCurrentIndex(ClustersPage::GroupsTab);
    });
    addPage(
        u"links"_s, [this] { m_window.showPage<ShareLinksPage>(); },
        [this] { return m_window.page<ShareLinksPage>()->table()->model()->rowCount() > 0; });
    const char *const steps[] = {"incorrect", "problematic", "disconnected"};
    for (int tab = 0; tab < 3; ++tab) {
        addPage(QString::fromLatin1(steps[tab]), [this, tab] {
            auto *page = m_window.page<TroublePage>();
            m_window.showPage(page);
            page->table()->clearSelection();
            page->findChild<QTabBar *>(u"troubleTabs"_s)->setCurrentIndex(tab);
        });
    }
    addPage(
        u"incorrect-flapping"_s, [this] { m_window.openTrouble(m_desk.playingStream()); },
        [this] { return !m_window.page<TroublePage>()->selectedStreams().empty(); });
    addPage(u"incorrect-lost"_s, [this] { m_window.openTrouble(m_desk.lostStreams().front()); });
    addPage(
        u"alarms"_s,
        [this] {
            m_window.showPage<AlarmPage>();
            selectRow("alarmTable");
        },
        [this] { return m_window.page<AlarmPage>()->model().rowCount() > 2; });
    addPage(
        u"events"_s, [this] { m_window.showPage<EventsPage>(); },
        [this] { return m_window.page<EventsPage>()->events()->model().rowCount() > 10; });
    addPage(u"devices"_s, [this] {
        m_window.showPage<DevicesPage>();
        m_window.page<DevicesPage>()->table()->clearSelection();
    });
    addPage(u"device-stopped"_s, [this] {
        m_window.showPage<DevicesPage>();
        for (const NetworkDevice &device : m_desk.session().devices().devices()) {
            if (device.isStopped)
                m_window.page<DevicesPage>()->selectDevice(device.id);
        }
    });
    addPage(u"notices"_s, [this] {
        m_window.showPage<StreamsPage>();
        // As long as they get: the sentences are those of presenters, which no state of this desk brings.
        const QString sentence =
            u"The keychain of this system shows no key of this registry. It may be locked, "
            "or be another one than the one that the key was written to. "_s;
        m_window.vaultNotice()->showNotice(
            sentence, {{u"Try the keychain again"_s, u"retry"_s}, {u"This run only"_s, u"this-run"_s}});
        m_window.registryNotice()->showNotice(sentence, {{u"Dismiss"_s, u"dismiss"_s}});
    });
}

// ---- dialogs

void PageTour::addStreamDialogs()
{
    StreamActions *actions = m_window.page<StreamsPage>()->actions();
    const auto order = [this, actions](StreamAction action, const std::vector<StreamId> &streams) {
        m_window.showPage<StreamsPage>();
        Q_EMIT actions->requested(action, rowsOf(streams));
    };
    const auto isPlanned = [] {
        auto *dialog = qobject_cast<TransferDialog *>(frontDialog());
        return dialog && !dialog->plan().transfers.empty();
    };
    addDialog(
        u"transfer"_s, [=, this] { order(StreamAction::Transfer, {m_desk.playingStream()}); }, isPlanned);
    addDialog(
        u"transfer-many"_s, [=, this] { order(StreamAction::Transfer, m_desk.lostStreams()); }, isPlanned);
    addDialog(u"share"_s, [=, this] { order(StreamAction::Share, {m_desk.playingStream()}); });
    addDialog(u"share-archive"_s, [=, this] {
        order(StreamAction::Share, {m_desk.playingStream()});
        qobject_cast<ShareDialog *>(frontDialog())->form()->setMode(ShareMode::Archive);
    });
    addDialog(
        u"share-result"_s,
        [=, this] {
            order(StreamAction::Share, {m_desk.playingStream()});
            Q_EMIT qobject_cast<ShareDialog *>(frontDialog())->generateRequested();
        },
        [] {
            auto *dialog = qobject_cast<ShareDialog *>(frontDialog());
            return dialog && dialog->result()->isVisible();
        });
    addDialog(u"share-many"_s, [=, this] { order(StreamAction::Share, m_desk.lostStreams()); });
    addDialog(
        u"share-many-result"_s,
        [=, this] {
            order(StreamAction::Share, m_desk.lostStreams());
            Q_EMIT qobject_cast<ShareDialog *>(frontDialog())->generateRequested();
        },
        [] {
            auto *dialog = qobject_cast<ShareDialog *>(frontDialog());
            return dialog && dialog->batch()->isVisible();
        });
    addDialog(u"archive-index"_s, [=, this] { order(StreamAction::ArchiveIndex, {m_desk.playingStream()}); });
    addDialog(u"export"_s, [=, this] {
        selectStreams({m_desk.playingStream()});
        const qint64 nowMs = QDateTime::currentMSecsSinceEpoch();
        Q_EMIT m_desk.harness().console().streams().archive().exportRequested({nowMs - 600'000, nowMs});
    });
    addDialog(u"delete-stream"_s, [=, this] { order(StreamAction::Delete, {m_desk.playingStream()}); });
    addDialog(u"delete-streams"_s, [=, this] { order(StreamAction::Delete, m_desk.lostStreams()); });
    addDialog(u"restart-streams"_s, [=, this] { order(StreamAction::Restart, m_desk.lostStreams()); });
    addDialog(u"forget-streams"_s, [=, this] { order(StreamAction::Forget, m_desk.lostStreams()); });
    addDialog(u"acknowledge"_s, [this] {
        m_window.showPage<TroublePage>();
        Q_EMIT m_window.page<TroublePage>()->acknowledgeRequested(m_desk.lostStreams());
    });
    addDialog(u"steps"_s, [this] {
        m_window.showPage<TroublePage>();
        Q_EMIT m_window.page<TroublePage>()->stepsRequested();
    });
}

void PageTour::addCameraDialogs()
{
    auto *page = m_window.page<StreamsPage>();
    addDialog(u"add-camera"_s, [page] { page->addCameraAction()->trigger(); });
    addDialog(
        u"add-camera-test"_s,
        [this, page] {
            page->addCameraAction()->trigger();
            const auto address = m_desk.session().fullAddress(m_desk.playingStream());
            auto *field = frontDialog()->findChild<QLineEdit *>(u"newCameraHigh"_s);
            field->setText(address ? address->revealText() : QString());
            auto *form = qobject_cast<AddCameraDialog *>(frontDialog());
            if (const auto played = form->address(Quality::High))
                Q_EMIT form->testRequested(*played);
        },
        [] { return frontDialog()->findChild<PreviewPanel *>() != nullptr; });
    const auto find = [page] {
        page->addCameraAction()->trigger();
        Q_EMIT qobject_cast<AddCameraDialog *>(frontDialog())->findRequested();
        auto *dialog = qobject_cast<FindCamerasDialog *>(frontDialog());
        Q_EMIT dialog->searchCancelled(); // what the network of this machine has is none of our business
        dialog->beginSearch();
        for (int i = 1; i <= 12; ++i)
            dialog->addDevice(foundDevice(i),
                              i % 5 == 0 ? u"Harbour crane 1, boom, looking down"_s : QString());
    };
    const auto isFinding = [] { return qobject_cast<FindCamerasDialog *>(frontDialog()) != nullptr; };
    addDialog(u"find-cameras"_s, find, isFinding);
    const auto ask = [find] {
        find();
        auto *dialog = qobject_cast<FindCamerasDialog *>(frontDialog());
        dialog->endSearch({});
        dialog->findChild<QTableView *>(u"foundCameras"_s)->selectRow(2);
        dialog->findChild<QLineEdit *>(u"deviceUser"_s)->setText(u"operator"_s);
        return dialog;
    };
    addDialog(
        u"find-cameras-read"_s, [ask] { ask()->showDevice(toldDevice(), {}); }, isFinding);
    addDialog(
        u"find-cameras-refused"_s,
        [ask] {
            FindCamerasDialog *dialog = ask();
            const OnvifFound refusing = foundDevice(3);
            dialog->showReadFailure(
                {refusing.services.front(), u"operator"_s, {}, refusing.endpoint},
                Error{ErrorCategory::Authentication,
                      u"10.64.0.3 refuses the user \"operator\": the password is wrong, or it has no right "
                      "to read the profiles."_s,
                      {}});
        },
        isFinding);
    CameraPairActions *pairs = page->pairActions();
    addDialog(u"split"_s, [this, pairs] {
        Q_EMIT pairs->splitRequested(m_desk.fleet().stream(m_desk.playingStream())->camera);
    });
    addDialog(u"import"_s, [this] { Q_EMIT m_window.cameraCsv()->importRequested(); });
    addDialog(
        u"import-plan"_s,
        [this] {
            Q_EMIT m_window.cameraCsv()->importRequested();
            Q_EMIT qobject_cast<ImportDialog *>(frontDialog())
                ->fileChosen(writeOwnList(m_desk.harness().folder()));
        },
        [] {
            auto *table = frontDialog() ? frontDialog()->findChild<QTableView *>() : nullptr;
            return table && table->model() && table->model()->rowCount() > 0;
        });
    addDialog(
        u"columns"_s,
        [this] {
            Q_EMIT m_window.cameraCsv()->importRequested();
            Q_EMIT qobject_cast<ImportDialog *>(frontDialog())
                ->fileChosen(writeForeignList(m_desk.harness().folder()));
        },
        [] { return qobject_cast<ColumnsDialog *>(frontDialog()) != nullptr; });
}

void PageTour::addServerDialogs()
{
    addDialog(u"add-server"_s, [this] { m_window.page<StreamsPage>()->addServerAction()->trigger(); });
    addDialog(u"add-server-jwt"_s, [this] {
        m_window.page<StreamsPage>()->addServerAction()->trigger();
        const auto boxes = frontDialog()->findChildren<QComboBox *>();
        boxes.first()->setCurrentIndex(1); // MediaMTX
        for (QComboBox *box : boxes) {
            if (box->objectName() == u"serverAuth")
                box->setCurrentIndex(box->count() - 1);
        }
    });
    addDialog(u"add-server-failed"_s, [this] {
        m_window.page<StreamsPage>()->addServerAction()->trigger();
        qobject_cast<ServerDialog *>(frontDialog())
            ->showFailure(
                u"10.64.0.3:8443 shows a certificate that no authority has signed. Compare its "
                "fingerprint with the one on the server before you accept it."_s,
                ConnectionOutcome::CertificateView{
                    {}, QString(64, u'A'), u"ms-05.example"_s, u"ms-05.example"_s, u"31.12.2027"_s, false},
                true);
    });
    addDialog(
        u"adopt"_s, [this] { Q_EMIT m_window.page<ServersPage>()->adoptRequested(m_desk.server(2)); },
        [] {
            auto *dialog = qobject_cast<AdoptDialog *>(frontDialog());
            return dialog && !dialog->model().found().empty();
        });
    addDialog(u"remove-server"_s,
              [this] { Q_EMIT m_window.page<ServersPage>()->removeRequested(m_desk.server(1)); });
    auto *clusters = m_window.page<ClustersPage>();
    addDialog(u"add-cluster"_s, [clusters] { Q_EMIT clusters->addClusterRequested(); });
    addDialog(u"edit-cluster"_s, [this, clusters] {
        Q_EMIT clusters->editClusterRequested(m_desk.session().clusters().clusters().front().id);
    });
    addDialog(u"delete-cluster"_s, [this, clusters] {
        Q_EMIT clusters->removeClusterRequested(m_desk.session().clusters().clusters().front().id);
    });
    addDialog(u"edit-group"_s, [this, clusters] {
        Q_EMIT clusters->editGroupRequested(m_desk.session().clusters().groups().front().id);
    });
    addDialog(u"delete-group"_s, [this, clusters] {
        Q_EMIT clusters->removeGroupRequested(m_desk.session().clusters().groups().front().id);
    });
    addDialog(u"search-settings"_s, [clusters] { Q_EMIT clusters->searchSettingsRequested(); });
}

void PageTour::addOtherDialogs()
{
    auto *devices = m_window.page<DevicesPage>();
    const auto device = [this] { return m_desk.session().devices().devices().front().id; };
    addDialog(u"add-device"_s, [devices] { Q_EMIT devices->addRequested(); });
    addDialog(u"attach-device"_s, [=] { Q_EMIT devices->attachRequested(device()); });
    addDialog(u"device-address"_s, [=] { Q_EMIT devices->addressRequested(device()); });
    addDialog(u"remove-device"_s, [=] { Q_EMIT devices->removeRequested(device()); });
    addDialog(u"delete-camera"_s,
              [=, this] { Q_EMIT devices->cameraDeletionRequested(m_desk.automaticCamera()); });
    addDialog(u"provisioning"_s, [devices] { Q_EMIT devices->settingsRequested(); });
    addDialog(u"alarm-rules"_s, [this] { Q_EMIT m_window.page<AlarmPage>()->rulesRequested(); });
    addDialog(u"signing-key"_s, [this] { Q_EMIT m_window.page<ShareLinksPage>()->signingKeyRequested(); });
    addDialog(u"about"_s, [this] { m_window.aboutAction()->trigger(); });
    for (const char *word : {"passphrase", "unlock", "anew"}) {
        addDialog(u"vault-"_s + QLatin1StringView(word),
                  [this, word] { Q_EMIT m_window.vaultNotice()->choiceMade(QString::fromLatin1(word)); });
    }
}

void PageTour::addQuestions()
{
    addDialog(u"revoke-links"_s, [this] {
        auto *page = m_window.page<ShareLinksPage>();
        m_window.showPage(page);
        page->table()->selectAll();
        Q_EMIT page->revokeRequested(page->selectedLinks());
    });
    addDialog(u"quit-unsaved"_s, [this] {
        m_window.openCamera(m_desk.fleet().stream(m_desk.playingStream())->camera);
        m_window.page<CameraCard>()->tabs()->setCurrentIndex(CameraCard::GeneralTab);
        m_window.page<CameraCard>()->findChild<QLineEdit *>(u"cameraLocation"_s)->insert(u"x"_s);
        m_window.close();
    });
    addPage(u"camera-changed"_s, [] {}); // the bar under the card, of what was typed before the question
}

} // namespace streamkeeper::test
