#pragma once

#include "models/rules/Adoption.h"

#include <QAbstractTableModel>

#include <vector>

namespace streamkeeper {

/// Cameras found on a server, to be chosen for adoption: one row a camera, a check box in front.
class AdoptionModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { CameraColumn, HighColumn, LowColumn, AddressColumn, ColumnCount };

    using QAbstractTableModel::QAbstractTableModel;

    void setFound(std::vector<RemoteStream> found, std::vector<AdoptionProposal> proposals);
    void setAllChosen(bool isChosen);
    [[nodiscard]] std::vector<AdoptionProposal> chosen() const;
    [[nodiscard]] const std::vector<RemoteStream> &found() const { return m_found; }
    [[nodiscard]] int chosenStreams() const;

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    bool setData(const QModelIndex &index, const QVariant &value, int role) override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex &index) const override;

Q_SIGNALS:
    void choiceChanged();

private:
    [[nodiscard]] QString streamText(std::optional<int> stream) const;

    std::vector<RemoteStream> m_found;
    std::vector<AdoptionProposal> m_proposals;
    std::vector<bool> m_isChosen;
};

} // namespace streamkeeper
