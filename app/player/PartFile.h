#pragma once

#include "models/domain/Result.h"

#include <QCoreApplication>
#include <QFile>

#include <functional>
#include <memory>
#include <optional>
#include <sys/types.h>

namespace streamkeeper {

/// Where an export goes.
struct ExportFile
{
    QString name;
    bool mayReplace = true; ///< the file that has this name now
    /// Told of FILE.part when it has been made; what is answered is kept for as long as that is there.
    std::function<std::shared_ptr<void>(const QString &part)> note = {};
};

/// A file in the making: FILE.part beside its place, made by this and nobody else, which gets its name only
/// when it is complete, and goes if it does not become so. Nothing is overwritten that was not there when it
/// was begun. Blocking: for a worker thread.
class PartFile
{
    Q_DECLARE_TR_FUNCTIONS(streamkeeper::PartFile)

public:
    explicit PartFile(const ExportFile &file);
    PartFile(const PartFile &) = delete;
    PartFile &operator=(const PartFile &) = delete;
    ~PartFile();

    /// Conflict: there is a FILE.part already, of another export or of somebody else.
    [[nodiscard]] VoidResult open();
    /// Conflict: a file of that name has appeared meanwhile, or may not be replaced.
    [[nodiscard]] VoidResult giveName();

    [[nodiscard]] QFile &device() { return m_part; }
    [[nodiscard]] const QFile &device() const { return m_part; }

private:
    struct Identity
    {
        dev_t device;
        ino_t inode;
        qint64 changedNs;

        bool operator==(const Identity &) const = default;
    };
    [[nodiscard]] static std::optional<Identity> identityOf(const QString &path);

    [[nodiscard]] tl::unexpected<Error> conflict() const;
    [[nodiscard]] tl::unexpected<Error> appeared() const;
    [[nodiscard]] tl::unexpected<Error> failure(int code) const;
    [[nodiscard]] VoidResult takeFreeName();
    [[nodiscard]] VoidResult replace();

    ExportFile m_file;
    QFile m_part;
    std::optional<Identity> m_replaced; ///< what had the name at the beginning
    std::shared_ptr<void> m_note;
    bool m_isOurs = false;
};

} // namespace streamkeeper
