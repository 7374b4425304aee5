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
    enum Column { CameraColumn, HighColumn, LowColumn, PairingColumn, AddressColumn, ColumnCount };

    using QAbstractTableModel::QAbstractTableModel;

    void setFound(std::vector<RemoteStream> found, std::vector<AdoptionProposal> proposals);
    void setAllChosen(bool isChosen);
    [[nodiscard]] std::vector<AdoptionProposal> chosen() const;
    [[nodiscard]] const std::vector<RemoteStream> &found() const { return m_found; }
    [[nodiscard]] int chosenStreams() const;

    /// The camera of this row has one stream: it may become one with another such.
    [[nodiscard]] bool isAlone(int row) const;
    /// Makes two rows one; gives its row.
    int pair(int row, int other);
    /// Makes one row two, the low stream below the high one.
    void split(int row);

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
    void replace(int row, const AdoptionProposal &proposal);

    std::vector<RemoteStream> m_found;
    std::vector<AdoptionProposal> m_proposals;
    std::vector<bool> m_isChosen;
};

} // namespace streamkeeper
