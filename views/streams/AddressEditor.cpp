#include "views/streams/AddressEditor.h"

#include "models/rules/AddressRule.h"
#include "models/texts/Formatting.h"
#include "views/common/PlainText.h"

#include <QCheckBox>
#include <QFontDatabase>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace streamkeeper {

using namespace Qt::StringLiterals;

AddressEditor::AddressEditor(QWidget *parent)
    : QWidget(parent)
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(4);
    m_edit = new QLineEdit(this);
    m_edit->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    m_edit->setAccessibleName(tr("Address"));
    m_edit->setPlaceholderText(tr("no address"));
    layout->addWidget(m_edit);
    m_note = sentenceLabel({}, this);
    layout->addWidget(m_note);
    m_mayMove = new QCheckBox(this);
    m_mayMove->setObjectName(u"addressMayMove"_s);
    m_mayMove->hide();
    layout->addWidget(m_mayMove);
    auto *buttons = new QHBoxLayout;
    m_save = new QPushButton(tr("Save changes"), this);
    m_save->setProperty("primary", true);
    m_revert = new QPushButton(tr("Revert"), this);
    m_revert->setToolTip(tr("Back to the address of the registry (Esc)"));
    buttons->addWidget(m_save);
    buttons->addWidget(m_revert);
    buttons->addStretch(1);
    layout->addLayout(buttons);
    connect(m_mayMove, &QCheckBox::toggled, this, &AddressEditor::showState);
    connect(m_edit, &QLineEdit::textChanged, this, &AddressEditor::handleText);
    connect(m_edit, &QLineEdit::returnPressed, this, &AddressEditor::save);
    connect(m_save, &QPushButton::clicked, this, &AddressEditor::save);
    connect(m_revert, &QPushButton::clicked, this, &AddressEditor::revert);
    showState();
}

bool AddressEditor::isChanged() const
{
    return m_edit->text().trimmed() != m_seenAddress.masked();
}

void AddressEditor::show(const QString &key, const StreamAddress &address, int revision)
{
    const bool isSame = key == m_key;
    const bool wasChanged = isSame && isChanged();
    m_key = key;
    m_address = address;
    m_revision = revision;
    if (!wasChanged) {
        m_seenAddress = address;
        m_seenRevision = revision;
        if (m_edit->text() != address.masked()) {
            const QSignalBlocker blocker(m_edit);
            m_edit->setText(address.masked());
            m_edit->setCursorPosition(0);
        }
    }
    showState();
}

void AddressEditor::setObstacle(const QString &reason)
{
    if (reason == m_obstacle)
        return;
    m_obstacle = reason;
    showState();
}

void AddressEditor::beginEditing()
{
    m_edit->setFocus(Qt::ShortcutFocusReason);
    m_edit->selectAll();
}

void AddressEditor::handleText()
{
    showState();
}

/// What is stored goes to another host only if that is said of this very host.
void AddressEditor::askForMove()
{
    const QString place = fields::newPlaceOfCredentials(m_edit->text(), m_seenAddress);
    if (place == m_newPlace)
        return;
    m_newPlace = place;
    const QSignalBlocker blocker(m_mayMove);
    m_mayMove->setChecked(false);
    m_mayMove->setText(tr("User and password may go to %1").arg(place));
    m_mayMove->setVisible(!place.isEmpty());
}

bool AddressEditor::isMoveOpen() const
{
    return !m_newPlace.isEmpty() && !m_mayMove->isChecked();
}

void AddressEditor::showState()
{
    askForMove();
    const bool isEdited = isChanged();
    m_edit->setReadOnly(!m_obstacle.isEmpty());
    m_edit->setToolTip(format::plainToolTip(m_obstacle.isEmpty() ? m_address.masked() : m_obstacle));
    m_save->setVisible(isEdited);
    m_revert->setVisible(isEdited);
    QString note;
    bool isBad = false;
    bool canSave = isEdited && m_obstacle.isEmpty();
    if (isEdited) {
        const auto typed = fields::checkEditedAddress(m_edit->text(), m_seenAddress);
        if (!m_obstacle.isEmpty())
            note = m_obstacle;
        else
            note = typed ? fields::addressNotice(m_edit->text(), *typed) : typed.error().message;
        if (m_obstacle.isEmpty() && isMoveOpen())
            note = fields::movedCredentialsSentence(m_newPlace, m_seenAddress);
        isBad = !typed || !m_obstacle.isEmpty() || isMoveOpen();
        canSave = canSave && typed.has_value() && !isMoveOpen();
        if (m_seenAddress.masked() != m_address.masked())
            note = tr("Somebody else changed the address meanwhile. It is %1 now. Saving replaces it.")
                       .arg(m_address.masked());
        isBad = isBad || m_seenAddress.masked() != m_address.masked();
    }
    tell(m_note, note);
    setMark(m_note, "bad", isBad);
    m_save->setEnabled(canSave);
    m_save->setToolTip(canSave ? tr("Write the address to registry and media server (Enter)")
                               : format::plainToolTip(note));
}

void AddressEditor::save()
{
    if (!m_save->isEnabled() || !isChanged())
        return;
    const auto typed = fields::checkEditedAddress(m_edit->text(), m_seenAddress);
    if (!typed)
        return;
    // The other's change was shown above the button that was pressed.
    const int seen = m_revision;
    m_seenAddress = *typed;
    m_seenRevision = seen;
    Q_EMIT saveRequested(m_key, *typed, seen);
    {
        const QSignalBlocker blocker(m_edit);
        m_edit->setText(typed->masked());
    }
    showState();
}

void AddressEditor::revert()
{
    m_seenAddress = m_address;
    m_seenRevision = m_revision;
    m_edit->setText(m_address.masked());
    m_edit->setCursorPosition(0);
    showState();
}

void AddressEditor::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape && isChanged()) {
        revert();
        event->accept();
        return;
    }
    QWidget::keyPressEvent(event);
}

} // namespace streamkeeper
