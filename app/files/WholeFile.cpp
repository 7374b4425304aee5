#include "app/files/WholeFile.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>
#include <QSaveFile>

namespace streamkeeper {

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(WholeFile)
};

tl::unexpected<Error> failureOf(const QFileDevice &file)
{
    // A disk that takes the first part of the bytes gives no reason: Qt calls it what it calls none at all.
    const QString reason = file.errorString();
    return fail(ErrorCategory::Storage, reason == QFile().errorString()
                                            ? Texts::tr("Only a part was taken. Is the disk full?")
                                            : reason);
}

/// A full disk is often told by nothing but this: small contents lie in a buffer until then, and neither
/// close() nor QSaveFile::commit() looks at what became of it.
bool put(QFileDevice &file, const QByteArray &content)
{
    return file.write(content) == content.size() && file.flush();
}

VoidResult writeDirectly(const QString &path, const QByteArray &content)
{
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || !put(file, content))
        return failureOf(file);
    return {};
}

} // namespace

VoidResult writeWholeFile(const QString &path, const QByteArray &content,
                          QFileDevice::Permissions permissions)
{
    // Replacing a device by a file would take it away from everybody.
    const QFileInfo present(path);
    if (present.exists() && !present.isFile() && !present.isDir())
        return writeDirectly(path, content);
    QSaveFile file(path);
    const bool isWritten = file.open(QIODevice::WriteOnly) &&
                           (!permissions || file.setPermissions(permissions)) && put(file, content);
    if (isWritten && file.commit())
        return {};
    const auto failure = failureOf(file);
    file.cancelWriting();
    return failure;
}

} // namespace streamkeeper
