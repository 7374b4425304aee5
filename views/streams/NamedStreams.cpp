#include "views/streams/NamedStreams.h"

#include <QCoreApplication>

namespace streamkeeper {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(NamedStreams)
};

void append(QStringList &lines, const QStringList &names)
{
    constexpr int mostNames = 8;
    lines.append(names.mid(0, mostNames));
    if (names.size() > mostNames)
        lines.append(Words::tr("… and %n more", nullptr, int(names.size()) - mostNames));
}

} // namespace

QString NamedStreams::lines() const
{
    QStringList lines;
    append(lines, inSight);
    if (!outOfSight.isEmpty()) {
        lines.append(Words::tr("%n selected stream(s) out of sight:", nullptr, int(outOfSight.size())));
        append(lines, outOfSight);
    }
    return lines.join(u'\n');
}

} // namespace streamkeeper
