#include "views/transfer/FoundServersBox.h"

#include "models/texts/Formatting.h"
#include "models/texts/PlacementTexts.h"
#include "views/common/PlainText.h"
#include "views/common/StatusLabel.h"

#include <QHBoxLayout>
#include <QLocale>
#include <QProgressBar>
#include <QVBoxLayout>

#include <algorithm>

namespace streamkeeper {

using namespace Qt::StringLiterals;

FoundServersBox::FoundServersBox(bool isMany, QWidget *parent)
    : QFrame(parent)
    , m_isMany(isMany)
{
    setProperty("card", true);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(14, 10, 14, 10);
    layout->setSpacing(6);
    m_headline = new StatusLabel(this);
    m_headline->setObjectName(u"transferHeadline"_s);
    QFont bold = font();
    bold.setBold(true);
    m_headline->setFont(bold);
    layout->addWidget(m_headline);
    m_progress = new QProgressBar(this);
    m_progress->setTextVisible(false);
    m_progress->hide();
    layout->addWidget(m_progress);
    m_scope = sentenceLabel({}, this);
    m_scope->setObjectName(u"transferScope"_s);
    m_scope->setProperty("muted", true);
    m_scope->setVisible(!isMany);
    layout->addWidget(m_scope);
    m_layers = new QWidget(this);
    auto *line = new QHBoxLayout(m_layers);
    line->setContentsMargins(0, 2, 0, 2);
    line->setSpacing(24);
    layout->addWidget(m_layers);
    m_layers->setVisible(!isMany);
    m_main = addPlace(tr("Main media server"), u"foundMain"_s);
    m_additional = addPlace(tr("Additional media server"), u"foundAdditional"_s);
    m_warnings = sentenceLabel({}, this);
    m_warnings->setObjectName(u"transferWarnings"_s);
    m_warnings->setProperty("warning", true);
    m_warnings->hide();
    layout->addWidget(m_warnings);
}

FoundServersBox::Place FoundServersBox::addPlace(const QString &title, const QString &objectName)
{
    Place place;
    place.box = new QWidget(m_layers);
    auto *column = new QVBoxLayout(place.box);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(1);
    QLabel *caption = plainLabel(title, place.box);
    caption->setProperty("muted", true);
    place.name = sentenceLabel({}, place.box);
    place.name->setObjectName(objectName);
    place.name->setAccessibleName(title);
    QFont bold = font();
    bold.setBold(true);
    place.name->setFont(bold);
    place.about = sentenceLabel({}, place.box);
    place.about->setProperty("muted", true);
    for (QLabel *label : {caption, place.name, place.about})
        column->addWidget(label);
    m_layers->layout()->addWidget(place.box);
    return place;
}

void FoundServersBox::fill(Place &place, PlacementRole role, const SearchDetails &details)
{
    const auto &servers = details.result.servers;
    const auto found = std::ranges::find(servers, role, &JudgedServer::role);
    if (found == servers.end()) {
        place.name->setText(format::unknown());
        place.about->setText(details.result.state == PlacementState::MainFound
                                 ? tr("The stream is not reserved.")
                                 : tr("No other server of the cluster will do: the table says why."));
        return;
    }
    place.name->setText(found->name);
    QStringList about;
    about.append(found->cluster ? tr("cluster %1").arg(details.clusters.value(*found->cluster))
                                : tr("in no cluster"));
    about.append(tr("%n main stream(s)", nullptr, found->mainStreams));
    about.append(found->mainBitrateBps ? tr("load %1 kbit/s").arg(format::kbps(*found->mainBitrateBps))
                                       : tr("load not known"));
    place.about->setText(about.join(u" · "_s));
}

QString FoundServersBox::headline() const
{
    return m_headline->accessibleName();
}

void FoundServersBox::showSearching(int done, int total)
{
    m_headline->setStatus(
        StreamStatus::Initialization,
        total > 1 ? tr("Searching: %1 of %2 streams").arg(QLocale().toString(done), QLocale().toString(total))
                  : tr("Searching"),
        false);
    m_progress->setRange(0, total);
    m_progress->setValue(done);
    m_progress->setVisible(total > 1);
}

void FoundServersBox::showPlan(const TransferPlan &plan)
{
    m_progress->hide();
    if (!m_isMany)
        return;
    const int total = int(plan.transfers.size());
    const int movable = plan.movable();
    const QString words =
        tr("%1 of %n stream(s) can be moved", nullptr, total).arg(QLocale().toString(movable));
    if (movable == total)
        m_headline->setStatus(StreamStatus::Active, words, false);
    else if (movable > 0)
        m_headline->setPartial(words, false);
    else
        m_headline->setStatus(StreamStatus::Inactive, words, false);
    QStringList warnings;
    const auto say = [&](PlacementWarning warning, const auto &sentence) {
        const auto count = std::ranges::count_if(plan.transfers, [&](const PlannedTransfer &transfer) {
            return transfer.canMove() && transfer.warnings.testFlag(warning);
        });
        if (count > 0)
            warnings.append(sentence(int(count)));
    };
    say(PlacementWarning::ReserveLost, [](int n) {
        return tr("%n stream(s) lose their reserve: they will be on one media server only.", nullptr, n);
    });
    say(PlacementWarning::ReservationOn, [](int n) {
        return tr("%n stream(s) are not reserved now; with this cluster they will be.", nullptr, n);
    });
    say(PlacementWarning::LeavesGroup, [](int n) {
        return tr("%n stream(s) leave the clusters of their cameras' server groups.", nullptr, n);
    });
    say(PlacementWarning::StorageUnknown, [](int n) {
        return tr("For %n stream(s) a found server does not tell how full its storage is.", nullptr, n);
    });
    say(PlacementWarning::LoadUnknown,
        [](int n) { return tr("For %n stream(s) the load of a found server is not known.", nullptr, n); });
    say(PlacementWarning::BitrateUnknown, [](int n) {
        return tr("For %n stream(s) the bitrate is not known: limits of traffic were checked without it.",
                  nullptr, n);
    });
    m_warnings->setText(warnings.join(u'\n'));
    m_warnings->setVisible(!warnings.isEmpty());
}

void FoundServersBox::showDetails(const PlannedTransfer &transfer, const SearchDetails &details)
{
    const bool isStopped = !transfer.obstacle.isEmpty();
    const QString words =
        isStopped ? tr("The stream cannot be moved now") : texts::placementState(transfer.state);
    const bool isBad = isStopped || transfer.state == PlacementState::NoneFound;
    if (!isBad && transfer.state == PlacementState::AdditionalNotFound)
        m_headline->setPartial(words, false);
    else
        m_headline->setStatus(isBad ? StreamStatus::Inactive : StreamStatus::Active, words, false);
    m_scope->setText(isStopped ? transfer.obstacle : texts::searchScope(details.result, details.group));
    m_layers->setVisible(!isBad);
    if (!isBad) {
        fill(m_main, PlacementRole::Main, details);
        fill(m_additional, PlacementRole::Additional, details);
    }
    QStringList warnings;
    if (!isBad)
        warnings = texts::placementWarnings(transfer.warnings);
    m_warnings->setText(warnings.join(u'\n'));
    m_warnings->setVisible(!warnings.isEmpty());
}

} // namespace streamkeeper
