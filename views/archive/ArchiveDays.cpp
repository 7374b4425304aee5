#include "views/archive/ArchiveDays.h"

#include "models/texts/Formatting.h"
#include "views/archive/ShadePainter.h"
#include "views/theme/Theme.h"

#include <QDateTime>
#include <QLocale>
#include <QPainter>

#include <algorithm>

namespace streamkeeper {

using namespace Qt::StringLiterals;

namespace {

constexpr int shownHours = 6; ///< between two lines of the axis

QString dayText(qint64 atMs)
{
    return QLocale().toString(QDateTime::fromMSecsSinceEpoch(atMs).date(), QLocale::ShortFormat);
}

} // namespace

std::vector<ArchiveDay> archiveDays(const std::vector<HeldPeriod> &periods, const QStringList &servers,
                                    qint64 nowMs, int most)
{
    std::vector<ArchiveDay> days;
    if (periods.empty())
        return days;
    const qint64 oldestMs = std::ranges::min_element(periods, {}, &HeldPeriod::fromMs)->fromMs;
    QDate date = QDateTime::fromMSecsSinceEpoch(nowMs).date();
    for (int i = 0; i < most; ++i, date = date.addDays(-1)) {
        const qint64 beginMs = date.startOfDay().toMSecsSinceEpoch();
        const qint64 endMs = date.addDays(1).startOfDay().toMSecsSinceEpoch();
        if (endMs <= oldestMs)
            break;
        ArchiveDay day{beginMs, 0, {}};
        qint64 coveredMs = beginMs; // periods come by time, and may overlap
        for (const HeldPeriod &period : periods) {
            const qint64 fromMs = std::max(period.fromMs, beginMs);
            const qint64 untilMs = std::min(period.untilMs.value_or(nowMs), endMs);
            if (fromMs >= untilMs)
                continue;
            const auto part = [&](qint64 atMs) { return double(atMs - beginMs) / double(endMs - beginMs); };
            day.stretches.push_back({int(servers.indexOf(period.server)), part(fromMs), part(untilMs)});
            day.recordedMs += std::max<qint64>(0, untilMs - std::max(fromMs, coveredMs));
            coveredMs = std::max(coveredMs, untilMs);
        }
        days.push_back(std::move(day));
    }
    return days;
}

ArchiveDays::ArchiveDays(QWidget *parent)
    : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setAccessibleName(tr("Recorded by day"));
}

void ArchiveDays::setPeriods(const std::vector<HeldPeriod> &periods, const QStringList &servers, qint64 nowMs)
{
    m_days = archiveDays(periods, servers, nowMs, mostDays);
    std::vector<ShadedPeriod> shaded;
    for (const HeldPeriod &period : periods)
        shaded.push_back({period.server,
                          int(servers.indexOf(period.server)),
                          {period.fromMs, period.untilMs.value_or(nowMs)}});
    m_legend = TimelineLegend(shaded);
    QStringList words;
    for (const ArchiveDay &day : m_days)
        words.append(dayText(day.beginMs) + u": "_s + format::elapsed(day.recordedMs));
    setAccessibleDescription(words.join(u", "_s));
    updateGeometry();
    update();
}

QSize ArchiveDays::sizeHint() const
{
    return {480, lineHeight() * (int(m_days.size()) + 2)};
}

void ArchiveDays::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const ThemeTokens &tokens = tokensOf(palette());
    const QFontMetrics metrics = fontMetrics();
    const double left = metrics.horizontalAdvance(dayText(4'000'000'000'000)) + 16;
    const double right = width() - metrics.horizontalAdvance(format::elapsed(86'399'000)) - 16;
    const double wide = std::max(1.0, right - left);
    painter.setPen(tokens.muted);
    for (int hour = 0; hour <= 24; hour += shownHours) {
        const double x = left + wide * hour / 24;
        painter.drawText(QRectF(x - 30, 0, 60, lineHeight()), Qt::AlignCenter,
                         u"%1:00"_s.arg(hour, 2, 10, QChar(u'0')));
    }
    for (size_t i = 0; i < m_days.size(); ++i) {
        const QRectF line(left, lineHeight() * double(i + 1), wide, lineHeight());
        painter.setPen(tokens.text);
        painter.drawText(QRectF(0, line.top(), left - 8, line.height()), Qt::AlignRight | Qt::AlignVCenter,
                         dayText(m_days[i].beginMs));
        const QRectF bar = line.adjusted(0, 3, 0, -3);
        painter.fillRect(bar, tokens.header);
        for (const ArchiveDay::Stretch &stretch : m_days[i].stretches)
            paintShade(painter,
                       QRectF(bar.left() + wide * stretch.from, bar.top(),
                              std::max(1.0, wide * (stretch.until - stretch.from)), bar.height()),
                       stretch.server, tokens);
        painter.setPen(tokens.muted);
        painter.drawText(QRectF(right + 8, line.top(), width() - right - 8, line.height()),
                         Qt::AlignLeft | Qt::AlignVCenter, format::elapsed(m_days[i].recordedMs));
    }
    m_legend.paint(painter, QRect(int(left), lineHeight() * int(m_days.size() + 1), int(wide), lineHeight()),
                   tokens);
}

} // namespace streamkeeper
