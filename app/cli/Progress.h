#pragma once

#include <QElapsedTimer>
#include <QString>

namespace streamkeeper {

/// How far long work is, on standard error: one line that is written anew on a terminal, a line every ten
/// seconds elsewhere. Work that is short tells nothing.
class Progress
{
public:
    explicit Progress(bool isQuiet);
    /// Leaves no half line behind.
    ~Progress() { clear(); }
    Progress(const Progress &) = delete;
    Progress &operator=(const Progress &) = delete;

    void show(const QString &sentence);
    void show(const QString &what, qint64 done, qint64 total);
    /// Makes room for a sentence of its own.
    void clear();

private:
    const bool m_isQuiet;
    const bool m_isTerminal;
    QElapsedTimer m_sinceBegin;
    QElapsedTimer m_sinceShown;
    bool m_isShown = false;
};

} // namespace streamkeeper
