#pragma once

#include "models/fleet/FleetState.h"
#include "models/tables/StreamFilter.h"

#include <QWidget>

#include <vector>

class QToolButton;

namespace streamkeeper {

/// Counts by status above the table; a click filters the table by it, a second click ends that.
class StatusCounts : public QWidget
{
    Q_OBJECT

public:
    explicit StatusCounts(QWidget *parent = nullptr);

    void setCounts(const FleetCounts &counts);
    void setFilter(const StreamFilter &filter);

Q_SIGNALS:
    void statusChosen(std::optional<streamkeeper::StreamStatus> status);
    void staleChosen(bool isStaleOnly);

protected:
    void changeEvent(QEvent *event) override;

private:
    struct Entry
    {
        QToolButton *button;
        std::optional<StreamStatus> status; ///< none: stale
        QString word;
    };
    void addEntry(std::optional<StreamStatus> status, const QString &word);
    void redrawMarks();

    std::vector<Entry> m_entries;
};

} // namespace streamkeeper
