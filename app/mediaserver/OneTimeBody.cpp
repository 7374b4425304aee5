#include "app/mediaserver/OneTimeBody.h"

#include <algorithm>
#include <cstring>

namespace streamkeeper {

OneTimeBody::OneTimeBody(QByteArray content, QObject *parent)
    : QIODevice(parent)
    , m_content(std::move(content))
{
    open(QIODevice::ReadOnly | QIODevice::Unbuffered);
}

qint64 OneTimeBody::bytesAvailable() const
{
    return m_content.size() - m_position + QIODevice::bytesAvailable();
}

qint64 OneTimeBody::readData(char *data, qint64 maxSize)
{
    const qint64 size = std::min<qint64>(maxSize, m_content.size() - m_position);
    if (size <= 0)
        return -1;
    std::memcpy(data, m_content.constData() + m_position, size_t(size));
    m_position += size;
    return size;
}

} // namespace streamkeeper
