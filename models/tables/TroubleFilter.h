#pragma once

#include "models/rules/IpPattern.h"
#include "models/tables/TroubleTableModel.h"

#include <QSet>
#include <QSortFilterProxyModel>

#include <optional>

namespace streamkeeper {

/// What the section of incorrect cameras shows of them, in which order. Everything given has to hold.
class TroubleFilter : public QSortFilterProxyModel
{
    Q_OBJECT

public:
    enum class Show { All, NotSilenced, NotAcknowledged };

    struct Wanted
    {
        /// Incorrect: all that are in trouble.
        Characteristic tab = Characteristic::Incorrect;
        QStringList words; ///< of camera and location, lower case
        std::optional<IpPattern> ip;
        std::optional<ServerId> server; ///< main
        Show show = Show::All;
        std::optional<QSet<StreamId>> streams; ///< of a root cause
    };

    explicit TroubleFilter(TroubleTableModel &model, QObject *parent = nullptr);

    void set(Wanted wanted);
    [[nodiscard]] const Wanted &wanted() const { return m_wanted; }
    [[nodiscard]] StreamId streamAt(const QModelIndex &index) const;
    [[nodiscard]] QModelIndex indexOf(const StreamId &stream) const;

protected:
    [[nodiscard]] bool filterAcceptsRow(int row, const QModelIndex &parent) const override;

private:
    TroubleTableModel &m_model;
    Wanted m_wanted;
};

} // namespace streamkeeper
