#include "app/player/PictureCache.h"

namespace streamkeeper {

namespace {

constexpr int maxKeptWidth = 960;

} // namespace

void PictureCache::insert(const QString &streamKey, const QImage &image, const QDateTime &takenAt)
{
    if (streamKey.isEmpty() || image.isNull())
        return;
    remove(streamKey);
    const QImage kept =
        image.width() > maxKeptWidth ? image.scaledToWidth(maxKeptWidth, Qt::SmoothTransformation) : image;
    m_uses.push_front(streamKey);
    m_entries.insert(streamKey, {{kept, takenAt}, m_uses.begin()});
    m_bytes += kept.sizeInBytes();
    while (m_bytes > m_maxBytes && m_uses.size() > 1)
        remove(m_uses.back());
}

std::optional<PictureCache::Picture> PictureCache::find(const QString &streamKey)
{
    const auto entry = m_entries.find(streamKey);
    if (entry == m_entries.end())
        return std::nullopt;
    m_uses.splice(m_uses.begin(), m_uses, entry->use);
    return entry->picture;
}

void PictureCache::remove(const QString &streamKey)
{
    const auto entry = m_entries.find(streamKey);
    if (entry == m_entries.end())
        return;
    m_bytes -= entry->picture.image.sizeInBytes();
    const auto use = entry->use;
    m_entries.erase(entry);
    // Last: `streamKey` may be the text inside the list.
    m_uses.erase(use);
}

} // namespace streamkeeper
