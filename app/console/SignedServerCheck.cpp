#include "app/console/SignedServerCheck.h"

#include "models/rules/FieldRules.h"
#include "views/common/ConfirmDialog.h"

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

void exportAndTry(Session &session, const MediaServer &draft, const QString &target, QObject *context,
                  const Done &done)
{
    SigningKeys &keys = session.signingKeys();
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

} // namespace

void checkSignedServer(Session &session, const MediaServer &draft, const QString &keyTarget, QWidget *parent,
                       Done done)
{
    const QString target = keyTarget.isEmpty() ? session.signingKeys().exportTarget() : keyTarget;
    if (target.isEmpty()) {
        done(fail(
            ErrorCategory::Invalid,
            Texts::tr("Enter where the server fetches the key: a file that your web server delivers, or an "
                      "address that takes PUT.")));
        return;
    }
    confirmKeyTarget(session, target, parent, [&session, draft, target, parent, done](bool isWanted) {
        if (isWanted)
            exportAndTry(session, draft, target, parent, done);
        else
            done(fail(ErrorCategory::Cancelled, Texts::tr("The key was not sent.")));
    });
}

void confirmKeyTarget(const Session &session, const QString &target, QWidget *parent,
                      std::function<void(bool)> answer)
{
    const QString warning = fields::keyTargetWarning(target);
    if (warning.isEmpty() || target.trimmed() == session.signingKeys().exportTarget()) {
        answer(true);
        return;
    }
    auto *question =
        new ConfirmDialog(Texts::tr("Send the key"), {warning}, Texts::tr("Send without encryption"), parent);
    question->setAttribute(Qt::WA_DeleteOnClose);
    QObject::connect(question, &ConfirmDialog::confirmed, question, &QDialog::accept);
    QObject::connect(question, &QDialog::finished, parent,
                     [answer = std::move(answer)](int result) { answer(result == QDialog::Accepted); });
    question->open();
}

} // namespace streamkeeper
