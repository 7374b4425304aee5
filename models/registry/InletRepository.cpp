#include "models/registry/InletRepository.h"

#include "models/registry/StoredSettings.h"

namespace streamkeeper {

using namespace Qt::StringLiterals;

namespace {

const QString inletKey = u"inlet"_s;

} // namespace

Result<InletSettings> InletRepository::settings()
{
    const auto stored = readStoredSettings(m_database, inletKey);
    if (!stored)
        return tl::unexpected(stored.error());
    InletSettings settings;
    settings.isOn = (*stored)[u"on"].toBool();
    settings.address = (*stored)[u"address"].toString(settings.address);
    settings.port = quint16((*stored)[u"port"].toInt(settings.port));
    settings.tokenSecret = SecretId::fromString((*stored)[u"tokenSecret"].toString());
    return settings;
}

VoidResult InletRepository::setSettings(const InletSettings &settings)
{
    const auto before = this->settings();
    if (!before)
        return tl::unexpected(before.error());
    const QJsonObject object{{u"on"_s, settings.isOn},
                             {u"address"_s, settings.address},
                             {u"port"_s, settings.port},
                             {u"tokenSecret"_s, settings.tokenSecret.toString()}};
    return writeStoredSettings(m_database, inletKey, object, before->tokenSecret, settings.tokenSecret);
}

} // namespace streamkeeper
