#pragma once

#include "views/preview/PreviewTypes.h"

#include <QActionGroup>
#include <QHash>
#include <QWidget>

class QMenu;
class QToolButton;

namespace streamkeeper {

class OverlayButton;

/// The row of buttons under (or, on the full screen, over) a picture, and the actions behind them.
/// An action that cannot be used tells the reason in its tooltip.
class PreviewControls : public QWidget
{
    Q_OBJECT

public:
    explicit PreviewControls(QWidget *parent = nullptr);

    [[nodiscard]] QAction *action(PreviewAction action) const { return m_actions.value(action); }
    /// `reason` is a sentence that says why it cannot be used now.
    void setAvailable(PreviewAction action, bool isAvailable, const QString &reason);
    void setPaused(bool isPaused);
    void setMuted(bool isMuted);
    void setFullScreen(bool isFullScreen);
    void setProtocol(PreviewProtocol protocol);
    /// What only makes sense live goes away in the archive.
    void setMode(PreviewMode mode);
    [[nodiscard]] bool isPaused() const { return m_isPaused; }
    [[nodiscard]] bool isMuted() const { return m_isMuted; }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void createActions();
    void createButtons();
    QAction *addAction(PreviewAction action, const QString &text, const QKeySequence &shortcut);
    OverlayButton *addButton(QAction *action, const QString &iconName);
    void updateToolTip(PreviewAction action);

    QHash<PreviewAction, QAction *> m_actions;
    QHash<PreviewAction, QString> m_reasons; ///< of those that are not available
    QActionGroup m_protocols;
    QActionGroup m_modes;
    QList<QWidget *> m_liveButtons;
    QMenu *m_snapshotMenu;
    QMenu *m_protocolMenu;
    QAction *m_snapshotAction;
    QAction *m_protocolAction;
    OverlayButton *m_pauseButton = nullptr;
    OverlayButton *m_muteButton = nullptr;
    bool m_isPaused = false;
    bool m_isMuted = true;
};

} // namespace streamkeeper
