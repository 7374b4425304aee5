#pragma once

#include "models/domain/MediaServer.h"
#include "models/registry/RegistryDatabase.h"

#include <QDateTime>
#include <QFile>
#include <QObject>
#include <QTemporaryDir>
#include <QTest>

#include <memory>

namespace streamkeeper::test {

using namespace Qt::StringLiterals;

[[nodiscard]] inline QByteArray bytesOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

[[nodiscard]] inline QDateTime moment(int second)
{
    return QDateTime(QDate(2026, 11, 22), QTime(10, 0, second, 123), Qt::UTC);
}

[[nodiscard]] inline MediaServer server(const QString &name)
{
    MediaServer one;
    one.id = ServerId::create();
    one.name = name;
    one.internalHost = u"ms.example"_s;
    one.apiPort = 65535;
    one.createdAt = moment(1);
    return one;
}

/// A test on a registry of its own, open and empty: what such tests share.
class RegistryTest : public QObject
{
protected:
    [[nodiscard]] QString path() const { return m_dir->filePath(u"fleet.sqlite"_s); }

    void makeRegistry()
    {
        m_dir = std::make_unique<QTemporaryDir>();
        reopen();
    }
    void reopen()
    {
        m_database = std::make_unique<RegistryDatabase>();
        const auto opened = m_database->open(path());
        QVERIFY2(opened, opened ? "" : qPrintable(opened.error().message + opened.error().detail));
    }

    std::unique_ptr<QTemporaryDir> m_dir;
    std::unique_ptr<RegistryDatabase> m_database;
};

} // namespace streamkeeper::test
