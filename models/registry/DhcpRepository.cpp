#include "models/registry/DhcpRepository.h"

#include "models/registry/StoredSettings.h"

namespace streamkeeper {

using namespace Qt::StringLiterals;

namespace {

const QString dhcpKey = u"dhcp"_s;

QJsonObject asObject(const DhcpSettings &settings)
{
    if (!settings.isOn())
        return {};
    return {{u"tls"_s, settings.useTls},
            {u"host"_s, settings.host},
            {u"port"_s, settings.port},
            {u"user"_s, settings.userName},
            {u"passwordSecret"_s, settings.passwordSecret.toString()},
            {u"pin"_s, QString::fromLatin1(settings.pinnedSha256.toHex())},
            {u"subnet"_s, settings.subnetId}};
}

} // namespace

Result<DhcpSettings> DhcpRepository::settings()
{
    const auto stored = readStoredSettings(m_database, dhcpKey);
    if (!stored)
        return tl::unexpected(stored.error());
    const QJsonObject &object = *stored;
    DhcpSettings settings;
    settings.useTls = object[u"tls"].toBool();
    settings.host = object[u"host"].toString();
    settings.port = quint16(object[u"port"].toInt());
    settings.userName = object[u"user"].toString();
    settings.passwordSecret = SecretId::fromString(object[u"passwordSecret"].toString());
    settings.pinnedSha256 = QByteArray::fromHex(object[u"pin"].toString().toLatin1());
    settings.subnetId = object[u"subnet"].toInt();
    return settings;
}

VoidResult DhcpRepository::setSettings(const DhcpSettings &settings)
{
    const auto before = this->settings();
    if (!before)
        return tl::unexpected(before.error());
    return writeStoredSettings(m_database, dhcpKey, asObject(settings), before->passwordSecret,
                               settings.passwordSecret);
}

} // namespace streamkeeper
