#include "tests/support/Recording.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace streamkeeper::test {

using namespace Qt::StringLiterals;

namespace {

QByteArray bodyOf(const QJsonValue &body)
{
    if (body.isObject())
        return QJsonDocument(body.toObject()).toJson(QJsonDocument::Compact);
    if (body.isArray())
        return QJsonDocument(body.toArray()).toJson(QJsonDocument::Compact);
    return body.toString().toUtf8();
}

} // namespace

Recording Recording::load(const QString &folder, const QString &name)
{
    QFile file(QStringLiteral(STREAMKEEPER_TEST_DATA) + u'/' + folder + u'/' + name);
    if (!file.open(QIODevice::ReadOnly))
        qFatal("no recording %s", qPrintable(file.fileName()));
    const QJsonObject exchange = QJsonDocument::fromJson(file.readAll()).object();
    const QJsonObject request = exchange[u"request"].toObject();
    if (request.isEmpty())
        qFatal("%s is no recording", qPrintable(file.fileName()));
    Recording recording;
    recording.name = folder + u'/' + name;
    recording.method = request[u"method"].toString().toLatin1();
    const QByteArray target = request[u"path"].toString().toLatin1();
    const qsizetype mark = target.indexOf('?');
    recording.path = target.left(mark < 0 ? target.size() : mark);
    recording.query = mark < 0 ? QByteArray() : target.mid(mark + 1);
    recording.status = exchange[u"status"].toInt();
    const QJsonObject headers = exchange[u"headers"].toObject();
    for (auto it = headers.begin(); it != headers.end(); ++it)
        recording.headers.insert(it.key().toLatin1().toLower(), it.value().toString().toLatin1());
    recording.body = bodyOf(exchange[u"body"]);
    return recording;
}

QList<Recording> Recording::loadAll(const QString &folder)
{
    QList<Recording> recordings;
    const QDir data(QStringLiteral(STREAMKEEPER_TEST_DATA) + u'/' + folder);
    const QStringList names = data.entryList({u"*.json"_s}, QDir::Files, QDir::Name);
    for (const QString &name : names)
        recordings.append(load(folder, name));
    return recordings;
}

} // namespace streamkeeper::test
