#include "app/fetching/RtspAnswers.h"

#include <utility>

namespace streamkeeper {

namespace {

/// Head and description together; a description of a camera has some hundred bytes.
constexpr qsizetype largestAnswer = 256 * 1024;
const QByteArray endOfHead = "\r\n\r\n";

QByteArray valueOf(const QByteArray &head, const QByteArray &name)
{
    for (const QByteArray &line : head.split('\n')) {
        const qsizetype colon = line.indexOf(':');
        if (colon > 0 && line.left(colon).trimmed().toLower() == name)
            return line.mid(colon + 1).trimmed();
    }
    return {};
}

int statusOf(const QByteArray &head)
{
    const QList<QByteArray> words = head.left(head.indexOf('\r')).split(' ');
    return words.size() > 1 && words[0].startsWith("RTSP/") ? words[1].toInt() : 0;
}

} // namespace

void RtspAnswers::read(const QByteArray &bytes)
{
    if (m_isMedia) {
        m_passable += bytes;
        return;
    }
    m_waiting += bytes;
    while (!m_movedTo && takeAnswer()) {
    }
    m_isNonsense = !m_isMedia && m_waiting.size() > largestAnswer;
}

QByteArray RtspAnswers::takePassable()
{
    return std::exchange(m_passable, {});
}

bool RtspAnswers::takeAnswer()
{
    if (m_waiting.startsWith('$')) {
        m_isMedia = true;
        m_passable += std::exchange(m_waiting, {});
        return false;
    }
    const qsizetype end = m_waiting.indexOf(endOfHead);
    if (end < 0)
        return false;
    const QByteArray head = m_waiting.left(end);
    const qsizetype bodySize =
        qBound<qsizetype>(0, valueOf(head, "content-length").toLongLong(), largestAnswer);
    const qsizetype size = end + endOfHead.size() + bodySize;
    if (m_waiting.size() < size)
        return false;
    judge(head);
    if (!m_movedTo)
        m_passable += m_waiting.left(size);
    m_waiting.remove(0, size);
    return true;
}

void RtspAnswers::judge(const QByteArray &head)
{
    const int status = statusOf(head);
    const bool isRedirect = (status >= 300 && status < 400) || head.startsWith("REDIRECT ");
    if (isRedirect)
        m_movedTo = QString::fromUtf8(valueOf(head, "location"));
}

} // namespace streamkeeper
