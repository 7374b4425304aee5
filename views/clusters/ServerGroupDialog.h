#pragma once

#include "models/domain/Cluster.h"
#include "models/domain/ServerGroup.h"
#include "views/common/RecordDialog.h"

#include <vector>

class QComboBox;
class QLabel;
class QLineEdit;
class QListWidget;

namespace streamkeeper {

class LinesEdit;

/// Makes or changes a server group. Offers no parent that lies below the group, checks subnets as they are
/// typed, and warns of those that overlap another group's.
class ServerGroupDialog : public RecordDialog
{
    Q_OBJECT

public:
    ServerGroupDialog(ServerGroup group, bool isNew, const std::vector<Cluster> &clusters,
                      std::vector<ServerGroup> others, QWidget *parent = nullptr);

    [[nodiscard]] ServerGroup value() const;

private:
    void fill(const std::vector<Cluster> &clusters);
    void check() override;

    ServerGroup m_group;
    std::vector<ServerGroup> m_others;
    QLineEdit *m_name;
    QComboBox *m_parent;
    QListWidget *m_clusters;
    LinesEdit *m_subnets;
    QLabel *m_warning;
};

} // namespace streamkeeper
