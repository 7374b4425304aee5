#include "app/async/Interrupts.h"

#include <QSocketNotifier>

#include <array>
#include <csignal>
#include <fcntl.h>
#include <unistd.h>

namespace streamkeeper {

namespace {

constexpr std::array handledSignals{SIGINT, SIGTERM, SIGHUP};
// A signal handler may only write: the pipe brings it into the event loop.
std::array<int, 2> g_pipe{-1, -1};

extern "C" void writeToPipe(int)
{
    const char byte = 1;
    [[maybe_unused]] const auto written = write(g_pipe[1], &byte, 1);
}

} // namespace

Interrupts::Interrupts(QObject *parent)
    : QObject(parent)
{
    if (pipe2(g_pipe.data(), O_CLOEXEC | O_NONBLOCK) != 0)
        g_pipe = {-1, -1};
    m_notifier = new QSocketNotifier(QSocketNotifier::Read, this);
    if (g_pipe[0] < 0)
        return; // the signals go on ending the program at once
    m_notifier->setSocket(g_pipe[0]);
    m_notifier->setEnabled(true);
    connect(m_notifier, &QSocketNotifier::activated, this, [this] {
        std::array<char, 16> bytes{};
        const auto size = read(g_pipe[0], bytes.data(), bytes.size());
        m_count += size > 0 ? int(size) : 0;
        Q_EMIT interrupted();
    });
    struct sigaction action = {};
    action.sa_handler = writeToPipe;
    for (const int signal : handledSignals)
        sigaction(signal, &action, nullptr);
}

Interrupts::~Interrupts()
{
    for (const int signal : handledSignals)
        std::signal(signal, SIG_DFL);
    m_notifier->setEnabled(false);
    for (int &end : g_pipe) {
        if (end >= 0)
            close(end);
        end = -1;
    }
}

} // namespace streamkeeper
