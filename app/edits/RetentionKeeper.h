#pragma once

#include "app/edits/RegistryEditor.h"
#include "models/registry/RetentionRepository.h"

#include <QObject>
#include <QTimer>

namespace streamkeeper {

/// Lets go of what has ended long ago, a little at a time: others get their turn at the registry in between.
/// The session's thread; see RegistryEditor.
class RetentionKeeper : public QObject
{
    Q_OBJECT

public:
    using Removed = RetentionRepository::Removed;

    explicit RetentionKeeper(RegistryEditor &editor, QObject *parent = nullptr);

    /// Looks now, and once a day from now on. Failures are only logged: the next day is soon enough.
    void start();
    void read(QObject *context, RegistryEditor::Done<Retention> done);
    void save(const Retention &retention, QObject *context, RegistryEditor::Done<void> done);
    /// All of it, now. Goes on when `context` is gone.
    void remove(QObject *context, RegistryEditor::Done<Removed> done);

private:
    void removeSome(Removed before, RegistryEditor::Done<Removed> done);

    RegistryEditor &m_editor;
    QTimer m_timer;
};

} // namespace streamkeeper
