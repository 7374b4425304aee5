#include "tests/fleet/MediaMtxConfig.h"

#include "tests/fleet/JsonWriter.h"
#include "tests/fleet/MediaMtxMembers.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QRegularExpression>
#include <QStringList>
#include <QUrl>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace streamkeeper::fleet {

namespace {
using mediaMtx::Member;
using Refusal = MediaMtxConfig::Refusal;

QByteArray compact(const QJsonValue &value)
{
    return QJsonDocument(QJsonArray{value}).toJson(QJsonDocument::Compact).chopped(1).mid(1);
}

const QJsonValue &defaultOf(const Member &member)
{
    static const QHash<QByteArray, QJsonValue> values = [] {
        QHash<QByteArray, QJsonValue> result;
        for (const Member &each : mediaMtx::pathMembers()) {
            result.insert(each.name, QJsonDocument::fromJson('[' + each.defaultJson + ']')[0]);
        }
        return result;
    }();
    return *values.constFind(member.name);
}

QByteArray typeName(const QJsonValue &value)
{
    switch (value.type()) {
    case QJsonValue::Bool:
        return "bool";
    case QJsonValue::Double:
        return "number";
    case QJsonValue::String:
        return "string";
    case QJsonValue::Array:
        return "array";
    case QJsonValue::Object:
    case QJsonValue::Null:
    case QJsonValue::Undefined:
        break;
    }
    return "object";
}

QByteArray unfit(const QByteArray &what, const QByteArray &goType)
{
    return "json: cannot unmarshal " + what + " into Go value of type " + goType;
}

bool isDuration(const QString &text)
{
    static const QRegularExpression form(
        u"^(?:-?[0-9]+d)?(?:0|-?(?:[0-9]+(?:\\.[0-9]+)?(?:ns|us|µs|ms|s|m|h))+)?$"_s);
    return form.match(text).hasMatch(); // nothing is as it tells "0s", and it takes that, too
}

/// What the server says about a value that does not fit its member; empty if it fits.
QByteArray valueProblem(const Member &member, const QJsonValue &value)
{
    using Type = Member::Type;
    switch (member.type) {
    case Type::Flag:
        return value.isBool() ? QByteArray() : unfit(typeName(value), "bool");
    case Type::Whole:
    case Type::Real: {
        const QByteArray goType = member.type == Type::Real ? "float64" : "int";
        if (!value.isDouble()) {
            return unfit(typeName(value), goType);
        }
        const bool isFit = member.type == Type::Real || value.toDouble() == std::floor(value.toDouble());
        return isFit ? QByteArray() : unfit("number " + compact(value), goType);
    }
    case Type::List: {
        if (!value.isArray()) {
            return unfit(typeName(value), "[]json.RawMessage");
        }
        const QJsonArray items = value.toArray();
        for (const auto &item : items) {
            if (member.name == "forward" && !item.isObject()) {
                return unfit(typeName(item), "map[string]json.RawMessage");
            }
        }
        return {};
    }
    case Type::Duration:
    case Type::Text:
        break;
    }
    if (!value.isString()) {
        return unfit(typeName(value), "string");
    }
    const QString text = value.toString();
    if (member.type == Type::Duration && !isDuration(text)) {
        return "time: invalid duration " + compact(value);
    }
    if (member.name == "rtspTransport" &&
        !QStringList{u"automatic"_s, u"udp"_s, u"multicast"_s, u"tcp"_s}.contains(text)) {
        return "invalid transport '" + text.toUtf8() + '\'';
    }
    if (member.name == "recordFormat" && text != "fmp4"_L1 && text != "mpegts"_L1) {
        return "invalid record format '" + text.toUtf8() + '\'';
    }
    return {};
}

/// The members that a body gives, or what is wrong with it.
std::optional<Refusal> readBody(const QByteArray &body, QJsonObject &members)
{
    QJsonParseError error;
    const QByteArray text = body.trimmed();
    // Qt reads no document that is a mere value.
    const QJsonDocument listed = QJsonDocument::fromJson('[' + text + ']');
    if (listed.array().size() == 1 && !listed[0].isObject()) {
        return Refusal{400, unfit(typeName(listed[0]), "map[string]json.RawMessage")};
    }
    const QJsonDocument document = QJsonDocument::fromJson(text, &error);
    if (error.error != QJsonParseError::NoError && (text.isEmpty() || error.offset >= text.size())) {
        return Refusal{400, "unexpected end of JSON input"};
    }
    if (error.error != QJsonParseError::NoError) {
        const QByteArray near = text.mid(qMax(0, error.offset - 1), 1);
        return Refusal{400, "invalid character '" + near + "' looking for beginning of value"};
    }
    if (!document.isObject()) { // several values
        return Refusal{400, "invalid character ',' after top-level value"};
    }
    const QJsonObject given = document.object();
    for (auto it = given.begin(); it != given.end(); ++it) {
        const QByteArray name = it.key().toUtf8();
        const Member *const member = mediaMtx::findPathMember(name);
        if (member == nullptr && name != "name") {
            return Refusal{400, "json: unknown field \"" + name + '"'};
        }
        if (member == nullptr || it->isNull()) {
            continue; // null says nothing, and the name is the one in the address
        }
        if (const QByteArray problem = valueProblem(*member, it.value()); !problem.isEmpty()) {
            return Refusal{400, problem};
        }
        members.insert(it.key(), it.value());
    }
    return std::nullopt;
}

QByteArray nameProblem(const QByteArray &name)
{
    static const QRegularExpression plain(u"^[0-9a-zA-Z_\\-/\\.]+$"_s);
    if (MediaMtxConfig::isPattern(name)) {
        return {};
    }
    if (name.startsWith('/')) {
        return "can't begin with a slash";
    }
    if (name.endsWith('/')) {
        return "can't end with a slash";
    }
    if (!plain.match(QString::fromUtf8(name)).hasMatch()) {
        return "can contain only alphanumeric characters, underscore, dot, minus, slash";
    }
    const QList<QByteArray> parts = name.split('/');
    const bool hasDots = std::any_of(parts.begin(), parts.end(),
                                     [](const QByteArray &part) { return part == "." || part == ".."; });
    return hasDots ? "can't contain '.' or '..' as a segment" : "";
}

bool isSource(const QString &source)
{
    static const QStringList schemes{u"rtsp"_s,  u"rtsps"_s,      u"rtmp"_s, u"rtmps"_s, u"http"_s,
                                     u"https"_s, u"udp+mpegts"_s, u"srt"_s,  u"whep"_s,  u"wheps"_s};
    if (source == "publisher"_L1 || source == "redirect"_L1 || source == "rpiCamera"_L1) {
        return true;
    }
    const QUrl url(source);
    return url.isValid() && schemes.contains(url.scheme()) && !url.host().isEmpty();
}

double secondsOf(const QString &duration)
{
    static const QRegularExpression part(u"([0-9]+(?:\\.[0-9]+)?)(d|ns|us|µs|ms|s|m|h)"_s);
    static const QHash<QString, double> seconds{{u"d"_s, 86'400}, {u"h"_s, 3'600}, {u"m"_s, 60},
                                                {u"s"_s, 1},      {u"ms"_s, 1e-3}, {u"us"_s, 1e-6},
                                                {u"µs"_s, 1e-6},  {u"ns"_s, 1e-9}};
    double sum = 0;
    for (auto it = part.globalMatch(duration); it.hasNext();) {
        const auto match = it.next();
        sum += match.captured(1).toDouble() * seconds.value(match.captured(2));
    }
    return sum;
}

QByteArray pathProblem(const QByteArray &name, const QJsonObject &members)
{
    if (const QByteArray problem = nameProblem(name); !problem.isEmpty()) {
        return "invalid path name '" + name + "': " + problem;
    }
    const QString source = MediaMtxConfig::source(members);
    if (!isSource(source)) {
        return "invalid source: '" + source.toUtf8() + '\'';
    }
    if (const QUrl url(source); url.userName().isEmpty() != url.password().isEmpty()) {
        return "username and password must be both provided";
    }
    if (MediaMtxConfig::isPattern(name) && source != "publisher"_L1 && !MediaMtxConfig::isOnDemand(members)) {
        return "a path with a regular expression (or path 'all') and a static source must have "
               "'sourceOnDemand' set to true";
    }
    if (MediaMtxConfig::isOnDemand(members) && source == "publisher"_L1) {
        return "'sourceOnDemand' is useless when source is 'publisher'";
    }
    const double kept = secondsOf(members[u"recordDeleteAfter"_s].toString(u"1d"_s));
    if (kept > 0 && kept < secondsOf(members[u"recordSegmentDuration"_s].toString(u"1h"_s))) {
        return "'recordDeleteAfter' cannot be lower than 'recordSegmentDuration'";
    }
    return {};
}

/// As the server tells a duration whatever it was written as: "1d12h0m0s" for "36h", nothing for "0s".
QString canonicalDuration(const QString &text)
{
    const double sum = secondsOf(text);
    if (text.startsWith(u'-') || (sum > 0 && sum < 1)) {
        return text;
    }
    const auto days = qint64(sum) / 86'400;
    const double rest = sum - double(days * 86'400);
    const int hours = int(rest) / 3'600;
    const int minutes = int(rest) / 60 % 60;
    QString told = days > 0 ? u"%1d"_s.arg(days) : QString();
    if (rest > 0) {
        told += hours > 0 ? u"%1h%2m"_s.arg(hours).arg(minutes) : minutes > 0 ? u"%1m"_s.arg(minutes) : u""_s;
        told += QString::number(rest - hours * 3'600 - minutes * 60) + u's';
    }
    return told;
}

/// Takes over what was given; what is as by default is not kept.
QJsonObject merged(QJsonObject members, const QJsonObject &given)
{
    for (auto it = given.begin(); it != given.end(); ++it) {
        const Member &member = *mediaMtx::findPathMember(it.key().toUtf8());
        const QString name = QString::fromUtf8(member.name);
        const QJsonValue value = member.type == Member::Type::Duration
                                     ? QJsonValue(canonicalDuration(it.value().toString()))
                                     : it.value();
        if (name != it.key()) {
            members.insert(it.key(), value); // a former name
        }
        if (value == defaultOf(member)) {
            members.remove(name);
        } else {
            members.insert(name, value);
        }
    }
    return members;
}

MediaMtxConfig::Plan checked(const QByteArray &name, const QJsonObject &members)
{
    if (const QByteArray problem = pathProblem(name, members); !problem.isEmpty()) {
        return Refusal{400, problem};
    }
    return MediaMtxConfig::Change{name, members};
}

/// These are taken up by a running path (pathConfCanBeUpdated of the server).
bool isHot(const QString &member)
{
    return member.startsWith("record"_L1) || member == "forward"_L1 || member.startsWith("rpiCamera"_L1);
}
} // namespace

MediaMtxConfig::MediaMtxConfig()
{
    m_paths.insert({"all_others", {}});
}

MediaMtxConfig::Plan MediaMtxConfig::add(const QByteArray &name, const QByteArray &body) const
{
    QJsonObject given;
    if (name.isEmpty()) {
        return Refusal{400, "invalid name"};
    }
    if (const auto refusal = readBody(body, given)) {
        return *refusal;
    }
    if (m_paths.contains(name)) {
        return Refusal{400, "path already exists"};
    }
    if (const auto stuck = stuckBeside(name)) {
        return *stuck;
    }
    return checked(name, merged({}, given));
}

MediaMtxConfig::Plan MediaMtxConfig::patch(const QByteArray &name, const QByteArray &body)
{
    QJsonObject given;
    if (name.isEmpty()) {
        return Refusal{400, "invalid name"};
    }
    if (const auto refusal = readBody(body, given)) {
        return *refusal;
    }
    const QJsonObject *const known = find(name);
    if (known == nullptr) {
        return Refusal{404, "path not found"};
    }
    const auto refused = m_stuck.find(name);
    const QJsonObject wanted = merged(refused == m_stuck.end() ? *known : refused->second, given);
    Plan plan = checked(name, wanted);
    if (std::holds_alternative<Change>(plan)) {
        m_stuck.erase(name);
    } else {
        m_stuck[name] = wanted;
    }
    if (const auto stuck = stuckBeside(name)) {
        return *stuck;
    }
    return plan;
}

MediaMtxConfig::Plan MediaMtxConfig::replace(const QByteArray &name, const QByteArray &body) const
{
    QJsonObject given;
    if (name.isEmpty()) {
        return Refusal{400, "invalid name"};
    }
    if (const auto refusal = readBody(body, given)) {
        return *refusal;
    }
    if (const auto stuck = stuckBeside(name)) {
        return *stuck;
    }
    return checked(name, merged({}, given));
}

MediaMtxConfig::Plan MediaMtxConfig::remove(const QByteArray &name) const
{
    if (name.isEmpty()) {
        return Refusal{400, "invalid name"};
    }
    if (find(name) == nullptr) {
        return Refusal{404, "path not found"};
    }
    if (const auto stuck = stuckBeside(name)) {
        return *stuck;
    }
    return Change{name, std::nullopt};
}

std::optional<Refusal> MediaMtxConfig::stuckBeside(const QByteArray &name) const
{
    for (const auto &[stuck, members] : m_stuck) {
        if (stuck != name) {
            return Refusal{400, pathProblem(stuck, members)};
        }
    }
    return std::nullopt;
}

void MediaMtxConfig::apply(const Change &change)
{
    m_stuck.erase(change.name);
    if (change.members) {
        m_paths.insert_or_assign(change.name, *change.members);
    } else {
        m_paths.erase(change.name);
    }
}

const QJsonObject *MediaMtxConfig::find(const QByteArray &name) const
{
    const auto found = m_paths.find(name);
    return found == m_paths.end() ? nullptr : &found->second;
}

bool MediaMtxConfig::isPattern(const QByteArray &name)
{
    return name.startsWith('~') || name == "all" || name == "all_others";
}

QString MediaMtxConfig::source(const QJsonObject &members)
{
    return members[u"source"_s].toString(u"publisher"_s);
}

bool MediaMtxConfig::isOnDemand(const QJsonObject &members)
{
    return members[u"sourceOnDemand"_s].toBool();
}

bool MediaMtxConfig::canStayOpen(const QJsonObject &running, const QJsonObject &wanted)
{
    const auto cold = [](QJsonObject members) {
        const QStringList names = members.keys();
        for (const QString &name : names) {
            if (isHot(name)) {
                members.remove(name);
            }
        }
        return members;
    };
    return cold(running) == cold(wanted);
}

void MediaMtxConfig::write(JsonWriter &json, const QByteArray &name, const QJsonObject &members)
{
    json.beginObject();
    json.member("name", name);
    for (const Member &member : mediaMtx::pathMembers()) {
        const auto own = members.constFind(QLatin1StringView(member.name));
        json.key(member.name);
        json.raw(own == members.constEnd() ? member.defaultJson : compact(own.value()));
    }
    for (const auto &[present, former] : mediaMtx::formerNames()) {
        if (const auto own = members.constFind(QLatin1StringView(former)); own != members.constEnd()) {
            json.key(former);
            json.raw(compact(own.value()));
        }
    }
    json.endObject();
}

} // namespace streamkeeper::fleet
