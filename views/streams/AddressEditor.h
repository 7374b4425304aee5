#pragma once

#include "models/domain/StreamAddress.h"

#include <QWidget>

class QCheckBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QToolButton;

namespace streamkeeper {

/// The address of a stream, edited in place: shows it masked, and Save and Revert as soon as something
/// is typed. What somebody else changes meanwhile is shown, never overwritten unseen. Hidden credentials
/// stay what they are unless they are typed anew.
class AddressEditor : public QWidget
{
    Q_OBJECT

public:
    explicit AddressEditor(QWidget *parent = nullptr);

    /// The stream that is shown; keeps what is being typed as long as `key` is the same.
    void show(const QString &key, const StreamAddress &address, int revision);
    /// Why it cannot be edited now; empty: it can.
    void setObstacle(const QString &reason);
    void beginEditing();
    [[nodiscard]] bool isChanged() const;

Q_SIGNALS:
    /// `seenRevision` is the row that the operator saw when typing began.
    void saveRequested(const QString &key, const streamkeeper::StreamAddress &address, int seenRevision);

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    void handleText();
    void save();
    void revert();
    void showState();
    void askForMove();
    [[nodiscard]] bool isMoveOpen() const;

    QLineEdit *m_edit;
    QPushButton *m_save;
    QPushButton *m_revert;
    QLabel *m_note;
    QCheckBox *m_mayMove; ///< shown while stored credentials would go to another place
    QString m_newPlace;   ///< which; what was said of another one does not count
    QString m_key;
    QString m_obstacle;
    StreamAddress m_address; ///< as the registry has it now
    int m_revision = 0;
    StreamAddress m_seenAddress; ///< when typing began
    int m_seenRevision = 0;
};

} // namespace streamkeeper
