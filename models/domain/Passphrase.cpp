#include "models/domain/Passphrase.h"

#include <QCoreApplication>

namespace streamkeeper {

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(Passphrase)
};

} // namespace

VoidResult checkNewPassphrase(const SecretText &passphrase)
{
    if (passphrase.revealText().size() >= leastPassphraseLength)
        return {};
    return fail(ErrorCategory::Invalid,
                Texts::tr("A passphrase has at least %n character(s).", nullptr, leastPassphraseLength));
}

} // namespace streamkeeper
