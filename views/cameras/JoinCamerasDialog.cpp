#include "views/cameras/JoinCamerasDialog.h"

#include "models/texts/CameraTexts.h"
#include "models/texts/Formatting.h"
#include "views/common/DialogBody.h"
#include "views/common/PlainText.h"

#include <QComboBox>
#include <QCompleter>
#include <QHBoxLayout>
#include <QPushButton>
#include <QRadioButton>
#include <QVBoxLayout>

#include <algorithm>

namespace streamkeeper {

using namespace Qt::StringLiterals;

namespace {

/// Of the same device, or else called most alike.
int nearestTo(const Camera &camera, const std::vector<Camera> &others)
{
    const auto likeness = [&](const Camera &other) {
        const auto differs = std::ranges::mismatch(camera.name, other.name).in1;
        const bool isSame = !camera.ipAddress.isEmpty() && camera.ipAddress == other.ipAddress;
        return std::pair(isSame, differs - camera.name.begin());
    };
    const auto nearest = std::ranges::max_element(others, {}, likeness);
    return int(nearest - others.begin());
}

} // namespace

JoinCamerasDialog::JoinCamerasDialog(Camera camera, Quality quality, std::vector<Camera> others,
                                     QWidget *parent)
    : QDialog(parent)
    , m_camera(std::move(camera))
    , m_quality(quality)
    , m_others(std::move(others))
{
    setWindowTitle(tr("Join cameras"));
    QVBoxLayout *layout = layOut(*this, {560, 0}).body;
    layout->setSpacing(10);
    m_sentence = sentenceLabel({}, this);
    layout->addWidget(m_sentence);
    buildOther();
    buildChoice();
    m_lost = sentenceLabel({}, this);
    m_lost->setObjectName(u"joinLost"_s);
    layout->addWidget(m_lost);
    m_problem = sentenceLabel({}, this);
    setMark(m_problem, "bad");
    m_problem->hide();
    layout->addWidget(m_problem);
    QLabel *note = sentenceLabel(tr("Streams, links, recordings and history stay as they are, and no media "
                                    "server is asked. “Split camera” is the way back."),
                                 this);
    note->setProperty("muted", true);
    layout->addWidget(note);
    layout->addStretch(1);
    buildButtons();
    updateTexts();
}

void JoinCamerasDialog::buildOther()
{
    m_choice = new QComboBox(this);
    m_choice->setObjectName(u"joinOther"_s);
    for (const Camera &one : m_others)
        m_choice->addItem(one.name);
    m_choice->setEditable(true);
    m_choice->setCurrentIndex(nearestTo(m_camera, m_others));
    m_choice->setInsertPolicy(QComboBox::NoInsert);
    m_choice->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_choice->completer()->setFilterMode(Qt::MatchContains);
    m_choice->completer()->setCompletionMode(QCompleter::PopupCompletion);
    auto *label = new QLabel(tr("&Other camera"), this);
    label->setBuddy(m_choice);
    auto *line = new QHBoxLayout;
    line->addWidget(label);
    line->addWidget(m_choice, 1);
    bodyOf(*this)->addLayout(line);
    const bool isAsked = m_others.size() > 1;
    label->setVisible(isAsked);
    m_choice->setVisible(isAsked);
    connect(m_choice, &QComboBox::currentIndexChanged, this, &JoinCamerasDialog::updateTexts);
    connect(m_choice, &QComboBox::editTextChanged, this, &JoinCamerasDialog::updateTexts);
}

void JoinCamerasDialog::buildChoice()
{
    m_keepThis = new QRadioButton(this);
    m_keepThis->setObjectName(u"joinKeepThis"_s);
    m_keepOther = new QRadioButton(this);
    m_keepOther->setObjectName(u"joinKeepOther"_s);
    // Of two with one stream each the one with the high stream is mostly the camera that people know.
    (m_quality == Quality::High ? m_keepThis : m_keepOther)->setChecked(true);
    bodyOf(*this)->addWidget(m_keepThis);
    bodyOf(*this)->addWidget(m_keepOther);
    connect(m_keepThis, &QRadioButton::toggled, this, &JoinCamerasDialog::updateTexts);
}

void JoinCamerasDialog::buildButtons()
{
    auto *buttons = new QHBoxLayout;
    auto *cancel = new QPushButton(tr("Cancel"), this);
    cancel->setAutoDefault(false);
    m_join = new QPushButton(tr("Join"), this);
    m_join->setObjectName(u"joinButton"_s);
    m_join->setProperty("primary", true);
    m_join->setDefault(true);
    buttons->addStretch(1);
    buttons->addWidget(cancel);
    buttons->addWidget(m_join);
    static_cast<QVBoxLayout *>(layout())->addLayout(buttons);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_join, &QPushButton::clicked, this, [this] {
        m_join->setEnabled(false); // once
        const bool keepsThis = m_keepThis->isChecked();
        Q_EMIT confirmed(keepsThis ? m_camera.id : other().id, keepsThis ? other().id : m_camera.id);
    });
}

const Camera &JoinCamerasDialog::other() const
{
    return m_others[size_t(std::max(0, m_choice->currentIndex()))];
}

void JoinCamerasDialog::updateTexts()
{
    const bool isHigh = m_quality == Quality::High;
    const Camera &high = isHigh ? m_camera : other();
    const Camera &low = isHigh ? other() : m_camera;
    m_sentence->setText(tr("The high stream of %1 and the low stream of %2 become one camera.", "cameras")
                            .arg(high.name, low.name));
    m_keepThis->setText(buttonText(tr("Name and settings of %1 stay").arg(m_camera.name)));
    m_keepOther->setText(buttonText(tr("Name and settings of %1 stay").arg(other().name)));
    const bool keepsThis = m_keepThis->isChecked();
    const Camera &kept = keepsThis ? m_camera : other();
    const Camera &gone = keepsThis ? other() : m_camera;
    QStringList lost;
    for (const SettingChange &change : lostByJoining(kept, gone))
        lost.append(u"  • "_s + tr("%1: %2", "setting and its value").arg(change.name, change.after));
    m_lost->setText(tr("What %1 has otherwise, and is lost:").arg(gone.name) + u'\n' + lost.join(u'\n'));
    m_lost->setVisible(!lost.isEmpty());
    // A name that is being typed may be none of theirs.
    const bool isKnown = m_others.size() == 1 || m_choice->currentText() == other().name;
    m_join->setEnabled(isKnown);
    m_join->setToolTip(isKnown ? QString()
                               : format::plainToolTip(tr("Choose one of the cameras of the list.")));
    fitHeight(*this);
}

void JoinCamerasDialog::showFailure(const Error &error)
{
    m_join->setEnabled(true);
    tell(m_problem, error.message);
    fitHeight(*this);
}

} // namespace streamkeeper
