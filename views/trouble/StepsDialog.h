#pragma once

#include "models/domain/Result.h"
#include "models/domain/TroublePolicy.h"

#include <QDialog>

#include <array>
#include <vector>

class QGridLayout;
class QLabel;
class QPushButton;
class QSpinBox;

namespace streamkeeper {

class DialogEnd;

/// What counts as incorrect and as problematic, for everybody who works on the registry (domain.md 4): the
/// project's numbers, not the vendor's, and the place to change them.
class StepsDialog : public QDialog
{
    Q_OBJECT

public:
    explicit StepsDialog(const TroublePolicy &policy, QWidget *parent = nullptr);

    [[nodiscard]] TroublePolicy value() const;
    void showFailure(const Error &error);

Q_SIGNALS:
    void saveRequested();

private:
    void setValue(const TroublePolicy &policy);
    void addStep(const TroubleStep &step);
    void removeStep();
    void updateButtons();

    /// Count, window, and both with Increased reconnection time.
    struct Line
    {
        QLabel *title;
        std::array<QSpinBox *, 4> fields;
    };
    std::vector<Line> m_lines;
    QGridLayout *m_grid;
    QSpinBox *m_incorrect;
    QPushButton *m_add;
    QPushButton *m_remove;
    DialogEnd *m_end;
};

} // namespace streamkeeper
