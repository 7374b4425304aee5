#include "app/cli/Terminal.h"

#include "app/cli/Output.h"
#include "app/cli/TextTable.h"

#include <QSocketNotifier>

#include <array>
#include <sys/ioctl.h>
#include <unistd.h>

namespace streamkeeper {

using namespace Qt::StringLiterals;

namespace {

constexpr QSize usualSize(80, 24);

} // namespace

bool Terminal::isThere()
{
    return isatty(STDOUT_FILENO) != 0 && isatty(STDIN_FILENO) != 0;
}

Terminal::Terminal()
{
    tcgetattr(STDIN_FILENO, &m_before);
    termios quiet = m_before;
    quiet.c_lflag &= tcflag_t(~(ICANON | ECHO)); // keys come one by one; Ctrl-C stays a signal
    tcsetattr(STDIN_FILENO, TCSANOW, &quiet);
    (void)writeOut("\x1b[?1049h\x1b[?25l"); // a screen of its own, without a cursor
    connect(new QSocketNotifier(STDIN_FILENO, QSocketNotifier::Read, this), &QSocketNotifier::activated, this,
            &Terminal::readKeys);
}

Terminal::~Terminal()
{
    (void)writeOut("\x1b[?25h\x1b[?1049l");
    tcsetattr(STDIN_FILENO, TCSANOW, &m_before);
}

QSize Terminal::size()
{
    winsize size{};
    const bool isKnown = ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0 && size.ws_row > 0;
    return isKnown ? QSize(size.ws_col, size.ws_row) : usualSize;
}

bool Terminal::draw(const QString &text, bool isColoured)
{
    const QSize room = size();
    QStringList lines = linesForTerminal(text).split(u'\n');
    lines.resize(std::min<qsizetype>(lines.size(), room.height()));
    QByteArray screen = "\x1b[H";
    for (const QString &line : std::as_const(lines)) {
        if (!screen.endsWith("H"))
            screen += "\r\n";
        screen += withTones(firstColumns(line, room.width()), isColoured).toUtf8() + "\x1b[K";
    }
    return writeOut(screen + "\x1b[J");
}

void Terminal::readKeys()
{
    std::array<char, 64> keys{};
    const ssize_t count = ::read(STDIN_FILENO, keys.data(), keys.size());
    for (ssize_t i = 0; i < count; ++i)
        Q_EMIT keyPressed(keys[size_t(i)]);
    if (count <= 0)
        Q_EMIT keyPressed('q'); // nobody is there any more
}

} // namespace streamkeeper
