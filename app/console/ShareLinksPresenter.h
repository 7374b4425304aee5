#pragma once

#include "app/console/LinkClipboard.h"
#include "app/session/Session.h"

#include <QObject>

#include <vector>

namespace streamkeeper {

class MainWindow;
class SharePresenter;

/// Ties the page of share links to a session.
class ShareLinksPresenter : public QObject
{
    Q_OBJECT

public:
    ShareLinksPresenter(Session &session, MainWindow &window, SharePresenter &share,
                        QObject *parent = nullptr);

private:
    void reload();
    void copy(const std::vector<ShareLink> &links);
    void extend(const ShareLink &link);
    void askToRevoke(const std::vector<ShareLink> &links);
    void revoke(const std::vector<ShareLink> &links);
    void remove(const std::vector<ShareLink> &links);
    void note(const QString &sentence, bool isBad);

    Session &m_session;
    MainWindow &m_window;
    SharePresenter &m_share;
    LinkClipboard m_clipboard;
};

} // namespace streamkeeper
