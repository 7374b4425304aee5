#pragma once

#include <mutex>
#include <utility>

namespace streamkeeper {

/// What a PlaybackThread tells and its owner has not taken yet: only the newest of each, so that a late owner
/// gets no backlog. `Update::forgetNews()` clears what is told once; the rest stays and is told again.
template <typename Update>
class UpdateBox
{
public:
    /// `change` gets the update and waits for nothing: the owner does not wait either.
    template <typename Change>
    void change(Change change)
    {
        const std::scoped_lock lock(m_mutex);
        change(m_update);
    }

    [[nodiscard]] Update take()
    {
        const std::scoped_lock lock(m_mutex);
        Update taken = m_update;
        m_update.forgetNews();
        return taken;
    }

private:
    std::mutex m_mutex;
    Update m_update;
};

} // namespace streamkeeper
