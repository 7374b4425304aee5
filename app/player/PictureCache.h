#pragma once

#include <QDateTime>
#include <QHash>
#include <QImage>
#include <QString>

#include <list>
#include <optional>

namespace streamkeeper {

/// The last picture that was shown of each stream, to be seen dimmed until the next first key frame.
/// Holds at most maxBytes of pixels; what was not used for longest goes first. One thread.
class PictureCache
{
public:
    struct Picture
    {
        QImage image;
        QDateTime takenAt; ///< UTC
    };

    explicit PictureCache(qsizetype maxBytes = 48 * 1024 * 1024)
        : m_maxBytes(maxBytes)
    {
    }

    /// Larger pictures are kept at a width of 960.
    void insert(const QString &streamKey, const QImage &image, const QDateTime &takenAt);
    [[nodiscard]] std::optional<Picture> find(const QString &streamKey);
    [[nodiscard]] qsizetype bytes() const { return m_bytes; }

private:
    struct Entry
    {
        Picture picture;
        std::list<QString>::iterator use;
    };

    void remove(const QString &streamKey);

    const qsizetype m_maxBytes;
    qsizetype m_bytes = 0;
    QHash<QString, Entry> m_entries;
    std::list<QString> m_uses; ///< newest first
};

} // namespace streamkeeper
