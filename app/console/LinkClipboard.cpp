#include "app/console/LinkClipboard.h"

#include <QClipboard>
#include <QGuiApplication>

namespace streamkeeper {

using namespace Qt::StringLiterals;

LinkClipboard::LinkClipboard(QObject *parent)
    : QObject(parent)
{
    connect(QGuiApplication::clipboard(), &QClipboard::dataChanged, this, [this] {
        if (m_text.isEmpty() || QGuiApplication::clipboard()->text() == m_text)
            return;
        m_text.clear();
        Q_EMIT lost();
    });
}

bool LinkClipboard::put(const QString &text)
{
    m_text.clear(); // what is set now is no loss
    QGuiApplication::clipboard()->setText(text);
    const bool isThere = QGuiApplication::clipboard()->text() == text;
    if (isThere)
        m_text = text;
    return isThere;
}

QString LinkClipboard::formed(const QString &address, const QString &title, LinkForm form)
{
    switch (form) {
    case LinkForm::Url:
        return address;
    case LinkForm::Html:
        return u"<a href=\"%1\">%2</a>"_s.arg(address.toHtmlEscaped(), title.toHtmlEscaped());
    case LinkForm::Markdown: {
        QString label = title;
        for (const QChar special : {u'\\', u'[', u']'})
            label.replace(special, u"\\"_s + special);
        return u"[%1](<%2>)"_s.arg(label, address);
    }
    }
    return address;
}

QString LinkClipboard::arrived()
{
    return tr("Copied to the clipboard. Whoever has the link can watch.");
}

QString LinkClipboard::refused()
{
    return tr("The link is not on the clipboard: another program has taken it. Copy it again.");
}

} // namespace streamkeeper
