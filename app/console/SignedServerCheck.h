#pragma once

#include "app/session/Session.h"

#include <QStringList>

class QWidget;

namespace streamkeeper {

/// Everything that has to be so before a MediaMTX is signed in to by tokens: the registry has a key, its
/// public half is where the server fetches it (`keyTarget`, empty: where it was exported last), and the
/// server takes the tokens. Answers with what was found, or with what failed; nothing of the server is saved.
/// Before the key goes where it has not been and others could change it on its way, `parent` is asked.
void checkSignedServer(Session &session, const MediaServer &draft, const QString &keyTarget, QWidget *parent,
                       std::function<void(Result<QStringList>)> done);

/// Asks whether the key may go there, where there is something to be said against it; else answers at once.
void confirmKeyTarget(const Session &session, const QString &target, QWidget *parent,
                      std::function<void(bool)> answer);

} // namespace streamkeeper
