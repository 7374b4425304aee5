#include "views/streams/FindCamerasDialog.h"

#include "models/rules/OnvifStreams.h"
#include "models/texts/Formatting.h"
#include "models/texts/OnvifTexts.h"
#include "views/common/DialogBody.h"
#include "views/common/PlainText.h"
#include "views/common/TableColumns.h"
#include "views/common/TintDelegate.h"
#include "views/theme/Theme.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLineEdit>
#include <QPushButton>
#include <QSortFilterProxyModel>
#include <QTableView>
#include <QUrl>
#include <QVBoxLayout>

#include <algorithm>

namespace streamkeeper {

using namespace Qt::StringLiterals;

FindCamerasDialog::FindCamerasDialog(QWidget *parent)
    : QDialog(parent)
{
    setWindowTitle(tr("Find cameras"));
    const auto [outer, layout] = layOut(*this, {860, 680});
    layout->setSpacing(10);
    buildSearch(*layout);
    buildList(*layout);
    buildDevice(*layout);
    buildStreams(*layout);
    buildEnd(*outer);
    clearDevice();
    m_filter->setFocus();
}

void FindCamerasDialog::buildSearch(QVBoxLayout &layout)
{
    auto *line = new QHBoxLayout;
    m_filter = new QLineEdit(this);
    m_filter->setObjectName(u"foundFilter"_s);
    m_filter->setPlaceholderText(tr("Filter"));
    m_filter->setAccessibleName(tr("Filter"));
    m_filter->setClearButtonEnabled(true);
    m_place = new QLineEdit(this);
    m_place->setObjectName(u"searchedPlace"_s);
    m_place->setPlaceholderText(tr("everybody in this network"));
    m_place->setToolTip(tr("One IP address to ask alone, as behind a router, which passes no search"));
    QLabel *label = plainLabel(tr("Ask"), this);
    label->setBuddy(m_place);
    m_search = new QPushButton(this);
    m_search->setObjectName(u"searchAgain"_s);
    m_search->setAutoDefault(false);
    line->addWidget(m_filter, 1);
    line->addWidget(label);
    line->addWidget(m_place, 1);
    line->addWidget(m_search);
    layout.addLayout(line);
    connect(m_search, &QPushButton::clicked, this, &FindCamerasDialog::search);
    connect(m_place, &QLineEdit::returnPressed, this,
            [this] { Q_EMIT searchRequested(m_place->text().trimmed()); });
}

void FindCamerasDialog::buildList(QVBoxLayout &layout)
{
    m_proxy = new QSortFilterProxyModel(this);
    m_proxy->setSourceModel(&m_model);
    m_proxy->setFilterCaseSensitivity(Qt::CaseInsensitive);
    m_proxy->setFilterKeyColumn(-1);
    m_proxy->setSortCaseSensitivity(Qt::CaseInsensitive);
    m_table = new QTableView(this);
    m_table->setObjectName(u"foundCameras"_s);
    m_table->setModel(m_proxy);
    m_table->setAccessibleName(tr("Found cameras"));
    m_table->setItemDelegate(new TintDelegate(
        [](const QModelIndex &index, const ThemeTokens &tokens) {
            if (index.column() == FoundCameraModel::StateColumn &&
                index.data(FoundCameraModel::FailedRole).toBool())
                return tokens.bad;
            return index.data(FoundCameraModel::KnownRole).toBool() ? tokens.muted : tokens.text;
        },
        m_table));
    setUpTable(*m_table);
    m_table->setSelectionMode(QTableView::SingleSelection);
    m_table->setTabKeyNavigation(false);
    m_table->setSortingEnabled(true);
    m_table->sortByColumn(FoundCameraModel::AddressColumn, Qt::AscendingOrder);
    m_table->horizontalHeader()->setStretchLastSection(true);
    const int widths[] = {18, 20, 16, 16, 24};
    for (int i = 0; i < FoundCameraModel::ColumnCount; ++i)
        m_table->setColumnWidth(i, fittingColumnWidth(*m_table, i, widths[i]));
    layout.addWidget(m_table, 1);
    m_count = sentenceLabel({}, this);
    m_count->setObjectName(u"foundCount"_s);
    m_count->setProperty("muted", true);
    layout.addWidget(m_count);
    connect(m_filter, &QLineEdit::textChanged, m_proxy, &QSortFilterProxyModel::setFilterFixedString);
    connect(m_filter, &QLineEdit::textChanged, this, &FindCamerasDialog::showCount);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            &FindCamerasDialog::pick);
    connect(m_table, &QTableView::activated, this, [this] { m_user->setFocus(); });
}

void FindCamerasDialog::buildDevice(QVBoxLayout &layout)
{
    auto *form = new QFormLayout;
    form->setFieldGrowthPolicy(QFormLayout::ExpandingFieldsGrow);
    form->setLabelAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    m_address = new QLineEdit(this);
    m_address->setObjectName(u"deviceAddress"_s);
    m_address->setPlaceholderText(u"192.0.2.10:80"_s);
    m_address->setToolTip(tr("Of the ONVIF service: choose a camera above, or type a host and its port"));
    form->addRow(tr("&Camera"), m_address);
    m_user = new QLineEdit(this);
    m_user->setObjectName(u"deviceUser"_s);
    form->addRow(tr("&User"), m_user);
    auto *line = new QHBoxLayout;
    m_password = new QLineEdit(this);
    m_password->setObjectName(u"devicePassword"_s);
    m_password->setEchoMode(QLineEdit::Password);
    m_read = new QPushButton(this);
    m_read->setObjectName(u"readStreams"_s);
    m_read->setAutoDefault(false);
    line->addWidget(m_password, 1);
    line->addWidget(m_read);
    auto *label = new QLabel(tr("&Password"), this);
    label->setBuddy(m_password);
    form->addRow(label, line);
    layout.addLayout(form);
    m_outcome = sentenceLabel({}, this);
    m_outcome->setObjectName(u"readOutcome"_s);
    m_accept = new QPushButton(tr("Accept certificate and ask again"), this);
    m_accept->setObjectName(u"acceptDeviceCertificate"_s);
    m_accept->setAutoDefault(false);
    layout.addWidget(m_outcome);
    layout.addWidget(m_accept, 0, Qt::AlignLeft);
    for (QLineEdit *edit : {m_address, m_user, m_password}) {
        connect(edit, &QLineEdit::textChanged, this, &FindCamerasDialog::clearDevice);
        connect(edit, &QLineEdit::returnPressed, this, &FindCamerasDialog::read);
    }
    connect(m_read, &QPushButton::clicked, this, [this] {
        if (!m_isReading) {
            read();
            return;
        }
        clearDevice();
        tell(m_outcome, tr("Cancelled."));
    });
    connect(m_accept, &QPushButton::clicked, this, [this] {
        m_accept->hide();
        m_isReading = true;
        refresh();
        Q_EMIT certificateAccepted();
    });
}

void FindCamerasDialog::buildStreams(QVBoxLayout &layout)
{
    m_streams = new QWidget(this);
    auto *inside = new QVBoxLayout(m_streams);
    inside->setContentsMargins(0, 0, 0, 0);
    m_about = sentenceLabel({}, m_streams);
    m_about->setObjectName(u"aboutDevice"_s);
    inside->addWidget(m_about);
    auto *form = new QFormLayout;
    form->setFieldGrowthPolicy(QFormLayout::ExpandingFieldsGrow);
    form->setLabelAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    m_high = new QComboBox(m_streams);
    m_high->setObjectName(u"highProfile"_s);
    form->addRow(tr("&High quality"), m_high);
    m_low = new QComboBox(m_streams);
    m_low->setObjectName(u"lowProfile"_s);
    form->addRow(tr("&Low quality"), m_low);
    inside->addLayout(form);
    layout.addWidget(m_streams);
    for (QComboBox *box : {m_high, m_low})
        connect(box, &QComboBox::currentIndexChanged, this, &FindCamerasDialog::refresh);
}

void FindCamerasDialog::buildEnd(QVBoxLayout &layout)
{
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    m_use = buttons->addButton(tr("Use these streams"), QDialogButtonBox::ActionRole);
    m_use->setObjectName(u"useStreams"_s);
    m_use->setProperty("primary", true);
    m_use->setAutoDefault(false); // Enter in a field reads the streams
    buttons->button(QDialogButtonBox::Cancel)->setAutoDefault(false);
    connect(m_use, &QPushButton::clicked, this, [this] {
        Q_EMIT chosen();
        accept();
    });
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    layout.addWidget(buttons);
}

// ---- the search

void FindCamerasDialog::search()
{
    if (m_isSearching)
        Q_EMIT searchCancelled();
    else
        Q_EMIT searchRequested(m_place->text().trimmed());
}

void FindCamerasDialog::beginSearch()
{
    m_isSearching = true;
    m_searchProblem.clear();
    m_model.clear();
    refresh();
    showCount();
}

void FindCamerasDialog::addDevice(const OnvifFound &device, const QString &knownAs)
{
    m_model.add(device, knownAs);
    showCount();
}

void FindCamerasDialog::endSearch(const QString &problem)
{
    m_isSearching = false;
    m_searchProblem = problem;
    refresh();
    showCount();
}

void FindCamerasDialog::showCount()
{
    const int all = m_model.rowCount();
    const int shown = m_proxy->rowCount();
    QString sentence = m_searchProblem;
    if (sentence.isEmpty() && m_isSearching)
        sentence = all == 0 ? tr("Searching…") : tr("Searching… %n camera(s) so far", nullptr, all);
    else if (sentence.isEmpty())
        sentence = all == 0 ? tr("No camera has answered. Type the address of one below.")
                            : tr("%n camera(s) found", nullptr, all);
    if (shown < all)
        sentence += u' ' + tr("(%1 shown)", "of the found cameras").arg(format::count(shown));
    setMark(m_count, "bad", !m_searchProblem.isEmpty());
    setMark(m_count, "muted", m_searchProblem.isEmpty());
    m_count->setText(sentence);
}

// ---- one device

void FindCamerasDialog::pick()
{
    const QModelIndex current = m_proxy->mapToSource(m_table->currentIndex());
    if (current.isValid())
        m_address->setText(m_model.device(current.row()).services.value(0));
}

FindCamerasDialog::Question FindCamerasDialog::question() const
{
    Question question{
        m_address->text().trimmed(), m_user->text().trimmed(), SecretText(m_password->text()), {}};
    for (int row = 0; row < m_model.rowCount(); ++row) {
        if (m_model.device(row).services.contains(question.address))
            question.endpoint = m_model.device(row).endpoint;
    }
    return question;
}

bool FindCamerasDialog::wasRefused(const Question &asked) const
{
    return std::ranges::any_of(m_refused, [&](const Question &refused) {
        return refused.address == asked.address && refused.user == asked.user &&
               refused.password == asked.password;
    });
}

QString FindCamerasDialog::readObstacle() const
{
    if (m_address->text().trimmed().isEmpty())
        return tr("Choose a camera in the list, or type its address.");
    if (m_user->text().trimmed().isEmpty() && !m_password->text().isEmpty())
        return tr("Enter the user that the password belongs to.");
    if (wasRefused(question()))
        return tr("The camera has refused this account. It is not tried again, because many cameras lock an "
                  "account after a few tries.");
    return {};
}

void FindCamerasDialog::read()
{
    if (m_isReading || !readObstacle().isEmpty())
        return;
    clearDevice();
    m_asked = question();
    m_isReading = true;
    setMark(m_outcome, "bad", false);
    tell(m_outcome, tr("Asking %1…").arg(m_asked.address));
    refresh();
    Q_EMIT readRequested(m_asked);
}

void FindCamerasDialog::clearDevice()
{
    if (m_isReading)
        Q_EMIT readCancelled(); // its answer would be that of another question
    m_isReading = false;
    m_device.reset();
    tell(m_outcome, {});
    m_accept->hide();
    m_streams->hide();
    refresh();
}

void FindCamerasDialog::showDevice(const OnvifDevice &device, const QStringList &notes)
{
    m_isReading = false;
    m_device = device;
    if (!m_asked.endpoint.isEmpty())
        m_model.setOutcome(m_asked.endpoint, {});
    tell(m_outcome, {});
    const OnvifInformation &is = device.information;
    QStringList about{is.manufacturer, is.model};
    about.removeAll(QString());
    QStringList lines{about.join(u' ')};
    if (!is.serialNumber.isEmpty())
        lines.append(tr("serial number %1").arg(is.serialNumber));
    if (!is.macAddress.isEmpty())
        lines.append(tr("MAC address %1").arg(is.macAddress));
    lines.removeAll(QString());
    m_about->setText((QStringList{lines.join(u", "_s)} + notes).join(u'\n').trimmed());
    fillProfiles();
    m_streams->show();
    refresh();
    m_use->setFocus();
}

void FindCamerasDialog::fillProfiles()
{
    m_high->clear();
    m_low->clear();
    m_low->addItem(tr("none", "no stream of low quality"), -1);
    for (size_t i = 0; i < m_device->profiles.size(); ++i) {
        const OnvifProfile &one = m_device->profiles[i];
        if (one.address.isEmpty())
            continue;
        for (QComboBox *box : {m_high, m_low})
            box->addItem(texts::onvifProfile(one), int(i));
    }
    const auto channels = onvifChannels(m_device->information, m_device->profiles);
    if (channels.empty())
        return;
    m_high->setCurrentIndex(m_high->findData(int(channels.front().high)));
    if (channels.front().low)
        m_low->setCurrentIndex(m_low->findData(int(*channels.front().low)));
}

void FindCamerasDialog::showReadFailure(const Question &asked, const Error &error)
{
    m_isReading = false;
    QString sentence = error.message;
    if (error.category == ErrorCategory::Authentication) {
        m_refused.push_back(asked);
        sentence += u' ' + tr("It was tried once.");
    }
    if (!asked.endpoint.isEmpty() && error.category != ErrorCategory::Cancelled)
        m_model.setOutcome(asked.endpoint, error.message);
    setMark(m_outcome, "bad");
    tell(m_outcome, sentence);
    refresh();
}

void FindCamerasDialog::offerCertificate(const QString &fingerprint)
{
    tell(m_outcome, m_outcome->text() + u'\n' + tr("SHA-256 fingerprint") + u'\n' + fingerprint);
    m_accept->show();
}

const OnvifProfile *FindCamerasDialog::profile(const QComboBox &box) const
{
    const int index = box.currentIndex() < 0 ? -1 : box.currentData().toInt();
    return m_device && index >= 0 ? &m_device->profiles[size_t(index)] : nullptr;
}

void FindCamerasDialog::refresh()
{
    m_search->setText(m_isSearching ? tr("Stop") : tr("Search again"));
    m_read->setText(m_isReading ? tr("Cancel reading") : tr("Read streams"));
    const QString obstacle = m_isReading ? QString() : readObstacle();
    m_read->setEnabled(obstacle.isEmpty());
    m_read->setToolTip(format::plainToolTip(obstacle));
    const OnvifProfile *high = profile(*m_high);
    const OnvifProfile *low = profile(*m_low);
    const QString missing = !m_device     ? tr("Read the streams of a camera first.")
                            : !high       ? tr("The camera tells no address of a stream.")
                            : high == low ? tr("High and low quality are the same stream.")
                                          : QString();
    m_use->setEnabled(missing.isEmpty());
    m_use->setToolTip(format::plainToolTip(missing));
}

ReadStreams FindCamerasDialog::value() const
{
    ReadStreams streams;
    for (int row = 0; row < m_model.rowCount(); ++row) {
        const OnvifFound &found = m_model.device(row);
        if (found.endpoint == m_asked.endpoint) {
            streams.name = found.name;
            streams.location = found.location;
        }
    }
    const OnvifProfile *high = profile(*m_high);
    const OnvifProfile *low = profile(*m_low);
    if (!high)
        return streams;
    streams.high = high->address;
    if (low)
        streams.low = low->address;
    streams.macAddress = m_device->information.macAddress;
    streams.serialNumber = m_device->information.serialNumber;
    streams.user = m_asked.user;
    streams.password = m_asked.password;
    return streams;
}

} // namespace streamkeeper
