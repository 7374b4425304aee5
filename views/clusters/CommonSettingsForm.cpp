#include "views/clusters/CommonSettingsForm.h"

#include "models/rules/FieldRules.h"
#include "views/common/PlainText.h"

#include <QFormLayout>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QLocale>

#include <limits>

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
    constexpr qint64 most = std::numeric_limits<int>::max();
    constexpr qint64 mostPorts = 65535;
    const auto add = [this](Field field, QFormLayout &form, const QString &name, const QString &title,
                            qint64 highest, const QString &unit = {}) {
        auto *edit = new QLineEdit(this);
        edit->setObjectName(name);
        edit->setPlaceholderText(
            tr("each its own", "a setting that every member of a cluster has for itself"));
        m_entries[field] = {
            edit, FieldRow(form, title, edit, unit.isEmpty() ? nullptr : plainLabel(unit, this)), highest};
        connect(edit, &QLineEdit::textChanged, this, [this] {
            check();
            Q_EMIT edited();
        });
    };
    add(Streams, *left, u"clusterStreams"_s, tr("Streams limit"), most);
    add(Traffic, *left, u"clusterTraffic"_s, tr("Traffic limit"), most, tr("Kbps"));
    add(ApiPort, *right, u"clusterApiPort"_s, tr("Internal port"), mostPorts);
    add(HlsPort, *right, u"clusterHlsPort"_s, tr("External port"), mostPorts);
    add(RtspPort, *right, u"clusterRtspPort"_s, tr("RTSP port"), mostPorts);
}

void CommonSettingsForm::setValue(const ClusterSettings &settings)
{
    const auto show = [this](Field field, const std::optional<qint64> &number) {
        m_entries[field].field->setText(number ? QString::number(*number) : QString());
    };
    const auto wide = [](const auto &number) {
        return number ? std::optional<qint64>(*number) : std::nullopt;
    };
    show(Streams, wide(settings.streamsLimit));
    show(Traffic, settings.bitrateLimitBps ? std::optional(*settings.bitrateLimitBps / 1024) : std::nullopt);
    m_bitrateLimitBps = settings.bitrateLimitBps;
    m_trafficText = m_entries[Traffic].field->text();
    show(ApiPort, wide(settings.apiPort));
    show(HlsPort, wide(settings.hlsPort));
    show(RtspPort, wide(settings.rtspPort));
}

std::optional<qint64> CommonSettingsForm::number(Field field) const
{
    const Entry &entry = m_entries[field];
    return fields::checkLimit(entry.field->text(), entry.highest).value_or(std::nullopt);
}

ClusterSettings CommonSettingsForm::value() const
{
    const auto port = [this](Field field) {
        const auto given = number(field);
        return given ? std::optional(quint16(*given)) : std::nullopt;
    };
    ClusterSettings settings;
    if (const auto streams = number(Streams))
        settings.streamsLimit = int(*streams);
    if (m_entries[Traffic].field->text() == m_trafficText)
        settings.bitrateLimitBps = m_bitrateLimitBps;
    else if (const auto kbps = number(Traffic))
        settings.bitrateLimitBps = *kbps * 1024;
    settings.apiPort = port(ApiPort);
    settings.hlsPort = port(HlsPort);
    settings.rtspPort = port(RtspPort);
    return settings;
}

void CommonSettingsForm::check()
{
    for (Entry &entry : m_entries) {
        if (!entry.field)
            continue;
        const auto checked = fields::checkLimit(entry.field->text(), entry.highest);
        entry.row.setProblem(checked
                                 ? QString()
                                 : tr("Enter a whole number from 1 to %1, or nothing: then each member has "
                                      "its own.")
                                       .arg(QLocale().toString(entry.highest)));
    }
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
