#pragma once

#include "models/domain/Camera.h"
#include "models/rules/Placement.h"

#include <optional>
#include <vector>

namespace streamkeeper {

/// Gives new streams of an import their media servers, one after the other, by the rules for single ones
/// (domain.md 3.1 and 3.3). What it has placed already counts: as streams against the limit, and with the
/// mean bitrate of the streams that are known as load, for otherwise all would go to one server.
class ImportPlacement
{
public:
    explicit ImportPlacement(PlacementField field);

    /// `address` is the host of the camera. None: no server fits.
    [[nodiscard]] std::optional<ServerId> choose(const Camera &camera, const QString &address,
                                                 int streams) const;
    /// Why this server would not be chosen; fits if it may.
    [[nodiscard]] ServerVerdict judge(const ServerId &server, GroupType group, int streams) const;
    void place(const ServerId &server, int streams);

private:
    PlacementField m_field;
    qint64 m_meanBps;
};

} // namespace streamkeeper
