#include "app/console/ShareLinksPresenter.h"

#include "app/console/SharePresenter.h"
#include "models/rules/ShareRule.h"
#include "models/texts/ShareTexts.h"
#include "views/common/ConfirmDialog.h"
#include "views/share/ShareLinksPage.h"
#include "views/shell/MainWindow.h"

#include <algorithm>

namespace streamkeeper {

using namespace Qt::StringLiterals;

ShareLinksPresenter::ShareLinksPresenter(Session &session, MainWindow &window, SharePresenter &share,
                                         QObject *parent)
    : QObject(parent)
    , m_session(session)
    , m_window(window)
    , m_share(share)
{
    ShareLinksPage *page = window.page<ShareLinksPage>();
    connect(page, &ShareLinksPage::reloadRequested, this, &ShareLinksPresenter::reload);
    connect(page, &ShareLinksPage::copyRequested, this, &ShareLinksPresenter::copy);
    connect(page, &ShareLinksPage::extendRequested, this, &ShareLinksPresenter::extend);
    connect(page, &ShareLinksPage::revokeRequested, this, &ShareLinksPresenter::askToRevoke);
    connect(page, &ShareLinksPage::removeRequested, this, &ShareLinksPresenter::remove);
    const auto refresh = [this] {
        if (m_window.page<ShareLinksPage>()->isVisible())
            reload();
    };
    connect(&session, &Session::opened, this, refresh);
    connect(&session, &Session::registryChanged, this, refresh);
    connect(&session.sharing(), &Sharing::linksChanged, this, refresh);
    connect(&session.linkKeeper(), &LinkKeeper::linkClosed, this,
            [this](const ShareLink &link, int sessions) {
                if (link.revokedAtMs && sessions >= 0)
                    note(tr("%1: %n session(s) ended.", nullptr, sessions).arg(link.target), false);
            });
    connect(&session.linkKeeper(), &LinkKeeper::linkDelayed, this,
            [this](const ShareLink &link, const QString &reason) {
                note(tr("%1: sessions are not ended yet, it is tried again. %2").arg(link.target, reason),
                     true);
            });
    connect(&m_clipboard, &LinkClipboard::lost, this, [this] { note({}, false); });
}

void ShareLinksPresenter::note(const QString &sentence, bool isBad)
{
    m_window.page<ShareLinksPage>()->showNote(sentence, isBad);
}

void ShareLinksPresenter::reload()
{
    if (!m_session.isOpen())
        return;
    m_session.sharing().readLinks(this, [this](const Result<std::vector<ShareLink>> &links) {
        if (links)
            m_window.page<ShareLinksPage>()->setLinks(*links);
        else
            note(links.error().message, true);
    });
}

void ShareLinksPresenter::copy(const std::vector<ShareLink> &links)
{
    QStringList addresses;
    for (const ShareLink &link : links) {
        const auto address = m_session.sharing().addressOf(link);
        if (!address) {
            note(address.error().message, true);
            return;
        }
        addresses.append(address->revealText());
    }
    const bool isThere = m_clipboard.put(addresses.join(u'\n'));
    note(isThere ? LinkClipboard::arrived() : LinkClipboard::refused(), !isThere);
}

void ShareLinksPresenter::extend(const ShareLink &link)
{
    if (m_session.fleet().stream(link.stream))
        m_share.open({link.stream}, link);
    else
        note(texts::noStream(), true);
}

void ShareLinksPresenter::askToRevoke(const std::vector<ShareLink> &links)
{
    const qint64 now = m_session.clock().nowMs();
    QStringList sentences;
    for (const ShareLink &link : links) {
        const QString sentence = texts::revocation(revocationOf(link, now), link);
        if (!sentences.contains(sentence))
            sentences.append(sentence);
    }
    const bool hasPublic = std::ranges::any_of(links, &ShareLink::isPublic);
    const bool hasOthers = !std::ranges::all_of(links, &ShareLink::isPublic);
    const QString deed = hasPublic && hasOthers ? tr("Revoke, and switch External access off")
                         : hasPublic            ? tr("Switch External access off")
                                                : tr("Revoke");
    auto *dialog =
        new ConfirmDialog(tr("Revoke %n link(s)", nullptr, int(links.size())), sentences, deed, &m_window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &ConfirmDialog::confirmed, this, [this, links, dialog] {
        dialog->accept();
        revoke(links);
    });
    dialog->open();
}

void ShareLinksPresenter::revoke(const std::vector<ShareLink> &links)
{
    std::vector<CameraId> cameras;
    for (const ShareLink &link : links) {
        if (!link.isPublic) {
            m_session.sharing().revoke(link, this, [this](const VoidResult &revoked) {
                if (!revoked)
                    note(revoked.error().message, true);
            });
            continue;
        }
        const Stream *stream = m_session.fleet().stream(link.stream);
        if (!stream)
            note(texts::noStream(), true);
        else if (std::ranges::find(cameras, stream->camera) == cameras.end())
            cameras.push_back(stream->camera);
    }
    for (const CameraId &camera : cameras) {
        m_session.setExternalAccess(camera, false, this, [this](const Result<BatchId> &begun) {
            if (!begun)
                note(begun.error().message, true);
        });
    }
}

void ShareLinksPresenter::remove(const std::vector<ShareLink> &links)
{
    std::vector<ShareLinkId> ids;
    for (const ShareLink &link : links)
        ids.push_back(link.id);
    m_session.sharing().removeClosed(ids, this, [this](const VoidResult &removed) {
        if (!removed)
            note(removed.error().message, true);
    });
}

} // namespace streamkeeper
