#include "app/mediaserver/v2/StreamIni.h"

#include "models/domain/AnswerLimits.h"

#include <QHash>
#include <QRegularExpression>

#include <algorithm>
#include <limits>

namespace streamkeeper::v2 {

using namespace Qt::StringLiterals;

namespace {

/// A value in quotes with nothing but a comment behind it; the quotes are taken off.
std::optional<QString> unquoted(const QString &text)
{
    static const QRegularExpression doubled(uR"re(^"((?:[^"\\]|\\.)*)"\s*(?:[;#].*)?$)re"_s);
    static const QRegularExpression single(uR"re(^'([^']*)'\s*(?:[;#].*)?$)re"_s);
    if (const auto match = doubled.match(text); match.hasMatch())
        return match.captured(1).replace(u"\\\""_s, u"\""_s);
    if (const auto match = single.match(text); match.hasMatch())
        return match.captured(1);
    return {};
}

/// Names and unknown values may well hold "Gate # 3"; a semicolon after a blank is a comment anywhere.
bool mayHoldHash(const QString &key)
{
    return key == u"stream-name" || (!key.startsWith(u"stream-") && !key.startsWith(u"dvr-"));
}

QString cleanValue(const QString &key, const QString &raw)
{
    const QString text = raw.trimmed();
    if (const auto inner = unquoted(text))
        return *inner;
    static const QRegularExpression semicolon(uR"((?:^|\s);.*$)"_s);
    static const QRegularExpression either(uR"((?:^|\s)[;#].*$)"_s);
    return QString(text).remove(mayHoldHash(key) ? semicolon : either).trimmed();
}

std::optional<qint64> scaled(const QString &digits, qint64 factor)
{
    bool isNumber = false;
    const qint64 number = digits.toLongLong(&isNumber);
    if (!isNumber || number > std::numeric_limits<qint64>::max() / factor)
        return {};
    return number * factor;
}

qint64 secondsOf(QChar unit)
{
    switch (unit.toLower().unicode()) {
    case 'm':
        return 60;
    case 'h':
        return 3'600;
    case 'd':
        return 86'400;
    case 'w':
        return 604'800;
    default:
        return 1;
    }
}

qint64 bytesOf(const QString &unit)
{
    const qsizetype power = unit.isEmpty() ? 0 : u"kmgt"_s.indexOf(unit.at(0).toLower()) + 1;
    return qint64(1) << (10 * power);
}

} // namespace

StreamIni StreamIni::fromText(const QString &text)
{
    static const QRegularExpression sectionPattern(uR"(^\[([^\]]*)\]\s*(?:[;#].*)?$)"_s);
    static const QRegularExpression keyPattern(uR"(^[A-Za-z0-9_.-]+$)"_s);
    StreamIni ini;
    QString section;
    QHash<QString, QString> sectionOfKey;
    QHash<QString, qsizetype> placeOfKey;
    const QList<QStringView> lines = QStringView(text).left(limits::maxIniLength).split(u'\n');
    const qsizetype count = std::min(lines.size(), limits::maxIniLines);
    for (qsizetype i = 0; i < count; ++i) {
        QString line = lines.at(i).trimmed().toString();
        if (i == 0 && line.startsWith(QChar::ByteOrderMark))
            line.remove(0, 1);
        if (line.isEmpty() || line.startsWith(u';') || line.startsWith(u'#'))
            continue;
        if (const auto match = sectionPattern.match(line); match.hasMatch()) {
            section = match.captured(1).trimmed();
            continue;
        }
        const QString key = line.section(u'=', 0, 0).trimmed().toLower();
        const bool isEntry = line.contains(u'=') && keyPattern.match(key).hasMatch();
        // The body has no sections: a key that means two things cannot be written back.
        if (!isEntry || sectionOfKey.value(key, section) != section) {
            ini.noteBadLine(i + 1);
            continue;
        }
        sectionOfKey.insert(key, section);
        const QString value = cleanValue(key, line.section(u'=', 1));
        if (const auto known = placeOfKey.constFind(key); known != placeOfKey.cend()) {
            ini.m_entries[*known].values.append(value);
        } else {
            placeOfKey.insert(key, ini.m_entries.size());
            ini.m_entries.append({key, {value}});
        }
    }
    if (text.size() > limits::maxIniLength || lines.size() > count)
        ini.noteBadLine(count);
    return ini;
}

void StreamIni::noteBadLine(qsizetype line)
{
    if (m_badLine == 0)
        m_badLine = int(line);
}

std::optional<QString> StreamIni::value(const QString &key) const
{
    const auto found = std::ranges::find(m_entries, key, &Entry::key);
    return found == m_entries.end() ? std::nullopt : std::optional(found->values.last());
}

QStringList StreamIni::list(const QString &key) const
{
    static const QRegularExpression separators(uR"([\s,;]+)"_s);
    const auto found = std::ranges::find(m_entries, key, &Entry::key);
    QStringList all;
    if (found != m_entries.end()) {
        for (QString value : found->values) {
            if (value.startsWith(u'[') && value.endsWith(u']'))
                value = value.mid(1, value.size() - 2);
            all += value.remove(u'"').split(separators, Qt::SkipEmptyParts);
        }
    }
    return all;
}

std::optional<bool> StreamIni::flag(const QString &key) const
{
    const QString word = value(key).value_or(QString()).toLower();
    if (word == u"true" || word == u"1" || word == u"yes" || word == u"on")
        return true;
    if (word == u"false" || word == u"0" || word == u"no" || word == u"off")
        return false;
    return {};
}

std::optional<qint64> secondsFromIni(const QString &value)
{
    static const QRegularExpression whole(uR"(^(?:\d+|(?:\d+[smhdw])+)$)"_s,
                                          QRegularExpression::CaseInsensitiveOption);
    static const QRegularExpression part(uR"((\d+)([smhdw]?))"_s, QRegularExpression::CaseInsensitiveOption);
    const QString text = value.trimmed();
    if (!whole.match(text).hasMatch())
        return {};
    qint64 sum = 0;
    for (auto it = part.globalMatch(text); it.hasNext();) {
        const auto match = it.next();
        const QString unit = match.captured(2);
        const auto seconds = scaled(match.captured(1), unit.isEmpty() ? 1 : secondsOf(unit.at(0)));
        if (!seconds || *seconds > std::numeric_limits<qint64>::max() - sum)
            return {};
        sum += *seconds;
    }
    return sum;
}

std::optional<qint64> bytesFromIni(const QString &value)
{
    static const QRegularExpression whole(uR"(^(\d+)\s*([kmgt]?)b?$)"_s,
                                          QRegularExpression::CaseInsensitiveOption);
    const auto match = whole.match(value.trimmed());
    return match.hasMatch() ? scaled(match.captured(1), bytesOf(match.captured(2))) : std::nullopt;
}

} // namespace streamkeeper::v2
