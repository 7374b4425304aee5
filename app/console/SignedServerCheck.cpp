#include "app/console/SignedServerCheck.h"

namespace streamkeeper {

namespace {

using Done = std::function<void(Result<QStringList>)>;

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(SignedServerCheck)
};

void tryServer(Session &session, const MediaServer &draft, QObject *context, const Done &done)
{
    session.signingKeys().checkServer(draft, context, [done](const SignedAccessReport &report) {
        QStringList found;
        QStringList failed;
        for (const SignedAccessReport::Line &line : report.lines)
            (line.outcome == SignedAccessReport::Outcome::Failed ? failed : found).append(line.text);
        if (report.isPassed())
            done(found);
        else
            done(fail(ErrorCategory::Authentication, failed.join(QLatin1Char(' '))));
    });
}

} // namespace

void checkSignedServer(Session &session, const MediaServer &draft, const QString &keyTarget, QObject *context,
                       Done done)
{
    SigningKeys &keys = session.signingKeys();
    const QString target = keyTarget.isEmpty() ? keys.exportTarget() : keyTarget;
    if (target.isEmpty()) {
        done(fail(
            ErrorCategory::Invalid,
            Texts::tr("Enter where the server fetches the key: a file that your web server delivers, or an "
                      "address that takes PUT.")));
        return;
    }
    keys.ensure(context, [&session, draft, target, context, done](const Result<SigningKeyInfo> &key) {
        if (!key) {
            done(tl::unexpected(key.error()));
            return;
        }
        session.signingKeys().exportTo(target, {key->publicJwk}, context,
                                       [&session, draft, context, done](const VoidResult &written) {
                                           if (written)
                                               tryServer(session, draft, context, done);
                                           else
                                               done(tl::unexpected(written.error()));
                                       });
    });
}

} // namespace streamkeeper
