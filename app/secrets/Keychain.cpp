#include "app/secrets/Keychain.h"

#include <QCoreApplication>
#include <qt6keychain/keychain.h>

namespace streamkeeper {

using namespace Qt::StringLiterals;

namespace {

const QString service = u"Streamkeeper"_s;

tl::unexpected<Error> keychainFailure(const QKeychain::Job &job)
{
    return fail(ErrorCategory::Secret,
                QCoreApplication::translate("SystemKeychain", "The system keychain cannot be used (%1).")
                    .arg(job.errorString()),
                job.errorString());
}

} // namespace

void SystemKeychain::read(const QString &entry, QObject *context, ReadHandler handler)
{
    auto *job = new QKeychain::ReadPasswordJob(service);
    job->setKey(entry);
    QObject::connect(job, &QKeychain::Job::finished, context, [job, handler = std::move(handler)] {
        if (job->error() == QKeychain::EntryNotFound)
            handler(std::optional<SecretText>());
        else if (job->error() != QKeychain::NoError)
            handler(keychainFailure(*job));
        else
            handler(std::optional<SecretText>(SecretText(QByteArray::fromBase64(job->binaryData()))));
    });
    job->start(); // deletes itself
}

void SystemKeychain::write(const QString &entry, const SecretText &secret, QObject *context,
                           WriteHandler handler)
{
    auto *job = new QKeychain::WritePasswordJob(service);
    job->setKey(entry);
    // Base64: some keychains hold text only.
    job->setBinaryData(secret.reveal().toBase64());
    QObject::connect(job, &QKeychain::Job::finished, context, [job, handler = std::move(handler)] {
        if (job->error() != QKeychain::NoError)
            handler(keychainFailure(*job));
        else
            handler({});
    });
    job->start();
}

} // namespace streamkeeper
