#include "app/secrets/OpenSslFailure.h"

#include <openssl/err.h>

namespace streamkeeper {

tl::unexpected<Error> opensslFailure(const QString &message)
{
    char text[256] = {};
    ERR_error_string_n(ERR_get_error(), text, sizeof text);
    return fail(ErrorCategory::Secret, message, QString::fromLatin1(text));
}

} // namespace streamkeeper
