#include "views/clusters/CommonSettingsForm.h"

#include "models/rules/FieldRules.h"
#include "views/common/PlainText.h"

#include <QFormLayout>
#include <QHBoxLayout>
#include <QLineEdit>

namespace streamkeeper {

using namespace Qt::StringLiterals;

CommonSettingsForm::CommonSettingsForm(QWidget *parent)
    : QWidget(parent)
{
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(24);
    QFormLayout *left = addFormColumn(*layout);
    QFormLayout *right = addFormColumn(*layout);
    const auto add = [this](Field field, QFormLayout &form, const QString &name, const QString &title,
                            const QString &unit = {}) {
        auto *edit = new QLineEdit(this);
        edit->setObjectName(name);
        edit->setPlaceholderText(
            tr("each its own", "a setting that every member of a cluster has for itself"));
        m_entries[field] = {edit,
                            FieldRow(form, title, edit, unit.isEmpty() ? nullptr : plainLabel(unit, this))};
        connect(edit, &QLineEdit::textChanged, this, [this] {
            check();
            Q_EMIT edited();
        });
    };
    add(Streams, *left, u"clusterStreams"_s, tr("Streams limit"));
    add(Traffic, *left, u"clusterTraffic"_s, tr("Traffic limit"), tr("kbit/s"));
    add(ApiPort, *right, u"clusterApiPort"_s, tr("Internal port"));
    add(HlsPort, *right, u"clusterHlsPort"_s, tr("External port"));
    add(RtspPort, *right, u"clusterRtspPort"_s, tr("RTSP port"));
}

void CommonSettingsForm::setValue(const ClusterSettings &settings)
{
    const auto port = [](std::optional<quint16> number) {
        return number ? QString::number(*number) : QString();
    };
    m_saved = settings;
    m_entries[Streams].field->setText(fields::streamsLimitText(settings.streamsLimit));
    m_entries[Traffic].field->setText(fields::trafficLimitText(settings.bitrateLimitBps));
    m_entries[ApiPort].field->setText(port(settings.apiPort));
    m_entries[HlsPort].field->setText(port(settings.hlsPort));
    m_entries[RtspPort].field->setText(port(settings.rtspPort));
}

QString CommonSettingsForm::textOf(Field field) const
{
    return m_entries[field].field->text();
}

ClusterSettings CommonSettingsForm::value() const
{
    const auto port = [this](Field field) {
        return fields::checkOptionalPort(textOf(field)).value_or(std::nullopt);
    };
    ClusterSettings settings;
    settings.streamsLimit =
        fields::checkStreamsLimit(textOf(Streams), m_saved.streamsLimit).value_or(std::nullopt);
    settings.bitrateLimitBps =
        fields::checkTrafficLimit(textOf(Traffic), m_saved.bitrateLimitBps).value_or(std::nullopt);
    settings.apiPort = port(ApiPort);
    settings.hlsPort = port(HlsPort);
    settings.rtspPort = port(RtspPort);
    return settings;
}

void CommonSettingsForm::check()
{
    const auto said = [](const auto &result) {
        return result ? QString()
                      : result.error().message + u' ' + tr("Left empty, each member has its own.");
    };
    m_entries[Streams].row.setProblem(said(fields::checkStreamsLimit(textOf(Streams), m_saved.streamsLimit)));
    m_entries[Traffic].row.setProblem(
        said(fields::checkTrafficLimit(textOf(Traffic), m_saved.bitrateLimitBps)));
    for (const Field field : {ApiPort, HlsPort, RtspPort})
        m_entries[field].row.setProblem(said(fields::checkOptionalPort(textOf(field))));
}

QString CommonSettingsForm::problem() const
{
    for (const Entry &entry : m_entries) {
        if (!entry.row.problem().isEmpty())
            return entry.row.problem();
    }
    return {};
}

} // namespace streamkeeper
