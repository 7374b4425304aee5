#pragma once

#include "app/edits/RegistryEditor.h"
#include "app/mediaserver/Sharing.h"
#include "app/servers/ArchiveReading.h"
#include "models/rules/ShareRule.h"

#include <QObject>
#include <QPointer>

#include <functional>
#include <optional>
#include <vector>

namespace streamkeeper {

class ArchiveReader;
class PolledServers;

/// What a link is made of besides the operator's wishes: for a dialog, before it is made.
struct ShareOffer
{
    ServerId server; ///< that would serve the link
    QString serverName;
    QString remoteName;
    ShareAbilities abilities;
};

/// A link just made. `address` is whole.
struct NewLink
{
    ShareLink link;
    SecretText address;
    std::optional<ArchiveStart> start; ///< Archive: moved or not
    QStringList notes;
};

/// Makes, lists and takes back share links (domain.md 1.4). A link is in the registry only when its server
/// has made it; its whole address lies there sealed, and leaves with its end. Lives on the session's thread;
/// answers come there, never after `context` is gone.
class Sharing : public QObject
{
    Q_OBJECT

public:
    template <typename T>
    using Done = std::function<void(Result<T>)>;

    /// All of them outlive it.
    Sharing(RegistryEditor &editor, PolledServers &servers, ArchiveReader &archive,
            QObject *parent = nullptr);

    /// Asks the server that would serve a link to a stream of this name.
    void readOffer(const ServerId &server, const QString &remoteName, QObject *context,
                   Done<ShareOffer> done);

    /// Errors: Invalid with the reason of the rule, Unsupported with the server's, those of the request.
    void create(const StreamId &stream, const ShareRequest &request, QObject *context, Done<NewLink> done);
    void readLinks(QObject *context, Done<std::vector<ShareLink>> done);
    /// The whole address of a link that is not over, for copying.
    [[nodiscard]] Result<SecretText> addressOf(const ShareLink &link) const;
    /// Its token alone; Invalid: it is not kept any more.
    [[nodiscard]] Result<SecretText> tokenOf(const ShareLink &link) const;
    /// Marks it as revoked; what its server can do is done next (LinkKeeper). Public links are not revoked
    /// but by their camera's External access.
    void revoke(const ShareLink &link, QObject *context, Done<void> done);
    /// Takes links that are over from the list.
    void removeClosed(const std::vector<ShareLinkId> &links, QObject *context, Done<void> done);

    /// The facts that decide about links of a stream, but for what is recorded; none: no such stream.
    [[nodiscard]] std::optional<ShareFacts> factsOf(const StreamId &stream) const;

Q_SIGNALS:
    /// Links, or what decides about them, may be other than before.
    void linksChanged();

private:
    void make(const StreamId &stream, const ShareRequest &request, const LinkPlace &place, QStringList notes,
              QObject *context, Done<NewLink> done);
    void store(NewLink made, QObject *context, Done<NewLink> done);
    [[nodiscard]] const FleetState &fleet() const { return m_editor.memory().fleet; }
    [[nodiscard]] Done<void> afterwards(Done<void> done);
    [[nodiscard]] qint64 nowMs() const { return m_editor.clock().nowMs(); }

    RegistryEditor &m_editor;
    PolledServers &m_servers;
    ArchiveReader &m_archive;
};

} // namespace streamkeeper
