#include "app/operations/AuditEntry.h"

#include "app/async/ProcessIdentity.h"
#include "models/fleet/FleetState.h"

#include <QCoreApplication>

namespace streamkeeper {

using namespace Qt::StringLiterals;

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(AuditEntry)
};

} // namespace

QString journalName(const QString &cameraName, Quality quality)
{
    return cameraName + u" · "_s + (quality == Quality::High ? Texts::tr("high") : Texts::tr("low"));
}

QString auditAuthor()
{
    return currentAuthor();
}

Operation auditEntry(OperationKind kind, const QString &target)
{
    Operation operation;
    operation.id = OperationId::create();
    operation.kind = kind;
    operation.target = target;
    operation.author = currentAuthor();
    operation.owner = currentOwner();
    return operation;
}

Operation auditEntry(OperationKind kind, const Stream &stream, const FleetState &fleet)
{
    const Camera *camera = fleet.camera(stream.camera);
    Operation entry = auditEntry(kind, journalName(camera ? camera->name : QString(), stream.quality));
    entry.stream = stream.id;
    entry.camera = stream.camera;
    entry.server = stream.mainServer;
    entry.serverName = fleet.serverName(stream.mainServer);
    return entry;
}

} // namespace streamkeeper
