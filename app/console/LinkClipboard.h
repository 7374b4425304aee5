#pragma once

#include "models/domain/SecretText.h"
#include "views/share/ShareResult.h"

#include <QObject>

namespace streamkeeper {

/// Puts links on the clipboard on the operator's order, looks whether they arrived, and tells when another
/// program takes it over. GUI thread.
class LinkClipboard : public QObject
{
    Q_OBJECT

public:
    explicit LinkClipboard(QObject *parent = nullptr);

    /// False: it did not arrive; another program holds the clipboard.
    [[nodiscard]] bool put(const QString &text);
    /// As it is put for people who paste it somewhere; `title` names the stream.
    [[nodiscard]] static QString formed(const QString &address, const QString &title, LinkForm form);

    /// What to say after put().
    [[nodiscard]] static QString arrived();
    [[nodiscard]] static QString refused();

Q_SIGNALS:
    /// What was put there is there no more.
    void lost();

private:
    QString m_text; ///< what was put; empty: nothing, or lost
};

} // namespace streamkeeper
