#pragma once

#include "models/fleet/TransferPlan.h"

#include <QFrame>

class QLabel;
class QProgressBar;

namespace streamkeeper {

class StatusLabel;

/// The result of a search in words: a mark with a headline, both servers with their clusters, why these were
/// searched, and warnings. For many streams: how many of them can be moved.
class FoundServersBox : public QFrame
{
    Q_OBJECT

public:
    explicit FoundServersBox(bool isMany, QWidget *parent = nullptr);

    void showSearching(int done, int total);
    void showPlan(const TransferPlan &plan);
    /// Of the only stream.
    void showDetails(const PlannedTransfer &transfer, const SearchDetails &details);
    [[nodiscard]] QString headline() const;

private:
    struct Place
    {
        QWidget *box = nullptr;
        QLabel *name = nullptr;
        QLabel *about = nullptr;
    };
    [[nodiscard]] Place addPlace(const QString &title, const QString &objectName);
    void fill(Place &place, PlacementRole role, const SearchDetails &details);

    bool m_isMany;
    StatusLabel *m_headline;
    QLabel *m_scope;
    QLabel *m_warnings;
    QProgressBar *m_progress;
    QWidget *m_layers;
    Place m_main;
    Place m_additional;
};

} // namespace streamkeeper
