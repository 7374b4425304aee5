#include "tests/transfers/FaultPlan.h"

#include <QJsonDocument>

#include <array>

using namespace Qt::StringLiterals;

namespace streamkeeper::test {

namespace {

class Dice
{
public:
    explicit Dice(std::seed_seq &seeds)
        : m_random(seeds)
    {
    }

    [[nodiscard]] int number(int lowest, int highest)
    {
        return std::uniform_int_distribution(lowest, highest)(m_random);
    }
    [[nodiscard]] bool chance(int percent) { return number(1, 100) <= percent; }
    template <typename T, size_t N>
    [[nodiscard]] const T &any(const std::array<T, N> &values)
    {
        return values[size_t(number(0, int(N) - 1))];
    }

private:
    std::mt19937 m_random;
};

QJsonObject anyFault(Dice &dice)
{
    static const std::array<QString, 10> kinds{u"refuse"_s,    u"hang"_s,   u"hang"_s, u"late"_s,
                                               u"cut"_s,       u"drop"_s,   u"html"_s, u"status"_s,
                                               u"truncated"_s, u"garbage"_s};
    static const std::array<QString, 3> scopes{u"all"_s, u"reads"_s, u"writes"_s};
    // No 404: in the words of the server it says that the stream is gone, and who lies is believed.
    static const std::array<int, 5> statuses{500, 503, 409, 429, 403};
    const QString kind = dice.any(kinds);
    QJsonObject body{{u"kind"_s, kind}, {u"scope"_s, dice.any(scopes)}};
    if (kind == u"late")
        body[u"delayMs"_s] = dice.number(50, 600);
    if (kind == u"status")
        body[u"status"_s] = dice.any(statuses);
    // What a command did although nobody was told.
    if ((kind == u"hang" || kind == u"drop") && dice.chance(50))
        body[u"effect"_s] = true;
    if (kind != u"refuse" && dice.chance(30))
        body[u"count"_s] = dice.number(1, 3);
    return body;
}

FaultPlan::Event anyEvent(Dice &dice, int servers)
{
    using What = FaultPlan::What;
    using Where = FaultPlan::Where;
    static const std::array<Where, 6> places{Where::Target, Where::Target,  Where::Target,
                                             Where::Source, Where::Reserve, Where::Anywhere};
    FaultPlan::Event event;
    event.atStep = dice.number(1, 15);
    event.where = dice.any(places);
    event.anywhere = dice.number(0, servers - 1);
    const int kind = dice.number(1, 100);
    event.what = kind <= 62   ? What::Fault
                 : kind <= 74 ? What::Restart
                 : kind <= 86 ? What::Outage
                 : kind <= 95 ? What::Cancel
                              : What::Death;
    event.lengthMs = dice.number(30, 900);
    if (event.what == What::Fault)
        event.body = anyFault(dice);
    return event;
}

QString word(FaultPlan::What what)
{
    switch (what) {
    case FaultPlan::What::Fault:
        return u"fault"_s;
    case FaultPlan::What::Restart:
        return u"restart"_s;
    case FaultPlan::What::Outage:
        return u"outage"_s;
    case FaultPlan::What::Death:
        return u"death"_s;
    case FaultPlan::What::Cancel:
        return u"cancel"_s;
    }
    return {};
}

} // namespace

FaultPlan FaultPlan::draw(quint32 seed, int number, int streams, int servers, int reserveServers)
{
    std::seed_seq seeds{seed, quint32(number)};
    Dice dice(seeds);
    FaultPlan plan;
    plan.stream = dice.number(0, streams - 1);
    plan.to = dice.number(0, servers - 1);
    // Only media_server_v2 has reserves, and only among its own.
    if (plan.to < reserveServers && dice.chance(45))
        plan.additional = dice.number(0, reserveServers - 1);
    const int luck = dice.number(1, 100);
    const int count = luck <= 35 ? 0 : luck <= 80 ? 1 : 2;
    for (int i = 0; i < count; ++i)
        plan.events.push_back(anyEvent(dice, servers));
    if (dice.chance(4))
        plan.dieAtStep = dice.number(1, 15);
    plan.isAlsoAskedElsewhere = dice.chance(10);
    return plan;
}

QString FaultPlan::text() const
{
    static const std::array<QString, 4> places{u"target"_s, u"reserve"_s, u"source"_s, u"anywhere"_s};
    QStringList parts;
    for (const Event &event : events)
        parts.append(u"%1 at step %2 (%3, %4 ms) %5"_s.arg(
            word(event.what), QString::number(event.atStep), places[size_t(event.where)],
            QString::number(event.lengthMs),
            QString::fromUtf8(QJsonDocument(event.body).toJson(QJsonDocument::Compact))));
    if (dieAtStep > 0)
        parts.append(u"dies at step %1"_s.arg(dieAtStep));
    return parts.join(u"; "_s);
}

} // namespace streamkeeper::test
