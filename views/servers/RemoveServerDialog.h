#pragma once

#include <QDialog>

class QRadioButton;

namespace streamkeeper {

/// Asks what becomes of a server's streams before it is removed from the registry, and says what
/// will not happen: the server itself is not touched.
class RemoveServerDialog : public QDialog
{
    Q_OBJECT

public:
    RemoveServerDialog(const QString &serverName, int mainStreams, int additionalStreams,
                       QWidget *parent = nullptr);

    /// True: the streams leave the registry too. False: they stay without a media server.
    [[nodiscard]] bool removesStreams() const;

private:
    QRadioButton *m_remove;
    QRadioButton *m_keep;
};

} // namespace streamkeeper
