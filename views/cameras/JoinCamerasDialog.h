#pragma once

#include "models/domain/Camera.h"
#include "models/domain/Result.h"

#include <QDialog>

#include <vector>

class QComboBox;
class QLabel;
class QPushButton;
class QRadioButton;

namespace streamkeeper {

/// Asks which of two cameras stays when they become one, and tells what of the other one is lost. Where there
/// are several that could be the other one, it asks for that, too.
class JoinCamerasDialog : public QDialog
{
    Q_OBJECT

public:
    /// `quality` of the camera's one stream; there is at least one of `others`.
    JoinCamerasDialog(Camera camera, Quality quality, std::vector<Camera> others, QWidget *parent = nullptr);

    void showFailure(const Error &error);

Q_SIGNALS:
    void confirmed(const streamkeeper::CameraId &kept, const streamkeeper::CameraId &other);

private:
    void buildOther();
    void buildChoice();
    void buildButtons();
    [[nodiscard]] const Camera &other() const;
    void updateTexts();

    Camera m_camera;
    Quality m_quality;
    std::vector<Camera> m_others;
    QLabel *m_sentence;
    QComboBox *m_choice;
    QRadioButton *m_keepThis;
    QRadioButton *m_keepOther;
    QLabel *m_lost;
    QLabel *m_problem;
    QPushButton *m_join;
};

} // namespace streamkeeper
