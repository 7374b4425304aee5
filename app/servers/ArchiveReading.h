#pragma once

#include "models/domain/ArchiveHolder.h"
#include "models/domain/Result.h"

#include <QString>

#include <vector>

namespace streamkeeper {

/// What all servers together have recorded of a stream, and which of them did not tell.
struct ArchiveReading
{
    struct Silent
    {
        ServerId server;
        QString name;
        Error error; ///< Unsupported: it never tells
    };

    std::vector<ArchiveHolder> index; ///< by time; of silent servers what was known before
    std::vector<Silent> silent;
    qint64 readAtMs = 0; ///< UTC
};

} // namespace streamkeeper
