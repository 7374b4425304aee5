#pragma once

#include "models/domain/Cluster.h"
#include "views/common/RecordDialog.h"

#include <vector>

class QComboBox;
class QLabel;
class QLineEdit;
class QTreeWidget;
class QTreeWidgetItem;

namespace streamkeeper {

class CommonSettingsForm;

/// Makes or changes a cluster. Offers only servers that are in no other one, with their distribution and
/// availability (domain.md 3.2), and checks what is chosen as it is chosen.
class ClusterDialog : public RecordDialog
{
    Q_OBJECT

public:
    struct Candidate
    {
        ServerId id;
        QString name;
        QString distribution; ///< "on", "off"
        QString availability; ///< "available", or why not
    };

    /// `cluster`: as it is now; a new one without name and servers. `others`: all clusters there are.
    ClusterDialog(Cluster cluster, bool isNew, const std::vector<Candidate> &candidates,
                  std::vector<Cluster> others, QWidget *parent = nullptr);

    [[nodiscard]] Cluster value() const;

private:
    void fill(const std::vector<Candidate> &candidates);
    void takeMembers();
    void check() override;
    [[nodiscard]] QString problem() const;

    Cluster m_cluster;
    std::vector<Cluster> m_others;
    QLineEdit *m_name;
    QTreeWidget *m_servers;
    QComboBox *m_main;
    CommonSettingsForm *m_common;
    QLabel *m_note;
};

} // namespace streamkeeper
