#pragma once

#include "app/session/Session.h"

#include <QStringList>

namespace streamkeeper {

/// Everything that has to be so before a MediaMTX is signed in to by tokens: the registry has a key, its
/// public half is where the server fetches it (`keyTarget`, empty: where it was exported last), and the
/// server takes the tokens. Answers with what was found, or with what failed; nothing of the server is saved.
void checkSignedServer(Session &session, const MediaServer &draft, const QString &keyTarget, QObject *context,
                       std::function<void(Result<QStringList>)> done);

} // namespace streamkeeper
