#pragma once

#include <QByteArray>
#include <QList>
#include <QString>

#include <optional>

namespace streamkeeper {

/// Reads along what an RTSP server answers, until the first interleaved packet: from there on there is
/// nothing that a player obeys. A pure function of the bytes so far.
class RtspAnswers
{
public:
    /// The bytes that came next, in whatever pieces.
    void read(const QByteArray &bytes);

    /// Where the server wants to be asked instead, as it says; none: it does not.
    [[nodiscard]] const std::optional<QString> &movedTo() const { return m_movedTo; }
    /// Complete answers so far, and all bytes once pictures come: they may be passed on. Taken once.
    [[nodiscard]] QByteArray takePassable();
    /// A head larger than any answer: no RTSP server.
    [[nodiscard]] bool isNonsense() const { return m_isNonsense; }

private:
    [[nodiscard]] bool takeAnswer();
    void judge(const QByteArray &head);

    QByteArray m_waiting;
    QByteArray m_passable;
    std::optional<QString> m_movedTo;
    bool m_isMedia = false;
    bool m_isNonsense = false;
};

} // namespace streamkeeper
