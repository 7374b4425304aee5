#include "views/share/QrCode.h"

#include <QPainter>
#include <qrencode.h>

#include <memory>

namespace streamkeeper {

namespace {

constexpr int quietZone = 4; ///< modules around the code (ISO/IEC 18004)
constexpr int shownSide = 296;

struct Free
{
    void operator()(QRcode *code) const { QRcode_free(code); }
};

} // namespace

QrCode::QrCode(QWidget *parent)
    : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    setAccessibleName(tr("QR code of the link"));
}

void QrCode::setText(const QString &text)
{
    const QByteArray utf8 = text.toUtf8();
    const std::unique_ptr<QRcode, Free> code(
        utf8.isEmpty()
            ? nullptr
            : QRcode_encodeData(int(utf8.size()), reinterpret_cast<const unsigned char *>(utf8.constData()),
                                0, QR_ECLEVEL_L));
    m_side = code ? code->width : 0;
    m_modules.clear();
    for (int i = 0; i < m_side * m_side; ++i)
        m_modules.append(char(code->data[i] & 1));
    updateGeometry();
    update();
}

QSize QrCode::sizeHint() const
{
    return {shownSide, shownSide};
}

void QrCode::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), Qt::white);
    if (m_side == 0)
        return;
    // Whole device pixels for each module: readers stumble over blurred edges.
    const qreal ratio = devicePixelRatioF();
    const int room = int(std::min(width(), height()) * ratio);
    const int module = std::max(1, room / (m_side + 2 * quietZone));
    const int margin = (room - module * m_side) / 2;
    painter.scale(1 / ratio, 1 / ratio);
    for (int y = 0; y < m_side; ++y) {
        for (int x = 0; x < m_side; ++x) {
            if (m_modules[y * m_side + x] != 0)
                painter.fillRect(margin + x * module, margin + y * module, module, module, Qt::black);
        }
    }
}

} // namespace streamkeeper
