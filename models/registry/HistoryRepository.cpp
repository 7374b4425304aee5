#include "models/registry/HistoryRepository.h"

#include "models/domain/Units.h"

#include <QtEndian>

#include <algorithm>
#include <array>
#include <optional>

namespace streamkeeper {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 minuteMs = 60'000;
constexpr qint64 hourMs = 60 * minuteMs;
constexpr int minutesInHour = 60;
constexpr int quartersInDay = int(dayMs / StreamQuarter::lengthMs);

using Minutes = std::array<std::optional<ServerSample>, minutesInHour>;
using Quarters = std::array<StreamQuarter, quartersInDay>;

// An hour of a server: how many values a minute has, then all minutes of the first value, of the second, and
// so on, which packs to a tenth. Each is 32 bits, little endian; -1: unknown.

QByteArray packed(const Minutes &minutes)
{
    constexpr int values = int(ServerValue::Count);
    QByteArray raw(1 + values * minutesInHour * qsizetype(sizeof(qint32)), Qt::Uninitialized);
    char *place = raw.data();
    *place++ = char(values);
    for (int value = 0; value < values; ++value) {
        for (const std::optional<ServerSample> &minute : minutes) {
            qToLittleEndian(minute ? minute->value(ServerValue(value)) : qint32(-1), place);
            place += sizeof(qint32);
        }
    }
    return qCompress(raw);
}

/// Of a newer program with more values only what this one knows; nothing of what is damaged.
Minutes unpackedMinutes(const QByteArray &blob, qint64 hour, quint64 heard)
{
    Minutes minutes;
    const QByteArray raw = blob.isEmpty() ? QByteArray() : qUncompress(blob);
    const int values = raw.isEmpty() ? 0 : int(uchar(raw.front()));
    if (raw.size() != 1 + values * minutesInHour * qsizetype(sizeof(qint32)))
        return minutes;
    for (int minute = 0; minute < minutesInHour; ++minute) {
        if (!(heard >> minute & 1))
            continue;
        ServerSample sample(hour * hourMs + minute * minuteMs);
        for (int value = 0; value < std::min(values, int(ServerValue::Count)); ++value)
            sample.set(ServerValue(value),
                       qFromLittleEndian<qint32>(raw.constData() + 1 +
                                                 (value * minutesInHour + minute) * int(sizeof(qint32))));
        minutes[size_t(minute)] = sample;
    }
    return minutes;
}

// A day of a stream: three numbers of 16 bits for each quarter. Up to 32,767 they are exact, above that in
// steps of 1,024: of a rate of 33 Mbit/s the last Mbit/s does not show.

constexpr quint16 unknownNumber = 0xffff;
constexpr qint32 exactLimit = 0x8000;
constexpr qint32 coarseStep = 1024;

quint16 toSmall(qint32 number)
{
    if (number < 0)
        return unknownNumber;
    if (number < exactLimit)
        return quint16(number);
    return quint16(exactLimit + std::min(number / coarseStep, exactLimit - 2));
}

qint32 fromSmall(quint16 small)
{
    if (small == unknownNumber)
        return -1;
    return small < exactLimit ? qint32(small) : (qint32(small) - exactLimit) * coarseStep;
}

constexpr int numbersOfQuarter = 3;
constexpr qsizetype quarterBytes = numbersOfQuarter * qsizetype(sizeof(quint16));

QByteArray packed(const Quarters &quarters)
{
    QByteArray raw(quartersInDay * quarterBytes, Qt::Uninitialized);
    char *place = raw.data();
    for (const StreamQuarter &quarter : quarters) {
        for (const qint32 number : {quarter.inKbps, quarter.outKbps, quarter.clients}) {
            qToLittleEndian(toSmall(number), place);
            place += sizeof(quint16);
        }
    }
    return raw;
}

Quarters unpackedQuarters(const QByteArray &raw, qint64 day)
{
    Quarters quarters;
    for (int i = 0; i < quartersInDay; ++i) {
        StreamQuarter &quarter = quarters[size_t(i)];
        quarter.atMs = day * dayMs + i * StreamQuarter::lengthMs;
        if (raw.size() != quartersInDay * quarterBytes)
            continue;
        const char *place = raw.constData() + i * quarterBytes;
        quarter.inKbps = fromSmall(qFromLittleEndian<quint16>(place));
        quarter.outKbps = fromSmall(qFromLittleEndian<quint16>(place + sizeof(quint16)));
        quarter.clients = fromSmall(qFromLittleEndian<quint16>(place + 2 * sizeof(quint16)));
    }
    return quarters;
}

void appendWithin(std::vector<ServerSample> &samples, const Minutes &minutes, qint64 fromMs, qint64 untilMs)
{
    for (const std::optional<ServerSample> &minute : minutes) {
        if (minute && minute->atMs >= fromMs && minute->atMs < untilMs)
            samples.push_back(*minute);
    }
}

} // namespace

VoidResult HistoryRepository::saveServers(const std::vector<ServerHour> &hours)
{
    auto read =
        m_database.prepare(u"SELECT heard, minutes FROM server_history WHERE server_id = ? AND hour = ?"_s);
    auto write = m_database.prepare(
        u"INSERT INTO server_history SELECT id, ?, ?, ? FROM media_server WHERE id = ?"
        " ON CONFLICT (server_id, hour) DO UPDATE SET heard = excluded.heard, minutes = excluded.minutes"_s);
    for (auto *query : {&read, &write}) {
        if (!*query)
            return tl::unexpected(query->error());
    }
    for (const ServerHour &hour : hours) {
        if (auto done = m_database.runPrepared(*read, {hour.server.toString(), hour.hour}); !done)
            return done;
        quint64 heard = hour.heard;
        Minutes minutes;
        if (read->next()) {
            const quint64 before = quint64(read->value(0).toLongLong());
            minutes = unpackedMinutes(read->value(1).toByteArray(), hour.hour, before);
            heard |= before;
        }
        read->finish();
        for (const ServerSample &sample : hour.samples) {
            const qint64 minute = sample.atMs / minuteMs - hour.hour * minutesInHour;
            if (minute < 0 || minute >= minutesInHour)
                continue;
            minutes[size_t(minute)] = sample;
            heard |= quint64(1) << minute;
        }
        if (auto done = m_database.runPrepared(
                *write, {hour.hour, qint64(heard), packed(minutes), hour.server.toString()});
            !done)
            return done;
    }
    return {};
}

VoidResult HistoryRepository::saveStreams(const std::vector<StreamPart> &parts)
{
    auto read = m_database.prepare(u"SELECT quarters FROM stream_history WHERE stream_id = ? AND day = ?"_s);
    auto write =
        m_database.prepare(u"INSERT INTO stream_history SELECT id, ?, ? FROM stream WHERE id = ?"
                           " ON CONFLICT (stream_id, day) DO UPDATE SET quarters = excluded.quarters"_s);
    for (auto *query : {&read, &write}) {
        if (!*query)
            return tl::unexpected(query->error());
    }
    for (const StreamPart &part : parts) {
        QMap<qint64, std::vector<StreamQuarter>> byDay;
        for (const StreamQuarter &quarter : part.quarters) {
            if (quarter.isSeen())
                byDay[quarter.atMs / dayMs].push_back(quarter);
        }
        for (auto day = byDay.cbegin(); day != byDay.cend(); ++day) {
            if (auto done = m_database.runPrepared(*read, {part.stream.toString(), day.key()}); !done)
                return done;
            Quarters quarters =
                unpackedQuarters(read->next() ? read->value(0).toByteArray() : QByteArray(), day.key());
            read->finish();
            for (const StreamQuarter &quarter : day.value())
                quarters[size_t((quarter.atMs - day.key() * dayMs) / StreamQuarter::lengthMs)] = quarter;
            if (auto done =
                    m_database.runPrepared(*write, {day.key(), packed(quarters), part.stream.toString()});
                !done)
                return done;
        }
    }
    return {};
}

VoidResult HistoryRepository::prune(qint64 nowMs)
{
    const qint64 oldestMs = nowMs - keptDays * dayMs;
    auto removed = m_database.run(u"DELETE FROM server_history WHERE hour < ?"_s, {oldestMs / hourMs});
    if (removed)
        removed = m_database.run(u"DELETE FROM stream_history WHERE day < ?"_s, {oldestMs / dayMs});
    return removed ? VoidResult() : tl::unexpected(removed.error());
}

Result<HistoryRepository::Heard> HistoryRepository::heard()
{
    auto query = m_database.run(u"SELECT server_id, hour, heard FROM server_history"_s);
    if (!query)
        return tl::unexpected(query.error());
    Heard heard;
    while (query->next())
        heard[ServerId::fromString(query->value(0).toString())].insert(query->value(1).toLongLong(),
                                                                       quint64(query->value(2).toLongLong()));
    return heard;
}

Result<std::vector<ServerSample>> HistoryRepository::server(const ServerId &server, qint64 fromMs,
                                                            qint64 untilMs)
{
    auto query = m_database.run(u"SELECT hour, heard, minutes FROM server_history WHERE server_id = ?"
                                " AND hour BETWEEN ? AND ? ORDER BY hour"_s,
                                {server.toString(), fromMs / hourMs, untilMs / hourMs});
    if (!query)
        return tl::unexpected(query.error());
    std::vector<ServerSample> samples;
    while (query->next())
        appendWithin(samples,
                     unpackedMinutes(query->value(2).toByteArray(), query->value(0).toLongLong(),
                                     quint64(query->value(1).toLongLong())),
                     fromMs, untilMs);
    return samples;
}

Result<QHash<ServerId, std::vector<ServerSample>>> HistoryRepository::servers(qint64 fromMs, qint64 untilMs,
                                                                              int everyHours)
{
    auto query = m_database.run(u"SELECT server_id, hour, heard, minutes FROM server_history"
                                " WHERE hour BETWEEN ? AND ? AND hour % ? = 0 ORDER BY hour"_s,
                                {fromMs / hourMs, untilMs / hourMs, everyHours});
    if (!query)
        return tl::unexpected(query.error());
    QHash<ServerId, std::vector<ServerSample>> all;
    while (query->next())
        appendWithin(all[ServerId::fromString(query->value(0).toString())],
                     unpackedMinutes(query->value(3).toByteArray(), query->value(1).toLongLong(),
                                     quint64(query->value(2).toLongLong())),
                     fromMs, untilMs);
    return all;
}

Result<std::vector<StreamQuarter>> HistoryRepository::stream(const StreamId &stream, qint64 fromMs,
                                                             qint64 untilMs)
{
    auto query = m_database.run(u"SELECT day, quarters FROM stream_history WHERE stream_id = ?"
                                " AND day BETWEEN ? AND ? ORDER BY day"_s,
                                {stream.toString(), fromMs / dayMs, untilMs / dayMs});
    if (!query)
        return tl::unexpected(query.error());
    std::vector<StreamQuarter> found;
    while (query->next()) {
        for (const StreamQuarter &quarter :
             unpackedQuarters(query->value(1).toByteArray(), query->value(0).toLongLong())) {
            if (quarter.isSeen() && quarter.atMs + StreamQuarter::lengthMs > fromMs && quarter.atMs < untilMs)
                found.push_back(quarter);
        }
    }
    return found;
}

} // namespace streamkeeper
