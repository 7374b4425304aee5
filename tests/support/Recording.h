#pragma once

#include <QByteArray>
#include <QHash>
#include <QList>
#include <QString>

namespace streamkeeper::test {

/// One HTTP exchange as it was recorded from a real server (tests/data/*/README.md). A value.
struct Recording
{
    QString name; ///< "mediamtx/052-list-readers.json"
    QByteArray method;
    QByteArray path;  ///< percent-encoded, without the query
    QByteArray query; ///< without the question mark
    int status = 0;
    QHash<QByteArray, QByteArray> headers; ///< of the answer, lower-case names
    QByteArray body;                       ///< of the answer: JSON (compact, members sorted) or text

    /// Reads one file; fails the running program with a message if it is missing or is no recording.
    [[nodiscard]] static Recording load(const QString &folder, const QString &name);
    /// All of one folder below tests/data, in the order in which they were made.
    [[nodiscard]] static QList<Recording> loadAll(const QString &folder);
};

} // namespace streamkeeper::test
