#include "views/shell/NavigationHistory.h"

namespace streamkeeper {

void NavigationHistory::visit(const Location &location)
{
    if (!isEmpty() && current().location == location)
        return;
    if (!isEmpty())
        m_entries.resize(m_at + 1);
    m_entries.push_back({location, {}});
    if (m_entries.size() > capacity)
        m_entries.erase(m_entries.begin());
    m_at = m_entries.size() - 1;
}

} // namespace streamkeeper
