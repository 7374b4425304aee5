#include "tests/fleet/StreamIni.h"

#include <QHostAddress>
#include <QJsonArray>
#include <QRegularExpression>
#include <QUrl>

#include <algorithm>
#include <array>
#include <cmath>

using namespace Qt::StringLiterals;

namespace streamkeeper::fleet {

namespace {
/// Numbers of seconds and bytes may be written with a suffix, as in the file.
bool hasForm(const QString &text, const char *pattern)
{
    return QRegularExpression(QString::fromLatin1(pattern)).match(text).hasMatch();
}

bool isPlain(const QString &text)
{
    return std::none_of(text.begin(), text.end(), [](QChar c) { return c.unicode() < 0x20; });
}

bool isSubnet(const QString &text)
{
    return QHostAddress::parseSubnet(text).second >= 0;
}

bool isStreamAddress(const QString &text)
{
    const QUrl url(text, QUrl::StrictMode);
    return url.isValid() && !url.host().isEmpty() &&
           (url.scheme() == "rtsp"_L1 || url.scheme() == "publish"_L1);
}

/// Takes the keys of a body one after the other; what is left over was not known.
class BodyReader
{
public:
    explicit BodyReader(const QJsonObject &body)
        : m_body(body)
    {
    }

    [[nodiscard]] QJsonValue take(const char *key, bool isRequired)
    {
        const QString name = QString::fromLatin1(key);
        m_known.append(name);
        if (isRequired && !m_body.contains(name)) {
            fail(u"%1 is required"_s.arg(name));
        }
        return m_body[name];
    }
    void fail(const QString &problem)
    {
        if (m_problem.isEmpty()) {
            m_problem = problem;
        }
    }
    void check(bool isRight, const char *key, const char *expected)
    {
        if (!isRight) {
            fail(u"%1 must be %2"_s.arg(QLatin1StringView(key), QLatin1StringView(expected)));
        }
    }
    [[nodiscard]] QString text(const char *key, bool isRequired)
    {
        const QJsonValue value = take(key, isRequired);
        check(value.isUndefined() || (value.isString() && isPlain(value.toString())), key, "a plain string");
        return value.toString();
    }
    /// true or false, or one of these words.
    [[nodiscard]] QByteArray choice(const char *key, bool isRequired, const QStringList &words)
    {
        const QJsonValue value = take(key, isRequired);
        const QString text = value.isBool() ? (value.toBool() ? u"true"_s : u"false"_s) : value.toString();
        if (!value.isUndefined() && !words.contains(text)) {
            fail(u"%1 must be one of %2"_s.arg(QLatin1StringView(key), words.join(u", "_s)));
        }
        return text.toUtf8();
    }
    /// A list of strings, as the file writes it. Null if it is not there.
    [[nodiscard]] QByteArray list(const char *key, bool isRequired, bool (*isRight)(const QString &))
    {
        const QJsonValue value = take(key, isRequired);
        if (value.isUndefined()) {
            return {};
        }
        bool right = value.isArray();
        QStringList items;
        const QJsonArray array = value.toArray();
        for (const auto &item : array) {
            right = right && item.isString() && isRight(item.toString());
            items.append(item.toString());
        }
        check(right, key, "a list of proper strings");
        return QByteArray("") + items.join(u", "_s).toUtf8();
    }
    /// A whole number, or one with a suffix.
    [[nodiscard]] QByteArray amount(const char *key, bool isRequired, const char *form)
    {
        const QJsonValue value = take(key, isRequired);
        if (value.isDouble()) {
            const double number = value.toDouble();
            check(number >= 0 && number == std::floor(number) && number < 1e15, key, "a whole number");
            return QByteArray::number(qint64(number));
        }
        check(value.isUndefined() || (value.isString() && hasForm(value.toString(), form)), key,
              "a whole number, or one with a suffix");
        return value.toString().toUtf8();
    }
    [[nodiscard]] QString finish()
    {
        const QStringList names = m_body.keys();
        for (const QString &name : names) {
            if (!m_known.contains(name)) {
                fail(u"%1 is unknown"_s.arg(name));
            }
        }
        return m_problem;
    }

private:
    const QJsonObject &m_body;
    QStringList m_known;
    QString m_problem;
};

constexpr auto Seconds = "^[0-9]{1,12}[smhd]?$";
constexpr auto Bytes = "^[0-9]{1,15}[GM%]?$";

bool isTrack(const QString &word)
{
    return word == "video"_L1 || word == "audio"_L1 || word == "data"_L1;
}

bool isProtocol(const QString &word)
{
    return word == "rtsp"_L1 || word == "hls"_L1 || word == "mse"_L1 || word == "webrtc"_L1;
}

void readOtherKeys(BodyReader &reader, QMap<QByteArray, QByteArray> &keys)
{
    const auto keep = [&keys](const char *key, const QByteArray &value, bool isWritten) {
        if (isWritten) {
            keys.insert(key, value);
        }
    };
    const auto list = [&](const char *key, bool isRequired, bool (*isRight)(const QString &)) {
        const QByteArray value = reader.list(key, isRequired, isRight);
        keep(key, value, !value.isNull());
    };
    const auto amount = [&](const char *key, bool isRequired, const char *form) {
        const QByteArray value = reader.amount(key, isRequired, form);
        keep(key, value, !value.isEmpty());
    };
    list("stream-proto", false, isProtocol);
    list("stream-whitelist", true, isSubnet);
    const QString archive = reader.text("dvr-archive", true);
    reader.check(!archive.isEmpty(), "dvr-archive", "a folder");
    keep("dvr-archive", archive.toUtf8(), true);
    amount("dvr-duration", true, Seconds);
    amount("dvr-chunk", true, Seconds);
    amount("dvr-capacity", true, Bytes);
    const QString primary = reader.text("primary-node", false);
    keep("primary-node", primary.toUtf8(), !primary.isEmpty());
    // One name, or a list of them.
    const QJsonValue secondary = reader.take("secondary-node", false);
    if (secondary.isArray()) {
        list("secondary-node", false, isPlain);
    } else {
        const QString name = reader.text("secondary-node", false);
        keep("secondary-node", name.toUtf8(), !name.isEmpty());
    }
    for (const char *key : {"stream-limit", "reconnect-numbers", "reconnect-timeout", "reconnect-interval",
                            "reconnect-invalid"}) {
        amount(key, false, Seconds);
    }
    const QByteArray onDemand = reader.choice("dvr-ondemand", false, {u"true"_s, u"false"_s});
    keep("dvr-ondemand", onDemand, !onDemand.isEmpty());
}
} // namespace

bool StreamSettings::isSecondaryOn(const QByteArray &nodeName) const
{
    if (otherKeys.isEmpty() || otherKeys.value("primary-node") == nodeName) {
        return false;
    }
    const QList<QByteArray> reserves = otherKeys.value("secondary-node").split(',');
    return std::any_of(reserves.begin(), reserves.end(),
                       [&nodeName](const QByteArray &reserve) { return reserve.trimmed() == nodeName; });
}

void StreamSettings::setNodes(const QByteArray &primary, const QList<QByteArray> &secondaries)
{
    otherKeys["primary-node"] = primary;
    otherKeys["secondary-node"] = secondaries.join(", ");
}

namespace streamIni {

const QMap<QByteArray, QByteArray> &startUpKeys()
{
    static const QMap<QByteArray, QByteArray> keys{{"stream-proto", "rtsp, hls"}, {"stream-whitelist", ""},
                                                   {"dvr-archive", "/"},          {"dvr-duration", "0"},
                                                   {"dvr-chunk", "60"},           {"dvr-capacity", "0"}};
    return keys;
}

bool read(const QByteArray &uid, const QJsonObject &body, StreamSettings &settings, QString &problem)
{
    BodyReader reader(body);
    settings = {};
    settings.uid = uid;
    const QString address = reader.text("stream-url", true);
    reader.check(isStreamAddress(address), "stream-url", "an address with rtsp:// or publish://");
    settings.address = address.toUtf8();
    settings.name = reader.text("stream-name", false);
    settings.cameraUid = reader.text("camera-uid", false).toUtf8();
    const QByteArray tracks = reader.list("stream-tracks", false, isTrack);
    reader.check(tracks.isNull() || tracks.contains("video"), "stream-tracks", "a list with video");
    settings.wantsAudio = tracks.isNull() || tracks.contains("audio");
    settings.enabled = reader.choice("stream-enable", false, {u"true"_s, u"false"_s}) != "false";
    settings.access =
        reader.choice("stream-access", true, {u"private"_s, u"public"_s, u"protected"_s, u"none"_s});
    settings.dvr = reader.choice("dvr-enable", true, {u"true"_s, u"false"_s, u"on-demand"_s});
    readOtherKeys(reader, settings.otherKeys);
    settings.isSynthetic = isSyntheticAddress(settings.address);
    settings.isHigh = isHighAddress(settings.address);
    problem = reader.finish();
    return problem.isEmpty();
}

QByteArray text(const StreamSettings &settings)
{
    QByteArray text = "[stream]\n";
    const auto line = [&text](const QByteArray &key, const QByteArray &value) {
        text += key + " = " + value + '\n';
    };
    line("stream-url", settings.address);
    if (!settings.name.isEmpty()) {
        line("stream-name", settings.name.toUtf8());
    }
    if (!settings.cameraUid.isEmpty()) {
        line("camera-uid", settings.cameraUid);
    }
    line("stream-tracks", settings.wantsAudio ? "video, audio" : "video");
    line("stream-enable", settings.enabled ? "true" : "false");
    line("stream-access", settings.access);
    line("dvr-enable", settings.dvr);
    for (auto it = settings.otherKeys.begin(); it != settings.otherKeys.end(); ++it) {
        line(it.key(), it.value());
    }
    return text;
}

QList<QByteArray> protocols(const StreamSettings &settings)
{
    QList<QByteArray> result;
    const QList<QByteArray> words = settings.otherKeys.value("stream-proto", "rtsp, hls").split(',');
    for (const QByteArray &word : words) {
        if (!word.trimmed().isEmpty()) {
            result.append(word.trimmed());
        }
    }
    return result;
}

qint64 seconds(const QByteArray &value)
{
    static const QHash<char, qint64> factors{{'s', 1}, {'m', 60}, {'h', 3600}, {'d', 86'400}};
    const auto factor = value.isEmpty() ? factors.constEnd() : factors.constFind(value.back());
    return factor == factors.constEnd() ? value.toLongLong() : value.chopped(1).toLongLong() * *factor;
}

bool whitelistHasLoopback(const StreamSettings &settings)
{
    const QList<QByteArray> entries = settings.otherKeys.value("stream-whitelist").split(',');
    return std::any_of(entries.begin(), entries.end(), [](const QByteArray &entry) {
        const auto subnet = QHostAddress::parseSubnet(QString::fromUtf8(entry.trimmed()));
        return subnet.second >= 0 && QHostAddress(QHostAddress::LocalHost).isInSubnet(subnet);
    });
}

} // namespace streamIni

bool isSyntheticAddress(const QByteArray &address)
{
    const QUrl url = QUrl::fromEncoded(address);
    return url.path().startsWith("/Streaming/Channels/"_L1) &&
           QHostAddress(url.host()).isInSubnet(QHostAddress(u"10.64.0.0"_s), 10);
}

bool isHighAddress(const QByteArray &address)
{
    return !address.endsWith("/102") && !address.endsWith("/low");
}

} // namespace streamkeeper::fleet
