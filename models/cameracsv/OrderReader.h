#pragma once

#include "models/domain/ProvisioningOrder.h"
#include "models/domain/Result.h"

#include <QByteArray>

#include <vector>

namespace streamkeeper {

/// One line of a file of orders, or why it is none.
struct OrderLine
{
    int line = 0; ///< of the file, from 1
    Result<ProvisioningOrder> order;
};

/// Orders for devices (domain.md 5) as a table, in its order: a column `order` with new_camera, attach_camera
/// or dhcp, and columns called as the fields of the inlet. Errors: no table, no such column. See CsvReader.
[[nodiscard]] Result<std::vector<OrderLine>> readOrders(const QByteArray &bytes);

} // namespace streamkeeper
