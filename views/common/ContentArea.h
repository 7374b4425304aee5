#pragma once

#include <QScrollArea>

namespace streamkeeper {

/// Shows one widget in all the room there is, and scrolls only what is left of it where that is less than the
/// widget needs. (QScrollArea's own way, with contents whose height follows their width, may resize them for
/// ever.)
class ContentArea : public QScrollArea
{
    Q_OBJECT

public:
    explicit ContentArea(QWidget *parent = nullptr);

    /// Takes ownership.
    void setContents(QWidget *contents);
    /// Another part of the contents is shown, which needs other room.
    void fitContents();
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void resizeEvent(QResizeEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;
    /// The least height of the contents at this width.
    [[nodiscard]] virtual int heightOfContents(int width) const;
};

} // namespace streamkeeper
