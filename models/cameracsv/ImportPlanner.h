#pragma once

#include "models/cameracsv/CameraCells.h"
#include "models/cameracsv/CsvReader.h"
#include "models/cameracsv/ImportMatching.h"
#include "models/cameracsv/ImportPlacement.h"
#include "models/domain/Result.h"

#include <functional>

namespace streamkeeper {

/// Tells how far planning is, in bytes of the file; false stops it.
using ImportProgress = std::function<bool(qint64 done, qint64 total)>;

/// Reads a file of cameras and finds out what it would change. Pure: touches nothing, may run on any thread.
///
/// - A line belongs to the camera of its `camera_id`, else to that of its `high_uuid` or `low_uuid`, else
///   it is a new camera. Ids that the registry does not have become those of the new camera and streams.
/// - An absent column leaves things as they are. An empty cell empties location, ip, mac, serial, subnets
///   and onvif_user; in all other columns it means "as it is" (new cameras: the default), but a name has
///   to be there. A cell that says what is there already is never judged.
/// - Cells that a line lacks at its end are empty (spreadsheets leave them out). A column without a name may
/// hold
///   nothing.
/// - A media server is named by its name, case apart, or by its address where only one has that.
/// - Nothing is deleted: a stream whose cells are empty stays.
/// - `•••` in an address stands for the credentials that are stored. To another host or port they go only if
/// the
///   source says so.
/// - Lists of other programs are recognised by their header (MakerLists.h), or their columns are mapped by
/// hand
///   (ImportSource::mapping). An address that is made up for them is taken only if the source says so.
/// - The main server of a known stream cannot be changed here: that is a transfer.
///
/// Errors of the whole: the file cannot be read, unknown or doubled columns, cancelled.
[[nodiscard]] Result<ImportPlan> planImport(const QByteArray &file, const ImportSource &source,
                                            const ImportProgress &progress = {});

} // namespace streamkeeper
