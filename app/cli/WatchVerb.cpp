#include "app/cli/WatchVerb.h"

#include "app/cli/JsonOf.h"
#include "app/cli/Output.h"
#include "app/cli/ServerForm.h"
#include "app/cli/StreamList.h"
#include "app/cli/StreamSelection.h"
#include "app/cli/Terminal.h"
#include "app/cli/Verbs.h"
#include "models/registry/StoredNames.h"

#include <QDateTime>
#include <QTimer>

#include <algorithm>
#include <array>
#include <map>

namespace streamkeeper {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr int usualIntervalSeconds = 10;
constexpr int longestIntervalSeconds = 3600;
constexpr auto redrawEvery = 1s;

/// What changes with every poll; told only on demand. A reconnect shows in `sinceAt`, too.
const std::array restless{u"bitrateKbps", u"outputRateKbps", u"clients", u"reconnectAttempts",
                          u"reconnectTotal"};

bool isTold(const QString &key, bool tellsAll)
{
    return key != u"polledAt" && (tellsAll || std::ranges::none_of(restless, [&](const char16_t *one) {
                                      return key == QStringView(one);
                                  }));
}

QStringList changedKeys(const QJsonObject &before, const QJsonObject &now, bool tellsAll)
{
    QStringList keys;
    for (auto it = now.begin(); it != now.end(); ++it) {
        if (isTold(it.key(), tellsAll) && before[it.key()] != it.value())
            keys.append(it.key());
    }
    return keys;
}

/// One look after the other at the streams that were chosen.
class Watch : public QObject
{
public:
    Watch(CliContext &context, StreamFilter filter)
        : m_context(context)
        , m_filter(std::move(filter))
        , m_tellsAll(context.command().isSet(u"all-changes"_s))
    {
        const FleetPolling &polling = context.session().polling();
        connect(&polling, &FleetPolling::snapshotApplied, this, [this](const SnapshotPtr &snapshot) {
            m_isNew = true;
            answered(snapshot->server);
        });
        connect(&polling, &FleetPolling::pollFailed, this, [this](const PollFailure &failure) {
            m_isNew = true;
            failed(failure);
        });
    }

    [[nodiscard]] CliResult run()
    {
        const ParsedCommand &command = m_context.command();
        const bool isJson = command.format == OutputFormat::Json;
        (void)m_context.poll(m_context.allServers(), true);
        m_context.session().polling().setInterval(interval());
        m_context.session().polling().setQuiet(false);
        std::optional<Terminal> terminal;
        if (!isJson && Terminal::isThere()) {
            terminal.emplace();
            connect(&*terminal, &Terminal::keyPressed, this,
                    [this](char key) { m_isOver = m_isOver || key == 'q'; });
        }
        const auto look = [&] {
            if (!std::exchange(m_isNew, false) && !terminal)
                return;
            const bool isWritten = isJson ? tellEvents()
                                   : terminal
                                       ? terminal->draw(screen(Terminal::size().height()), m_isColoured)
                                       : writeOut(page());
            m_hasFailed = m_hasFailed || !isWritten;
            m_isOver = m_isOver || !isWritten || isReaderGone();
        };
        m_isNew = true;
        look();
        QTimer redraw;
        connect(&redraw, &QTimer::timeout, this, look);
        redraw.start(redrawEvery);
        (void)m_context.waitUntil([this] { return m_isOver; }, m_context.timeLeft());
        CliAnswer answer;
        answer.isTold = true;
        answer.exitCode = m_hasFailed ? ExitCode::Failed : ExitCode::Done;
        return answer;
    }

private:
    [[nodiscard]] std::chrono::seconds interval() const
    {
        const QString seconds = m_context.command().value(u"interval"_s);
        return std::chrono::seconds(seconds.isEmpty() ? usualIntervalSeconds : seconds.toInt());
    }

    [[nodiscard]] QString counted(const std::vector<const FleetRow *> &rows) const
    {
        QString text = u"%1 stream(s)"_s.arg(rows.size());
        for (const auto &[state, word] : stored::states) {
            const auto count = std::ranges::count_if(
                rows, [wanted = state](const FleetRow *row) { return row->state() == wanted; });
            if (count > 0)
                text += u", %1 %2"_s.arg(count).arg(QString::fromLatin1(word));
        }
        return text;
    }

    [[nodiscard]] QString header(const std::vector<const FleetRow *> &rows) const
    {
        QString text = QDateTime::fromMSecsSinceEpoch(m_context.nowMs()).toString(u"hh:mm:ss"_s) + u"  "_s +
                       counted(rows) + u'\n';
        for (const auto &[name, problem] : m_problems)
            text += name + u": "_s + problem + u'\n';
        return text;
    }

    [[nodiscard]] QString table(const std::vector<const FleetRow *> &rows) const
    {
        ListAnswer list = streamList(ListAnswer::Shown::Wide); // there is little room
        const qint64 nowMs = m_context.nowMs();
        for (const FleetRow *row : rows)
            addStreamRow(list, m_context.fleet(), *row, nowMs);
        return list.answer(m_context.command(), u"No stream matches.\n"_s).text;
    }

    [[nodiscard]] QString screen(int height) const
    {
        auto rows = rowsOf(m_context.fleet(), m_filter);
        const QString head = header(rows) + u"q ends\n\n"_s;
        // Without a wish for an order only those are made that can be seen.
        if (!m_context.command().isSet(u"sort"_s) && rows.size() > size_t(height))
            rows.resize(size_t(height));
        return head + table(rows);
    }

    [[nodiscard]] QByteArray page() const
    {
        const auto rows = rowsOf(m_context.fleet(), m_filter);
        return withTones(linesForTerminal(header(rows) + table(rows) + u'\n'), m_isColoured).toUtf8();
    }

    void answered(const ServerId &server)
    {
        const QString name = m_context.fleet().serverName(server);
        if (m_problems.erase(name) > 0)
            m_lines += event(u"server_answers"_s, {{u"server"_s, name}});
    }

    void failed(const PollFailure &failure)
    {
        const QString name = m_context.fleet().serverName(failure.server);
        QString &problem = m_problems[name];
        if (problem != failure.error.message)
            m_lines +=
                event(u"server_failed"_s, {{u"server"_s, name}, {u"message"_s, failure.error.message}});
        problem = failure.error.message;
    }

    [[nodiscard]] QByteArray event(const QString &word, QJsonObject details) const
    {
        details.insert(u"event"_s, word);
        details.insert(u"happenedAt"_s, json::moment(m_context.nowMs()));
        return lineOf(details);
    }

    [[nodiscard]] bool tellEvents()
    {
        QByteArray lines = std::exchange(m_lines, {});
        std::map<QString, QJsonObject> now;
        for (const FleetRow *row : rowsOf(m_context.fleet(), m_filter)) {
            const QString key =
                row->isManaged() ? row->id.toString() : u"%1 %2"_s.arg(row->mainServer).arg(row->remoteName);
            const QJsonObject object = json::streamRow(m_context.fleet(), *row);
            const auto known = m_seen.find(key);
            if (known == m_seen.end()) {
                lines += event(m_isFirst ? u"present"_s : u"appeared"_s, {{u"stream"_s, object}});
            } else if (const QStringList keys = changedKeys(known->second, object, m_tellsAll);
                       !keys.isEmpty()) {
                lines += event(u"changed"_s,
                               {{u"stream"_s, object}, {u"changed"_s, QJsonArray::fromStringList(keys)}});
            }
            now.emplace(key, object);
        }
        for (const auto &[key, object] : m_seen) {
            if (!now.contains(key))
                lines += event(u"gone"_s, {{u"stream"_s, object}});
        }
        m_seen = std::move(now);
        m_isFirst = false;
        return lines.isEmpty() || writeOut(lines);
    }

    CliContext &m_context;
    const StreamFilter m_filter;
    const bool m_tellsAll;
    const bool m_isColoured = hasColours(m_context.command());
    std::map<QString, QString> m_problems; ///< by server
    std::map<QString, QJsonObject> m_seen;
    QByteArray m_lines; ///< events of servers that are not told yet
    bool m_isFirst = true;
    bool m_isNew = false;
    bool m_isOver = false;
    bool m_hasFailed = false;
};

CliResult watchStreams(CliContext &context)
{
    const ParsedCommand &command = context.command();
    if (command.format == OutputFormat::Csv)
        return wrongUsage(u"streams watch writes table, wide or json."_s);
    if (auto checked = streamList().check(command); !checked)
        return tl::unexpected(checked.error());
    if (command.isSet(u"interval"_s)) {
        if (const auto seconds = numberOption(command, u"interval"_s, 1, longestIntervalSeconds); !seconds)
            return tl::unexpected(seconds.error());
    }
    if (auto opened = context.open(); !opened)
        return tl::unexpected(opened.error());
    auto filter = filterOf(context);
    if (!filter)
        return tl::unexpected(filter.error());
    return Watch(context, std::move(*filter)).run();
}

} // namespace

VerbSpec watchVerb()
{
    std::vector<OptionSpec> options = filterOptions({u"unmanaged"_s, u"missing"_s, u"different"_s});
    options.push_back({u"interval"_s, u"SECONDS"_s, u"Ask each media server that often (default 10)."_s});
    options.push_back(
        {u"timeout"_s, u"SECONDS"_s, u"End after this time; by itself it goes on until Ctrl-C or q."_s});
    options.push_back(
        {u"all-changes"_s,
         {},
         u"With JSON: tell also what changes all the time: bitrate, output, clients, reconnects."_s});
    return {u"streams"_s,
            u"watch"_s,
            {},
            0,
            0,
            ValueKind::Text,
            u"Streams as they are now, drawn anew like top; with --json one object a line for each change."_s,
            listOptions(options),
            watchStreams};
}

} // namespace streamkeeper
