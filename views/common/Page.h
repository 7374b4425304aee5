#pragma once

#include "models/domain/Ids.h"

#include <QJsonObject>
#include <QUuid>
#include <QWidget>

namespace streamkeeper {

/// A page of the window: one of the places in the list on the left, or a card, which is opened on a subject
/// (a server, a camera). The window knows no more of a page than this; to add one is its folder under views
/// and one line in MainWindow::createPages().
class Page : public QWidget
{
    Q_OBJECT

public:
    /// What never changes of a page. Texts are literals.
    struct Identity
    {
        const char *word;                  ///< names it in the saved state
        const char *icon = nullptr;        ///< in the list on the left; null: a card, which is not listed
        const char *listedUnder = nullptr; ///< of a card: the word of the page from which it is opened
    };

    Page(const Identity &identity, QWidget *parent)
        : QWidget(parent)
        , m_identity(identity)
    {
    }

    [[nodiscard]] QString word() const { return QString::fromLatin1(m_identity.word); }
    [[nodiscard]] QString icon() const { return QString::fromLatin1(m_identity.icon); }
    [[nodiscard]] bool isListed() const { return m_identity.icon; }
    /// Of the page whose entry in the list is lit.
    [[nodiscard]] QString listWord() const
    {
        return isListed() ? word() : QString::fromLatin1(m_identity.listedUnder);
    }

    /// For the list, the menu and "Back to: ...". `subject`: of a card; one that is gone has a name, too.
    [[nodiscard]] virtual QString placeName(const QUuid &subject) const = 0;
    /// Puts the keyboard where work begins.
    virtual void takeFocus() = 0;

    /// What F6 leads to, one after the other.
    [[nodiscard]] virtual QList<QWidget *> regions() { return {this}; }

    /// A card shows this subject from now on.
    virtual void showSubject(const QUuid &subject) { Q_UNUSED(subject) }
    /// Whether there is something to show: at a start the registry may not be open yet.
    [[nodiscard]] virtual bool hasSubject(const QUuid &subject) const
    {
        Q_UNUSED(subject)
        return true;
    }
    [[nodiscard]] virtual bool hasUnsavedChanges() const { return false; }

    /// Selection, tab, scroll position: as one leaves the page, for going back to it. An empty state is a new
    /// visit.
    [[nodiscard]] virtual QJsonObject viewState() const = 0;
    virtual void setViewState(const QJsonObject &state) = 0;
    /// What is remembered over the end of the program.
    [[nodiscard]] virtual QJsonObject saveState() const { return {}; }
    virtual void restoreState(const QJsonObject &state) { Q_UNUSED(state) }

Q_SIGNALS:
    /// How much of what is here is new: said beside its name in the list of places.
    void countChanged(int count);
    // The operator wants to see something that has its own place.
    void serverActivated(const streamkeeper::ServerId &server);
    void cameraActivated(const streamkeeper::CameraId &camera);
    void clusterActivated(const streamkeeper::ClusterId &cluster);
    void groupActivated(const streamkeeper::ServerGroupId &group);
    /// Why a stream is incorrect.
    void troubleActivated(const streamkeeper::StreamId &stream);

private:
    Identity m_identity;
};

} // namespace streamkeeper
