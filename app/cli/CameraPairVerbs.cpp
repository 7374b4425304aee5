#include "app/cli/CliContext.h"
#include "app/cli/JsonOf.h"
#include "app/cli/NewStreamForm.h"
#include "app/cli/Verbs.h"
#include "models/rules/FieldRules.h"
#include "models/texts/CameraTexts.h"

namespace streamkeeper {

using namespace Qt::StringLiterals;

namespace {

QJsonObject cameraJson(CliContext &context, const CameraId &id)
{
    const FleetState &fleet = context.fleet();
    return json::camera(fleet, *fleet.camera(id), rowsByCamera(fleet).value(id));
}

CliResult splitCamera(CliContext &context)
{
    const ParsedCommand &command = context.command();
    if (command.isSet(u"name"_s)) {
        const auto name = ofOption(u"name"_s, fields::checkCameraName(command.value(u"name"_s)));
        if (!name)
            return tl::unexpected(name.error());
    }
    if (auto opened = context.open(); !opened)
        return tl::unexpected(opened.error());
    const auto camera = findCamera(context, command.arguments.first());
    if (!camera)
        return tl::unexpected(camera.error());
    const QString name =
        command.isSet(u"name"_s) ? command.value(u"name"_s) : proposedSplitName(context.fleet(), *camera);
    const auto fresh = context.await<CameraId>([&](QObject *listener, auto done) {
        context.session().edits().cameras.split(camera->id, name, listener, std::move(done));
    });
    if (!fresh)
        return tl::unexpected(fresh.error());
    return CliAnswer{QJsonObject{{u"camera"_s, cameraJson(context, camera->id)},
                                 {u"newCamera"_s, cameraJson(context, *fresh)}},
                     u"%1 keeps the high stream; the low one is now that of %2. \"cameras join\" is the way "
                     "back.\n"_s.arg(camera->name, context.fleet().camera(*fresh)->name),
                     ExitCode::Done};
}

CliResult joinCameras(CliContext &context)
{
    if (auto opened = context.open(); !opened)
        return tl::unexpected(opened.error());
    const auto kept = findCamera(context, context.command().arguments[0]);
    if (!kept)
        return tl::unexpected(kept.error());
    const auto other = findCamera(context, context.command().arguments[1], Shortening::Refused);
    if (!other)
        return tl::unexpected(other.error());
    const auto lost = lostByJoining(*kept, *other);
    const auto joined = context.await<void>([&](QObject *listener, auto done) {
        context.session().edits().cameras.join(kept->id, other->id, listener, std::move(done));
    });
    if (!joined)
        return tl::unexpected(joined.error());
    QJsonArray settings;
    QString text = u"%1 has both streams now; %2 is gone. \"cameras split\" is the way back.\n"_s.arg(
        kept->name, other->name);
    for (const SettingChange &change : lost) {
        settings.append(QJsonObject{{u"setting"_s, change.name}, {u"value"_s, change.after}});
        text += u"Lost: %1: %2\n"_s.arg(change.name, change.after);
    }
    return CliAnswer{QJsonObject{{u"camera"_s, cameraJson(context, kept->id)}, {u"lost"_s, settings}}, text,
                     ExitCode::Done};
}

} // namespace

std::vector<VerbSpec> cameraPairVerbs()
{
    const QString noun = u"cameras"_s;
    return {{noun,
             u"split"_s,
             u"NAME"_s,
             1,
             1,
             ValueKind::CameraName,
             u"Makes the low stream of a camera a camera of its own; no media server is asked."_s,
             {{u"name"_s, u"NAME"_s, u"Name of the new camera; without it one is made of the other's."_s}},
             splitCamera},
            {noun,
             u"join"_s,
             u"NAME OTHER"_s,
             2,
             2,
             ValueKind::CameraName,
             u"Makes two cameras with one stream each, one high and one low, one camera; name and settings "
             u"of the first "
             "one stay. No media server is asked."_s,
             {},
             joinCameras}};
}

} // namespace streamkeeper
