#include "app/cli/Progress.h"

#include "app/cli/TextTable.h"

#include <cstdio>
#include <unistd.h>

namespace streamkeeper {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 firstOnTerminalMs = 500;
constexpr qint64 everyOnTerminalMs = 200;
constexpr qint64 elsewhereMs = 10'000;

} // namespace

Progress::Progress(bool isQuiet)
    : m_isQuiet(isQuiet)
    , m_isTerminal(isatty(STDERR_FILENO) != 0)
{
    m_sinceBegin.start();
}

void Progress::show(const QString &sentence)
{
    if (m_isQuiet || m_sinceBegin.elapsed() < (m_isTerminal ? firstOnTerminalMs : elsewhereMs))
        return;
    if (m_sinceShown.isValid() && m_sinceShown.elapsed() < (m_isTerminal ? everyOnTerminalMs : elsewhereMs))
        return;
    m_sinceShown.start();
    const QByteArray line = linesForTerminal(sentence).toUtf8();
    std::fprintf(stderr, m_isTerminal ? "\r\x1b[K%s" : "%s\n", line.constData());
    m_isShown = m_isTerminal;
}

void Progress::show(const QString &what, qint64 done, qint64 total)
{
    show(u"%1: %2 of %3"_s.arg(what).arg(done).arg(total));
}

void Progress::clear()
{
    if (m_isShown)
        std::fprintf(stderr, "\r\x1b[K");
    m_isShown = false;
}

} // namespace streamkeeper
