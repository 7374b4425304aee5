#pragma once

#include <QWidget>

class QHBoxLayout;
class QLabel;
class QLineEdit;
class QPushButton;
class QToolButton;
class QVBoxLayout;

namespace streamkeeper {

class QrCode;

/// How a link is put on the clipboard.
enum class LinkForm : quint8 { Url, Html, Markdown };

/// A link that was made: shown, copied, as a QR code, opened, tried. Passive.
class ShareResult : public QWidget
{
    Q_OBJECT

public:
    explicit ShareResult(QWidget *parent = nullptr);

    /// `about`: what it is and when it ends.
    void showLink(const QString &address, const QString &about);
    void clear();
    [[nodiscard]] QString address() const;
    /// Whether the clipboard holds it, for people.
    void showNote(const QString &sentence, bool isBad);
    /// Why it cannot be tried here; empty: it can.
    void setTestObstacle(const QString &reason);
    /// Where it plays when it is tried; owned by this widget from now on.
    void setPreview(QWidget *preview);
    void setPreviewShown(bool isShown);

Q_SIGNALS:
    /// Another height is needed.
    void grown();
    void copyRequested(streamkeeper::LinkForm form);
    void externalPlayerRequested();
    void testRequested(bool isOn);

private:
    QLabel *m_about;
    QLineEdit *m_address;
    QLabel *m_note;
    QToolButton *m_copy;
    QPushButton *m_showQr;
    QPushButton *m_external;
    QPushButton *m_test;
    QrCode *m_qr;
    QVBoxLayout *m_layout;
    QHBoxLayout *m_pictures;
    QWidget *m_preview = nullptr;
};

} // namespace streamkeeper
