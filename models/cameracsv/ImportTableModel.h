#pragma once

#include "models/cameracsv/ImportPlan.h"

#include <QAbstractTableModel>

namespace streamkeeper {

/// The preview of an import: one row per line of the file, what happens with it and why. Texts are made for
/// visible cells only.
class ImportTableModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { LineColumn, CameraColumn, FateColumn, DetailColumn, ColumnCount };
    enum Role { FateRole = Qt::UserRole };
    enum class Show : quint8 { Everything, Changes, Problems };

    using QAbstractTableModel::QAbstractTableModel;

    void setPlan(std::shared_ptr<const ImportPlan> plan);
    void show(Show what);

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    [[nodiscard]] bool isShown(const ImportLine &line) const;

    std::shared_ptr<const ImportPlan> m_plan;
    std::vector<int> m_shown; ///< indexes of lines
    Show m_what = Show::Everything;
};

namespace texts {

[[nodiscard]] QString importFate(ImportFate fate);
/// "mac "12:34": This is not a MAC address", credentials masked.
[[nodiscard]] QString importProblem(const ImportProblem &problem);
/// "location: Yard → Gate"
[[nodiscard]] QString importChange(const ImportChange &change);
/// Errors, else changes, and warnings: one each.
[[nodiscard]] QStringList importDetails(const ImportLine &line);

} // namespace texts

} // namespace streamkeeper
