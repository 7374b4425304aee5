#pragma once

#include "models/domain/Ids.h"
#include "models/domain/Trouble.h"
#include "models/domain/TroublePolicy.h"

#include <QHash>

#include <utility>

namespace streamkeeper {

/// The histories of streams in trouble (domain.md 4), as far back as they are kept, and what was added that
/// the registry does not have yet. A stream that is well has no entry.
class TroubleMemory
{
public:
    /// Of one stream: what flaps all night is told by its newest events.
    static constexpr size_t mostEvents = 500;

    using Histories = QHash<StreamId, TroubleHistory>;

    /// Those of an earlier run.
    void restore(Histories histories) { m_histories = std::move(histories); }
    /// Oldest first; empty: no trouble is known.
    [[nodiscard]] const TroubleHistory &of(const StreamId &stream) const;
    [[nodiscard]] const Histories &all() const { return m_histories; }
    void add(const StreamId &stream, const TroubleHistory &events, qint64 nowMs);
    void forget(const StreamId &stream);

    using Marks = QHash<StreamId, TroubleMark>;

    /// What operators said of it; an empty one if nothing.
    [[nodiscard]] TroubleMark markOf(const StreamId &stream) const { return m_marks.value(stream); }
    void setMarks(Marks marks) { m_marks = std::move(marks); }
    void setMark(const StreamId &stream, const TroubleMark &mark) { m_marks.insert(stream, mark); }

    /// What the console has switched off (SwitchedOff).
    [[nodiscard]] const QHash<StreamId, SwitchedOff> &switchedOff() const { return m_switchedOff; }
    void setSwitchedOff(QHash<StreamId, SwitchedOff> all) { m_switchedOff = std::move(all); }
    void addSwitchedOff(const StreamId &stream, const SwitchedOff &off) { m_switchedOff.insert(stream, off); }
    void removeSwitchedOff(const StreamId &stream) { m_switchedOff.remove(stream); }

    [[nodiscard]] const TroublePolicy &policy() const { return m_policy; }
    void setPolicy(const TroublePolicy &policy) { m_policy = policy; }

    /// What was added since the last call, for the registry.
    [[nodiscard]] Histories takeNew() { return std::exchange(m_new, {}); }

private:
    Histories m_histories;
    Histories m_new;
    Marks m_marks;
    QHash<StreamId, SwitchedOff> m_switchedOff;
    TroublePolicy m_policy;
};

} // namespace streamkeeper
