#include "tests/console/InputWays.h"

#include "app/cli/CameraForm.h"
#include "app/cli/ServerForm.h"
#include "models/cameracsv/ImportPlanner.h"
#include "views/cameras/CameraForm.h"
#include "views/servers/ServerForm.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QProcess>
#include <QSpinBox>
#include <QTemporaryDir>
#include <QTest>

namespace streamkeeper::test {

using namespace Qt::StringLiterals;

namespace {

Outcome refused(const QString &sentence)
{
    return {std::nullopt, sentence};
}

/// A number field takes no wrong number: refused is what it holds otherwise than it was typed.
bool isTakenByBox(QWidget &form, const char *name, const QString &text)
{
    const auto *box = form.findChild<QSpinBox *>(QString::fromLatin1(name));
    return !box || QString::number(box->value()) == text.trimmed();
}

QStringList optionArguments(const CameraSetting &setting, const QString &text)
{
    const QString option = u"--"_s + QString::fromLatin1(setting.option);
    if (qstrcmp(setting.option, "subnet") != 0)
        return {option, text};
    QStringList arguments;
    for (const QString &subnet : text.split(u' '))
        arguments += {option, subnet};
    return arguments;
}

QJsonValue jsonOf(const CameraSetting &setting, const QString &text)
{
    if (qstrcmp(setting.key, "subnets") == 0)
        return QJsonArray::fromStringList(text.split(u' '));
    if (qstrcmp(setting.key, "archiveDays") == 0 || qstrcmp(setting.key, "onvif.port") == 0)
        return text.toDouble();
    return text;
}

} // namespace

QString numberText(const std::optional<qint64> &number)
{
    return number ? QString::number(*number) : u"none"_s;
}

const std::map<QString, CameraSetting> &cameraSettings()
{
    static const std::map<QString, CameraSetting> settings{
        {u"name"_s, {"cameraName", "name", "name", "name", [](const Camera &camera) { return camera.name; }}},
        {u"location"_s,
         {"cameraLocation", "location", "location", "location",
          [](const Camera &camera) { return camera.location; }}},
        {u"ip"_s, {"cameraIp", "ip", "ip", "ip", [](const Camera &camera) { return camera.ipAddress; }}},
        {u"mac"_s,
         {"cameraMac", "mac", "mac", "mac", [](const Camera &camera) { return camera.macAddress; }}},
        {u"serial"_s,
         {"cameraSerial", "serial", "serial", "serial",
          [](const Camera &camera) { return camera.serialNumber; }}},
        {u"subnets"_s,
         {"cameraSubnets", "subnet", "subnets", "subnets",
          [](const Camera &camera) { return camera.allowedSubnets.join(u' '); }}},
        {u"onvif user"_s,
         {"cameraOnvifUser", "onvif-user", "onvif.user", "onvif_user",
          [](const Camera &camera) { return camera.onvifUser; }}},
        {u"days"_s,
         {"cameraArchiveDays", "archive-days", "archiveDays", "archive_days",
          [](const Camera &camera) { return QString::number(camera.archiveDays); }}},
        {u"onvif port"_s,
         {"cameraOnvifPort", "onvif-port", "onvif.port", "onvif_port",
          [](const Camera &camera) { return QString::number(camera.onvifPort); }}},
    };
    return settings;
}

const std::map<QString, ServerSetting> &serverSettings()
{
    static const std::map<QString, ServerSetting> settings{
        {u"name"_s, {"serverName", "name", [](const MediaServer &server) { return server.name; }}},
        {u"user"_s, {"serverUser", "user", [](const MediaServer &server) { return server.userName; }}},
        {u"external host"_s,
         {"serverExternalHost", "external-host",
          [](const MediaServer &server) { return server.externalHost; }}},
        {u"storages"_s,
         {"serverStorages", "storage", [](const MediaServer &server) { return server.storages.join(u' '); }}},
        {u"streams"_s,
         {"serverStreamsLimit", "streams-limit",
          [](const MediaServer &server) {
              return numberText(server.streamsLimit ? std::optional<qint64>(*server.streamsLimit)
                                                    : std::nullopt);
          }}},
        {u"traffic"_s,
         {"serverTrafficLimit", "bitrate-limit",
          [](const MediaServer &server) { return numberText(server.bitrateLimitBps); }}},
        {u"rtsp port"_s,
         {"serverRtspPort", "rtsp-port",
          [](const MediaServer &server) { return QString::number(server.rtspPort); }}},
    };
    return settings;
}

void type(QWidget &form, const char *name, const QString &text)
{
    const QString field = QString::fromLatin1(name);
    if (auto *edit = form.findChild<QLineEdit *>(field)) {
        edit->setText(text);
        QTest::keyClick(edit, Qt::Key_Tab);
        Q_EMIT edit->editingFinished();
    } else if (auto *lines = form.findChild<QPlainTextEdit *>(field)) {
        lines->setPlainText(text);
    } else if (auto *box = form.findChild<QSpinBox *>(field)) {
        box->selectAll();
        QTest::keyClicks(box, text);
    } else {
        QFAIL(name);
    }
}

Camera storedCamera()
{
    Camera camera;
    camera.id = CameraId::create();
    camera.name = u"Yard gate"_s;
    camera.isPublic = true; // subnets are for External access
    camera.isRecording = true;
    return camera;
}

Outcome inTheWindow(const CameraSetting &setting, const Camera &stored, const QString &text)
{
    CameraForm form;
    form.setSaved(stored);
    form.setValue(stored);
    type(form, setting.widget, QString(text).replace(u' ', qstrcmp(setting.option, "subnet") ? u' ' : u'\n'));
    if (!form.problem().isEmpty() || !isTakenByBox(form, setting.widget, text))
        return refused(form.problem());
    return {setting.read(form.value()), {}};
}

QString withoutOption(const QString &message)
{
    const auto colon = message.indexOf(u": "_s);
    return message.startsWith(u"--") || message.startsWith(u'"') ? message.mid(colon + 2) : message;
}

Outcome onTheCommandLine(const CameraSetting &setting, const Camera &stored, const QString &text)
{
    const auto parsed =
        parseArguments(QStringList{u"cameras"_s, u"edit"_s, u"x"_s} + optionArguments(setting, text));
    const auto *command = std::get_if<ParsedCommand>(&parsed);
    if (!command)
        return refused(std::get<CliFailure>(parsed).message);
    Camera camera = stored;
    const auto applied = applyCameraOptions(*command, camera);
    return applied ? Outcome{setting.read(camera), {}} : refused(withoutOption(applied.error().message));
}

Outcome inADocument(const CameraSetting &setting, const QString &text)
{
    QJsonObject object{{u"name"_s, u"Yard gate"_s}, {u"externalAccess"_s, true}};
    const QString key = QString::fromLatin1(setting.key);
    if (key.startsWith(u"onvif."))
        object.insert(u"onvif"_s, QJsonObject{{key.mid(6), jsonOf(setting, text)}});
    else
        object.insert(key, jsonOf(setting, text));
    const auto read = readCameraDocument(QJsonDocument(object).toJson());
    return read ? Outcome{setting.read(read->camera.camera), {}}
                : refused(withoutOption(read.error().message));
}

ImportSource sourceWith(const Camera &camera)
{
    ImportSource source;
    source.cameras.push_back(camera);
    MediaServer server;
    server.id = ServerId::create();
    server.name = u"ms-01"_s;
    source.servers.push_back(server);
    return source;
}

std::pair<int, QString> runWithoutRegistry(const QStringList &arguments, const QString &address)
{
    const QTemporaryDir home;
    QProcess process;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"HOME"_s, home.path());
    environment.insert(u"CAMERA_ADDRESS"_s, address);
    process.setProcessEnvironment(environment);
    process.start(QStringLiteral(STREAMKEEPER_CLI_PROGRAM),
                  QStringList{u"--registry"_s, home.filePath(u"none.sqlite"_s)} + arguments);
    process.waitForFinished();
    return {process.exitCode(), QString::fromUtf8(process.readAllStandardError()).trimmed()};
}

QString quoted(QString text)
{
    return u'"' + text.replace(u'"', u"\"\""_s) + u'"';
}

Outcome inAFile(const CameraSetting &setting, const Camera &stored, const QString &text)
{
    const QString file = u"camera_id,%1\n%2,%3\n"_s.arg(QString::fromLatin1(setting.column),
                                                        stored.id.toString(), quoted(text));
    const auto plan = planImport(file.toUtf8(), sourceWith(stored));
    if (!plan || plan->lines.size() != 1)
        return refused(u"no plan"_s);
    const ImportLine &line = plan->lines.front();
    if (!line.errors.isEmpty())
        return refused(line.errors.front().message);
    return {setting.read(line.work ? line.work->camera : stored), {}};
}

MediaServer storedServer()
{
    MediaServer server;
    server.id = ServerId::create();
    server.name = u"ms-01"_s;
    server.type = ServerType::MediaMtx;
    server.useTls = false;
    server.internalHost = u"media.example"_s;
    server.apiPort = 9997;
    server.rtspPort = 554;
    return server;
}

Outcome inTheWindow(const ServerSetting &setting, const MediaServer &stored, const QString &text)
{
    ServerForm form(ServerForm::Purpose::Card);
    form.setSaved(stored);
    form.setValue(stored);
    type(form, setting.widget,
         QString(text).replace(u' ', qstrcmp(setting.option, "storage") ? u' ' : u'\n'));
    if (!form.problem().isEmpty() || !isTakenByBox(form, setting.widget, text))
        return refused(form.problem());
    return {setting.read(form.value()), {}};
}

std::optional<ParsedCommand> editServer(const QStringList &options)
{
    const auto parsed = parseArguments(QStringList{u"servers"_s, u"edit"_s, u"x"_s} + options);
    const auto *command = std::get_if<ParsedCommand>(&parsed);
    return command ? std::optional(*command) : std::nullopt;
}

Outcome onTheCommandLine(const ServerSetting &setting, const MediaServer &stored, const QString &text)
{
    const QString option = u"--"_s + QString::fromLatin1(setting.option);
    QStringList options{option, text};
    if (qstrcmp(setting.option, "storage") == 0) {
        options.clear();
        for (const QString &path : text.split(u' '))
            options += {option, path};
    }
    const auto command = editServer(options);
    if (!command)
        return refused(u"wrong usage"_s);
    MediaServer server = stored;
    const auto applied = applyServerOptions(*command, server);
    return applied ? Outcome{setting.read(server), {}} : refused(withoutOption(applied.error().message));
}

QString placeText(const MediaServer &server)
{
    return u"%1 %2 %3"_s.arg(server.useTls ? u"https"_s : u"http"_s, server.internalHost).arg(server.apiPort);
}

} // namespace streamkeeper::test
