#include "models/rules/IpPattern.h"

#include <QCoreApplication>
#include <QStringList>

#include <algorithm>

namespace streamkeeper {

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(IpPattern)
};

} // namespace

Result<IpPattern> IpPattern::fromText(const QString &text)
{
    IpPattern pattern;
    QStringList parts = text.trimmed().split(u'.');
    if (parts.size() > 1 && parts.last().isEmpty()) // "10.20." while it is typed
        parts.removeLast();
    bool isRight = parts.size() <= qsizetype(pattern.m_parts.size());
    for (qsizetype i = 0; i < parts.size() && isRight; ++i) {
        if (parts[i] == u"*")
            continue;
        bool isNumber = false;
        const uint number = parts[i].toUInt(&isNumber);
        isRight = isNumber && number <= 255 && parts[i] == QString::number(number);
        pattern.m_parts[size_t(i)] = quint8(number);
    }
    if (!isRight)
        return fail(ErrorCategory::Invalid,
                    Texts::tr("An IP address is looked for as 10.20.3.4, 10.20.*.4 or 10.20."));
    return pattern;
}

bool IpPattern::matches(const IpAddress &address) const
{
    const IpAddress plain = address.plain();
    if (plain.length != int(m_parts.size()))
        return false;
    for (size_t i = 0; i < m_parts.size(); ++i) {
        if (m_parts[i] && *m_parts[i] != plain.bytes[i])
            return false;
    }
    return true;
}

} // namespace streamkeeper
