#include "models/cameracsv/EventCsv.h"

#include "models/cameracsv/CsvText.h"
#include "models/texts/EventTexts.h"

#include <QDateTime>

namespace streamkeeper {

using namespace Qt::StringLiterals;

namespace {

QString utc(qint64 atMs)
{
    return atMs == 0 ? QString() : QDateTime::fromMSecsSinceEpoch(atMs, Qt::UTC).toString(Qt::ISODateWithMs);
}

template <typename IdType>
QString idText(const IdType &id)
{
    return id.isNull() ? QString() : id.toString();
}

} // namespace

QString eventCsvHeader()
{
    return csv::line({u"at"_s, u"until"_s, u"seconds"_s, u"type"_s, u"event"_s, u"subject"_s, u"server"_s,
                      u"detail"_s, u"author"_s, u"cameraId"_s, u"streamId"_s, u"serverId"_s, u"deviceId"_s,
                      u"operation"_s});
}

QString eventCsvLine(const Event &event)
{
    const QString seconds =
        event.untilMs > 0 ? QString::number((event.untilMs - event.atMs) / 1'000) : QString();
    return csv::line({utc(event.atMs), utc(event.untilMs), seconds,
                      QString::fromLatin1(eventFacts(event.type).word), texts::eventType(event.type),
                      event.subject, event.serverName, texts::eventDetail(event), event.author,
                      idText(event.camera), idText(event.stream), idText(event.server), idText(event.device),
                      idText(event.operation)});
}

} // namespace streamkeeper
