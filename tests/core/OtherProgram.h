#pragma once

#include <QDebug>
#include <QSqlDatabase>
#include <QSqlError>
#include <QSqlQuery>
#include <QUuid>
#include <QVariant>

namespace streamkeeper::test {

using namespace Qt::StringLiterals;

/// Another program's connection to a file.
class OtherProgram
{
public:
    explicit OtherProgram(const QString &path)
        : m_name(QUuid::createUuid().toString())
    {
        QSqlDatabase database = QSqlDatabase::addDatabase(u"QSQLITE"_s, m_name);
        database.setDatabaseName(path);
        database.setConnectOptions(u"QSQLITE_BUSY_TIMEOUT=200"_s);
        if (!database.open())
            qFatal("cannot open %s", qPrintable(path));
    }
    ~OtherProgram() { QSqlDatabase::removeDatabase(m_name); }

    [[nodiscard]] bool run(const QString &sql) const
    {
        QSqlQuery query(QSqlDatabase::database(m_name));
        const bool isDone = query.exec(sql);
        if (!isDone)
            qWarning() << sql << query.lastError().text();
        return isDone;
    }
    [[nodiscard]] QVariant ask(const QString &sql) const
    {
        QSqlQuery query(QSqlDatabase::database(m_name));
        return query.exec(sql) && query.next() ? query.value(0) : QVariant();
    }

private:
    QString m_name;
};

} // namespace streamkeeper::test
