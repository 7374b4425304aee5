#include "models/registry/DeviceRepository.h"

#include "models/registry/StoredNames.h"
#include "models/registry/StoredOwner.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace streamkeeper {

using namespace Qt::StringLiterals;

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(DeviceRepository)
};

const QString provisioningKey = u"provisioning"_s;

const QString deviceColumns =
    u"id, mac, serial_number, manufacturer, model, ip_address, circuit_id, remote_id, camera_id, stage,"
    " is_stopped, renews_streams, has_begun_streams, reserved_address, addressed_at_ms, attempts, due_at_ms,"
    " last_event, last_event_at_ms, created_at_ms, revision"_s;

NetworkDevice deviceFromRow(const QSqlQuery &row)
{
    NetworkDevice device;
    device.id = NetworkDeviceId::fromString(row.value(0).toString());
    device.mac = row.value(1).toString();
    device.serialNumber = row.value(2).toString();
    device.manufacturer = row.value(3).toString();
    device.model = row.value(4).toString();
    device.ipAddress = row.value(5).toString();
    device.option82 = {row.value(6).toString(), row.value(7).toString()};
    device.camera = CameraId::fromString(row.value(8).toString());
    device.stage = stored::fromWord(stored::deviceStages, row.value(9).toString());
    device.isStopped = row.value(10).toBool();
    device.renewsStreams = row.value(11).toBool();
    device.hasBegunStreams = row.value(12).toBool();
    device.reservedAddress = row.value(13).toString();
    device.addressedAtMs = row.value(14).toLongLong();
    device.attempts = row.value(15).toInt();
    device.dueAtMs = row.value(16).toLongLong();
    device.lastEvent = row.value(17).toString();
    device.lastEventAtMs = row.value(18).toLongLong();
    device.createdAtMs = row.value(19).toLongLong();
    device.revision = row.value(20).toInt();
    device.owner = {row.value(21).toString(), row.value(22).toString(), row.value(23).toLongLong(),
                    row.value(24).toLongLong()};
    device.leaseUntilMs = row.value(25).toLongLong();
    return device;
}

} // namespace

Result<std::vector<NetworkDevice>> DeviceRepository::all()
{
    auto query = m_database.run(u"SELECT %1, owner_host, owner_boot, owner_pid, owner_start, lease_until_ms"
                                " FROM network_device ORDER BY created_at_ms, id"_s.arg(deviceColumns));
    if (!query)
        return tl::unexpected(query.error());
    std::vector<NetworkDevice> devices;
    while (query->next())
        devices.push_back(deviceFromRow(*query));
    return devices;
}

VoidResult DeviceRepository::save(const NetworkDevice &device)
{
    auto taken =
        m_database.run(u"SELECT mac FROM network_device WHERE id <> ? AND (mac = ? OR camera_id = ?)"_s,
                       {device.id.toString(), device.mac, stored::idOrNull(device.camera)});
    if (!taken)
        return tl::unexpected(taken.error());
    if (taken->next()) {
        const QString other = taken->value(0).toString();
        return fail(ErrorCategory::Conflict,
                    other == device.mac
                        ? Texts::tr("There is a device with the MAC address %1 already.").arg(other)
                        : Texts::tr("The camera is that of the device %1 already.").arg(other));
    }
    auto saved = m_database.run(
        u"INSERT INTO network_device (%1) VALUES(?,?,?,?,?,?,?,?,(SELECT id FROM camera WHERE id = "
        u"?),?,?,?,?,?,?,?,?,?,?,?,?)"
        " ON CONFLICT(id) DO UPDATE SET mac=excluded.mac, serial_number=excluded.serial_number,"
        " manufacturer=excluded.manufacturer, model=excluded.model, ip_address=excluded.ip_address,"
        " circuit_id=excluded.circuit_id, remote_id=excluded.remote_id, camera_id=excluded.camera_id,"
        " stage=excluded.stage, is_stopped=excluded.is_stopped, renews_streams=excluded.renews_streams,"
        " has_begun_streams=excluded.has_begun_streams, reserved_address=excluded.reserved_address,"
        " addressed_at_ms=excluded.addressed_at_ms, attempts=excluded.attempts,"
        " due_at_ms=excluded.due_at_ms, last_event=excluded.last_event,"
        " last_event_at_ms=excluded.last_event_at_ms, revision=network_device.revision + 1"
        " WHERE network_device.revision = excluded.revision"_s.arg(deviceColumns),
        {device.id.toString(),
         stored::text(device.mac),
         stored::text(device.serialNumber),
         stored::text(device.manufacturer),
         stored::text(device.model),
         stored::text(device.ipAddress),
         stored::text(device.option82.circuitId),
         stored::text(device.option82.remoteId),
         stored::idOrNull(device.camera),
         stored::word(stored::deviceStages, device.stage),
         device.isStopped,
         device.renewsStreams,
         device.hasBegunStreams,
         stored::text(device.reservedAddress),
         device.addressedAtMs,
         device.attempts,
         device.dueAtMs,
         stored::text(device.lastEvent),
         device.lastEventAtMs,
         device.createdAtMs,
         device.revision});
    if (!saved)
        return tl::unexpected(saved.error());
    if (saved->numRowsAffected() == 0)
        return fail(ErrorCategory::Conflict,
                    Texts::tr("The device %1 was changed by somebody else meanwhile.").arg(device.mac));
    return {};
}

VoidResult DeviceRepository::remove(const NetworkDeviceId &id, int revision)
{
    auto removed = m_database.run(u"DELETE FROM network_device WHERE id = ? AND revision = ?"_s,
                                  {id.toString(), revision});
    if (!removed)
        return tl::unexpected(removed.error());
    return removed->numRowsAffected() > 0
               ? VoidResult()
               : fail(ErrorCategory::Conflict,
                      Texts::tr("The device was changed by somebody else meanwhile. Nothing was removed."));
}

Result<bool> DeviceRepository::claim(const NetworkDevice &device, const OperationOwner &owner,
                                     qint64 leaseUntilMs)
{
    QVariantList values = stored::ownerValues(owner);
    values << leaseUntilMs << device.id.toString();
    values += stored::ownerValues(device.owner) + stored::ownerValues(owner);
    auto claimed =
        m_database.run(u"UPDATE network_device SET owner_host = ?, owner_boot = ?, owner_pid = ?,"
                       " owner_start = ?, lease_until_ms = ?"
                       " WHERE id = ? AND (lease_until_ms = 0 OR (%1) OR (%1))"_s.arg(stored::isOwner),
                       values);
    if (!claimed)
        return tl::unexpected(claimed.error());
    return claimed->numRowsAffected() > 0;
}

VoidResult DeviceRepository::renewClaims(const OperationOwner &owner, qint64 leaseUntilMs)
{
    auto renewed =
        m_database.run(u"UPDATE network_device SET lease_until_ms = ? WHERE lease_until_ms > 0 AND %1"_s.arg(
                           stored::isOwner),
                       QVariantList{leaseUntilMs} + stored::ownerValues(owner));
    return renewed ? VoidResult() : tl::unexpected(renewed.error());
}

VoidResult DeviceRepository::letGo(const NetworkDeviceId &id, const OperationOwner &owner)
{
    auto free = m_database.run(
        u"UPDATE network_device SET lease_until_ms = 0 WHERE id = ? AND %1"_s.arg(stored::isOwner),
        QVariantList{id.toString()} + stored::ownerValues(owner));
    return free ? VoidResult() : tl::unexpected(free.error());
}

Result<ProvisioningSettings> DeviceRepository::settings()
{
    const auto text = m_database.meta(provisioningKey);
    if (!text)
        return tl::unexpected(text.error());
    const QJsonObject object = QJsonDocument::fromJson(text->toUtf8()).object();
    ProvisioningSettings settings;
    settings.isOn = object[u"on"].toBool(true);
    settings.manualLockMinutes =
        stored::bounded(object[u"manualLockMinutes"], 0, 1'440, settings.manualLockMinutes);
    for (const QJsonValue &value : object[u"profiles"].toArray())
        settings.choices.push_back({value[u"manufacturer"].toString(), value[u"model"].toString(),
                                    value[u"high"].toString(), value[u"low"].toString()});
    return settings;
}

VoidResult DeviceRepository::setSettings(const ProvisioningSettings &settings)
{
    QJsonArray profiles;
    for (const OnvifChoice &choice : settings.choices)
        profiles.append(QJsonObject{{u"manufacturer"_s, choice.manufacturer},
                                    {u"model"_s, choice.model},
                                    {u"high"_s, choice.high},
                                    {u"low"_s, choice.low}});
    const QJsonObject object{{u"on"_s, settings.isOn},
                             {u"manualLockMinutes"_s, settings.manualLockMinutes},
                             {u"profiles"_s, profiles}};
    return m_database.setMeta(provisioningKey,
                              QString::fromUtf8(QJsonDocument(object).toJson(QJsonDocument::Compact)));
}

} // namespace streamkeeper
