#include "views/theme/Icons.h"
#include "views/theme/Theme.h"

#include <QApplication>
#include <QDir>
#include <QTest>

#include <cmath>

using namespace streamkeeper;
using namespace Qt::StringLiterals;

namespace {

double luminance(const QColor &color)
{
    const auto linear = [](double channel) {
        return channel <= 0.03928 ? channel / 12.92 : std::pow((channel + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * linear(color.redF()) + 0.7152 * linear(color.greenF()) + 0.0722 * linear(color.blueF());
}

double contrast(const QColor &first, const QColor &second)
{
    const double lighter = std::max(luminance(first), luminance(second));
    const double darker = std::min(luminance(first), luminance(second));
    return (lighter + 0.05) / (darker + 0.05);
}

} // namespace

class ThemeTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void textIsReadable_data();
    void textIsReadable();
    void paletteTellsItsTokens();
    void everyIconIsThereAndTakesItsColour();
};

void ThemeTest::textIsReadable_data()
{
    QTest::addColumn<bool>("isDark");
    QTest::newRow("light") << false;
    QTest::newRow("dark") << true;
}

void ThemeTest::textIsReadable()
{
    QFETCH(bool, isDark);
    const ThemeTokens &tokens = isDark ? darkTokens() : lightTokens();
    // WCAG 2.1, 1.4.3: 4.5 to 1 for text.
    for (const QColor &ground : {tokens.window, tokens.surface, tokens.header, tokens.selection}) {
        QVERIFY2(contrast(tokens.text, ground) >= 4.5, qPrintable(ground.name()));
        QVERIFY2(contrast(tokens.muted, ground) >= (ground == tokens.selection ? 4.0 : 4.5),
                 qPrintable(ground.name()));
    }
    for (const QColor &ink : {tokens.accent, tokens.good, tokens.bad, tokens.warning})
        QVERIFY2(contrast(ink, tokens.surface) >= 4.5, qPrintable(ink.name()));
    QVERIFY(contrast(tokens.onAccent, tokens.accent) >= 4.5);
    QVERIFY(contrast(tokens.onAccent, tokens.bad) >= 4.5);
}

void ThemeTest::paletteTellsItsTokens()
{
    applyTheme(*qApp, ThemeChoice::Dark);
    QCOMPARE(&tokensOf(QApplication::palette()), &darkTokens());
    applyTheme(*qApp, ThemeChoice::Light);
    QCOMPARE(&tokensOf(QApplication::palette()), &lightTokens());
}

void ThemeTest::everyIconIsThereAndTakesItsColour()
{
    const QStringList names = QDir(u":/icons"_s).entryList({u"*.svg"_s});
    QVERIFY(names.size() > 15);
    for (const QString &name : names) {
        const QImage image = themedIcon(name.chopped(4), Qt::red).pixmap(32, 32).toImage();
        bool hasInk = false;
        for (int y = 0; y < image.height(); ++y) {
            for (int x = 0; x < image.width(); ++x) {
                const QColor pixel = image.pixelColor(x, y);
                if (pixel.alpha() < 200)
                    continue;
                hasInk = true;
                QVERIFY2(pixel.red() > 200 && pixel.green() < 60, qPrintable(name));
            }
        }
        QVERIFY2(hasInk, qPrintable(name));
    }
    QVERIFY(themedIcon(u"no-such-icon"_s, Qt::red).isNull());
}

QTEST_MAIN(ThemeTest)
#include "tst_theme.moc"
