#include "tests/console/LayoutFaults.h"

#include "views/preview/VideoWidget.h"

#include <QAbstractScrollArea>
#include <QComboBox>
#include <QGroupBox>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QPushButton>
#include <QScreen>
#include <QScrollArea>
#include <QStyleOptionComboBox>
#include <QStyleOptionGroupBox>
#include <QTabBar>
#include <QTableView>
#include <QToolButton>

namespace streamkeeper::test {

using namespace Qt::StringLiterals;

namespace {

/// Sizes are rounded at broken scales.
constexpr int slack = 1;

QString described(const QWidget &widget)
{
    QString text = widget.property("text").toString();
    if (text.isEmpty())
        text = widget.property("title").toString();
    QString words = QString::fromLatin1(widget.metaObject()->className()).section(u':', -1);
    if (!widget.objectName().isEmpty())
        words += u'#' + widget.objectName();
    return text.isEmpty() ? words : u"%1 \"%2\""_s.arg(words, text.left(60));
}

class Inspection
{
public:
    explicit Inspection(const QWidget &window)
        : m_window(window)
    {
    }

    [[nodiscard]] QStringList faults()
    {
        checkWindow();
        for (const QWidget *widget : m_window.findChildren<QWidget *>()) {
            if (!widget->isVisible() || widget->window() != &m_window)
                continue;
            checkPlace(*widget);
            checkText(*widget);
            checkNeighbours(*widget);
        }
        m_faults.removeDuplicates();
        return m_faults;
    }

private:
    void note(const QWidget &widget, const QString &what)
    {
        m_faults.append(described(widget) + u": "_s + what);
    }

    void needs(const QWidget &widget, int needed, int has, const QString &what = u"px wide"_s)
    {
        if (needed > has + slack)
            note(widget, u"needs %1 %3, has %2"_s.arg(needed).arg(has).arg(what));
    }

    void checkWindow()
    {
        const QRect room = m_window.screen()->availableGeometry();
        const QRect frame = m_window.frameGeometry();
        if (!room.adjusted(-slack, -slack, slack, slack).contains(frame))
            note(m_window, u"%1 x %2 at %3, %4 on a screen of %5 x %6"_s.arg(frame.width())
                               .arg(frame.height())
                               .arg(frame.x())
                               .arg(frame.y())
                               .arg(room.width())
                               .arg(room.height()));
        if (!m_window.isMaximized() && frame.top() >= m_window.geometry().top())
            note(m_window, u"has no title bar"_s);
    }

    /// Within a scrolled area it is in sight once one scrolls there.
    static bool isScrolled(const QWidget &widget)
    {
        const auto *area = qobject_cast<const QAbstractScrollArea *>(
            widget.parentWidget() ? widget.parentWidget()->parentWidget() : nullptr);
        return area && area->viewport() == widget.parentWidget();
    }

    void checkPlace(const QWidget &widget)
    {
        const QWidget *parent = widget.parentWidget();
        if (widget.isWindow() || !parent || isScrolled(widget) || widget.size().isEmpty())
            return;
        if (!parent->rect().adjusted(-slack, -slack, slack, slack).contains(widget.geometry())) {
            const QRect is = widget.geometry();
            note(widget, u"%1 x %2 at %3, %4 in %5 of %6 x %7"_s.arg(is.width())
                             .arg(is.height())
                             .arg(is.x())
                             .arg(is.y())
                             .arg(described(*parent))
                             .arg(parent->width())
                             .arg(parent->height()));
        }
    }

    /// Sideways a page or dialog scrolls on the smallest screens alone, and nothing is cut off in silence.
    void checkScrolling(const QScrollArea &area)
    {
        constexpr int usualWidth = 1000;
        const bool mayScroll = m_window.screen()->availableGeometry().width() < usualWidth &&
                               area.horizontalScrollBarPolicy() != Qt::ScrollBarAlwaysOff;
        if (area.widget() && !mayScroll)
            needs(area, area.widget()->width(), area.viewport()->width(), u"px wide for what it shows"_s);
    }

    void checkText(const QWidget &widget)
    {
        if (const auto *area = qobject_cast<const QScrollArea *>(&widget))
            checkScrolling(*area);
        if (widget.property("elides").toBool())
            return;
        if (const auto *label = qobject_cast<const QLabel *>(&widget))
            checkLabel(*label);
        else if (const auto *tool = qobject_cast<const QToolButton *>(&widget))
            checkToolButton(*tool);
        else if (const auto *button = qobject_cast<const QAbstractButton *>(&widget))
            checkButton(*button);
        else if (const auto *combo = qobject_cast<const QComboBox *>(&widget))
            checkCombo(*combo);
        else if (const auto *group = qobject_cast<const QGroupBox *>(&widget))
            needs(*group, group->minimumSizeHint().width(), group->width());
        else if (const auto *header = qobject_cast<const QHeaderView *>(&widget))
            checkHeader(*header);
        else if (const auto *edit = qobject_cast<const QLineEdit *>(&widget))
            checkEdit(*edit);
        else if (const auto *list = qobject_cast<const QListView *>(&widget))
            needs(*list, list->sizeHintForColumn(0), list->viewport()->width());
    }

    void checkLabel(const QLabel &label)
    {
        if (label.text().isEmpty())
            return;
        if (label.wordWrap()) {
            needs(label, label.heightForWidth(label.width()), label.height(), u"px high"_s);
            return;
        }
        needs(label, label.sizeHint().width(), label.width());
        needs(label, label.sizeHint().height(), label.height(), u"px high"_s);
    }

    void checkButton(const QAbstractButton &button)
    {
        if (button.text().isEmpty())
            return;
        needs(button, button.sizeHint().width(), button.width());
        needs(button, button.fontMetrics().height(), button.height(), u"px high"_s);
    }

    void checkToolButton(const QToolButton &button)
    {
        const bool isIcon = button.toolButtonStyle() == Qt::ToolButtonIconOnly && !button.icon().isNull();
        if (qobject_cast<const QTabBar *>(button.parentWidget()))
            note(*button.parentWidget(), u"has to be scrolled"_s);
        else if (!isIcon)
            checkButton(button);
    }

    void checkCombo(const QComboBox &combo)
    {
        QStyleOptionComboBox option;
        option.initFrom(&combo);
        option.editable = combo.isEditable();
        option.frame = combo.hasFrame();
        const QRect field =
            combo.style()->subControlRect(QStyle::CC_ComboBox, &option, QStyle::SC_ComboBoxEditField, &combo);
        needs(combo, combo.fontMetrics().horizontalAdvance(combo.currentText()), field.width(),
              u"px for \"%1\""_s.arg(combo.currentText()));
    }

    static int titleWidth(const QHeaderView &header, int section, const QString &title)
    {
        constexpr int padding = 2 * 8; ///< as the style sheet has it
        QFont font = header.font();
        font.setWeight(QFont::DemiBold);
        const bool isSorted = header.isSortIndicatorShown() && header.sortIndicatorSection() == section;
        const int mark =
            isSorted ? header.style()->pixelMetric(QStyle::PM_HeaderMarkSize, nullptr, &header) : 0;
        return QFontMetrics(font).horizontalAdvance(title) + padding + mark;
    }

    void checkHeader(const QHeaderView &header)
    {
        for (int section = 0; header.orientation() == Qt::Horizontal && section < header.count(); ++section) {
            if (header.isSectionHidden(section))
                continue;
            const QString title = header.model()->headerData(section, Qt::Horizontal).toString();
            needs(header, titleWidth(header, section, title), header.sectionSize(section),
                  u"px for \"%1\""_s.arg(title));
        }
    }

    /// What is typed may be long; what we say in it may not.
    void checkEdit(const QLineEdit &edit)
    {
        if (!edit.text().isEmpty() || edit.placeholderText().isEmpty())
            return;
        constexpr int margins = 2 * 3; ///< of the text in the contents, as Qt has it
        needs(edit, edit.fontMetrics().horizontalAdvance(edit.placeholderText()) + margins,
              edit.contentsRect().width(), u"px for \"%1\""_s.arg(edit.placeholderText()));
    }

    static bool hasText(const QWidget &widget)
    {
        return qobject_cast<const QLabel *>(&widget) || qobject_cast<const QAbstractButton *>(&widget) ||
               qobject_cast<const QLineEdit *>(&widget) || qobject_cast<const QComboBox *>(&widget);
    }

    void checkNeighbours(const QWidget &widget)
    {
        if (qobject_cast<const VideoWidget *>(&widget) || qobject_cast<const QLineEdit *>(&widget) ||
            qobject_cast<const QTabBar *>(&widget))
            return; // they have controls over their contents
        QList<const QWidget *> texts;
        for (const QObject *child : widget.children()) {
            const auto *one = qobject_cast<const QWidget *>(child);
            if (one && one->isVisible() && !one->isWindow() && hasText(*one))
                texts.append(one);
        }
        for (qsizetype i = 0; i < texts.size(); ++i) {
            for (qsizetype j = i + 1; j < texts.size(); ++j) {
                const QRect common = texts[i]->geometry() & texts[j]->geometry();
                if (common.width() > slack && common.height() > slack)
                    note(*texts[i], u"is painted over by "_s + described(*texts[j]));
            }
        }
        if (const auto *group = qobject_cast<const QGroupBox *>(&widget); group && !group->title().isEmpty())
            checkTitle(*group, texts);
    }

    void checkTitle(const QGroupBox &group, const QList<const QWidget *> &texts)
    {
        QStyleOptionGroupBox option;
        option.initFrom(&group);
        option.text = group.title();
        option.subControls = QStyle::SC_GroupBoxLabel | QStyle::SC_GroupBoxFrame;
        const QRect title =
            group.style()->subControlRect(QStyle::CC_GroupBox, &option, QStyle::SC_GroupBoxLabel, &group);
        for (const QWidget *text : texts) {
            const QRect common = title & text->geometry();
            if (common.width() > slack && common.height() > slack)
                note(group, u"its title is painted over by "_s + described(*text));
        }
    }

    const QWidget &m_window;
    QStringList m_faults;
};

} // namespace

QStringList layoutFaults(const QWidget &window)
{
    return Inspection(window).faults();
}

} // namespace streamkeeper::test
