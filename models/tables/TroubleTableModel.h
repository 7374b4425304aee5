#pragma once

#include "models/domain/Clock.h"
#include "models/fleet/FleetState.h"
#include "models/rules/StatusStrip.h"

#include <QAbstractTableModel>
#include <QTimer>

#include <vector>

namespace streamkeeper {

enum class TroubleColumn {
    Camera,
    Quality,
    Status,
    Step,
    Since,
    Reconnects,
    Strip,
    LastEvent,
    MainServer,
    Acknowledged,
    Location,
    IpAddress,
    Count
};

/// How many streams are in which tab of the section; Incorrect has all that are in trouble.
struct TroubleCounts
{
    int incorrect = 0;
    int problematic = 0;
    int disconnected = 0;
    int acknowledged = 0;
    int silenced = 0;

    bool operator==(const TroubleCounts &) const = default;
};

/// The streams in trouble (domain.md 4), one row each, in no order. Looks at the fleet while it is watched,
/// at most once a second.
class TroubleTableModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Role {
        SortRole = Qt::UserRole, ///< the value behind the text; of Status the worst are the greatest
        StreamRole,              ///< StreamId as QUuid
        StatusRole,
        StaleRole,
        OffRole,
        CharacteristicRole,
        LinkRole,  ///< ServerId as QUuid, of the main server
        StripRole, ///< StatusStrip
    };
    static constexpr qint64 stripMs = 12 * 3'600'000LL;

    /// One stream as it was judged last.
    struct Row
    {
        StreamId stream;
        TroubleVerdict verdict;
        TroubleMark mark;
        bool isAcknowledged = false;
        bool isSilenced = false;

        [[nodiscard]] bool isOffNow() const { return verdict.characteristic == Characteristic::Disconnected; }
    };

    TroubleTableModel(FleetState &fleet, Clock clock, QObject *parent = nullptr);

    /// A page that nobody sees does not cost anything.
    void setWatched(bool isWatched);
    /// What operators said, or the time, is other than before.
    void refresh();

    [[nodiscard]] const FleetState &fleet() const { return m_fleet; }
    [[nodiscard]] const Row &row(int row) const { return m_rows[size_t(row)]; }
    [[nodiscard]] int rowOf(const StreamId &stream) const; ///< -1: it is in no trouble
    [[nodiscard]] const TroubleCounts &counts() const { return m_counts; }
    [[nodiscard]] qint64 nowMs() const { return m_clock.nowMs(); }

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

Q_SIGNALS:
    /// Rows, or what they say, are other than before.
    void refreshed();

private:
    [[nodiscard]] std::vector<Row> collect() const;
    void takeRows(std::vector<Row> rows);
    [[nodiscard]] QString text(const Row &row, const FleetRow &stream, TroubleColumn column) const;
    [[nodiscard]] QString toolTip(const Row &row, const FleetRow &stream, TroubleColumn column) const;
    [[nodiscard]] QVariant sortKey(const Row &row, const FleetRow &stream, TroubleColumn column) const;
    [[nodiscard]] TroubleSums sums(const Row &row) const; ///< of what its strip shows

    FleetState &m_fleet;
    Clock m_clock;
    std::vector<Row> m_rows;
    QHash<StreamId, int> m_rowOf;
    TroubleCounts m_counts;
    QTimer m_refreshTimer;
    QTimer m_ageTimer; ///< ages and windows go on by themselves
    bool m_isWatched = false;
    bool m_isStale = true;
};

} // namespace streamkeeper
