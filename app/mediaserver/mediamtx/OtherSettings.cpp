#include "app/mediaserver/mediamtx/OtherSettings.h"

#include "models/domain/StreamSettings.h"
#include "models/domain/Units.h"

#include <QJsonDocument>
#include <QRegularExpression>

#include <algorithm>
#include <array>
#include <limits>

namespace streamkeeper::mediamtx {

using namespace Qt::StringLiterals;

namespace {

/// By its name before and since 1.17; newer ones take both, tell both where it was set by the older one, and
/// have only the newer one among the defaults.
struct Renamed
{
    QLatin1StringView before;
    QLatin1StringView since;
};
constexpr std::array renamedMembers{Renamed{"runOnReady"_L1, "runOnAvailable"_L1},
                                    Renamed{"runOnReadyRestart"_L1, "runOnAvailableRestart"_L1},
                                    Renamed{"runOnNotReady"_L1, "runOnUnavailable"_L1}};

double msOf(const QString &unit)
{
    if (unit == u"d")
        return 86'400'000;
    if (unit == u"h")
        return 3'600'000;
    if (unit == u"m")
        return 60'000;
    if (unit == u"s")
        return 1'000;
    if (unit == u"ms")
        return 1;
    return unit == u"ns" ? 1e-6 : 1e-3;
}

void rename(QJsonObject &members, QLatin1StringView from, QLatin1StringView to)
{
    const QJsonValue value = members.take(from);
    members.insert(to, value);
}

qint64 keptMs(const QString &duration)
{
    const qint64 ms = duration.isEmpty() ? 0 : msFromDuration(duration).value_or(-1);
    return ms == 0 ? std::numeric_limits<qint64>::max() : ms;
}

} // namespace

QJsonObject tellable(QJsonObject told)
{
    told.remove(u"name"_s);
    const QStringList keys = told.keys();
    for (const QString &key : keys) {
        if (told[key].toString().contains(u"<redacted>"))
            told.remove(key);
    }
    return told;
}

SecretText othersOf(const QJsonObject &told, const QJsonObject &defaults)
{
    QJsonObject others = tellable(told);
    const QJsonValue keeping = others.value(keepingKey);
    // The address has a seal of its own, and whether it records a column.
    others.remove(u"source"_s);
    const bool isRecording = others.take(u"record"_s).toBool();
    const QStringList keys = others.keys();
    for (const QString &key : keys) {
        if (defaults.contains(key) && defaults[key] == others[key])
            others.remove(key);
    }
    if (isRecording && !keeping.isUndefined())
        others.insert(keepingKey, keeping);
    return others.isEmpty() ? SecretText() : SecretText(QJsonDocument(others).toJson(QJsonDocument::Compact));
}

QJsonObject fitted(const SecretText &others, const QJsonObject &defaults)
{
    QJsonObject members = QJsonDocument::fromJson(others.reveal()).object();
    if (members.value(keepingKey).toString(u"-"_s).isEmpty())
        members.insert(keepingKey, keptForEver);
    if (defaults.isEmpty())
        return members;
    for (const auto &[before, since] : renamedMembers) {
        if (members.contains(since) && !defaults.contains(since))
            rename(members, since, before);
    }
    const QStringList taken = takenNames(defaults);
    const QStringList keys = members.keys();
    for (const QString &key : keys) {
        if (!taken.contains(key))
            members.remove(key);
    }
    return members;
}

QStringList takenNames(const QJsonObject &defaults)
{
    QStringList names = defaults.keys();
    for (const auto &[before, since] : renamedMembers) {
        if (defaults.contains(since) != defaults.contains(before))
            names.append(defaults.contains(since) ? before : since);
    }
    return names;
}

std::optional<qint64> msFromDuration(const QString &text)
{
    static const QRegularExpression whole(uR"(^(?:\d+(?:\.\d+)?(?:d|h|ms|m|s|us|µs|ns))+$)"_s);
    static const QRegularExpression part(uR"((\d+(?:\.\d+)?)(d|h|ms|m|s|us|µs|ns))"_s);
    if (!whole.match(text).hasMatch())
        return {};
    double sum = 0;
    for (auto it = part.globalMatch(text); it.hasNext();) {
        const auto match = it.next();
        sum += match.captured(1).toDouble() * msOf(match.captured(2));
    }
    constexpr double longest = 1e15; // 30,000 years
    return sum <= longest ? std::optional(qint64(sum)) : std::nullopt;
}

int daysKept(const QJsonObject &told)
{
    const qint64 ms = told.contains(keepingKey) ? keptMs(told[keepingKey].toString()) : 0;
    return ms <= 0 ? 0 : int(std::min<qint64>((ms - 1) / dayMs + 1, endlessArchiveDays));
}

QString longerKeeping(const QString &one, const QString &other)
{
    const QString longer = keptMs(other) > keptMs(one) ? other : one;
    return longer.isEmpty() ? QString(keptForEver) : longer;
}

} // namespace streamkeeper::mediamtx
