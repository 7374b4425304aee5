#include "app/sharing/LinkKeeper.h"

#include "app/servers/PolledServers.h"
#include "app/sharing/Sharing.h"
#include "models/registry/ShareRepository.h"

#include <QLoggingCategory>

namespace streamkeeper {

namespace {

Q_LOGGING_CATEGORY(logLinks, "streamkeeper.links")

constexpr std::chrono::seconds lookInterval{5};

} // namespace

LinkKeeper::LinkKeeper(RegistryEditor &editor, Sharing &sharing, PolledServers &servers, QObject *parent)
    : QObject(parent)
    , m_editor(editor)
    , m_sharing(sharing)
    , m_servers(servers)
{
    m_timer.setInterval(lookInterval);
    connect(&m_timer, &QTimer::timeout, this, &LinkKeeper::look);
    connect(&sharing, &Sharing::linksChanged, this, [this] {
        if (m_timer.isActive())
            look();
    });
}

void LinkKeeper::setPace(std::chrono::milliseconds interval, std::chrono::milliseconds pause)
{
    m_timer.setInterval(interval);
    m_pause = pause;
}

void LinkKeeper::start()
{
    m_timer.start();
    look();
}

void LinkKeeper::look()
{
    const qint64 now = m_editor.clock().nowMs();
    m_editor.registry().run(
        this, [now](RegistryDatabase &database) { return ShareRepository(database).ended(now); },
        [this, now](const Result<std::vector<ShareLink>> &ended) {
            if (!ended) {
                qCWarning(logLinks).noquote() << ended.error().message << ended.error().detail;
                return;
            }
            for (const ShareLink &link : *ended) {
                if (!m_busy.contains(link.id) && m_pausedUntilMs.value(link.id) <= now)
                    end(link);
            }
        });
}

void LinkKeeper::end(const ShareLink &link)
{
    m_busy.insert(link.id);
    const auto token = link.keyId.isEmpty() ? Result<SecretText>() : m_sharing.tokenOf(link);
    if (link.keyId.isEmpty() || (!token && token.error().category == ErrorCategory::Invalid)) {
        close(link, -1);
        return;
    }
    const auto delay = [this, link](const QString &reason) {
        m_busy.remove(link.id);
        m_pausedUntilMs.insert(link.id, m_editor.clock().nowMs() + m_pause.count());
        Q_EMIT linkDelayed(link, reason);
    };
    if (!token) {
        delay(token.error().message); // locked secrets: the sessions of this link cannot be told from others
        return;
    }
    if (!m_editor.memory().fleet.server(link.server)) {
        close(link, -1); // nobody to ask any more
        return;
    }
    m_servers.endSessions(link.server, link.remoteName, *token, this,
                          [this, link, delay](const Result<int> &ended) {
                              if (!ended && ended.error().category != ErrorCategory::Unsupported) {
                                  delay(ended.error().message);
                                  return;
                              }
                              close(link, ended.value_or(-1));
                          });
}

void LinkKeeper::close(const ShareLink &link, int sessions)
{
    RegistryEdit edit;
    edit.write = [id = link.id](RegistryDatabase &database) { return ShareRepository(database).close(id); };
    m_editor.apply(std::move(edit), this, [this, link, sessions](const VoidResult &closed) {
        m_busy.remove(link.id);
        if (!closed) {
            m_pausedUntilMs.insert(link.id, m_editor.clock().nowMs() + m_pause.count());
            return;
        }
        m_pausedUntilMs.remove(link.id);
        Q_EMIT linkClosed(link, sessions);
    });
}

} // namespace streamkeeper
