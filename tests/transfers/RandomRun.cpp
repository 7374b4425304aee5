#include "tests/transfers/RandomRun.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QTimer>

namespace streamkeeper::test {

using namespace Qt::StringLiterals;

namespace {

constexpr int openAtOnce = 6;
constexpr qint64 stallMs = 60'000;
constexpr int tickMs = 10;
constexpr qint64 afterRefusalMs = 30;

qint64 nowMs()
{
    return QDateTime::currentMSecsSinceEpoch();
}

} // namespace

RandomRun::RandomRun(TransferField &field, quint32 seed, int transfers)
    : m_field(field)
    , m_seed(seed)
    , m_transfers(transfers)
{
}

bool RandomRun::run()
{
    QTimer tick; // so that what is due is not late when nothing else happens
    tick.start(tickMs);
    m_lastEndMs = nowMs();
    while (m_ended < m_transfers) {
        if (!reviveConsole())
            return false;
        while (int(m_open.size()) < openAtOnce && nowMs() >= m_nextOrderMs &&
               m_ended + int(m_open.size()) < m_transfers)
            orderNext();
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
        while (const auto line = m_field.takeLine())
            handleLine(*line);
        runDue();
        if (m_isKilled)
            m_field.kill(0);
        if (nowMs() - m_lastEndMs > stallMs)
            return false;
    }
    for (const auto &[time, work] : std::exchange(m_due, {}))
        work();
    return reviveConsole();
}

void RandomRun::orderNext()
{
    const int number = m_next++;
    Open open;
    open.plan = FaultPlan::draw(m_seed, number, int(m_field.streams().size()), servers, servers - mediaMtx);
    const TransferField::KnownStream &stream = m_field.streams()[size_t(open.plan.stream)];
    open.stream = stream.id;
    QJsonObject order{{u"order"_s, number},
                      {u"stream"_s, stream.id},
                      {u"to"_s, TransferField::serverName(open.plan.to)},
                      {u"dieAtStep"_s, open.plan.dieAtStep}};
    if (open.plan.additional >= 0)
        order[u"additional"_s] = TransferField::serverName(open.plan.additional);
    m_field.note(u"order %1: from %2 to %3 (%4). %5"_s.arg(number).arg(stream.home, order[u"to"_s].toString(),
                                                                       order[u"additional"_s].toString(),
                                                                       open.plan.text()),
                 stream.id);
    m_field.tell(0, order);
    if (open.plan.isAlsoAskedElsewhere) {
        order.remove(u"dieAtStep"_s);
        m_field.tell(1, order);
    }
    m_open.emplace(number, open);
}

void RandomRun::handleLine(const TransferField::Line &line)
{
    const int number = line.text[u"order"_s].toInt();
    TransferField::KnownStream *stream = m_field.streamOf(line.text[u"stream"_s].toString());
    const auto open = m_open.find(number);
    const QString end = line.text[u"end"_s].toString();
    if (line.console == 0 && open != m_open.end() && end.isEmpty()) {
        for (const FaultPlan::Event &event : open->second.plan.events) {
            if (event.atStep == line.text[u"step"_s].toInt())
                bringAbout(event, number, open->second);
        }
    }
    if (end.isEmpty())
        return;
    if (stream && line.text[u"switched"_s].toBool() && open != m_open.end())
        stream->home = TransferField::serverName(open->second.plan.to);
    const bool isOtherConsole = line.console != 0;
    if (isOtherConsole || open == m_open.end()) {
        ++outcomes[(isOtherConsole ? u"elsewhere "_s : u"resumed "_s) + end];
        return;
    }
    ++outcomes[end];
    m_lastEndMs = nowMs();
    if (end == u"refused")
        m_nextOrderMs = m_lastEndMs + afterRefusalMs;
    // What was not even begun is no transfer.
    m_ended += end == u"refused" ? 0 : 1;
    m_open.erase(open);
}

QString RandomRun::placeOf(const FaultPlan::Event &event, const Open &open) const
{
    const TransferField::KnownStream *stream = m_field.streamOf(open.stream);
    if (event.where == FaultPlan::Where::Source && stream)
        return stream->home;
    if (event.where == FaultPlan::Where::Anywhere)
        return TransferField::serverName(event.anywhere);
    if (event.where == FaultPlan::Where::Reserve && open.plan.additional >= 0)
        return TransferField::serverName(open.plan.additional);
    return TransferField::serverName(open.plan.to);
}

void RandomRun::bringAbout(const FaultPlan::Event &event, int number, const Open &open)
{
    const QString server = placeOf(event, open);
    const qint64 endMs = nowMs() + event.lengthMs;
    switch (event.what) {
    case FaultPlan::What::Fault:
        ++faults;
        m_isFine = m_field.fault(server, event.body) && m_isFine;
        m_due.emplace(endMs, [this, server] {
            m_isFine = m_field.fault(server, {{u"kind"_s, u"none"_s}}) && m_isFine;
        });
        break;
    case FaultPlan::What::Restart:
        ++restarts;
        m_isFine = m_field.control(server, u"restart"_s) && m_isFine;
        break;
    case FaultPlan::What::Outage:
        ++restarts;
        m_isFine = m_field.control(server, u"stop"_s) && m_isFine;
        m_due.emplace(endMs, [this, server] { m_isFine = m_field.control(server, u"start"_s) && m_isFine; });
        break;
    case FaultPlan::What::Cancel:
        m_field.note(u"order %1 is cancelled"_s.arg(number), open.stream);
        m_field.tell(0, {{u"cancel"_s, number}});
        break;
    case FaultPlan::What::Death:
        m_due.emplace(nowMs() + event.lengthMs / 10, [this] { m_isKilled = true; });
        break;
    }
}

bool RandomRun::reviveConsole()
{
    if (m_field.isRunning(0))
        return m_isFine;
    ++deaths;
    m_isKilled = false;
    m_field.note(u"console 0 is dead"_s);
    // Of these the next process tells as of orders that are not its own.
    outcomes[u"interrupted"_s] += int(m_open.size());
    m_ended += int(m_open.size());
    m_open.clear();
    m_lastEndMs = nowMs();
    return m_field.startConsole(0) && m_isFine;
}

void RandomRun::runDue()
{
    while (!m_due.empty() && m_due.begin()->first <= nowMs()) {
        const auto work = m_due.begin()->second;
        m_due.erase(m_due.begin());
        work();
    }
}

} // namespace streamkeeper::test
