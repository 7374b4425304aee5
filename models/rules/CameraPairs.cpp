#include "models/rules/CameraPairs.h"

#include "models/rules/FieldRules.h"

namespace streamkeeper {

using namespace Qt::StringLiterals;

namespace {

bool hasOtherAccess(const Camera &one, const Camera &other)
{
    return one.isPublic != other.isPublic || (one.isPublic && one.allowedSubnets != other.allowedSubnets);
}

} // namespace

PairObstacle splitObstacle(const PairFacts &camera)
{
    if (!camera.isWhole())
        return PairObstacle::OneStream;
    return camera.isPending ? PairObstacle::Pending : PairObstacle::None;
}

PairObstacle joinObstacle(const PairFacts &one, const PairFacts &other)
{
    if (one.camera.id == other.camera.id)
        return PairObstacle::SameCamera;
    if (one.isWhole() || other.isWhole())
        return PairObstacle::WholeCamera;
    if ((!one.hasHigh && !one.hasLow) || (!other.hasHigh && !other.hasLow))
        return PairObstacle::NoStream;
    if (one.hasHigh == other.hasHigh)
        return PairObstacle::SameQuality;
    if (one.isPending || other.isPending)
        return PairObstacle::Pending;
    if (hasOtherAccess(one.camera, other.camera))
        return PairObstacle::OtherAccess;
    return one.camera.addition == other.camera.addition ? PairObstacle::None : PairObstacle::OtherAddition;
}

QString proposedSplitName(const QString &name, const QString &suffix,
                          const std::function<bool(const QString &)> &isTaken)
{
    for (int count = 1;; ++count) {
        const QString end = count == 1 ? suffix : suffix + u' ' + QString::number(count);
        const qsizetype room = fields::maxCameraNameLength - end.size() - 1;
        const QString proposed = name.left(std::max<qsizetype>(room, 1)).trimmed() + u' ' + end;
        if (!isTaken(proposed))
            return proposed;
    }
}

} // namespace streamkeeper
