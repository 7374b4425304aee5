#include "views/clusters/ServerGroupDialog.h"

#include "models/rules/ClusterRules.h"
#include "models/rules/FieldRules.h"
#include "views/common/FieldRow.h"
#include "views/common/LinesEdit.h"
#include "views/common/PlainText.h"

#include <QComboBox>
#include <QFormLayout>
#include <QLineEdit>
#include <QListWidget>

namespace streamkeeper {

using namespace Qt::StringLiterals;

ServerGroupDialog::ServerGroupDialog(ServerGroup group, bool isNew, const std::vector<Cluster> &clusters,
                                     std::vector<ServerGroup> others, QWidget *parent)
    : RecordDialog(isNew ? tr("Add server group") : tr("Edit server group"), {560, 0}, parent)
    , m_group(std::move(group))
    , m_others(std::move(others))
{
    m_name = new QLineEdit(this);
    m_name->setObjectName(u"groupName"_s);
    m_parent = new QComboBox(this);
    m_parent->setObjectName(u"groupParent"_s);
    m_parent->setToolTip(tr("What may go to the parent may go to the clusters of this group too"));
    ignoreStrayWheel(m_parent);
    m_clusters = new QListWidget(this);
    m_clusters->setObjectName(u"groupClusters"_s);
    m_clusters->setAccessibleName(tr("Clusters of the group"));
    m_clusters->setMinimumHeight(fontMetrics().height() * 6);
    m_clusters->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Ignored); // that is its height
    m_subnets = new LinesEdit(4, this);
    m_subnets->setObjectName(u"groupSubnets"_s);
    m_subnets->setPlaceholderText(tr("A subnet per line, for example 192.0.2.0/24 or 2001:db8::/32"));
    (void)FieldRow(*form(), tr("Name"), m_name);
    (void)FieldRow(*form(), tr("Parent group"), m_parent);
    (void)FieldRow(*form(), tr("Clusters"), m_clusters);
    (void)FieldRow(*form(), tr("Subnets"), m_subnets);
    m_warning = sentenceLabel({}, this);
    m_warning->setObjectName(u"groupWarning"_s);
    column()->addWidget(m_warning);
    QLabel *note =
        sentenceLabel(tr("Cameras that name a group use it whatever their address. Cameras that name "
                         "none use the group whose subnet their address is in."),
                      this);
    note->setProperty("muted", true);
    column()->addWidget(note);
    addFooter(isNew ? tr("Add server group") : tr("Save"), u"saveGroup"_s, u"groupProblem"_s);
    fill(clusters);
    connect(m_name, &QLineEdit::textChanged, this, &ServerGroupDialog::check);
    connect(m_parent, &QComboBox::currentIndexChanged, this, &ServerGroupDialog::check);
    connect(m_clusters, &QListWidget::itemChanged, this, &ServerGroupDialog::check);
    connect(m_subnets, &QPlainTextEdit::textChanged, this, &ServerGroupDialog::check);
    ServerGroupDialog::check();
}

void ServerGroupDialog::fill(const std::vector<Cluster> &clusters)
{
    m_name->setText(m_group.name);
    m_parent->addItem(tr("none", "no parent group"), QUuid());
    for (const ServerGroup &other : m_others) {
        if (!isCycle(m_group.id, other.id, m_others))
            m_parent->addItem(other.name, other.id.uuid());
    }
    m_parent->setCurrentIndex(qMax(0, m_parent->findData(m_group.parent.value_or(ServerGroupId()).uuid())));
    for (const Cluster &cluster : clusters) {
        auto *item = new QListWidgetItem(cluster.name, m_clusters);
        item->setData(Qt::UserRole, cluster.id.uuid());
        item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsUserCheckable);
        const bool isIn = std::ranges::find(m_group.clusters, cluster.id) != m_group.clusters.end();
        item->setCheckState(isIn ? Qt::Checked : Qt::Unchecked);
    }
    m_subnets->setLines(m_group.subnets);
}

ServerGroup ServerGroupDialog::value() const
{
    ServerGroup group = m_group;
    group.name = m_name->text().trimmed();
    const ServerGroupId parent(m_parent->currentData().toUuid());
    group.parent = parent.isNull() ? std::nullopt : std::optional(parent);
    group.clusters.clear();
    for (int i = 0; i < m_clusters->count(); ++i) {
        if (m_clusters->item(i)->checkState() == Qt::Checked)
            group.clusters.emplace_back(m_clusters->item(i)->data(Qt::UserRole).toUuid());
    }
    group.subnets = fields::checkSubnets(m_subnets->lines()).value_or(m_subnets->lines());
    return group;
}

void ServerGroupDialog::check()
{
    const ServerGroup group = value();
    const auto checked = checkServerGroup(group, m_others);
    const QString sentence = checked ? QString() : checked.error().message;
    const bool isFresh = group.name.isEmpty() && group.subnets.isEmpty();
    tell(m_warning, overlapTexts(group, m_others).join(u'\n'));
    setObstacle(sentence, isFresh ? QString() : sentence);
}

} // namespace streamkeeper
