#include "app/session/TransferLosses.h"

#include "models/rules/OtherSettings.h"
#include "models/texts/TransferTexts.h"

#include <memory>

namespace streamkeeper {

TransferLosses::TransferLosses(const FleetState &fleet, const SealedSecrets &secrets, ServerGateway &servers,
                               QObject *parent)
    : QObject(parent)
    , m_fleet(fleet)
    , m_secrets(secrets)
    , m_servers(servers)
{
}

void TransferLosses::find(const Moves &moves, QObject *context, Done done)
{
    QHash<ServerId, std::vector<SecretText>> others;
    for (const auto &[stream, server] : moves) {
        if (const SecretText text = othersOf(stream); !text.isEmpty())
            others[server].push_back(text);
    }
    if (others.isEmpty()) {
        done({});
        return;
    }
    const auto left = std::make_shared<qsizetype>(others.size());
    const auto sentences = std::make_shared<QStringList>();
    for (auto it = others.cbegin(); it != others.cend(); ++it) {
        const auto answered = [this, server = it.key(), texts = it.value(), left, sentences,
                               done](const Result<QStringList> &taken) {
            if (const QString lost = taken ? sentence(server, texts, *taken) : QString(); !lost.isEmpty())
                sentences->append(lost);
            if (--*left == 0)
                done(*sentences);
        };
        m_servers.readTakenSettings(it.key(), context, answered);
    }
}

SecretText TransferLosses::othersOf(const StreamId &id) const
{
    const Stream *stream = m_fleet.stream(id);
    return stream ? m_secrets.unseal(stream->othersSecret).value_or(SecretText()) : SecretText();
}

QString TransferLosses::sentence(const ServerId &server, const std::vector<SecretText> &others,
                                 const QStringList &taken) const
{
    QStringList names;
    int streams = 0;
    for (const SecretText &text : others) {
        const QStringList lost = othersNotTaken(text, taken);
        names += lost;
        streams += lost.isEmpty() ? 0 : 1;
    }
    names.removeDuplicates();
    names.sort();
    return names.isEmpty() ? QString() : texts::notTaken(m_fleet.serverName(server), names, streams);
}

} // namespace streamkeeper
