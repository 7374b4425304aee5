#include "app/mediaserver/Dialect.h"

#include "app/mediaserver/mediamtx/MediaMtxDialect.h"
#include "app/mediaserver/v2/MediaServerV2Dialect.h"

namespace streamkeeper {

const std::array<const Dialect *, serverTypeCount> &dialects()
{
    static const std::array<const Dialect *, serverTypeCount> all{&v2::dialect, &mediamtx::dialect};
    return all;
}

const Dialect &dialectOf(ServerType type)
{
    const Dialect &dialect = *dialects()[size_t(type)];
    Q_ASSERT(dialect.type == type);
    return dialect;
}

} // namespace streamkeeper
