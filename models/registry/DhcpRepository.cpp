#include "models/registry/DhcpRepository.h"

#include "models/registry/SecretRepository.h"

#include <QJsonDocument>
#include <QJsonObject>

namespace streamkeeper {

using namespace Qt::StringLiterals;

namespace {

const QString key = u"dhcp"_s;

QString asText(const DhcpSettings &settings)
{
    if (!settings.isOn())
        return {};
    const QJsonObject object{{u"tls"_s, settings.useTls},
                             {u"host"_s, settings.host},
                             {u"port"_s, settings.port},
                             {u"user"_s, settings.userName},
                             {u"passwordSecret"_s, settings.passwordSecret.toString()},
                             {u"pin"_s, QString::fromLatin1(settings.pinnedSha256.toHex())},
                             {u"subnet"_s, settings.subnetId}};
    return QString::fromUtf8(QJsonDocument(object).toJson(QJsonDocument::Compact));
}

} // namespace

Result<DhcpSettings> DhcpRepository::settings()
{
    const auto text = m_database.meta(key);
    if (!text)
        return tl::unexpected(text.error());
    const QJsonObject object = QJsonDocument::fromJson(text->toUtf8()).object();
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
    if (!before->passwordSecret.isNull() && before->passwordSecret != settings.passwordSecret) {
        if (auto removed = SecretRepository(m_database).remove({before->passwordSecret}); !removed)
            return removed;
    }
    return m_database.setMeta(key, asText(settings));
}

} // namespace streamkeeper
