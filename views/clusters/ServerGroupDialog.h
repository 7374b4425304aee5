#pragma once

#include "models/domain/Cluster.h"
#include "models/domain/Result.h"
#include "models/domain/ServerGroup.h"

#include <QDialog>

#include <vector>

class QComboBox;
class QLabel;
class QLineEdit;
class QListWidget;
class QPushButton;

namespace streamkeeper {

class LinesEdit;

/// Makes or changes a server group. Offers no parent that lies below the group, checks subnets as they are
/// typed, and warns of those that overlap another group's.
class ServerGroupDialog : public QDialog
{
    Q_OBJECT

public:
    ServerGroupDialog(ServerGroup group, bool isNew, const std::vector<Cluster> &clusters,
                      std::vector<ServerGroup> others, QWidget *parent = nullptr);

    [[nodiscard]] ServerGroup value() const;
    void showSaving();
    void showFailure(const Error &error);

Q_SIGNALS:
    void saveRequested();

private:
    void fill(const std::vector<Cluster> &clusters);
    void check();

    ServerGroup m_group;
    std::vector<ServerGroup> m_others;
    bool m_isSaving = false;
    QLineEdit *m_name;
    QComboBox *m_parent;
    QListWidget *m_clusters;
    LinesEdit *m_subnets;
    QLabel *m_warning;
    QLabel *m_problem;
    QPushButton *m_save;
};

} // namespace streamkeeper
