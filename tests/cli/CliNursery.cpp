// The command line, loaded and ready: for each line of its standard input it forks a process that is
// streamkeeper-cli from there on. Tests call that program some thousand times; under the sanitizers, loading
// 150 libraries takes longer than what most calls do. A line is a JSON object: arguments, environment,
// folder, and the files in, out, err. Answered are two lines: the process id at once, the exit code (-2:
// killed) at its end.
#include "app/cli/CommandLine.h"

#include <QByteArray>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>
#include <vector>

namespace {

void say(const QByteArray &line)
{
    for (qsizetype done = 0; done < line.size();) {
        const auto written = ::write(STDOUT_FILENO, line.constData() + done, size_t(line.size() - done));
        if (written < 0 && errno != EINTR)
            std::_Exit(1);
        done += std::max<qsizetype>(written, 0);
    }
}

/// Not by buffers of the standard library: what is left in them would be read by the children too.
QByteArray nextLine(QByteArray &rest)
{
    while (!rest.contains('\n')) {
        char bytes[4096];
        const auto got = ::read(STDIN_FILENO, bytes, sizeof bytes);
        if (got == 0 || (got < 0 && errno != EINTR))
            return {};
        rest.append(bytes, std::max<qsizetype>(got, 0));
    }
    const qsizetype end = rest.indexOf('\n');
    const QByteArray line = rest.left(end);
    rest.remove(0, end + 1);
    return line;
}

void become(int descriptor, const QJsonValue &file, int flags)
{
    const int opened = ::open(file.toString().toLocal8Bit().constData(), flags, 0600);
    if (opened < 0 || ::dup2(opened, descriptor) < 0)
        std::_Exit(126);
    ::close(opened);
}

[[noreturn]] void beTheProgram(const QJsonObject &order)
{
    ::clearenv();
    const QJsonObject variables = order[QLatin1String("environment")].toObject();
    for (auto it = variables.begin(); it != variables.end(); ++it)
        ::setenv(it.key().toLocal8Bit().constData(), it.value().toString().toLocal8Bit().constData(), 1);
    if (::chdir(order[QLatin1String("folder")].toString().toLocal8Bit().constData()) != 0)
        std::_Exit(126);
    become(STDIN_FILENO, order[QLatin1String("in")], O_RDONLY);
    become(STDOUT_FILENO, order[QLatin1String("out")], O_WRONLY | O_CREAT | O_TRUNC);
    become(STDERR_FILENO, order[QLatin1String("err")], O_WRONLY | O_CREAT | O_TRUNC);
    std::vector<QByteArray> words{"streamkeeper-cli"};
    for (const QJsonValue &argument : order[QLatin1String("arguments")].toArray())
        words.push_back(argument.toString().toLocal8Bit());
    std::vector<char *> argv;
    for (QByteArray &word : words)
        argv.push_back(word.data());
    argv.push_back(nullptr);
    std::exit(streamkeeper::runCommandLine(int(words.size()), argv.data()));
}

} // namespace

int main()
{
    QByteArray rest;
    for (QByteArray line = nextLine(rest); !line.isEmpty(); line = nextLine(rest)) {
        const QJsonObject order = QJsonDocument::fromJson(line).object();
        const pid_t child = ::fork();
        if (child == 0)
            beTheProgram(order);
        say(QByteArray::number(child) + '\n');
        int status = 0;
        while (::waitpid(child, &status, 0) < 0 && errno == EINTR)
            continue;
        say(QByteArray::number(WIFEXITED(status) ? WEXITSTATUS(status) : -2) + '\n');
    }
    return 0;
}
