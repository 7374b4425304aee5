#pragma once

#include <QString>
#include <QStringList>
#include <QUrl>

#include <array>
#include <random>

namespace streamkeeper::test {

using namespace Qt::StringLiterals;

/// An address with a secret in it, and what of it has to stay readable.
struct MadeAddress
{
    QString address;
    QString secret;
    QStringList readable;
};

/// Makes addresses as devices have them, each with a secret at one of the places where devices carry such:
/// a grammar, and chance.
class AddressMaker
{
public:
    explicit AddressMaker(quint32 seed)
        : m_random(seed)
    {
    }

    [[nodiscard]] MadeAddress make()
    {
        m_made = {};
        m_made.secret = u"W1nter"_s + letters(4);
        static constexpr std::array forms{&AddressMaker::userInfo,    &AddressMaker::query,
                                          &AddressMaker::xmPath,      &AddressMaker::folder,
                                          &AddressMaker::madeKey,     &AddressMaker::matrix,
                                          &AddressMaker::fragment,    &AddressMaker::nested,
                                          &AddressMaker::pathAccount, &AddressMaker::srtStreamId};
        (this->*forms[number(forms.size())])();
        return m_made;
    }

private:
    [[nodiscard]] size_t number(size_t below) { return m_random() % below; }
    [[nodiscard]] QString one(const QStringList &of) { return of[qsizetype(number(size_t(of.size())))]; }
    [[nodiscard]] QString letters(int count)
    {
        QString text;
        while (text.size() < count)
            text += QChar(u'a' + char16_t(number(26)));
        return text;
    }
    /// Upper and lower case by chance.
    [[nodiscard]] QString cased(const QString &text)
    {
        const auto way = number(4);
        return way == 0 ? text.toUpper() : way == 1 ? text.left(1).toUpper() + text.mid(1) : text;
    }
    [[nodiscard]] QString odd(const QString &signs)
    {
        QString text;
        for (size_t count = number(5); count > 0; --count)
            text += number(2) == 0 ? QString(signs[qsizetype(number(size_t(signs.size())))]) : letters(1);
        return text;
    }
    [[nodiscard]] QString host()
    {
        const QString host =
            one({u"192.0.2.17"_s, u"cam12.site.lan"_s, u"[2001:db8::10]"_s, u"gate.example"_s});
        m_made.readable.append(host);
        return host + one({u""_s, u":554"_s, u":8554"_s});
    }
    [[nodiscard]] QString scheme() { return one({u"rtsp://"_s, u"rtsps://"_s, u"http://"_s, u"RTSP://"_s}); }
    [[nodiscard]] QString path()
    {
        return one({u"/Streaming/Channels/101"_s, u"/h264Preview_01_main"_s, u"/live/ch00_0"_s,
                    u"/media/video1"_s, u"/cam/realmonitor"_s, u"/axis-media/media.amp"_s});
    }
    /// As somebody chose it: with everything that has a meaning elsewhere.
    [[nodiscard]] QString password()
    {
        static const QString signs = u"'\"<>@#/?%[]{}|\\^ !$*+,;=:&()~2019.-_"_s;
        return odd(signs) + m_made.secret + odd(signs);
    }
    [[nodiscard]] QString ordinary()
    {
        const QString parameter =
            one({u"channel=1"_s, u"subtype=0"_s, u"stream=main"_s, u"transportmode=unicast"_s});
        m_made.readable.append(parameter);
        return parameter;
    }
    [[nodiscard]] QString credentialName()
    {
        return cased(one({u"password"_s,
                          u"passwd"_s,
                          u"pwd"_s,
                          u"psw"_s,
                          u"pass"_s,
                          u"passphrase"_s,
                          u"token"_s,
                          u"access_token"_s,
                          u"apiKey"_s,
                          u"X-Api-Key"_s,
                          u"secret"_s,
                          u"auth"_s,
                          u"sig"_s,
                          u"signature"_s,
                          u"X-Amz-Credential"_s,
                          u"sessionId"_s,
                          u"sid"_s,
                          u"streamid"_s,
                          u"userPassword"_s,
                          u"user"_s,
                          u"username"_s,
                          u"login"_s,
                          u"loginpas"_s,
                          u"p"_s,
                          u"u"_s,
                          u"stream_key"_s,
                          u"jwt"_s,
                          u"authKey"_s,
                          u"pass%77ord"_s}));
    }

    void userInfo() { m_made.address = scheme() + u"admin:"_s + password() + u'@' + host() + path(); }
    void query()
    {
        const QString separator = one({u"&"_s, u";"_s});
        QStringList parameters{credentialName() + u'=' + m_made.secret};
        for (size_t count = number(3); count > 0; --count)
            parameters.insert(qsizetype(number(size_t(parameters.size()) + 1)), ordinary());
        m_made.address = scheme() + host() + path() + u'?' + parameters.join(separator);
    }
    void xmPath()
    {
        m_made.readable.append(u"_channel=1_stream=0.sdp"_s);
        m_made.address = u"rtsp://"_s + host() +
                         one({u"/user=admin_password="_s, u"/user=admin&password="_s}) +
                         one({u""_s, u"pa/"_s, u"2023?"_s}) + m_made.secret + u"_channel=1_stream=0.sdp"_s +
                         one({u""_s, u"?real_stream"_s});
    }
    void folder()
    {
        const QString name =
            cased(one({u"token"_s, u"key"_s, u"stream_key"_s, u"secret"_s, u"password"_s, u"auth"_s}));
        m_made.address = scheme() + host() + u'/' + name + u'/' + m_made.secret + u"/live/index.m3u8"_s;
    }
    void madeKey()
    {
        m_made.secret.clear();
        for (int i = 0; i < 4; ++i)
            m_made.secret += QString::number(number(10)) + letters(2).toUpper() + letters(2);
        m_made.address = u"rtsps://"_s + host() + u'/' + m_made.secret + one({u""_s, u"?enableSrtp"_s});
    }
    void matrix()
    {
        m_made.address = scheme() + host() + path() + u";password="_s + m_made.secret + u'?' + ordinary();
    }
    void fragment()
    {
        m_made.address =
            scheme() + host() + path() + u'#' + ordinary() + u'#' + credentialName() + u'=' + m_made.secret;
    }
    void nested()
    {
        QString inner =
            one({u"rtsp://admin:%1@192.0.2.9/x"_s, u"rtsp://192.0.2.9/x?password=%1"_s}).arg(m_made.secret);
        for (size_t depth = number(3); depth > 0; --depth)
            inner = QString::fromLatin1(QUrl::toPercentEncoding(inner));
        m_made.address = scheme() + host() + u"/proxy?url="_s + inner;
    }
    void pathAccount() { m_made.address = scheme() + host() + u"/admin:"_s + m_made.secret + u"@ch1/main"_s; }
    void srtStreamId()
    {
        m_made.address =
            u"srt://"_s + host() +
            one({u"?streamid=read:lobby:viewer:%1"_s, u"?mode=caller&streamid=#!::r=x,m=request,s=%1"_s,
                 u"?passphrase=%1&latency=200"_s})
                .arg(m_made.secret);
    }

    std::mt19937 m_random;
    MadeAddress m_made;
};

} // namespace streamkeeper::test
