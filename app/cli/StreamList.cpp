#include "app/cli/StreamList.h"

#include "app/cli/JsonOf.h"
#include "models/registry/StoredNames.h"
#include "models/texts/Formatting.h"
#include "models/texts/StreamTexts.h"

namespace streamkeeper {

using namespace Qt::StringLiterals;

namespace {

Tone toneOf(const FleetRow &row)
{
    if (row.isStale)
        return Tone::Faint;
    switch (row.status) {
    case StreamStatus::Active:
        return Tone::Good;
    case StreamStatus::Inactive:
        return Tone::Bad;
    case StreamStatus::Initialization:
        return Tone::Warning;
    case StreamStatus::Empty:
    case StreamStatus::Idle:
        break;
    }
    return Tone::Plain;
}

} // namespace

ListAnswer streamList(ListAnswer::Shown uuid)
{
    using enum TextTable::Align;
    using enum ListAnswer::Shown;
    return ListAnswer({{u"uuid"_s, u"UUID"_s, Left, uuid},
                       {u"camera"_s, u"CAMERA"_s},
                       {u"quality"_s, u"QUALITY"_s},
                       {u"status"_s, u"STATUS"_s},
                       {u"bitrateKbps"_s, u"IN"_s, Right},
                       {u"outputRateKbps"_s, u"OUT"_s, Right},
                       {u"width"_s, u"RESOLUTION"_s},
                       {u"clients"_s, u"CLIENTS"_s, Right},
                       {u"mainServer"_s, u"SERVER"_s},
                       {u"drift"_s, u"DRIFT"_s},
                       {u"address"_s, u"ADDRESS"_s},
                       {u"height"_s, u"HEIGHT"_s, Right, Wide},
                       {u"additionalServer"_s, u"ADDITIONAL"_s, Left, Wide},
                       {u"reconnectAttempts"_s, u"ATTEMPTS"_s, Right, Wide},
                       {u"reconnectTotal"_s, u"RECONNECTS"_s, Right, Wide},
                       {u"audio"_s, u"AUDIO"_s, Left, Wide},
                       {u"enabled"_s, u"ENABLED"_s, Left, Wide},
                       {u"pending"_s, u"PENDING"_s, Left, Wide},
                       {u"stale"_s, u"STALE"_s, Left, Wide},
                       {u"sinceAt"_s, u"SINCE"_s, Left, Wide},
                       {u"polledAt"_s, u"POLLED"_s, Left, Wide},
                       {u"addition"_s, u"ADDITION"_s, Left, Wide},
                       {u"remoteName"_s, u"REMOTE NAME"_s, Left, Wide}});
}

void addStreamRow(ListAnswer &list, const FleetState &fleet, const FleetRow &row, qint64 nowMs)
{
    const ObservedStream *seen = fleet.observed(row);
    const auto serverName = [&](int index) {
        return index < 0 ? QString() : fleet.servers()[size_t(index)].server.name;
    };
    list.add(json::streamRow(fleet, row),
             {row.isManaged() ? row.id.toString() : row.remoteName,
              row.cameraName,
              row.isManaged() ? stored::word(stored::qualities, row.quality) : QString(),
              {texts::statusOf(row, fleet.polledAtMs(row), nowMs), toneOf(row)},
              format::kbps(seen ? seen->bitrateInBps : -1),
              format::kbps(seen ? seen->bitrateOutBps : -1),
              seen ? format::resolution(seen->width, seen->height) : QString(),
              format::count(seen ? seen->clients : -1),
              serverName(row.mainServer),
              {texts::drift(row.drift), Tone::Warning},
              row.maskedAddress});
}

} // namespace streamkeeper
