#include "tests/fleet/FleetOptions.h"

#include <QCommandLineParser>
#include <QUrl>

#include <optional>

using namespace Qt::StringLiterals;

namespace streamkeeper::fleet {

namespace {
constexpr int MaximumServers = 1000;
constexpr int MaximumCameras = 60'000; // the strip has 16 bits for the number
constexpr int MaximumLive = 200;

class Reader
{
public:
    explicit Reader(const QCommandLineParser &parser)
        : m_parser(parser)
    {
    }

    void readInt(const QString &name, int minimum, int maximum, int &value)
    {
        if (!m_parser.isSet(name)) {
            return;
        }
        bool ok = false;
        const int given = m_parser.value(name).toInt(&ok);
        if (!ok || given < minimum || given > maximum) {
            fail(u"--%1 wants a whole number from %2 to %3, not \"%4\"."_s.arg(name)
                     .arg(minimum)
                     .arg(maximum)
                     .arg(m_parser.value(name)));
            return;
        }
        value = given;
    }

    void readGop(double &seconds)
    {
        if (!m_parser.isSet(u"gop"_s)) {
            return;
        }
        bool ok = false;
        const double given = m_parser.value(u"gop"_s).toDouble(&ok);
        if (!ok || !(given >= 0.2 && given <= 30)) {
            fail(u"--gop wants seconds from 0.2 to 30, not \"%1\"."_s.arg(m_parser.value(u"gop"_s)));
            return;
        }
        seconds = given;
    }

    void readTls(TlsUse &tls)
    {
        const QString given = m_parser.value(u"tls"_s);
        if (given == "none"_L1) {
            tls = TlsUse::None;
        } else if (given == "first"_L1) {
            tls = TlsUse::First;
        } else if (given == "api"_L1) {
            tls = TlsUse::Api;
        } else if (given == "all"_L1) {
            tls = TlsUse::All;
        } else {
            fail(u"--tls wants none, first, api or all, not \"%1\"."_s.arg(given));
        }
    }

    void fail(const QString &text)
    {
        if (!m_problem) {
            m_problem = text;
        }
    }
    void readAuth(bool &usesJwt, QString &jwks)
    {
        const QString method = m_parser.value(u"mediamtx-auth"_s);
        if (method != "internal"_L1 && method != "jwt"_L1) {
            fail(u"--mediamtx-auth wants internal or jwt, not \"%1\"."_s.arg(method));
        }
        usesJwt = method == "jwt"_L1;
        jwks = m_parser.value(u"jwks"_s);
        const QUrl url(jwks, QUrl::StrictMode);
        const bool isWeb = url.scheme() == "http"_L1 || url.scheme() == "https"_L1;
        if (!jwks.isEmpty() && !(url.isValid() && isWeb && !url.host().isEmpty())) {
            fail(u"--jwks wants an address with http:// or https://, not \"%1\"."_s.arg(jwks));
        }
    }
    [[nodiscard]] const std::optional<QString> &problem() const { return m_problem; }

private:
    const QCommandLineParser &m_parser;
    std::optional<QString> m_problem;
};
} // namespace

std::variant<FleetOptions, FleetUsage> parseFleetOptions(const QStringList &arguments)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(
        u"Cameras and media servers, small but real, on 127.0.0.1: for Streamkeeper's tests and its demo.\n"
        "When everything runs, one line of JSON on standard output tells where."_s);
    const QCommandLineOption help = parser.addHelpOption();
    const QCommandLineOption version = parser.addVersionOption();
    parser.addOptions({
        {u"servers"_s, u"Number of media servers (default 3)."_s, u"n"_s},
        {u"mediamtx"_s, u"How many of the servers, the last ones, speak MediaMTX (default 0)."_s, u"n"_s},
        {u"mediamtx-auth"_s, u"How MediaMTX servers know their users: internal or jwt (default internal)."_s,
         u"method"_s, u"internal"_s},
        {u"jwks"_s,
         u"Where MediaMTX servers fetch the keys of tokens (default: /jwks.json of the control port)."_s,
         u"url"_s},
        {u"cameras"_s, u"Number of cameras, each with a high and a low stream (default 12)."_s, u"n"_s},
        {u"live"_s,
         u"How many of the cameras have real video; the rest is synthetic (default: all, at most 12)."_s,
         u"n"_s},
        {u"tls"_s,
         u"Which servers use HTTPS: none, first or all, or of all the API alone (api; default first)."_s,
         u"which"_s, u"first"_s},
        {u"gop"_s, u"Distance of key frames in seconds (default 1)."_s, u"seconds"_s},
        {u"reconnect-ms"_s, u"Time from a loss of a camera to the next attempt (default 1000)."_s, u"ms"_s},
        {u"effect-ms"_s, u"Time from the answer to a command to its effect (default 100)."_s, u"ms"_s},
        {u"private-every"_s, u"Make the streams of every n-th camera private (default 0: none)."_s, u"n"_s},
        {u"record"_s, u"Record the first n cameras, if on media_server_v2, from the start (default 0)."_s,
         u"n"_s},
        {u"hurry"_s,
         u"Let the fleet's own time run n times faster (default 1): --effect-ms, --reconnect-ms, the warm-up "
         u"of "
         "captures and the takeover by reserves take the n-th part. Real video and clocks are not changed, "
         "and "
         "neither are delays that the control port orders."_s,
         u"n"_s},
        {u"troubled"_s,
         u"Let the last n live cameras be in trouble: the last is lost after a while, the others again and "
         "again (default 0)."_s,
         u"n"_s},
        {u"multicast"_s,
         u"Answer searches of the whole network for ONVIF devices (239.255.255.250:3702), too."_s},
        {u"steady"_s, u"Let no synthetic camera be broken, nor away for some minutes of each hour."_s},
        {u"control-port"_s, u"Port of the control interface (default: a free one)."_s, u"port"_s},
        {u"exit-with-stdin"_s, u"Quit when standard input ends, so that nothing outlives its parent."_s},
    });
    if (!parser.parse(arguments)) {
        return FleetUsage{parser.errorText(), 2};
    }
    if (parser.isSet(help)) {
        return FleetUsage{parser.helpText(), 0};
    }
    if (parser.isSet(version)) {
        return FleetUsage{u"streamkeeper-fleet %1\n"_s.arg(QLatin1StringView(STREAMKEEPER_VERSION)), 0};
    }
    Reader reader(parser);
    if (!parser.positionalArguments().isEmpty()) {
        reader.fail(u"Unexpected argument \"%1\"."_s.arg(parser.positionalArguments().constFirst()));
    }
    FleetOptions options;
    reader.readInt(u"servers"_s, 1, MaximumServers, options.servers);
    reader.readInt(u"mediamtx"_s, 0, options.servers, options.mediaMtxServers);
    reader.readInt(u"cameras"_s, 0, MaximumCameras, options.cameras);
    options.live = qMin(options.cameras, 12);
    reader.readInt(u"live"_s, 0, qMin(options.cameras, MaximumLive), options.live);
    reader.readTls(options.tls);
    reader.readAuth(options.usesJwt, options.jwks);
    reader.readGop(options.gopSeconds);
    int reconnectMs = int(options.reconnectDelay.count());
    reader.readInt(u"reconnect-ms"_s, 50, 600'000, reconnectMs);
    options.reconnectDelay = std::chrono::milliseconds(reconnectMs);
    int effectMs = int(options.effectDelay.count());
    reader.readInt(u"effect-ms"_s, 0, 600'000, effectMs);
    options.effectDelay = std::chrono::milliseconds(effectMs);
    reader.readInt(u"private-every"_s, 0, MaximumCameras, options.privateEvery);
    reader.readInt(u"record"_s, 0, MaximumCameras, options.recorded);
    reader.readInt(u"hurry"_s, 1, 100, options.hurry);
    reader.readInt(u"troubled"_s, 0, options.live, options.troubled);
    options.answersGroup = parser.isSet(u"multicast"_s);
    options.isSteady = parser.isSet(u"steady"_s);
    int controlPort = 0;
    reader.readInt(u"control-port"_s, 1, 65535, controlPort);
    options.controlPort = quint16(controlPort);
    options.exitWithStdin = parser.isSet(u"exit-with-stdin"_s);
    if (reader.problem()) {
        return FleetUsage{*reader.problem(), 2};
    }
    return options;
}

} // namespace streamkeeper::fleet
