#pragma once

#include <QFrame>

class QAction;
class QLabel;
class QPushButton;

namespace streamkeeper {

/// Below a form: Save and Revert, there only when something was changed, what is in the way of saving,
/// and the choice when somebody else changed the same thing meanwhile.
class ChangeBar : public QFrame
{
    Q_OBJECT

public:
    explicit ChangeBar(QWidget *parent = nullptr);

    void showNothing();
    /// `problem`: why it cannot be saved; empty if it can.
    void showChanged(const QString &problem);
    void showSaving();
    /// Saving did not work; what was typed is still there.
    void showFailure(const QString &sentence);
    /// `theirs`: what they changed, a line each; empty while it is not known yet.
    void showConflict(const QString &sentence, const QString &theirs);

    /// Work wherever the focus is on the page: the page adds them.
    [[nodiscard]] QAction *saveAction() const { return m_saveAction; }
    [[nodiscard]] QAction *revertAction() const { return m_revertAction; }

Q_SIGNALS:
    void saveRequested();
    void revertRequested();
    void theirsRequested(); ///< what was typed here goes
    void mineRequested();   ///< their version with what was typed here on top

private:
    void show(bool canSave, const QString &whyNot);

    QLabel *m_sentence;
    QLabel *m_theirs;
    QPushButton *m_save;
    QPushButton *m_revert;
    QPushButton *m_takeTheirs;
    QPushButton *m_keepMine;
    QAction *m_saveAction;
    QAction *m_revertAction;
};

} // namespace streamkeeper
