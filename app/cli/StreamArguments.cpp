#include "app/cli/StreamArguments.h"

#include "models/domain/CredentialMask.h"
#include "models/registry/StoredNames.h"

#include <algorithm>

namespace streamkeeper {

using namespace Qt::StringLiterals;

CliExpected<std::vector<StreamId>> streamsOf(CliContext &context, const QStringList &arguments)
{
    std::vector<StreamId> ids;
    for (const QString &text : arguments) {
        const StreamId id = StreamId::fromString(text);
        if (id.isNull())
            return wrongUsage(u"\"%1\" is not a UUID."_s.arg(maskCredentials(text)));
        if (context.fleet().rowOf(id) < 0)
            return cliFailure(u"There is no stream %1 in the registry."_s.arg(id.toString()));
        if (std::ranges::find(ids, id) == ids.end())
            ids.push_back(id);
    }
    return ids;
}

const FleetRow &rowOf(CliContext &context, const StreamId &id)
{
    return context.fleet().row(context.fleet().rowOf(id));
}

QString nameOf(const FleetRow &row)
{
    return u"%1 (%2)"_s.arg(row.cameraName, stored::word(stored::qualities, row.quality));
}

} // namespace streamkeeper
