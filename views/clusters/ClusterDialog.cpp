#include "views/clusters/ClusterDialog.h"

#include "models/rules/ClusterRules.h"
#include "views/clusters/CommonSettingsForm.h"
#include "views/common/FieldRow.h"
#include "views/common/PlainText.h"

#include <QComboBox>
#include <QFormLayout>
#include <QHeaderView>
#include <QLineEdit>
#include <QTreeWidget>

namespace streamkeeper {

using namespace Qt::StringLiterals;

ClusterDialog::ClusterDialog(Cluster cluster, bool isNew, const std::vector<Candidate> &candidates,
                             std::vector<Cluster> others, QWidget *parent)
    : RecordDialog(isNew ? tr("Add cluster") : tr("Edit cluster"), {640, 0}, parent)
    , m_cluster(std::move(cluster))
    , m_others(std::move(others))
{
    m_name = new QLineEdit(this);
    m_name->setObjectName(u"clusterName"_s);
    (void)FieldRow(*form(), tr("Name"), m_name);
    m_servers = new QTreeWidget(this);
    m_servers->setObjectName(u"clusterServers"_s);
    m_servers->setAccessibleName(tr("Servers of the cluster"));
    m_servers->setHeaderLabels({tr("Media server"), tr("Distribution"), tr("Availability")});
    m_servers->setRootIsDecorated(false);
    m_servers->setUniformRowHeights(true);
    m_servers->setMinimumHeight(fontMetrics().height() * 9);
    m_servers->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Ignored); // that is its height
    (void)FieldRow(*form(), tr("Servers"), m_servers);
    m_main = new QComboBox(this);
    m_main->setObjectName(u"clusterMain"_s);
    ignoreStrayWheel(m_main);
    (void)FieldRow(*form(), tr("Main server"), m_main);
    column()->addWidget(sentenceLabel(
        tr("Common settings overwrite those of every member, also of members that come later:"), this));
    m_common = new CommonSettingsForm(this);
    column()->addWidget(m_common);
    m_note =
        sentenceLabel(tr("Streams stay on the media servers they are on. Searches for other servers look "
                         "at the new cluster from now on."),
                      this);
    m_note->setProperty("muted", true);
    column()->addWidget(m_note);
    addFooter(isNew ? tr("Add cluster") : tr("Save"), u"saveCluster"_s, u"clusterProblem"_s);
    fill(candidates);
    connect(m_name, &QLineEdit::textChanged, this, &ClusterDialog::check);
    connect(m_servers, &QTreeWidget::itemChanged, this, &ClusterDialog::takeMembers);
    connect(m_main, &QComboBox::currentIndexChanged, this, &ClusterDialog::check);
    connect(m_common, &CommonSettingsForm::edited, this, &ClusterDialog::check);
    ClusterDialog::check();
}

void ClusterDialog::fill(const std::vector<Candidate> &candidates)
{
    m_name->setText(m_cluster.name);
    for (const Candidate &candidate : candidates) {
        auto *item = new QTreeWidgetItem({candidate.name, candidate.distribution, candidate.availability});
        item->setData(0, Qt::UserRole, candidate.id.uuid());
        item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsUserCheckable);
        item->setCheckState(0, m_cluster.has(candidate.id) ? Qt::Checked : Qt::Unchecked);
        m_servers->addTopLevelItem(item);
    }
    m_servers->header()->setStretchLastSection(true);
    m_servers->setColumnWidth(0, fontMetrics().averageCharWidth() * 34);
    m_servers->setColumnWidth(
        1, qMax(fontMetrics().averageCharWidth() * 16, m_servers->header()->sectionSizeHint(1)));
    m_common->setValue(m_cluster.common);
    takeMembers();
}

void ClusterDialog::takeMembers()
{
    // The main server is one of those that are ticked; the choice stays while it is possible.
    const QUuid chosen = m_main->count() == 0 ? m_cluster.mainServer.uuid() : m_main->currentData().toUuid();
    const QSignalBlocker blocker(m_main);
    m_main->clear();
    for (int i = 0; i < m_servers->topLevelItemCount(); ++i) {
        const QTreeWidgetItem *item = m_servers->topLevelItem(i);
        if (item->checkState(0) == Qt::Checked)
            m_main->addItem(item->text(0), item->data(0, Qt::UserRole));
    }
    m_main->setCurrentIndex(qMax(m_main->count() == 0 ? -1 : 0, m_main->findData(chosen)));
    check();
}

Cluster ClusterDialog::value() const
{
    Cluster cluster = m_cluster;
    cluster.name = m_name->text().trimmed();
    cluster.mainServer = ServerId(m_main->currentData().toUuid());
    cluster.additionalServers.clear();
    for (int i = 0; i < m_main->count(); ++i) {
        if (i != m_main->currentIndex())
            cluster.additionalServers.emplace_back(m_main->itemData(i).toUuid());
    }
    cluster.common = m_common->value();
    return cluster;
}

QString ClusterDialog::problem() const
{
    const Cluster cluster = value();
    if (m_main->count() < 2 && !cluster.name.isEmpty())
        return tr("Choose at least two media servers.");
    const auto checked = checkCluster(cluster, m_others);
    return checked ? m_common->problem() : checked.error().message;
}

void ClusterDialog::check()
{
    const QString sentence = problem();
    // Nothing is wrong with a form that nobody has touched yet.
    const bool isFresh = m_name->text().isEmpty() && m_main->count() == 0;
    m_main->setEnabled(m_main->count() > 0);
    m_main->setToolTip(m_main->count() > 0 ? QString() : tr("Tick the servers of the cluster first."));
    // What is wrong with a common setting stands under its field.
    setObstacle(sentence, isFresh || sentence == m_common->problem() ? QString() : sentence);
}

} // namespace streamkeeper
