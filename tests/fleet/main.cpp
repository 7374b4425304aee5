#include "tests/fleet/ControlApi.h"
#include "tests/fleet/Fleet.h"
#include "tests/fleet/FleetOptions.h"

#include <QCoreApplication>
#include <QSocketNotifier>

#include <csignal>
#include <cstdio>
#include <cstring>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

using namespace streamkeeper::fleet;

namespace {
int signalSockets[2];

void onSignal(int)
{
    const char byte = 1;
    (void)!::write(signalSockets[0], &byte, 1);
}

/// SIGTERM and SIGINT end the event loop, so that sockets and pipelines are closed in order.
void quitOnSignals(QCoreApplication &application)
{
    if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, signalSockets) != 0) {
        return;
    }
    auto *notifier = new QSocketNotifier(signalSockets[1], QSocketNotifier::Read, &application);
    QObject::connect(notifier, &QSocketNotifier::activated, &application, [] { QCoreApplication::quit(); });
    std::signal(SIGTERM, onSignal);
    std::signal(SIGINT, onSignal);
    std::signal(SIGPIPE, SIG_IGN);
}

void quitWithStdin(QCoreApplication &application)
{
    auto *notifier = new QSocketNotifier(STDIN_FILENO, QSocketNotifier::Read, &application);
    QObject::connect(notifier, &QSocketNotifier::activated, &application, [notifier] {
        char buffer[256];
        if (::read(STDIN_FILENO, buffer, sizeof(buffer)) <= 0) {
            notifier->setEnabled(false);
            QCoreApplication::quit();
        }
    });
}

/// Hundreds of servers with three ports each, and their clients, need more than the customary 1024
/// descriptors.
void raiseDescriptorLimit()
{
    rlimit limit{};
    if (::getrlimit(RLIMIT_NOFILE, &limit) == 0) {
        limit.rlim_cur = limit.rlim_max;
        ::setrlimit(RLIMIT_NOFILE, &limit);
    }
}

/// rtspsrc 1.22 complains about itself when a camera goes away before its first event has a number. Harmless,
/// and on each loss of each camera it would hide what matters.
void logGStreamer(const gchar *domain, GLogLevelFlags level, const gchar *message, gpointer)
{
    if (std::strstr(message, "gst_event_set_seqnum: assertion") == nullptr) {
        g_log_default_handler(domain, level, message, nullptr);
    }
}

void say(FILE *stream, const QByteArray &line)
{
    std::fwrite(line.constData(), 1, size_t(line.size()), stream);
    std::fputc('\n', stream);
    std::fflush(stream);
}
} // namespace

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    QCoreApplication::setApplicationName(QStringLiteral("streamkeeper-fleet"));
    const auto parsed = parseFleetOptions(QCoreApplication::arguments());
    if (const auto *usage = std::get_if<FleetUsage>(&parsed)) {
        say(usage->exitCode == 0 ? stdout : stderr, usage->text.toLocal8Bit());
        return usage->exitCode;
    }
    const auto &options = std::get<FleetOptions>(parsed);
    quitOnSignals(application);
    raiseDescriptorLimit();
    gst_init(nullptr, nullptr);
    g_log_set_handler("GStreamer", G_LOG_LEVEL_CRITICAL, logGStreamer, nullptr);

    Fleet fleet(options);
    QObject::connect(&fleet, &Fleet::ready, &application, [&fleet] { say(stdout, fleet.describe()); });
    ControlApi control(fleet);
    if (!control.listen(options.controlPort)) {
        say(stderr,
            "The control port " + QByteArray::number(options.controlPort) + " of 127.0.0.1 cannot be had.");
        return 1;
    }
    fleet.setControlPort(control.port());
    QString problem;
    if (!fleet.start(problem)) {
        say(stderr, problem.toLocal8Bit());
        return 1;
    }
    if (options.exitWithStdin) {
        quitWithStdin(application);
    }
    return QCoreApplication::exec();
}
