#pragma once

#include <QJsonObject>
#include <QUuid>

#include <vector>

namespace streamkeeper {

/// Where in the window one was, in order, as a browser keeps it. Each place comes with how it looked
/// when it was left (selection, scroll position, tab).
class NavigationHistory
{
public:
    struct Location
    {
        int page = 0;  ///< index into the pages of the window
        QUuid subject; ///< the server or camera of a card; null for others

        bool operator==(const Location &) const = default;
    };
    struct Entry
    {
        Location location;
        QJsonObject state;
    };
    static constexpr size_t capacity = 100;

    /// A step to a new place; what lay ahead is gone. The place one is at already is no step.
    void visit(const Location &location);
    [[nodiscard]] bool isEmpty() const { return m_entries.empty(); }
    [[nodiscard]] const Entry &current() const { return m_entries[m_at]; }
    void setCurrentState(const QJsonObject &state) { m_entries[m_at].state = state; }

    /// The place one step away; null if there is none.
    [[nodiscard]] const Entry *behind() const { return m_at > 0 ? &m_entries[m_at - 1] : nullptr; }
    [[nodiscard]] const Entry *ahead() const
    {
        return m_at + 1 < m_entries.size() ? &m_entries[m_at + 1] : nullptr;
    }
    /// Only when there is a place behind (ahead).
    void goBack() { --m_at; }
    void goForward() { ++m_at; }

private:
    std::vector<Entry> m_entries;
    size_t m_at = 0;
};

} // namespace streamkeeper
