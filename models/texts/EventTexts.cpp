#include "models/texts/EventTexts.h"

#include "models/texts/Formatting.h"
#include "models/texts/StreamActionTexts.h"

#include <QCoreApplication>

namespace streamkeeper::texts {

using namespace Qt::StringLiterals;

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(EventTexts)
};

} // namespace

QString eventType(EventType type)
{
    return Texts::tr(eventFacts(type).text);
}

QString eventGroup(EventGroup group)
{
    switch (group) {
    case EventGroup::System:
        return Texts::tr("System", "a group of events: what people and outside systems have done");
    case EventGroup::Camera:
        return Texts::tr("Cameras");
    case EventGroup::Device:
        return Texts::tr("Devices");
    case EventGroup::MediaServer:
        return Texts::tr("Media servers");
    case EventGroup::Count:
        break;
    }
    return {};
}

QString eventDetail(const Event &event)
{
    const bool isSaid = event.type == EventType::StreamRestarted || event.type == EventType::Acknowledged ||
                        event.type == EventType::LinkShared;
    if (isSaid || event.operationKind == OperationKind::Unknown)
        return event.detail;
    const QString kind = operationKind(event.operationKind);
    return event.detail.isEmpty() ? kind : kind + u": "_s + event.detail;
}

QString eventDuration(const Event &event, qint64 nowMs)
{
    if (event.isGoingOn())
        return Texts::tr("%1, goes on").arg(format::duration(nowMs - event.atMs));
    return event.untilMs > 0 ? format::duration(event.untilMs - event.atMs) : QString();
}

} // namespace streamkeeper::texts
