#pragma once

#include "app/edits/RegistryEditor.h"
#include "models/domain/Alarm.h"
#include "models/rules/AlarmRule.h"

#include <QHash>
#include <QObject>
#include <QTimer>

#include <vector>

namespace streamkeeper {

class Sharing;

/// Sees what operators have to hear of without looking for it, keeps it in the registry until somebody has
/// seen it, and tells it: once for all programs on the registry. Lives on the session's thread.
class AlarmKeeper : public QObject
{
    Q_OBJECT

public:
    AlarmKeeper(RegistryEditor &editor, Sharing &sharing, QObject *parent = nullptr);

    /// Looks every few seconds from now on.
    void start();
    /// Looks once, now, at what memory has; links as of the last reading of them.
    void look();
    /// As the registry has them; what is new in it and goes on is told, but not what was there at the start.
    void set(std::vector<Alarm> alarms, const AlarmPolicy &policy);

    /// Newest first.
    [[nodiscard]] const std::vector<Alarm> &alarms() const { return m_alarms; }
    [[nodiscard]] int newCount() const;
    [[nodiscard]] const AlarmPolicy &policy() const { return m_policy; }

    void markSeen(const std::vector<Alarm> &alarms, QObject *context, RegistryEditor::Done<void> done);
    void savePolicy(const AlarmPolicy &policy, QObject *context, RegistryEditor::Done<void> done);

Q_SIGNALS:
    /// Something began.
    void raised(const streamkeeper::Alarm &alarm);
    /// The list is other than before.
    void changed();

private:
    void readLinks();
    void findCauses(const std::vector<AlarmFacts::Loss> &losses, qint64 nowMs);
    [[nodiscard]] std::vector<AlarmFacts::Loss> losses(qint64 nowMs) const;
    [[nodiscard]] qint64 downSince(const FleetServer &server, qint64 nowMs);
    void take(const AlarmChanges &changes);
    void remember(const AlarmChanges &changes);

    RegistryEditor &m_editor;
    Sharing &m_sharing;
    std::vector<Alarm> m_alarms;
    AlarmPolicy m_policy;
    std::vector<ShareLink> m_links;
    std::vector<AlarmFacts::Cause> m_causes;
    std::vector<AlarmFacts::Loss> m_explained; ///< the losses that m_causes were found for
    QHash<ServerId, qint64> m_failingSince;    ///< of servers that have not answered in this run
    QTimer m_timer;
    QTimer m_linkTimer;
    bool m_isLoaded = false;
    bool m_hasLinks = false; ///< before, none could be said to have ended
    bool m_isWriting = false;
};

} // namespace streamkeeper
