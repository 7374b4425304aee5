#include "app/console/LogFile.h"

#include "app/files/StateFolder.h"
#include "app/files/WholeFile.h"
#include "models/domain/CredentialMask.h"

#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QMutex>
#include <QStandardPaths>

#include <cstdio>
#include <memory>

namespace streamkeeper {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 maxBytes = 5 * 1024 * 1024;

struct Sink
{
    QMutex mutex;
    std::unique_ptr<QFile> file;
    bool isFailing = false; ///< it was said
};

Sink &sink()
{
    static Sink theSink;
    return theSink;
}

const char *levelWord(QtMsgType type)
{
    switch (type) {
    case QtDebugMsg:
        return "debug";
    case QtInfoMsg:
        return "info";
    case QtWarningMsg:
        return "warning";
    case QtCriticalMsg:
        return "critical";
    case QtFatalMsg:
        return "fatal";
    }
    return "";
}

/// For the user alone, also for the moment between its making and a change of its permissions.
bool openPrivately(QFile &file)
{
    return file.open(QIODevice::Append, ownerOnly) && file.setPermissions(ownerOnly);
}

void rotate(QFile &file)
{
    const QString name = file.fileName();
    file.close();
    QFile::remove(name + u".1"_s);
    QFile::rename(name, name + u".1"_s);
    if (!openPrivately(file))
        std::fprintf(stderr, "streamkeeper: cannot write the log %s\n", qPrintable(name));
}

void handleMessage(QtMsgType type, const QMessageLogContext &context, const QString &message)
{
    const QString line = QDateTime::currentDateTimeUtc().toString(Qt::ISODateWithMs) + u' ' +
                         QLatin1StringView(levelWord(type)) + u' ' +
                         QLatin1StringView(context.category ? context.category : "") + u": "_s +
                         maskCredentials(message) + u'\n';
    const QByteArray bytes = line.toUtf8();
    const QMutexLocker lock(&sink().mutex);
    if (type != QtDebugMsg && type != QtInfoMsg)
        std::fputs(bytes.constData(), stderr);
    QFile *file = sink().file.get();
    if (!file || !file->isOpen())
        return;
    if (file->size() > maxBytes)
        rotate(*file);
    const bool isWritten = file->write(bytes) == bytes.size() && file->flush();
    if (!isWritten && !sink().isFailing)
        std::fprintf(stderr, "streamkeeper: the log cannot be written: %s\n",
                     qPrintable(file->errorString()));
    sink().isFailing = !isWritten;
}

} // namespace

QString LogFile::defaultFile()
{
    return QDir(stateFolder()).filePath(u"streamkeeper.log"_s);
}

void LogFile::install(const QString &name)
{
    QDir().mkpath(QFileInfo(name).absolutePath());
    auto file = std::make_unique<QFile>(name);
    if (!openPrivately(*file))
        std::fprintf(stderr, "streamkeeper: cannot write the log %s\n", qPrintable(name));
    sink().file = std::move(file);
    qInstallMessageHandler(handleMessage);
}

} // namespace streamkeeper
