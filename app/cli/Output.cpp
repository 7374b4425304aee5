#include "app/cli/Output.h"

#include "app/cli/TextTable.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <unistd.h>

namespace streamkeeper {

using namespace Qt::StringLiterals;

namespace {

bool readerIsGone = false;

} // namespace

bool writeOut(const QByteArray &text)
{
    const bool isTaken = std::fwrite(text.constData(), 1, size_t(text.size()), stdout) == size_t(text.size());
    if (std::fflush(stdout) == 0 && isTaken)
        return true;
    readerIsGone = errno == EPIPE;
    if (readerIsGone)
        return true;
    std::fprintf(stderr, "streamkeeper-cli: The output cannot be written: %s\n", std::strerror(errno));
    return false;
}

bool isReaderGone()
{
    return readerIsGone;
}

bool hasColours(const ParsedCommand &command)
{
    const QString when = command.value(u"color"_s);
    if (!when.isEmpty() && when != u"auto")
        return when == u"always";
    return isatty(STDOUT_FILENO) != 0 && qgetenv("NO_COLOR").isEmpty() && qgetenv("TERM") != "dumb";
}

QByteArray documentOf(const QJsonValue &value)
{
    return jsonForTerminal(
        (value.isArray() ? QJsonDocument(value.toArray()) : QJsonDocument(value.toObject()))
            .toJson(QJsonDocument::Indented));
}

QByteArray lineOf(const QJsonObject &object)
{
    return jsonForTerminal(QJsonDocument(object).toJson(QJsonDocument::Compact)) + '\n';
}

QByteArray textOf(const CliAnswer &answer, bool isColoured)
{
    const bool isSeen = !answer.isFile || isatty(STDOUT_FILENO) != 0;
    QString text = answer.text;
    return (isSeen ? withTones(linesForTerminal(text.remove(u'\r')), isColoured) : text).toUtf8();
}

} // namespace streamkeeper
