#pragma once

#include <QString>

class QBoxLayout;
class QFormLayout;
class QLabel;
class QWidget;

namespace streamkeeper {

/// One row of a form: a label that leads to its field, and under the field what is wrong with what was
/// typed. A value that refers to widgets of the form; they own themselves.
class FieldRow
{
public:
    FieldRow() = default;
    /// `extra`: what belongs beside the field (a unit, a button); may be null.
    FieldRow(QFormLayout &form, const QString &title, QWidget *field, QWidget *extra = nullptr);

    void setTitle(const QString &title);
    /// Empty: nothing is wrong.
    void setProblem(const QString &sentence);
    [[nodiscard]] const QString &problem() const { return m_problem; }
    /// A sentence why the field cannot be changed; empty: it can.
    void setLocked(const QString &reason);
    void setShown(bool isShown);

private:
    QLabel *m_label = nullptr;
    QWidget *m_field = nullptr;
    QWidget *m_box = nullptr; ///< field, extra and problem
    QLabel *m_problemLabel = nullptr;
    QString m_problem;
    QString m_toolTip;
};

/// Adds a form as a column of `layout`: rows as high as they need, labels at the left.
[[nodiscard]] QFormLayout *addFormColumn(QBoxLayout &layout);

/// A combo or spin box that the wheel changes only while it has the focus: a page that is scrolled must
/// not change settings under the mouse.
void ignoreStrayWheel(QWidget *field);

} // namespace streamkeeper
