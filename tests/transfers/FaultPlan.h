#pragma once

#include <QJsonObject>
#include <QString>

#include <random>
#include <vector>

namespace streamkeeper::test {

/// What happens while one random transfer runs: drawn from a seed and its number, so that it is the same
/// again whatever the machine's pace was.
struct FaultPlan
{
    enum class Where { Target, Reserve, Source, Anywhere };
    enum class What {
        Fault,   ///< `body` for a time
        Restart, ///< at once
        Outage,  ///< stopped, and started after a time
        Death,   ///< of the console
        Cancel,  ///< by the operator
    };
    struct Event
    {
        int atStep = 1; ///< of the transfer, as the journal counts
        What what = What::Fault;
        Where where = Where::Target;
        int anywhere = 0; ///< index of a server
        QJsonObject body;
        int lengthMs = 0;
    };

    int stream = 0;      ///< index
    int to = 0;          ///< index of a server
    int additional = -1; ///< none
    int dieAtStep = 0;   ///< the console ends itself exactly there; 0: it does not
    bool isAlsoAskedElsewhere = false;
    std::vector<Event> events;

    [[nodiscard]] static FaultPlan draw(quint32 seed, int number, int streams, int servers,
                                        int reserveServers);
    [[nodiscard]] QString text() const;
};

} // namespace streamkeeper::test
