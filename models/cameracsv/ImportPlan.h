#pragma once

#include "models/cameracsv/ColumnMapping.h"
#include "models/domain/Camera.h"
#include "models/domain/MediaServer.h"
#include "models/domain/Stream.h"
#include "models/rules/Placement.h"

#include <QList>
#include <QString>

#include <memory>
#include <optional>
#include <vector>

namespace streamkeeper {

/// What an import is compared with: a copy of the registry's content, so that planning can run on another
/// thread. Addresses in `streams` are complete as far as they could be unsealed.
struct ImportSource
{
    std::vector<Camera> cameras;
    std::vector<Stream> streams;
    std::vector<MediaServer> servers;
    PlacementField field; ///< where new streams may go
    bool canSeal = true;  ///< new passwords can be kept
    /// Stored credentials (•••) may go where an address leads now; else such a line is wrong.
    bool mayMoveCredentials = false;
    /// What the columns are; none: as the header says, where that is known.
    std::optional<ColumnMapping> mapping;
    /// Addresses in the form of a maker are taken; else a line that needs one is wrong.
    bool takesProposals = false;
};

/// What is wrong, or odd, in a line.
struct ImportProblem
{
    QString column; ///< empty: the whole line
    QString value;  ///< as in the file, credentials masked, shortened; empty: not to be shown
    QString message;

    bool operator==(const ImportProblem &) const = default;
};

/// One cell that differs from the registry; for people, credentials masked.
struct ImportChange
{
    QString column;
    QString before; ///< empty: nothing was there
    QString after;

    bool operator==(const ImportChange &) const = default;
};

/// What becomes of a line.
enum class ImportFate : quint8 { New, Changed, Unchanged, Wrong };

/// What a line wants of one stream; what is not set stays as it is (of a new stream: the default).
struct ImportedStream
{
    Quality quality = Quality::High;
    StreamId id; ///< of a new stream: null unless the file names one
    bool isNew = false;
    int seenRevision = 0; ///< of the registry's row at the time of the preview
    ServerId server;      ///< of a new stream
    std::optional<StreamAddress> address;
    std::optional<bool> isEnabled;
    std::optional<Tristate> audio;
};

/// What has to be done for a line.
struct ImportWork
{
    Camera camera; ///< as it shall be; revision as seen at the time of the preview
    bool isNewCamera = false;
    bool changesCamera = false; ///< its settings; never set for a new one
    std::vector<ImportedStream> streams;
};

/// One line of the file and what it would change.
struct ImportLine
{
    int line = 0;
    QString camera; ///< its name
    CameraId cameraId;
    ImportFate fate = ImportFate::Unchanged;
    QList<ImportChange> changes;
    QList<ImportProblem> errors; ///< none unless it is Wrong
    QList<ImportProblem> warnings;
    bool movesCredentials = false;    ///< see ImportSource::mayMoveCredentials
    bool isProposed = false;          ///< see ImportSource::takesProposals
    std::shared_ptr<ImportWork> work; ///< none if nothing is to be done
};

/// What an import would change; pure data, holds addresses in clear, so it is never stored or logged.
struct ImportPlan
{
    std::vector<ImportLine> lines;
    int newCameras = 0;
    int changedCameras = 0;
    int unchangedCameras = 0;
    int wrongLines = 0;
    int newStreams = 0;
    int warnings = 0;
    int movedCredentials = 0;             ///< lines whose stored credentials go to another place, or would
    int proposedLines = 0;                ///< lines with addresses that nobody but the console has thought of
    QString tool;                         ///< whose list this is; empty: no tool's that is known
    std::optional<ColumnMapping> mapping; ///< none: all columns are ours
    QStringList leftOut;                  ///< columns that are not imported

    [[nodiscard]] bool hasWork() const { return newCameras > 0 || changedCameras > 0; }
};

} // namespace streamkeeper
