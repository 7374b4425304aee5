#include "app/console/FindCamerasPresenter.h"

#include "app/mediaserver/ServerCertificate.h"
#include "models/rules/FieldRules.h"
#include "models/texts/OnvifTexts.h"

#include <QUrl>

namespace streamkeeper {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

/// Devices answer within a second; some take their time after a start.
constexpr auto searchTime = 5s;

QString pinKey(const onvif::DevicePlace &place)
{
    return place.host + u':' + QString::number(place.port);
}

} // namespace

FindCamerasPresenter::FindCamerasPresenter(Session &session, FindCamerasDialog &dialog)
    : QObject(&dialog)
    , m_session(session)
    , m_dialog(dialog)
{
    const FleetState &fleet = session.fleet();
    for (const Stream &stream : fleet.streams()) {
        if (const Camera *camera = fleet.camera(stream.camera); camera && !stream.address.isEmpty())
            m_known.insert(QUrl(stream.address.masked()).host(), camera->name);
    }
    for (const Camera &camera : fleet.cameras()) {
        if (!camera.ipAddress.isEmpty())
            m_known.insert(camera.ipAddress, camera.name);
    }
    connect(&m_discovery, &onvif::Discovery::found, this,
            [this](const OnvifFound &device) { m_dialog.addDevice(device, knownAs(device)); });
    connect(&m_discovery, &onvif::Discovery::finished, this, [this] { m_dialog.endSearch({}); });
    connect(&m_discovery, &onvif::Discovery::failed, this,
            [this](const Error &error) { m_dialog.endSearch(error.message); });
    connect(&dialog, &FindCamerasDialog::searchRequested, this, &FindCamerasPresenter::search);
    connect(&dialog, &FindCamerasDialog::searchCancelled, this, [this] {
        m_discovery.stop();
        m_dialog.endSearch({});
    });
    connect(&dialog, &FindCamerasDialog::readRequested, this, &FindCamerasPresenter::read);
    connect(&dialog, &FindCamerasDialog::readCancelled, this, [this] { m_reading.request_stop(); });
    connect(&dialog, &FindCamerasDialog::certificateAccepted, this, [this] {
        m_accepted.insert(pinKey(m_place), m_offered);
        read(m_question);
    });
    connect(&dialog, &FindCamerasDialog::chosen, this, [this] {
        ReadStreams streams = m_dialog.value();
        streams.ip = m_place.host;
        streams.onvifPort = m_place.port;
        Q_EMIT chosen(streams);
    });
    search({});
}

FindCamerasPresenter::~FindCamerasPresenter()
{
    m_reading.request_stop();
}

void FindCamerasPresenter::search(const QString &text)
{
    m_discovery.stop();
    std::optional<onvif::Discovery::Place> place;
    if (!text.isEmpty()) {
        const auto typed = onvif::Discovery::placeOf(text);
        if (!typed) {
            m_dialog.endSearch(typed.error().message);
            return;
        }
        place = *typed;
    }
    m_dialog.beginSearch();
    m_discovery.start(searchTime, place);
}

QString FindCamerasPresenter::knownAs(const OnvifFound &device) const
{
    for (const QString &service : device.services) {
        if (const QString name = m_known.value(QUrl(service).host()); !name.isEmpty())
            return name;
    }
    return m_known.value(device.host);
}

void FindCamerasPresenter::read(const FindCamerasDialog::Question &question)
{
    auto place = onvif::devicePlaceOf(question.address);
    if (!place) {
        m_dialog.showReadFailure(question, place.error());
        return;
    }
    m_place = *place;
    m_place.pinnedSha256 = m_accepted.value(pinKey(m_place));
    m_question = question;
    m_reading = std::stop_source();
    const auto done = [this, question, turn = ++m_turn](const onvif::DeviceReport &report) {
        if (turn == m_turn)
            take(question, report);
    };
    onvif::readDevice(m_session.network(), m_place, {question.user, question.password}, this, done,
                      m_reading.get_token());
}

void FindCamerasPresenter::take(const FindCamerasDialog::Question &question,
                                const onvif::DeviceReport &report)
{
    if (m_reading.stop_requested())
        return; // the dialog knows
    if (report.device) {
        m_dialog.showDevice(*report.device, notesOn(*report.device));
        return;
    }
    m_dialog.showReadFailure(question, report.device.error());
    if (report.device.error().category == ErrorCategory::Tls && report.certificate) {
        m_offered = report.certificate->sha256;
        m_dialog.offerCertificate(formatFingerprint(m_offered));
    }
}

QStringList FindCamerasPresenter::notesOn(const OnvifDevice &device) const
{
    QStringList notes = texts::onvifRemarks(device);
    const OnvifInformation &is = device.information;
    for (const Camera &camera : m_session.fleet().cameras()) {
        const bool isSame = (!is.macAddress.isEmpty() && camera.macAddress == is.macAddress) ||
                            (!is.serialNumber.isEmpty() && camera.serialNumber == is.serialNumber &&
                             camera.ipAddress == m_place.host);
        if (isSame)
            notes.append(tr("The registry has this device already: %1.").arg(camera.name));
    }
    return notes;
}

} // namespace streamkeeper
